import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type WorkItem, worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { go } from '../../routes.ts';

/** The verb of a row: an unknown outcome is found out, everything else is opened where it is handled. */
export function useWork() {
  const queryClient = useQueryClient();
  const findOut = useMutation({
    mutationFn: (encounterId: EncounterId) => call(worklistContract.findOut, { encounterId }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const act = ({ group, encounterId }: WorkItem) => {
    if (encounterId === null) return;
    if (group === 'outcome-unknown') findOut.mutate(encounterId);
    else go({ page: 'discharge-stay', encounterId });
  };
  return { act, busy: findOut.isPending, error: findOut.error };
}
