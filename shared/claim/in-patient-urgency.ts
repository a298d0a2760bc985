import type { Door } from '../model/stay.ts';
import type { Money } from '../money/money.ts';
import { type CalendarDate, type Instant, millisecondsOf, plusDays } from '../time/calendar-date.ts';

/** What may be stuck with somebody in hospital, most urgent first. */
export const IN_PATIENT_URGENCIES = ['unknown', 'refused', 'late', 'to-settle', 'short', 'leaving', 'none'] as const;
export type InPatientUrgency = (typeof IN_PATIENT_URGENCIES)[number];

/** What the desk must look at in one stay. */
export const IN_PATIENT_MARKS = ['injury', 'to-verify', 'lapsed', 'no-estimate', 'over-year', 'day-care'] as const;
export type InPatientMark = (typeof IN_PATIENT_MARKS)[number];

/** 筛选 1 … 6. */
export const IN_PATIENT_FILTERS = ['short', 'leaving', 'unregistered', 'left-unsettled', 'green-channel', 'day-care'] as const;
export type InPatientFilter = (typeof IN_PATIENT_FILTERS)[number];

export interface InPatientFacts {
  readonly state: 'registered' | 'in-hospital' | 'ward-discharged' | 'left-unsettled' | 'settling' | 'settled' | 'cancelled';
  /** Something was sent and not answered. */
  readonly unknown: boolean;
  /** Something was refused. */
  readonly refused: boolean;
  /** The nearest legal deadline of what waits; null: none. */
  readonly deadlineAt: Instant | null;
  /** By when somebody who left must be settled; null: he did not leave. */
  readonly settleBy: CalendarDate | null;
  /** Deposit and lock do not hold even the least that he is expected to bear. */
  readonly short: boolean;
  /** The ward's word; null: it has not said. */
  readonly expectedLeaveOn: CalendarDate | null;
}

/** Hours before a legal deadline in which it is urgent. */
const NEAR_MS = 6 * 3_600_000;

/** Whom a green channel or an exemption let in is never asked for money while he lies here. */
const ASKED_FOR_COVER: ReadonlySet<Door> = new Set(['deposit', 'credit']);

interface Cover {
  readonly door: Door;
  /** What holds him less what he is expected to bear; null: nobody can say. */
  readonly balance: { readonly most: Money } | null;
  /** What he bears is settled: what he owes then is a bill, not a lack of cover. */
  readonly final: boolean;
}

/** In hospital through a door that asks for cover, and short by even the least that is expected. */
export const isDunned = ({ door, balance, final }: Cover): boolean =>
  !final && ASKED_FOR_COVER.has(door) && balance?.most.isNegative() === true;

/** Leaves today or tomorrow, or may leave already. */
export const isLeaving = ({ state, expectedLeaveOn }: Pick<InPatientFacts, 'state' | 'expectedLeaveOn'>, today: CalendarDate): boolean =>
  state === 'ward-discharged' ||
  ((state === 'registered' || state === 'in-hospital') && expectedLeaveOn !== null && expectedLeaveOn <= plusDays(today, 1));

/** The one thing that is most urgent with a stay. */
export function inPatientUrgency(facts: InPatientFacts, now: Instant, today: CalendarDate): InPatientUrgency {
  const { unknown, refused, deadlineAt, settleBy, state, short } = facts;
  if (unknown) return 'unknown';
  if (refused) return 'refused';
  if (deadlineAt !== null && millisecondsOf(deadlineAt) - millisecondsOf(now) <= NEAR_MS) return 'late';
  if (state === 'left-unsettled' && settleBy !== null && settleBy <= today) return 'late';
  if (state === 'ward-discharged') return 'to-settle';
  if (short) return 'short';
  return isLeaving(facts, today) ? 'leaving' : 'none';
}
