import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { admissionContract } from '../../../shared/contract/admission-contract.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';
import { ASKS_OTHER_SIDE } from '../../ipc/query-client.ts';

export const ordersQuery = queryOptions({ queryKey: ['admission', 'orders'], queryFn: () => call(admissionContract.orders, {}) });

export interface AdmissionSubject {
  readonly orderNumber: string;
  readonly patientId: PatientId;
}

/** Asks the centre and the bank: opened once, then only by F5, by another coverage, or after a stale commit. */
export const admissionQuery = ({ orderNumber, patientId }: AdmissionSubject, coverageId: string | null) =>
  queryOptions({
    queryKey: ['admission', 'open', orderNumber, patientId, coverageId],
    queryFn: () => call(admissionContract.open, { orderNumber, patientId, coverageId }),
    placeholderData: (previous) => previous,
    meta: ASKS_OTHER_SIDE,
  });

export type AdmissionCommit = z.output<typeof admissionContract.commit.request>;

/** `finished` renews the key: after an answer, good or bad, the next press is a new act; after a cut-off it is the same one. */
export function useAdmit(finished: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: AdmissionCommit) => call(admissionContract.commit, request),
    onSuccess: finished,
    onError: (error) => {
      if (isDeskError(error) && error.kind !== 'interrupted') finished();
      void queryClient.invalidateQueries({ queryKey: ['admission'] });
    },
  });
}
