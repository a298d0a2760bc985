import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { admissionContract } from '../../../shared/contract/admission-contract.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';

export const ordersQuery = queryOptions({ queryKey: ['admission', 'orders'], queryFn: () => call(admissionContract.orders, {}) });

export interface AdmissionSubject {
  readonly orderNumber: string;
  readonly patientId: PatientId;
}

/** Everything the core knows of the person at the moment, with the age of each fact. */
export const admissionQuery = ({ orderNumber, patientId }: AdmissionSubject, coverageId: string | null) =>
  queryOptions({
    queryKey: ['admission', 'open', orderNumber, patientId, coverageId],
    queryFn: () => call(admissionContract.open, { orderNumber, patientId, coverageId }),
    placeholderData: (previous) => previous,
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

/** 重查待遇: centre and bank are asked anew about the person at the desk; then everything shown is read again. */
export function useRecheck(patientId: PatientId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(admissionContract.recheck, { patientId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['admission'] }),
  });
}
