import { Money } from '../money/money.ts';
import type { GateName, GateRule } from '../policy/gate-schema.ts';
import { type CalendarDate, plusMonths } from '../time/calendar-date.ts';
import { dayCareTariff } from './day-care-tariff.ts';
import { categoryOf, filedRuleFor, judgeFiling } from './filing-gate.ts';
import {
  type Answer,
  answered,
  ask,
  decisionOf,
  type InForceGate,
  met,
  type Occasion,
  placeOf,
  refused,
  rulesInForce,
} from './gate-answers.ts';
import type { DirectApplication, GateDecision, GatePacks } from './gate-types.ts';

type Judges = { readonly [N in GateName]?: (application: DirectApplication, rule: InForceGate<N>, packs: GatePacks) => Answer | null };

/** Each gate of direct settlement and admission. null: the case does not ask for it. */
const JUDGES: Judges = {
  started: ({ care }, { start }) =>
    care.on >= start ? met('direct.started', { start }) : refused('direct.before-start', 'pay-and-claim', { start, on: care.on }),
  schemes: ({ coverage: { scheme } }, { schemes }) =>
    schemes.includes(scheme) ? met('scheme.covered', { scheme }) : refused('scheme.not-covered', 'pay-and-claim', { scheme }),
  'care-kinds': ({ care: { kind } }, { kinds }) =>
    kinds.includes(kind)
      ? met('care.covered', { care: kind })
      : refused('care.not-direct', 'pay-and-claim', { care: kind, kinds: kinds.join(' ') }),
  filed: judgeFiling,
  'filing-categories': ({ filing, care }, { categories }) => {
    if (filing === null) return care.emergency && categories.includes('emergency') ? met('filing.emergency-counts') : null;
    const category = categoryOf(filing);
    const facts = { category: filing.category, counted: category };
    if (!categories.includes(category)) return refused('filing.category-not-covered', 'change-filing', facts);
    return met(category === filing.category ? 'filing.category-covered' : 'filing.category-falls-back', facts);
  },
  networked: ({ provider: { networked, name } }) => {
    if (networked === null) return ask('hospital.networked-unknown', { hospital: name });
    return networked ? met('hospital.networked') : refused('hospital.not-networked', 'go-to-networked-hospital', { hospital: name });
  },
  credentials: ({ credential: { kind } }, { accepted }) => {
    const facts = { accepted: accepted.join(' '), credential: kind ?? '' };
    if (kind === null) return refused('credential.missing', 'bring-credential', facts);
    return accepted.includes(kind) ? met('credential.accepted', facts) : refused('credential.not-accepted', 'bring-credential', facts);
  },
  'credential-matches': ({ credential: { kind, matchesPerson } }) => {
    if (kind === null) return null;
    return matchesPerson ? met('credential.matches') : refused('credential.of-another', 'show-person');
  },
  'listed-areas': ({ coverage: { region } }, { areas, ask: asked }) => {
    const found = areas.find(({ codes }) => codes.includes(region) || codes.includes(`${region.slice(0, 4)}00`));
    if (found !== undefined) return met(`area.listed`, { region, province: found.province, listedBy: found.rule });
    return asked.includes(region.slice(0, 2))
      ? ask('area.not-listed-ask', { region })
      : refused('area.not-listed', 'pay-and-claim', { region });
  },
  'outpatient-benefit': ({ coverage: { outpatient, accountBalance, scheme } }) => {
    if (outpatient === 'pooled') return met('outpatient.pooled');
    if (outpatient === 'none') return refused('outpatient.not-covered', 'apply-special-registration', { scheme });
    const balance = accountBalance ?? Money.ZERO;
    const facts = { balance: balance.toString() };
    return balance.isZero() ? refused('outpatient.account-used-up', 'pay-cash', facts) : met('outpatient.account-only', facts);
  },
  'targeted-drugs': ({ targetedDrugLines: lines, coverage: { targetedDrugsAreSpecial } }) => {
    if (lines.length === 0) return null;
    if (targetedDrugsAreSpecial === null) return { ...ask('drug.maybe-special'), lines };
    return targetedDrugsAreSpecial ? { ...refused('drug.counted-as-special', 'pay-and-claim'), lines } : met('drug.ordinary');
  },
  'no-special-registration': ({ specialRegistration }) =>
    specialRegistration ? refused('registration.special-disease', 'pay-and-claim') : met('registration.none'),
  'insured-place-answers': ({ coverage: { answers } }) => (answers ? met('line.up') : refused('line.down', 'retry-later')),
  'day-care-diseases': ({ care: { disease } }, { names, count, complete }) => {
    const facts = { disease: disease ?? '', count };
    if (disease !== null && names.includes(disease)) return met('day-care.disease-listed', facts);
    return complete ? refused('day-care.disease-not-listed', 'pay-and-claim', facts) : ask('day-care.disease-unknown', facts);
  },
  'day-care-hospitals': ({ provider: { name }, care: { on } }, { hospitals, complete }) => {
    const listed = hospitals.find(({ names }) => names.includes(name));
    if (listed !== undefined) {
      const facts = { hospital: name, since: listed.from };
      return listed.from <= on ? met('day-care.hospital-listed', facts) : refused('day-care.hospital-not-yet', 'pay-and-claim', facts);
    }
    return complete
      ? refused('day-care.hospital-not-listed', 'pay-and-claim', { hospital: name })
      : ask('day-care.hospital-unknown', { hospital: name });
  },
  'day-care-tariff': ({ lines, care }, { share }, packs) => dayCareTariff(lines, share, packs.care, care.on),
  'waiting-period': ({ coverage: { paidOn }, care: { on } }, rule) => {
    if (paidOn === null) return null;
    const from = benefitFrom(paidOn, rule);
    const facts = { paidOn, from };
    return on >= from ? met('waiting.over', facts) : refused('waiting.until', 'wait-until', facts);
  },
  'no-other-payer': ({ otherPayer }) => {
    if (otherPayer === 'none') return met('payer.insurance');
    return otherPayer === 'all-lines'
      ? refused('payer.other-pays-all', 'settle-as-self-paid')
      : ask('payer.other-pays-some', {}, 'settle-as-self-paid');
  },
  'not-an-in-patient': ({ care: { inPatientNow } }, { otherwise }) => {
    if (!inPatientNow) return met('care.not-in-patient');
    return otherwise === 'ask' ? ask('care.in-patient-ask') : refused('care.in-patient-now', 'settle-after-stay');
  },
  designated: ({ provider: { designated, name } }) => {
    if (designated === null) return ask('hospital.designated-unknown', { hospital: name });
    return designated
      ? met('hospital.designated', { hospital: name })
      : refused('hospital.not-designated', 'go-to-designated-hospital', { hospital: name });
  },
  'no-prepayment': ({ prepayment, care }) => {
    if (prepayment === null || prepayment.asked.isZero()) return met('prepayment.none');
    const facts = { asked: prepayment.asked.toString() };
    if (care.emergency || prepayment.voluntary) return met('prepayment.exception', facts);
    return refused('prepayment.not-allowed', 'take-no-prepayment', facts);
  },
  'deposit-at-most-average': ({ deposit }, { settleWithinWorkingDays, aimHours }) => {
    const facts = { settleWithinWorkingDays, aimHours };
    if (deposit === null) return met('deposit.none', facts);
    const amounts = { ...facts, asked: deposit.asked.toString(), average: deposit.average?.toString() ?? '' };
    if (deposit.average === null) return ask('deposit.average-unknown', amounts);
    return deposit.asked.compare(deposit.average) <= 0
      ? met('deposit.within-average', amounts)
      : refused('deposit.above-average', 'lower-deposit', amounts);
  },
};

/**
 * The first day of the benefits that a premium buys: 1 January when it was paid in the collection period of the year before, else so many
 * months after it was paid.
 */
export function benefitFrom(
  paidOn: CalendarDate,
  { collection, months }: Pick<InForceGate<'waiting-period'>, 'collection' | 'months'>,
): CalendarDate {
  const [year, day] = [Number(paidOn.slice(0, 4)), paidOn.slice(5)];
  if (day >= collection.from && day <= collection.until) return `${year + 1}-01-01` as CalendarDate;
  return plusMonths(paidOn, Number(months));
}

/**
 * Whether a visit or a stay may be settled directly, with every reason, not the first.
 *
 * Pure. Gates are data of the packs: the rule in force on the first day of care, of the insured place, else of the place of care, else
 * national. Errors: none; packs without gates give an open door without reasons.
 */
export function directGates(application: DirectApplication, packs: GatePacks): GateDecision {
  const occasion = occasionOf(application);
  return decisionOf(
    (Object.keys(JUDGES) as GateName[]).flatMap((name) => {
      const rule = name === 'filed' ? filedRuleFor(packs, occasion) : rulesInForce(packs, name, occasion)[0];
      if (rule === undefined) return [];
      const judge = JUDGES[name] as (a: DirectApplication, r: GateRule, p: GatePacks) => Answer | null;
      const answer = judge(application, rule, packs);
      return answer === null ? [] : [answered(rule, answer, packs)];
    }),
  );
}

const occasionOf = ({ coverage, provider, care }: DirectApplication): Occasion => ({
  on: care.on,
  place: placeOf(coverage.region, provider.region),
  care: care.kind,
  scheme: coverage.scheme,
  provider: provider.name,
  purpose: null,
});
