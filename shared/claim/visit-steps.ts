import type { VisitActKind } from '../model/acts.ts';
import type { ActStanding } from './recall-steps.ts';

/** What the centre has of a visit: acknowledged and not taken back since. With the number of its last act. */
export interface VisitStanding {
  readonly visit: number | null;
  readonly details: number | null;
  readonly charges: number | null;
  readonly settlement: number | null;
}

const TAKEN_BACK_BY = {
  visit: ['visit-reversal'],
  'visit-details': ['visit-reversal'],
  'visit-charges': ['visit-charges-reversal', 'visit-reversal'],
  'visit-settlement': ['visit-settlement-reversal'],
} as const satisfies Partial<Record<VisitActKind, readonly VisitActKind[]>>;

export function visitStanding(acts: readonly ActStanding[]): VisitStanding {
  const last = (kinds: readonly string[]) =>
    Math.max(-1, ...acts.filter(({ kind, state }) => kinds.includes(kind) && state === 'acknowledged').map(({ id }) => id));
  const of = (kind: keyof typeof TAKEN_BACK_BY) => {
    // What somebody else settled, and was taken over, is its settlement, too.
    const done = last(kind === 'visit-settlement' ? [kind, 'settlement-adoption'] : [kind]);
    return done > last(TAKEN_BACK_BY[kind]) ? done : null;
  };
  return { visit: of('visit'), details: of('visit-details'), charges: of('visit-charges'), settlement: of('visit-settlement') };
}

/** On its way, or nobody knows: nothing else may be begun. */
export const visitBusy = (acts: readonly ActStanding[]): boolean => acts.some(({ state }) => state === 'waiting' || state === 'unknown');

/**
 * What is still to be told before the centre can say who pays, in order. `current`: the upload that stands carries exactly what is charged now.
 * Source: interface reference §2.1.
 */
export function stepsToSend(standing: VisitStanding, current: boolean): readonly VisitActKind[] {
  if (standing.settlement !== null) return [];
  const { visit, details, charges } = standing;
  return [
    ...(visit === null ? (['visit'] as const) : []),
    ...(details === null ? (['visit-details'] as const) : []),
    ...(charges !== null && !current ? (['visit-charges-reversal'] as const) : []),
    ...(charges === null || !current ? (['visit-charges'] as const) : []),
  ];
}

/** What takes a visit back, newest first: its settlement, its lines, and all of it where nothing is left to pay. */
export function stepsBack(standing: VisitStanding, whole: boolean): readonly VisitActKind[] {
  return [
    ...(standing.settlement === null ? [] : (['visit-settlement-reversal'] as const)),
    ...(standing.charges === null ? [] : (['visit-charges-reversal'] as const)),
    ...(whole && standing.visit !== null ? (['visit-reversal'] as const) : []),
  ];
}
