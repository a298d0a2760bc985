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
  const rule = filedRuleFor(packs, occasion);
  const { filing } = stay;
  const own = filing === null ? null : KINDS[categoryOf(filing)];
  const none = rule?.deadline !== 'not-needed' && tellsUnfiled(packs.insured, stay) ? 'unfiled' : 'temporary';
  if (rule === undefined) return own ?? none;
  const { verdict, code } = judgeFiling({ filing, settledOn: null, care: { on, emergency } }, rule, packs);
  return verdict === 'met' ? filingCounted(own ?? none, [{ gate: 'filed', code }]) : none;
}

const KINDS = {
  'settled-retired': 'long-term',
  'long-term-resident': 'long-term',
  posted: 'long-term',
  referred: 'referred',
  emergency: 'emergency',
  temporary: 'temporary',
} as const satisfies Record<Filing['category'], FilingKind>;

const tellsUnfiled = (pack: Pack | null, { scheme, care }: FiledStay): boolean =>
  pack?.benefits.some((one) => one.scheme === scheme && one.care.includes(care.kind) && one.filings.includes('unfiled')) ?? false;
