import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeContract, type StayDetails } from '../../../shared/contract/change-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { isDeskError } from '../../ipc/desk-error.ts';
import { useActKey } from '../../ui/act-key.ts';
import type { Approval } from './approval-fields.tsx';

export const useStayChanges = (encounterId: EncounterId) =>
  useQuery({ queryKey: ['stay-changes', encounterId], queryFn: () => call(changeContract.view, { encounterId }) });

/** Everything that changes an admission, or takes it back; each with a key of its own. */
export function useChangeActs(encounterId: EncounterId) {
  const queryClient = useQueryClient();
  const act = useActKey();
  const ends = {
    onSettled: (_reply: unknown, error: Error | null) => {
      if (!(isDeskError(error) && error.kind === 'interrupted')) act.renew();
      void queryClient.invalidateQueries();
    },
  };
  return {
    change: useMutation({
      mutationFn: (said: { readonly details: StayDetails; readonly reason: string }) =>
        call(changeContract.change, { encounterId, ...said, key: act.key }),
      ...ends,
    }),
    changeCoverage: useMutation({
      mutationFn: (said: { readonly coverageId: string; readonly approval: Approval }) =>
        call(changeContract.changeCoverage, { encounterId, ...said, key: act.key }),
      ...ends,
    }),
    cancel: useMutation({
      mutationFn: (approval: Approval) => call(changeContract.cancel, { encounterId, approval, key: act.key }),
      ...ends,
    }),
  };
}
