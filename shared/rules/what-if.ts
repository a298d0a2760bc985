import type { Split } from '../model/settlement.ts';
import { FILING_KINDS, type FilingKind, HOSPITAL_LEVELS, type HospitalLevel, type SettlementCase } from '../model/settlement-case.ts';
import type { Money } from '../money/money.ts';
import type { RulePacks } from '../policy/pack.ts';
import { splitUnder } from './hypotheses.ts';

/** One thing that the patient could have done otherwise: filed first, got a referral, gone to a hospital of another level. */
export type Otherwise =
  | { readonly kind: 'filing'; readonly filing: FilingKind }
  | { readonly kind: 'level'; readonly level: HospitalLevel };

/**
 * What the same costs would come to otherwise, on the values as last known.
 * `split`: null where the pack has no rules for it. `change`: new burden − present burden, yuan; negative: he would pay less; null where one
 * of the two is not known.
 */
export interface WhatIf {
  readonly otherwise: Otherwise;
  readonly split: Split | null;
  readonly change: Money | null;
}

/** What somebody can still decide on. */
const CHOSEN: readonly FilingKind[] = FILING_KINDS.filter((kind) => kind === 'long-term' || kind === 'referred' || kind === 'temporary');
/** Hospitals one can choose by themselves; a pack gives the others to single houses. */
const LEVELS: readonly HospitalLevel[] = HOSPITAL_LEVELS.filter((level) => level !== 'special-tertiary');

/**
 * The present case against each of its alternatives, one change at a time, in the order filings, levels.
 *
 * Pure and exact. Filings are offered only out of area, to somebody who is not there as an emergency.
 * Another level means another hospital, so none of the pack's rules for this one house hold.
 */
export function whatIf(claim: SettlementCase, packs: RulePacks): readonly WhatIf[] {
  const present = splitUnder({ claim, packs });
  return otherwises(claim).map((otherwise): WhatIf => {
    const split = splitUnder({ claim: changed(claim, otherwise), packs }) ?? null;
    const change = split === null || present === undefined ? null : split.burden.minus(present.burden);
    return { otherwise, split, change };
  });
}

function otherwises({ filing, provider, charges }: SettlementCase): readonly Otherwise[] {
  // What earlier layers left already follows from the filing and the level it was settled with.
  if (charges.kind === 'burden' || charges.kind === 'burden-after-basic') return [];
  const away = filing !== 'local' && filing !== 'emergency';
  const filings = away ? CHOSEN.filter((kind) => kind !== filing) : [];
  const levels = LEVELS.filter((level) => level !== provider.level);
  return [
    ...filings.map((kind): Otherwise => ({ kind: 'filing', filing: kind })),
    ...levels.map((level): Otherwise => ({ kind: 'level', level })),
  ];
}

function changed(claim: SettlementCase, otherwise: Otherwise): SettlementCase {
  return otherwise.kind === 'filing'
    ? { ...claim, filing: otherwise.filing }
    : { ...claim, provider: { ...claim.provider, name: '', level: otherwise.level } };
}
