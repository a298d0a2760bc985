import type { FilingKind } from '../model/settlement-case.ts';
import { choose } from '../policy/choose.ts';
import type { FilingCategory } from '../policy/gate-schema.ts';
import type { Pack } from '../policy/pack.ts';
import { type Answer, type InForceGate, inForce, met, type Occasion, placeOf, refused, rulesInForce } from './gate-answers.ts';
import type { DirectApplication, Filing, GateAnswer, GatePacks } from './gate-types.ts';

type FiledRule = InForceGate<'filed'>;

/**
 * The filing rule in force. Where the pack that has it leaves late filings to the national law (choice `filing.late`, Q-X6), that law's rule
 * goes before its own.
 */
export function filedRuleFor(packs: GatePacks, occasion: Occasion): FiledRule | undefined {
  const [own] = rulesInForce(packs, 'filed', occasion) as readonly FiledRule[];
  if (own === undefined || packs.national === null || lateWay(own, packs) !== 'national') return own;
  const [national] = inForce(packs.national, 'filed', occasion) as readonly FiledRule[];
  return national ?? own;
}

/** What a filing after admission is: asked for only where the rule wants it before. */
function lateWay(rule: FiledRule, packs: GatePacks) {
  const holder = [packs.insured, packs.care, packs.national].find((pack): pack is Pack => pack?.gates.includes(rule) === true);
  return rule.deadline === 'before-admission' && holder !== undefined ? choose(holder, null, 'filing.late') : 'refused';
}

/** What of an application a filing is judged by; also asked alone, by the estimate of a stay. */
export type FilingCase = Pick<DirectApplication, 'filing' | 'settledOn'> & {
  readonly care: Pick<DirectApplication['care'], 'on' | 'emergency'>;
  readonly provider: Pick<DirectApplication['provider'], 'region'>;
};

/** Whether the filing is in force for the care; an emergency stands in for one where the rule says so. */
export function judgeFiling(application: FilingCase, rule: FiledRule, packs: GatePacks): Answer {
  if (rule.deadline === 'not-needed') return met('filing.not-needed');
  const answer = judgeOwn(application, rule, lateWay(rule, packs) === 'temporary');
  const standsIn = application.care.emergency && rule.emergencyCounts && answer.verdict === 'refused';
  return standsIn ? met('filing.emergency-counts') : answer;
}

function judgeOwn(
  { filing, care, provider, settledOn }: FilingCase,
  { deadline, renewedSince, elsewhere = 'refused' }: FiledRule,
  lateAsTemporary: boolean,
): Answer {
  const last = lateAsTemporary ? 'before-settlement' : deadline;
  if (filing === null) return refused('filing.missing', 'file-now', { deadline: last });
  const facts = { filedOn: filing.filedOn, from: filing.from, until: filing.until ?? '', on: care.on, deadline: last };
  if (renewedSince !== null && filing.filedOn < renewedSince && !filing.renewed)
    return refused('filing.not-renewed', 'renew-filing', { ...facts, renewedSince });
  // Admitted inside the window is valid at discharge, too.
  if (filing.until !== null && filing.until < care.on) return refused('filing.ended', 'renew-filing', facts);
  const away = filing.place !== undefined && !liesIn(provider.region, filing.place);
  if (away && elsewhere === 'refused') return refused('filing.elsewhere', 'file-now', { ...facts, filedFor: filing.place });
  const afterAdmission = deadline === 'before-admission' && (filing.filedOn > care.on || filing.from > care.on);
  const afterSettlement = settledOn !== null && filing.filedOn > settledOn;
  if (afterSettlement || (afterAdmission && !lateAsTemporary)) return refused('filing.late', 'pay-and-claim', facts);
  if (away) return met('filing.elsewhere-as-temporary', { ...facts, filedFor: filing.place });
  return met(afterAdmission ? 'filing.late-as-temporary' : 'filing.valid', facts);
}

/** A code that ends in "0000" names a province; every other the city that it lies in, since filings are for a city at least. */
const liesIn = (region: string, place: string): boolean =>
  place.endsWith('0000') ? region.slice(0, 2) === place.slice(0, 2) : placeOf(place, region) === 'local';

/** The filing that counts for the money, after what its gate said: a late one may count as temporary, an emergency as filed. */
export function filingCounted(filing: FilingKind, answers: readonly Pick<GateAnswer, 'gate' | 'code'>[]): FilingKind {
  switch (answers.find(({ gate }) => gate === 'filed')?.code) {
    case 'filing.late-as-temporary':
    case 'filing.elsewhere-as-temporary':
      return 'temporary';
    case 'filing.emergency-counts':
      return 'emergency';
    default:
      return filing;
  }
}

/** Retired and settled asks for a moved household register; without it he lives there long (Q-X3). */
export const categoryOf = ({ category, householdMoved }: Pick<Filing, 'category' | 'householdMoved'>): FilingCategory =>
  category === 'settled-retired' && !householdMoved ? 'long-term-resident' : category;
