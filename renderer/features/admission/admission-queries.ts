import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { admissionContract } from '../../../shared/contract/admission-contract.ts';
import { sessionContract } from '../../../shared/contract/session-contract.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import type { Agent, ConsentSigner } from '../../../shared/model/credential.ts';
import { call } from '../../ipc/client.ts';
import type { AdmissionSubject } from '../../ipc/desk-queries.ts';
import { isDeskError } from '../../ipc/desk-error.ts';

export const ordersQuery = queryOptions({ queryKey: ['admission', 'orders'], queryFn: () => call(admissionContract.orders, {}) });

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

/** The patient's word on giving data to the bank; after a yes the bank is asked and the credit door may open. */
export function useConsent({ orderNumber, patientId }: AdmissionSubject) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (consent: { readonly given: boolean; readonly signedBy: ConsentSigner; readonly agent: Agent | null }) =>
      call(admissionContract.consent, { orderNumber, patientId, ...consent }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['admission'] }),
  });
}

/** Who may approve what a clerk alone may not. */
export const supervisorsQuery = queryOptions({
  queryKey: ['session', 'supervisors'],
  queryFn: async () => (await call(sessionContract.clerks, {})).clerks.filter(({ role }) => role === 'supervisor'),
});

/** 撤回同意: after it the bank is asked nothing more. */
export function useWithdrawConsent(subject: AdmissionSubject) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(admissionContract.withdrawConsent, subject),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['admission'] }),
  });
}

export function usePremium() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (said: z.output<typeof admissionContract.premium.request>) => call(admissionContract.premium, said),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['admission'] }),
  });
}
