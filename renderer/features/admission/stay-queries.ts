import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import { personContract } from '../../../shared/contract/person-contract.ts';
import { stayContract } from '../../../shared/contract/stay-contract.ts';
import type { EncounterId, IdempotencyKey, PatientId } from '../../../shared/identity/ids.ts';
import type { PaperKind } from '../../../shared/model/stay.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';

export const stayIdentityQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['stay-identity', encounterId], queryFn: () => call(stayContract.identity, { encounterId }) });

export const useStayIdentity = (encounterId: EncounterId) => useQuery(stayIdentityQuery(encounterId));

/** Everything that changes whose stay it is, or how it is insured; all that is shown is read again after each. */
export function useStayActs(encounterId: EncounterId, finished: () => void) {
  const queryClient = useQueryClient();
  const again = { onSettled: () => queryClient.invalidateQueries() };
  return {
    readCard: useMutation({ mutationFn: () => call(personContract.readCard, { ask: 'now' }), ...again }),
    merge: useMutation({
      mutationFn: (to: { readonly patientId: PatientId; readonly orderNumber: string | null; readonly reason: string }) =>
        call(stayContract.merge, { encounterId, ...to }),
      ...again,
    }),
    linkOrder: useMutation({ mutationFn: (orderNumber: string) => call(stayContract.linkOrder, { encounterId, orderNumber }), ...again }),
    undoMerge: useMutation({ mutationFn: (reason: string) => call(stayContract.undoMerge, { encounterId, reason }), ...again }),
    register: useMutation({
      mutationFn: ({ coverageId, key }: { readonly coverageId: string; readonly key: IdempotencyKey }) =>
        call(stayContract.register, { encounterId, coverageId, key }),
      onSettled: (_stay, error) => {
        if (!(isDeskError(error) && error.kind === 'interrupted')) finished();
        void queryClient.invalidateQueries();
      },
    }),
  };
}

export function usePaper(encounterId: EncounterId, finished: () => void) {
  return useMutation({
    mutationFn: ({ kind, key }: { readonly kind: PaperKind; readonly key: IdempotencyKey }) =>
      call(paperContract.print, { encounterId, kind, key }),
    onSettled: (_paper, error) => {
      if (!(isDeskError(error) && error.kind === 'interrupted')) finished();
    },
  });
}
