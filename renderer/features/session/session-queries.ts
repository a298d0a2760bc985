import { queryOptions } from '@tanstack/react-query';
import { sessionContract } from '../../../shared/contract/session-contract.ts';
import { call } from '../../ipc/client.ts';

export const clerksQuery = queryOptions({ queryKey: ['session', 'clerks'], queryFn: () => call(sessionContract.clerks, {}) });
