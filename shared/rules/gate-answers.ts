import type { CareKind, Scheme } from '../model/settlement-case.ts';
import type { AccountPurpose, CarePlace, GateName, GateRule } from '../policy/gate-schema.ts';
import type { Pack } from '../policy/pack.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import type { GateAnswer, GateDecision, GatePacks, Remedy } from './gate-types.ts';

/** What one gate says before its article is added. */
export interface Answer {
  readonly verdict: GateAnswer['verdict'];
  readonly code: string;
  readonly facts?: Readonly<Record<string, string>>;
  readonly lines?: readonly string[];
  readonly remedy?: Remedy;
}
type Facts = Readonly<Record<string, string>>;

export const met = (code: string, facts: Facts = {}): Answer => ({ verdict: 'met', code, facts });
export const ask = (code: string, facts: Facts = {}, remedy: Remedy = 'ask-insurance-office'): Answer => ({
  verdict: 'ask',
  code,
  facts,
  remedy,
});
export const refused = (code: string, remedy: Remedy, facts: Facts = {}): Answer => ({ verdict: 'refused', code, facts, remedy });

/** What chooses among gate rules. */
export interface Occasion {
  readonly on: CalendarDate;
  readonly place: CarePlace;
  readonly care: CareKind | null;
  readonly scheme: Scheme;
  readonly provider: string | null;
  readonly purpose: AccountPurpose | null;
}

/** A gate in force for an occasion. */
export type InForceGate<N extends GateName = GateName> = Extract<GateRule, { readonly gate: N }>;

/** Beijing, Tianjin, Shanghai, Chongqing: one pooling area each, whose districts differ in the third and fourth digit. */
const MUNICIPALITIES: readonly string[] = ['11', '12', '31', '50'];

/** Where care is given, seen from the insured place: by the first four, the first two digits. */
export function placeOf(insured: string, care: string): CarePlace {
  const province = insured.slice(0, 2);
  if (insured.slice(0, 4) === care.slice(0, 4)) return 'local';
  if (province !== care.slice(0, 2)) return 'cross-province';
  return MUNICIPALITIES.includes(province) ? 'local' : 'in-province';
}

/** The rules of one gate in force, latest first; of the first pack that has one. */
export function rulesInForce(packs: GatePacks, name: GateName, occasion: Occasion): readonly GateRule[] {
  for (const pack of [packs.insured, packs.care, packs.national]) {
    const found = pack === null ? [] : inForce(pack, name, occasion);
    if (found.length > 0) return found;
  }
  return [];
}

/** The rules of one gate of one pack in force, latest first. */
export const inForce = (pack: Pack, name: GateName, occasion: Occasion): readonly GateRule[] =>
  pack.gates
    .filter((rule) => rule.gate === name && holdsFor(rule, occasion))
    .sort((a, b) => (a.from === b.from ? 0 : a.from < b.from ? 1 : -1));

function holdsFor({ from, until, applies = {} }: GateRule, { on, place, care, scheme, provider, purpose }: Occasion): boolean {
  return (
    from <= on &&
    (until === undefined || on <= until) &&
    (applies.place?.includes(place) ?? true) &&
    (applies.care === undefined || (care !== null && applies.care.includes(care))) &&
    (applies.schemes?.includes(scheme) ?? true) &&
    (applies.providers === undefined || (provider !== null && applies.providers.includes(provider))) &&
    (applies.purposes === undefined || (purpose !== null && applies.purposes.includes(purpose)))
  );
}

/** Ways out that end in, or leave beside them, cash now and a manual claim at home: the patient needs the papers when he leaves. */
const CLAIMED_LATER: ReadonlySet<Remedy | undefined> = new Set([
  'pay-and-claim',
  'pay-cash',
  'file-now',
  'renew-filing',
  'change-filing',
  'go-to-networked-hospital',
  'bring-credential',
  'apply-special-registration',
  'retry-later',
] as const);

/** An answer with the article it stands on, and the papers of a manual claim where that is the way out. */
export function answered(rule: GateRule, { verdict, code, facts = {}, lines = [], remedy }: Answer, packs: GatePacks): GateAnswer {
  const own = rule.reasons?.find((reason) => reason.code === code)?.rule;
  const papers = packs.insured?.documents ?? packs.care?.documents ?? packs.national?.documents;
  return {
    gate: rule.gate,
    rule: own ?? rule.reference.rule,
    verdict,
    code,
    facts,
    lines,
    remedy: verdict === 'met' ? null : (remedy ?? null),
    documents: verdict === 'refused' && CLAIMED_LATER.has(remedy) ? (papers?.names ?? []) : [],
    reference: rule.reference,
  };
}

/** All answers together. A refusal of single lines does not close the rest. */
export function decisionOf(gates: readonly GateAnswer[]): GateDecision {
  return {
    open: gates.every(({ verdict, lines }) => verdict !== 'refused' || lines.length > 0),
    ask: gates.some(({ verdict }) => verdict === 'ask'),
    gates,
    refusedLines: [...new Set(gates.flatMap(({ verdict, lines }) => (verdict === 'refused' ? lines : [])))],
  };
}
