import type { Filing } from '../model/filing.ts';
import type { CareKind, FilingKind, Scheme } from '../model/settlement-case.ts';
import type { Pack } from '../policy/pack.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import { categoryOf, filedRuleFor, filingCounted, judgeFiling } from './filing-gate.ts';
import { placeOf } from './gate-answers.ts';
import type { GatePacks } from './gate-types.ts';

/** What decides how a stay elsewhere is counted. */
export interface FiledStay {
  readonly region: string;
  readonly scheme: Scheme;
  readonly provider: { readonly region: string; readonly name: string };
  readonly care: { readonly kind: CareKind; readonly on: CalendarDate; readonly emergency: boolean };
  readonly filing: Filing | null;
  /** How the filing counts where that does not follow from its category. */
  readonly counted?: FilingKind | undefined;
  /** Day of the settlement, after which no filing helps; absent: still to come. */
  readonly settledOn?: CalendarDate | null;
}

/**
 * How a stay counts for deductible and ratio: `local` in the insured place itself, else by the filing that is valid on the first day of
 * care under the rule in force there, else `emergency` where that counts as filed, else `temporary`, or `unfiled` where the insured place
 * tells the two apart. Somebody rescued in an emergency who filed for temporary care, or was referred, is counted as such a one, where the
 * insured place has benefits for emergencies: a filing must not make it worse.
 *
 * Pure. A filing that is missing, late, ended or not renewed counts as none (rules; Q-X6). Errors: none.
 */
export function filingKindOf(stay: FiledStay, packs: GatePacks): FilingKind {
  const place = placeOf(stay.region, stay.provider.region);
  if (place === 'local') return 'local';
  const { on, emergency } = stay.care;
  const occasion = { on, place, care: stay.care.kind, scheme: stay.scheme, provider: stay.provider.name, purpose: null };
  const rule = filedRuleFor(packs, occasion);
  const { filing, counted, settledOn = null } = stay;
  const own = filing === null ? null : (counted ?? KINDS[categoryOf(filing)]);
  // Where no filing is needed, nobody is unfiled.
  const none = rule?.deadline !== 'not-needed' && tellsApart(packs.insured, stay, 'unfiled') ? 'unfiled' : 'temporary';
  if (rule === undefined) return own ?? (emergency ? 'emergency' : none);
  const { verdict, code } = judgeFiling({ filing, settledOn, care: { on, emergency }, provider: stay.provider }, rule, packs);
  if (verdict !== 'met') return none;
  const kind = filingCounted(own ?? none, [{ gate: 'filed', code }]);
  const rescued = emergency && kind !== 'long-term' && rule.emergencyCounts && tellsApart(packs.insured, stay, 'emergency');
  return rescued ? 'emergency' : kind;
}

const KINDS = {
  'settled-retired': 'long-term',
  'long-term-resident': 'long-term',
  posted: 'long-term',
  referred: 'referred',
  emergency: 'emergency',
  temporary: 'temporary',
} as const satisfies Record<Filing['category'], FilingKind>;

const tellsApart = (pack: Pack | null, { scheme, care }: FiledStay, kind: FilingKind): boolean =>
  pack?.benefits.some((one) => one.scheme === scheme && one.care.includes(care.kind) && one.filings.includes(kind)) ?? false;
