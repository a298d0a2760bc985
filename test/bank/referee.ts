import { fenText } from '../standin/amount.ts';
import { liveDraws } from './operations.ts';
import { allLocks, type Lock, movementsOf, type Store, sumsOf } from './store.ts';

/** What really happened to one stay at the bank. */
export interface StayVerdict {
  readonly stayNo: string;
  /** Locks ever made, and those that still hold or were drawn on. */
  readonly locks: { readonly recorded: number; readonly live: number; readonly numbers: readonly string[] };
  readonly draws: { readonly recorded: number; readonly live: number };
  readonly releases: number;
  readonly sums: { readonly locked: string; readonly drawn: string; readonly released: string; readonly open: string };
  readonly doubled: boolean;
}

export interface Verdict {
  readonly stays: readonly StayVerdict[];
  readonly doubled: boolean;
}

/** Judges every stay, or only one; a number nobody ever sent has zero of everything. */
export function judge(store: Store, stayNo?: string): Verdict {
  const locks = allLocks(store);
  const numbers = stayNo === undefined ? [...new Set(locks.map((lock) => lock.stay_no))] : [stayNo];
  const stays = numbers.map((number) =>
    judgeStay(
      store,
      number,
      locks.filter((lock) => lock.stay_no === number),
    ),
  );
  return { stays, doubled: stays.some((stay) => stay.doubled) };
}

function judgeStay(store: Store, stayNo: string, locks: readonly Lock[]): StayVerdict {
  const sums = locks.map((lock) => sumsOf(store, lock));
  const live = locks.filter((_lock, index) => (sums[index]?.open ?? 0) > 0 || (sums[index]?.drawn ?? 0) > 0);
  const movements = locks.flatMap((lock) => movementsOf(store, lock.bank_number));
  const draws = locks.flatMap((lock) => liveDraws(store, lock.bank_number));
  const text = (pick: (index: number) => number): string => fenText(locks.reduce((total, _lock, index) => total + pick(index), 0));
  return {
    stayNo,
    locks: { recorded: locks.length, live: live.length, numbers: live.map((lock) => lock.bank_number) },
    draws: { recorded: movements.filter((one) => one.kind === 'draw').length, live: draws.length },
    releases: movements.filter((one) => one.kind === 'release').length,
    sums: {
      locked: text((index) => (locks[index]?.amount_fen ?? 0) + (sums[index]?.raised ?? 0)),
      drawn: text((index) => sums[index]?.drawn ?? 0),
      released: text((index) => sums[index]?.released ?? 0),
      open: text((index) => sums[index]?.open ?? 0),
    },
    doubled: live.length > 1 || draws.length > new Set(draws.map((one) => one.settlement_number)).size,
  };
}
