import { AppError } from '../errors/app-error.ts';
import type { HospitalLevel, SettlementCase } from '../model/settlement-case.ts';
import type { Benefit, Hospital, Pack, RulePacks } from '../policy/pack.ts';
import type { Facts } from '../policy/parameter-at.ts';
import { ageOn, type CalendarDate } from '../time/calendar-date.ts';

/** What rules one case: the benefit of the insured place, and the facts that choose rows in its tables. */
export interface Policy {
  readonly packs: RulePacks;
  readonly benefit: Benefit;
  readonly on: CalendarDate;
  /** All facts but the number of the stay. */
  readonly facts: Omit<Facts, 'stay'>;
}

/**
 * The benefit that holds for a case.
 *
 * The hospital's level is the one the insured place's own list gives it, else its own (Q-X5).
 * @throws AppError rule/policy.no-pack when the pack has no benefit for such a case, or begins after the day of care: 无法预估.
 */
export function policyFor(claim: SettlementCase, packs: RulePacks): Policy {
  const { scheme, person, region } = claim.coverage;
  const level = levelOf(packs.insured, claim);
  const benefit = packs.insured.benefits.find(
    (one) =>
      one.scheme === scheme &&
      one.care === claim.care.kind &&
      one.persons.includes(person) &&
      one.levels.includes(level) &&
      one.filings.includes(claim.filing) &&
      (one.entry === 'charges' || claim.charges.kind === one.entry),
  );
  if (benefit === undefined || packs.insured.from > claim.care.on) {
    const details = {
      region,
      scheme,
      person,
      level,
      care: claim.care.kind,
      filing: claim.filing,
      entry: claim.charges.kind,
      on: claim.care.on,
    };
    throw new AppError('rule', 'policy.no-pack', `the pack of ${region} has no rules for this case`, details);
  }
  const facts = { level, person, filing: claim.filing, age: ageOn(claim.patient.birthOn, claim.care.on) };
  return { packs, benefit, on: claim.care.on, facts };
}

/** The level that counts for benefits on the day of care. */
function levelOf(pack: Pack, { provider, care }: SettlementCase): HospitalLevel {
  const listed = hospitalOf(pack, provider.name)?.benefitLevels.findLast(({ from }) => from <= care.on);
  return listed?.level ?? provider.level;
}

/** A hospital in a pack's list by any of its names; undefined when the list does not name it. */
export const hospitalOf = (pack: Pack, name: string): Hospital | undefined => pack.hospitals.find(({ names }) => names.includes(name));
