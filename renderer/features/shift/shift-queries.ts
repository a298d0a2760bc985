import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { shiftContract } from '../../../shared/contract/shift-contract.ts';
import { call } from '../../ipc/client.ts';

export type Pieces = z.output<typeof shiftContract.view.request>['pieces'];

export const shiftQuery = (pieces: Pieces) =>
  queryOptions({
    queryKey: ['shift', 'view', pieces],
    queryFn: () => call(shiftContract.view, { pieces }),
    placeholderData: (previous) => previous, // the sheets do not blink while pieces are counted
  });

export const shiftsQuery = queryOptions({ queryKey: ['shift', 'list'], queryFn: () => call(shiftContract.list, {}) });

export const sealedQuery = (shiftId: string) =>
  queryOptions({ queryKey: ['shift', 'sealed', shiftId], queryFn: () => call(shiftContract.sealed, { shiftId }) });
