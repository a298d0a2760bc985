import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import { type CommitSettlement, settlementContract } from '../../../shared/contract/settlement-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../shared/identity/ids.ts';
import type { PaperKind } from '../../../shared/model/stay.ts';
import { worklistContract } from '../../../shared/contract/worklist-contract.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';

export const settlementQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['settlement', encounterId], queryFn: () => call(settlementContract.view, { encounterId }) });

export const papersQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['papers', encounterId], queryFn: () => call(paperContract.list, { encounterId }) });

/** 2303: the centre's answer is shown beside the estimate. It moves nothing, so it may be asked again. */
export function useAskCentre(encounterId: EncounterId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(settlementContract.askCentre, { encounterId }),
    onSuccess: (view) => queryClient.setQueryData(settlementQuery(encounterId).queryKey, view),
  });
}

/** `finished` renews the key: after an answer, good or bad, the next press is a new act; after a cut-off it is the same one. */
export function useCommitSettlement(encounterId: EncounterId, finished: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: CommitSettlement) => call(settlementContract.commit, request),
    onSuccess: (view) => {
      finished();
      queryClient.setQueryData(settlementQuery(encounterId).queryKey, view);
      void queryClient.invalidateQueries({ queryKey: ['encounter', encounterId] });
    },
    onError: (error) => {
      if (isDeskError(error) && error.kind !== 'interrupted') finished();
      void queryClient.invalidateQueries({ queryKey: ['settlement', encounterId] });
    },
  });
}

/** Asks what became of what was sent. Sends nothing again. */
export function useFindOut(encounterId: EncounterId) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => call(worklistContract.findOut, { encounterId }),
    onSettled: () => queryClient.invalidateQueries(),
  });
}

export function usePrint(encounterId: EncounterId, finished: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, key }: { kind: PaperKind; key: IdempotencyKey }) => call(paperContract.print, { encounterId, kind, key }),
    onSettled: (_paper, error) => {
      if (!(isDeskError(error) && error.kind === 'interrupted')) finished();
      void queryClient.invalidateQueries({ queryKey: ['papers', encounterId] });
    },
  });
}
