import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type WorkItem, worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { go } from '../../routes.ts';

/** The verb of a row. Everything that has no verb of its own is opened where it is handled. */
export const verbOf = ({ group, refusedActId }: WorkItem): string => (refusedActId === null ? `verb.${group}` : 'verb.sendAgain');

/** Handled where the stay was admitted: whose it is, what it is insured by. */
const AT_ADMISSION: ReadonlySet<WorkItem['group']> = new Set(['lapsed', 'injury', 'to-verify']);
/** Handled where the money is. */
const MONEY: ReadonlySet<WorkItem['group']> = new Set(['payment-unknown', 'self-paid-owed', 'refund-owed', 'refund-request']);

/** What the verbs do: an unknown outcome is found out, a refused act goes out once more. */
export function useWork() {
  const queryClient = useQueryClient();
  const findOut = useMutation({
    mutationFn: (encounterId: EncounterId) => call(worklistContract.findOut, { encounterId }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const sendAgain = useMutation({
    mutationFn: (actId: number) => call(worklistContract.sendAgain, { actId }),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const act = ({ group, matter, encounterId, refusedActId }: WorkItem) => {
    if (group === 'reconciliation') {
      go({ page: matter.startsWith('dayEnd.') ? 'dayEnd' : 'reconciliation' });
      return;
    }
    if (group === 'print-failed') {
      go({ page: 'prints' });
      return;
    }
    if (group === 'difference') {
      go({ page: 'cases' });
      return;
    }
    if (group === 'credit') {
      go(encounterId === null ? { page: 'credit' } : { page: 'credit-stay', encounterId });
      return;
    }
    if (encounterId === null) return;
    if (refusedActId !== null) {
      sendAgain.mutate(refusedActId);
      return;
    }
    if (group === 'outcome-unknown') findOut.mutate(encounterId);
    else if (AT_ADMISSION.has(group)) go({ page: 'admission-stay', encounterId });
    else if (group === 'recall-to-approve') go({ page: 'recall-stay', encounterId });
    else if (MONEY.has(group)) go({ page: 'payment-stay', encounterId });
    else go({ page: 'discharge-stay', encounterId });
  };
  return { act, busy: findOut.isPending || sendAgain.isPending, error: findOut.error ?? sendAgain.error };
}
