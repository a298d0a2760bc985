import { useQuery } from '@tanstack/react-query';
import type { Permission } from '../../shared/contract/define-channel.ts';
import { sessionQuery } from '../ipc/desk-queries.ts';

/** What a button may need; `renderer/i18n` says of each who has it. */
export type Needed = Extract<Permission, 'admission:commit' | 'settlement:commit' | 'money:move' | 'worklist:act' | 'paper:print'>;

/** Whether the clerk who is signed in may do this. Without a need everybody may. */
export function useMay(needs: Needed | undefined): boolean {
  const { data } = useQuery(sessionQuery);
  return needs === undefined || data === undefined || data.may.includes(needs);
}
