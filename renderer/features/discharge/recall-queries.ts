import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { recallContract } from '../../../shared/contract/recall-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';

export const recallQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['recall', encounterId], queryFn: () => call(recallContract.view, { encounterId }) });

export type AskRecall = z.output<typeof recallContract.ask.request>;

/** `finished` renews the key: after an answer, good or bad, the next press is a new request. */
export function useRecall(encounterId: EncounterId, finished: () => void) {
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries();
  const ask = useMutation({
    mutationFn: (request: AskRecall) => call(recallContract.ask, request),
    onSettled: (_view, error) => {
      if (!(isDeskError(error) && error.kind === 'interrupted')) finished();
      return again();
    },
  });
  const decide = useMutation({
    mutationFn: (request: { recallId: number; approved: boolean }) => call(recallContract.decide, { ...request, reason: '' }),
    onSettled: again,
  });
  const giveUp = useMutation({ mutationFn: () => call(recallContract.giveUp, { encounterId }), onSettled: again });
  const all = [ask, decide, giveUp];
  return {
    ask,
    decide,
    giveUp,
    busy: all.some(({ isPending }) => isPending),
    error: all.find(({ isError }) => isError)?.error ?? null,
  };
}
