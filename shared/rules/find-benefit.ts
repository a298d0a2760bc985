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
  /** Commercial products the patient holds. */
  readonly products: readonly string[];
}

/** A case's choosing facts, one a step; at the end lies the policy. A tree of maps, because joining the facts to one text costs more. */
type Facet = string | number | boolean | Pack | null | undefined;
interface Branch {
  readonly next: Map<Facet, Branch>;
  policy: Policy | undefined;
}
const branch = (): Branch => ({ next: new Map(), policy: undefined });

/** The policy of an equal case on the same packs is the same object, so that its numbers are compiled once. */
const compiled = new WeakMap<Pack, { readonly root: Branch; count: number }>();
const POLICIES_MOST = 10_000;

/**
 * The benefit that holds for a case.
 *
 * The hospital's level is the one the insured place's own list gives it, else its rule for such hospitals (Q-X5), else the one the place of
 * care gives it, else its own.
 * @throws AppError rule/policy.no-pack when the pack has no benefit for such a case, or begins after the day of care: 无法预估.
 */
export function policyFor(claim: SettlementCase, packs: RulePacks): Policy {
  let known = compiled.get(packs.insured);
  if (known === undefined || known.count >= POLICIES_MOST) {
    known = { root: branch(), count: 0 };
    compiled.set(packs.insured, known);
  }
  const leaf = leafFor(known.root, claim, packs.care);
  if (leaf.policy === undefined) {
    known.count += 1; // also of cases without a policy: their branches take room too
    leaf.policy = findPolicy(claim, packs);
  }
  return leaf.policy;
}

/** Goes by everything of a case that chooses a benefit or a row. */
function leafFor(root: Branch, { patient, coverage, filing, provider, care, charges }: SettlementCase, carePack: Pack | null): Branch {
  const { commercial } = coverage;
  let at = step(root, carePack);
  at = step(at, coverage.region);
  at = step(at, coverage.scheme);
  at = step(at, coverage.person);
  at = step(at, coverage.aid);
  at = step(at, coverage.familyDoctor);
  at = step(at, coverage.priorDisease);
  at = step(at, commercial === undefined || commercial.length === 0 ? undefined : JSON.stringify(commercial));
  at = step(at, filing);
  at = step(at, provider.name);
  at = step(at, provider.level);
  at = step(at, provider.specialty);
  at = step(at, care.kind);
  at = step(at, care.on);
  at = step(at, care.disease);
  at = step(at, ageOn(patient.birthOn, care.on));
  return step(at, charges.kind);
}

function step({ next }: Branch, facet: Facet): Branch {
  const there = next.get(facet);
  if (there !== undefined) return there;
  const made = branch();
  next.set(facet, made);
  return made;
}

function findPolicy(claim: SettlementCase, packs: RulePacks): Policy {
  const { scheme, person, region, aid, familyDoctor, priorDisease, commercial = [] } = claim.coverage;
  const { disease } = claim.care;
  const level = levelOf(packs, claim);
  const entersLate = claim.charges.kind === 'burden-after-basic' || claim.charges.kind === 'burden';
  const able = packs.insured.benefits.filter(
    (one) =>
      one.scheme === scheme &&
      one.care.includes(claim.care.kind) &&
      one.persons.includes(person) &&
      one.levels.includes(level) &&
      one.filings.includes(claim.filing) &&
      (one.entry === 'charges' || entersLate),
  );
  // A benefit for this disease goes before the one for all others.
  const benefit =
    able.find(({ diseases }) => disease !== undefined && diseases?.includes(disease) === true) ??
    able.find(({ diseases }) => diseases === null);
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
      ...(disease === undefined ? {} : { disease }),
      ...(packs.insured.from > claim.care.on ? { begins: packs.insured.from } : {}),
    };
    throw new AppError('rule', 'policy.no-pack', `the pack of ${region} has no rules for this case`, details);
  }
  const facts = {
    level,
    person,
    filing: claim.filing,
    age: ageOn(claim.patient.birthOn, claim.care.on),
    care: claim.care.kind,
    ...(claim.provider.specialty === undefined ? {} : { specialty: claim.provider.specialty }),
    ...(aid === undefined ? {} : { aid }),
    ...(disease === undefined ? {} : { disease }),
    ...(familyDoctor === undefined ? {} : { familyDoctor }),
    ...(priorDisease === undefined ? {} : { priorDisease }),
  };
  return { packs, benefit, on: claim.care.on, facts, products: commercial };
}

/** The level that counts for benefits on the day of care. */
function levelOf({ insured, care: place }: RulePacks, { provider, care, filing }: SettlementCase): HospitalLevel {
  const listedBy = (pack: Pack) => hospitalOf(pack, provider.name)?.benefitLevels.findLast(({ from }) => from <= care.on);
  const listed = listedBy(insured);
  if (listed !== undefined) return listed.level;
  const rule = insured.levelRules.find(
    ({ from, when }) =>
      from <= care.on &&
      (when.specialty === undefined || when.specialty.includes(provider.specialty ?? 'general')) &&
      (when.care === undefined || when.care.includes(care.kind)) &&
      (when.filing === undefined || when.filing.includes(filing)) &&
      (when.level === undefined || when.level.includes(provider.level)),
  );
  return rule?.level ?? (place === null ? undefined : listedBy(place))?.level ?? provider.level;
}

/** A hospital in a pack's list by any of its names; undefined when the list does not name it. */
export const hospitalOf = (pack: Pack, name: string): Hospital | undefined => pack.hospitals.find(({ names }) => names.includes(name));
