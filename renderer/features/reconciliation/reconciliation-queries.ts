import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReconciliationView, reconciliationContract } from '../../../shared/contract/reconciliation-contract.ts';
import type { IdempotencyKey } from '../../../shared/identity/ids.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { call } from '../../ipc/client.ts';

export const reconciliationQuery = (day: CalendarDate) =>
  queryOptions({ queryKey: ['reconciliation', day], queryFn: () => call(reconciliationContract.view, { day }) });

export type Action = ReconciliationView['differences'][number]['actions'][number];

/** Each answers with the whole day as it is afterwards. */
export function useReconciliation(day: CalendarDate, onHandled: () => void) {
  const queryClient = useQueryClient();
  const onSuccess = (view: ReconciliationView) => {
    queryClient.setQueryData(reconciliationQuery(day).queryKey, view);
    void queryClient.invalidateQueries({ queryKey: ['worklist'] });
  };
  const compare = useMutation({ mutationFn: () => call(reconciliationContract.compare, { day }), onSuccess });
  const handle = useMutation({
    mutationFn: (request: { differenceId: number; action: Action; note: string; key: IdempotencyKey }) =>
      call(reconciliationContract.handle, request),
    onSuccess,
    onSettled: onHandled,
  });
  const confirm = useMutation({ mutationFn: () => call(reconciliationContract.confirm, { day }), onSuccess });
  const failed = [compare, handle, confirm].find(({ isError }) => isError)?.error ?? null;
  return { compare, handle, confirm, busy: compare.isPending || handle.isPending || confirm.isPending, error: failed };
}
