import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { creditContract } from '../../../shared/contract/credit-contract.ts';
import { worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { call } from '../../ipc/client.ts';

export const creditQuery = (encounterId: EncounterId) =>
  queryOptions({ queryKey: ['credit', encounterId], queryFn: () => call(creditContract.view, { encounterId }) });

export const creditListQuery = queryOptions({ queryKey: ['credit', 'list'], queryFn: () => call(creditContract.list, {}) });

export const clearingQuery = (day: CalendarDate) =>
  queryOptions({ queryKey: ['credit', 'clearing', day], queryFn: () => call(creditContract.clearing, { day }) });

/** What only asks: the bank about the patient, and what became of an order. */
export function useAskBank(encounterId: EncounterId) {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries();
  const ask = useMutation({ mutationFn: () => call(creditContract.askBank, { encounterId }), onSettled });
  const findOut = useMutation({ mutationFn: () => call(worklistContract.findOut, { encounterId }), onSettled });
  return { ask, findOut };
}

export function useFetchClearing() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (day: CalendarDate) => call(creditContract.fetchClearing, { day }),
    onSettled: () => queryClient.invalidateQueries(),
  });
}
