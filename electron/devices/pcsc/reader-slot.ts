import { STATE } from './result-codes.ts';

/** What a reader's state says of its slot. */
export interface Slot {
  readonly present: boolean;
  /** The service's count of what happened in the slot: two cards changed between two looks still are two events. */
  readonly count: number;
}

export const slotOf = (state: number): Slot => ({ present: (state & STATE.present) !== 0, count: state >>> 16 });
