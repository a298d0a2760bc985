import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { type WorkItem, worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { call } from '../../ipc/client.ts';
import { go, type Route } from '../../routes.ts';

export type WorkStep = z.output<typeof worklistContract.step.request>['step'];

/** A refused registration is mended where the stay was admitted: its filing, its details, its coverage. */
const isRefusedAdmission = ({ matter, refusedActId }: WorkItem) => matter === 'act.admission' && refusedActId !== null;

/** The verb of a row. Everything that has no verb of its own is opened where it is handled. */
export function verbOf(item: WorkItem): string {
  if (isRefusedAdmission(item)) return item.group === 'filing' ? 'verb.filing' : 'verb.correct';
  return item.refusedActId === null ? `verb.${item.group}` : 'verb.sendAgain';
}

/** Handled where the stay was admitted: whose it is, what it is insured by. */
const AT_ADMISSION: ReadonlySet<WorkItem['group']> = new Set(['lapsed', 'filing', 'injury', 'to-verify']);
/** Handled where the money is. */
const MONEY: ReadonlySet<WorkItem['group']> = new Set(['payment-unknown', 'self-paid-owed', 'refund-owed', 'refund-request']);

/** Groups that have a page of their own, whosever stay it is. */
const placeOf = (group: WorkItem['group']): Route | null =>
  group === 'print-failed' ? { page: 'prints' } : group === 'difference' ? { page: 'cases' } : null;

/** Where the row's matter is dealt with; null: nowhere in this program, or at once. */
export function routeOf({ group, matter, encounterId }: WorkItem): Route | null {
  const place = placeOf(group);
  if (place !== null) return place;
  if (group === 'reconciliation') return { page: matter.startsWith('dayEnd.') ? 'dayEnd' : 'reconciliation' };
  if (group === 'credit') return encounterId === null ? { page: 'credit' } : { page: 'credit-stay', encounterId };
  if (encounterId === null) return null;
  if (AT_ADMISSION.has(group) || matter === 'act.admission') return { page: 'admission-stay', encounterId };
  if (group === 'recall-to-approve') return { page: 'recall-stay', encounterId };
  if (MONEY.has(group)) return { page: 'payment-stay', encounterId };
  return { page: 'discharge-stay', encounterId };
}

/** Only files and packs that somebody else must mend have nothing to open here. */
export const opens = (item: WorkItem): boolean => item.group === 'pre-admission' || routeOf(item) !== null;

/** What the verbs do: an unknown outcome is found out, a refused act goes out once more, everything else is opened. */
export function useWork() {
  const queryClient = useQueryClient();
  const again = { onSettled: () => queryClient.invalidateQueries() };
  const findOut = useMutation({ mutationFn: (encounterId: EncounterId) => call(worklistContract.findOut, { encounterId }), ...again });
  const sendAgain = useMutation({ mutationFn: (actId: number) => call(worklistContract.sendAgain, { actId }), ...again });
  const step = useMutation({
    mutationFn: (what: { readonly row: string; readonly step: WorkStep }) => call(worklistContract.step, what),
    ...again,
  });
  const act = (item: WorkItem) => {
    const { group, encounterId, refusedActId } = item;
    const route = routeOf(item);
    if (group === 'outcome-unknown' && encounterId !== null) findOut.mutate(encounterId);
    else if (refusedActId !== null && !isRefusedAdmission(item)) sendAgain.mutate(refusedActId);
    else if (route !== null) go(route);
  };
  return {
    act,
    step,
    busy: findOut.isPending || sendAgain.isPending || step.isPending,
    error: findOut.error ?? sendAgain.error ?? step.error,
  };
}
