import { queryOptions } from '@tanstack/react-query';
import { visitContract } from '../../../shared/contract/visit-contract.ts';
import type { EncounterId, PatientId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';

export const waitingVisitsQuery = (patientId: PatientId | null) =>
  queryOptions({ queryKey: ['visit', 'waiting', patientId], queryFn: () => call(visitContract.waiting, { patientId }) });

export const visitQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['visit', encounterId], queryFn: () => call(visitContract.view, { encounterId }) });
