import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { dayEndContract, type DayEndView } from '../../../shared/contract/day-end-contract.ts';
import type { IdempotencyKey } from '../../../shared/identity/ids.ts';
import type { DayAction, DaySource } from '../../../shared/model/day-end.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { call } from '../../ipc/client.ts';

export const dayEndQuery = (day: CalendarDate) =>
  queryOptions({ queryKey: ['dayEnd', day], queryFn: () => call(dayEndContract.view, { day }) });

export interface Chosen {
  readonly source: DaySource;
  readonly file: File;
}

/** Each answers with the whole day as it is afterwards. */
export function useDayEnd(day: CalendarDate, onHandled: () => void) {
  const queryClient = useQueryClient();
  const onSuccess = (view: DayEndView) => {
    queryClient.setQueryData(dayEndQuery(day).queryKey, view);
    void queryClient.invalidateQueries({ queryKey: ['worklist'] });
  };
  const ask = useMutation({ mutationFn: () => call(dayEndContract.ask, { day }), onSuccess });
  const take = useMutation({
    mutationFn: async ({ source, file }: Chosen) =>
      call(dayEndContract.take, { day, source, name: file.name, content: await base64Of(file) }),
    onSuccess,
  });
  const handle = useMutation({
    mutationFn: (request: { identity: string; action: DayAction; note: string; key: IdempotencyKey }) =>
      call(dayEndContract.handle, { day, ...request }),
    onSuccess,
    onSettled: onHandled,
  });
  const confirm = useMutation({ mutationFn: () => call(dayEndContract.confirm, { day }), onSuccess });
  const all = [ask, take, handle, confirm];
  return {
    ask,
    take,
    handle,
    confirm,
    busy: all.some(({ isPending }) => isPending),
    error: all.find(({ isError }) => isError)?.error ?? null,
    /** What went wrong before is no news any more. */
    forget: () => {
      for (const each of all) each.reset();
    },
  };
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(''));
}
