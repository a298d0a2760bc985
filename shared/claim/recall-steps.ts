import type { ActKind, ActState, RecallDepth } from '../model/acts.ts';

/** An act as far as a recall needs it. `id` grows in the order in which acts of a stay are carried out. */
export interface ActStanding {
  readonly id: number;
  readonly kind: ActKind;
  readonly state: ActState;
}

const REVERSALS = {
  settlement: 'settlement-reversal',
  discharge: 'discharge-reversal',
  charges: 'charges-reversal',
  admission: 'admission-reversal',
} as const;
export type Forward = keyof typeof REVERSALS;
export type Reversal = (typeof REVERSALS)[Forward] | 'interim-settlement-reversal';

const FORWARD = Object.keys(REVERSALS) as readonly Forward[];
const REVERSAL_KINDS: readonly ActKind[] = [...Object.values(REVERSALS), 'interim-settlement-reversal'];
/** What follows a settlement that was taken back, on other lines: the invoice goes first, then the bank's money. */
const MONEY_BACK: readonly ActKind[] = ['invoice-reversal', 'credit-draw-reversal'];

/** A taking-back is on its way: asked for and not yet done. */
export const recallOpen = (acts: readonly ActStanding[]): boolean =>
  acts.some(({ kind, state }) => REVERSAL_KINDS.includes(kind) && ['waiting', 'unknown', 'rejected'].includes(state));

/** The money of a settlement that was taken back is still on its way: nothing new is settled on top of it. */
export const moneyGoesBack = (acts: readonly ActStanding[]): boolean =>
  acts.some(({ kind, state }) => MONEY_BACK.includes(kind) && ['waiting', 'unknown', 'rejected'].includes(state));

/** What the centre has of a stay: acknowledged, or adopted, and not taken back since. With the number of its last act. */
export function standing(acts: readonly ActStanding[]): ReadonlyMap<Forward, number> {
  const last = (kinds: readonly ActKind[]) =>
    Math.max(-1, ...acts.filter(({ kind, state }) => kinds.includes(kind) && state === 'acknowledged').map(({ id }) => id));
  const found = FORWARD.map((kind) => {
    const kinds: readonly ActKind[] = kind === 'settlement' ? ['settlement', 'settlement-adoption'] : [kind];
    return [kind, last(kinds), last([REVERSALS[kind]])] as const;
  });
  return new Map(found.filter(([, done, undone]) => done > undone).map(([kind, done]) => [kind, done]));
}

/** No centre takes a discharge back while a settlement stands, also where it was reported after it. Source: interface reference §2.1, §4.4. */
const BACK: readonly Forward[] = ['settlement', 'discharge', 'charges', 'admission'];

/** How many interim settlements of the stay stand at the centre. The last one is taken back first. */
export function interimsStanding(acts: readonly ActStanding[]): number {
  const done = (wanted: ActKind) => acts.filter(({ kind, state }) => kind === wanted && state === 'acknowledged').length;
  return done('interim-settlement') - done('interim-settlement-reversal');
}

/** An interim settlement is on its way, or was refused: what comes behind it waits. */
export const interimOpen = (acts: readonly ActStanding[]): boolean =>
  acts.some(({ kind, state }) => kind === 'interim-settlement' && ['waiting', 'unknown', 'rejected'].includes(state));

/**
 * The acts that take a stay back down to a depth: what the centre takes back before it, and what was done after it, in the centre's order
 * (2305 → 2405 → 2302 → 2404). Empty when the centre has nothing of what is to go.
 */
export function recallSteps(acts: readonly ActStanding[], depth: RecallDepth): readonly Reversal[] {
  if (depth === 'interim') return interimsStanding(acts) > 0 ? ['interim-settlement-reversal'] : [];
  const there = standing(acts);
  const target = there.get(depth);
  if (target === undefined) return [];
  const before = BACK.slice(0, BACK.indexOf(depth));
  return BACK.filter((kind) => (there.get(kind) ?? -1) >= target || (before.includes(kind) && there.has(kind))).map(
    (kind) => REVERSALS[kind],
  );
}

/** What the bureau allows, from the settings. */
export interface RecallLimits {
  /** The settlement's day and today must lie in one month, or in one year. */
  readonly within: 'month' | 'year' | 'any';
  /** At most so many days after the settlement. */
  readonly days: number | null;
}

/** Why a settlement of this day may not be taken back today; both as "YYYY-MM-DD", `daysBetween` in whole days. */
export function overRecallLimit(
  limits: RecallLimits,
  settledOn: string,
  today: string,
  daysBetween: number,
): 'over-month' | 'over-year' | 'over-days' | null {
  if (limits.within !== 'any' && settledOn.slice(0, 4) !== today.slice(0, 4)) return 'over-year';
  if (limits.within === 'month' && settledOn.slice(0, 7) !== today.slice(0, 7)) return 'over-month';
  return limits.days !== null && daysBetween > limits.days ? 'over-days' : null;
}
