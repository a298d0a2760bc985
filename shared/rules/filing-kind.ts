import type { Filing } from '../model/filing.ts';
import type { CareKind, FilingKind, Scheme } from '../model/settlement-case.ts';
import type { Pack } from '../policy/pack.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import { categoryOf, judgeFiling } from './direct-gates.ts';
import { type InForceGate, placeOf, rulesInForce } from './gate-answers.ts';
import type { GatePacks } from './gate-types.ts';

/** What decides how a stay elsewhere is counted. */
export interface FiledStay {
  readonly region: string;
  readonly scheme: Scheme;
  readonly provider: { readonly region: string; readonly name: string };
  readonly care: { readonly kind: CareKind; readonly on: CalendarDate; readonly emergency: boolean };
  readonly filing: Filing | null;
}

/**
 * How a stay counts for deductible and ratio: `local` in the insured place itself, else by the filing that is valid on the first day of
 * care under the rule in force there, else `emergency` where that counts as filed, else `temporary`, or `unfiled` where the insured place
 * tells the two apart.
 *
 * Pure. A filing that is missing, late, ended or not renewed counts as none (rules; Q-X6). Errors: none.
 */
export function filingKindOf(stay: FiledStay, packs: GatePacks): FilingKind {
  const place = placeOf(stay.region, stay.provider.region);
  if (place === 'local') return 'local';
  const { kind, on, emergency } = stay.care;
  const occasion = { on, place, care: kind, scheme: stay.scheme, provider: stay.provider.name, purpose: null };
  const [rule] = rulesInForce(packs, 'filed', occasion) as readonly InForceGate<'filed'>[];
  const { filing } = stay;
  const counts =
    filing !== null && (rule === undefined || judgeFiling({ filing, settledOn: null, care: { on, emergency } }, rule).verdict === 'met');
  if (counts) return KINDS[categoryOf(filing)];
  if (emergency && rule?.emergencyCounts === true) return 'emergency';
  return rule?.deadline !== 'not-needed' && tellsUnfiled(packs.insured, stay) ? 'unfiled' : 'temporary';
}

const KINDS = {
  'settled-retired': 'long-term',
  'long-term-resident': 'long-term',
  posted: 'long-term',
  referred: 'referred',
  emergency: 'emergency',
} as const satisfies Record<Filing['category'], FilingKind>;

const tellsUnfiled = (pack: Pack | null, { scheme, care }: FiledStay): boolean =>
  pack?.benefits.some((one) => one.scheme === scheme && one.care.includes(care.kind) && one.filings.includes('unfiled')) ?? false;
