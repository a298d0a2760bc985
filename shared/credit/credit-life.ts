import { AppError } from '../errors/app-error.ts';
import type { CreditMove } from '../model/credit.ts';
import { Money } from '../money/money.ts';

/** One line of a lock's ledger, or one that was ordered and has no answer yet. `amount` > 0. */
export interface CreditLine {
  readonly kind: CreditMove;
  readonly amount: Money;
}

/** Why a move is not allowed. Stable: renderer/i18n has a sentence for each. */
export const ILLEGAL_BECAUSE = [
  'locked-before',
  'no-lock',
  'settled',
  'not-settled',
  'under-way',
  'above-available',
  'above-lock',
  'drawn-before',
  'nothing-drawn',
  'not-the-whole-draw',
] as const;
export type IllegalBecause = (typeof ILLEGAL_BECAUSE)[number];

/** Everything that decides whether a move is legal. */
export interface CreditLife {
  /** As the bank confirmed them, oldest first. */
  readonly entries: readonly CreditLine[];
  /** Sent or waiting, without an answer; what the bank refused is not among them. */
  readonly ordered: readonly CreditLine[];
  /** The centre's final split stands: only then is anything drawn. */
  readonly settled: boolean;
  /** What of the patient's limit is free, as far as the bank said; null: it is not looked at (the bank itself refuses). */
  readonly available: Money | null;
}

const sumOf = (lines: readonly CreditLine[], kind: CreditMove): Money =>
  Money.sum(lines.filter((line) => line.kind === kind).map(({ amount }) => amount));

/**
 * What the lock holds when all that was ordered is done, >= 0: locked + raised − drawn + given back − released. A lock or a raise counts only when
 * the bank has confirmed it; what takes from the lock counts as soon as it is ordered.
 */
export function heldBy({ entries, ordered }: Pick<CreditLife, 'entries' | 'ordered'>): Money {
  const both = [...entries, ...ordered];
  return Money.sum([sumOf(entries, 'lock'), sumOf(entries, 'raise'), sumOf(both, 'draw-reversal')])
    .minus(sumOf(both, 'draw'))
    .minus(sumOf(both, 'release'));
}

/** Draws that were not given back, ordered ones among them. Of one settlement there is one. */
const drawsStanding = ({ entries, ordered }: CreditLife): readonly CreditLine[] => {
  const lines = [...entries, ...ordered];
  const back = lines.filter(({ kind }) => kind === 'draw-reversal').length;
  return lines.filter(({ kind }) => kind === 'draw').slice(back);
};

/**
 * Refuses every move that the lock's life does not allow at this point. Each of them becomes an order to the bank only through here.
 *
 * Errors: rule/credit.illegal-move with details.move and details.because. Source: rules D-03, D-10, D-11; domain: never drawn on an estimate.
 */
export function checkCreditMove({ kind, amount }: CreditLine, life: CreditLife): void {
  const because = BECAUSE[kind](amount, life);
  if (because !== null) throw new AppError('rule', 'credit.illegal-move', `${kind}: ${because}`, { move: kind, because });
}

const BECAUSE: Readonly<Record<CreditMove, (amount: Money, life: CreditLife) => IllegalBecause | null>> = {
  lock: (amount, life) => {
    if ([...life.entries, ...life.ordered].some(({ kind }) => kind === 'lock')) return 'locked-before';
    return overAvailable(amount, life);
  },
  raise: (amount, life) => {
    if (!life.entries.some(({ kind }) => kind === 'lock')) return 'no-lock';
    if (life.settled) return 'settled';
    if (life.ordered.some(({ kind }) => kind === 'raise')) return 'under-way';
    return overAvailable(amount, life);
  },
  draw: (amount, life) => {
    if (!life.settled) return 'not-settled';
    if (drawsStanding(life).length > 0) return 'drawn-before';
    return amount.compare(heldBy(life)) > 0 ? 'above-lock' : null;
  },
  'draw-reversal': (amount, life) => {
    if (life.settled) return 'settled';
    const [draw] = drawsStanding(life);
    if (draw === undefined) return 'nothing-drawn';
    return draw.amount.equals(amount) ? null : 'not-the-whole-draw';
  },
  release: (amount, life) => (amount.compare(heldBy(life)) > 0 ? 'above-lock' : null),
};

const overAvailable = (amount: Money, { available }: CreditLife): IllegalBecause | null =>
  available !== null && amount.compare(available) > 0 ? 'above-available' : null;

/** The bank's last answer about a person's limit. */
export interface LimitSeen {
  readonly limit: Money;
  /** limit − locks − unpaid advances, as the bank says. */
  readonly available: Money;
}

/**
 * What may still be locked: what the bank called free, less what was ordered since it said so and what it has not confirmed. Never below zero.
 * Nothing that came free since is added before the bank says so itself. Source: reading Q-D7.
 */
export const freeOf = ({ available }: LimitSeen, orderedSince: readonly Money[]): Money =>
  Money.max(Money.ZERO, available.minus(Money.sum(orderedSince)));

/** How far what may be drawn reaches. `short` > 0: so much of the expected 自付 no lock holds (exposure 敞口). */
export interface CreditExposure {
  readonly short: Money;
  /** What to raise the lock by: `short`, as far as the free limit goes; the rest is the patient's (rule D-11). */
  readonly raise: Money;
  readonly beyondLimit: Money;
}

/** @param most  the upper end of the expected 自付. @param held  what the lock holds, confirmed raises in it. */
export function exposureOf(most: Money, held: Money, free: Money): CreditExposure {
  const short = Money.max(Money.ZERO, most.minus(held));
  const raise = Money.min(short, free);
  return { short, raise, beyondLimit: short.minus(raise) };
}
