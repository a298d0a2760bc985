import { AppError } from '../../../shared/errors/app-error.ts';
import { type Estimate, type EstimateRange, type Split, type SplitParts, splitOf } from '../../../shared/model/settlement.ts';
import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import type { CaseProblem, ReadCase } from '../../../shared/policy/case-reading.ts';
import { findPack } from '../../../shared/policy/find-packs.ts';
import type { Pack, RulePacks } from '../../../shared/policy/pack.ts';
import { compareSplits } from '../../../shared/rules/compare-splits.ts';
import type { DoorDecision } from '../../../shared/rules/door-types.ts';
import type { GateAnswer, GateDecision } from '../../../shared/rules/gate-types.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { whatIf } from '../../../shared/rules/what-if.ts';
import { setlinfoOf } from '../centre/setlinfo-names.ts';
import { comparisonOf, otherwiseOf } from './beside.ts';
import { remedyOfGate, sentenceOfGate } from './credit-words.ts';
import { explainStep } from './explain-step.ts';
import { remedyOf, sentenceOf } from './gate-words.ts';
import { judge, judgeAccount, rulesOf } from './judge-case.ts';
import { wordsOfNoAnswer } from './no-answer-words.ts';
import type { Shelf } from './packs.ts';
import { unusedOf } from './unused.ts';

/** Exit codes of the command line. */
export const EXIT = { answered: 0, refused: 2, malformed: 64, bug: 70 } as const;

/** What the command line says: plain JSON and an exit code. */
export interface Answer {
  readonly exit: number;
  readonly json: object;
}

/** What the answer is to hold beside the figures. */
export interface Wish {
  readonly explain: boolean;
  readonly whatIf: boolean;
}

/** One reason why law or policy says no. `sentence`: for the clerk. */
interface Reason {
  readonly code: string;
  readonly rule: string | null;
  readonly sentence: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly reference: object | null;
  /** What he can do, in words; papers of a manual claim where that is the way out. */
  readonly remedy: string | null;
  readonly documents: readonly string[];
  /** It concerns these lines only: they are his own, the rest is computed. */
  readonly lines: readonly string[];
}

/** A reason that stands on no article of a pack, and on the whole case. */
const NOTHING_CITED = { rule: null, reference: null, documents: [], lines: [] } as const;

/** What is wrong with the form of a case or a pack. */
export const malformed = (problems: readonly (CaseProblem & { readonly file?: string })[]): Answer => ({
  exit: EXIT.malformed,
  json: { outcome: 'malformed', problems },
});

/** Computes one case: the estimate with its reasons, or every reason why law or policy says no. */
export function answerCase(read: ReadCase, { packs, trusts }: Shelf, wish: Wish): Answer {
  const { claim, credit, familyAccount, final } = read;
  const { explain } = wish;
  const { gatePacks, gates, door, asked } = judge(read, packs);
  const alone = compute(asked, packs, wish, final);
  const account = familyAccount === null || alone.kind !== 'answered' ? null : judgeAccount(familyAccount, asked, gatePacks, packs);
  const computed = account?.open === true ? compute({ ...asked, familyAccount: account.pays }, packs, wish, final) : alone;
  if (computed.kind === 'malformed') return malformed([computed.problem]);
  const reasons = [
    ...(computed.kind === 'refused' ? [computed.reason] : []),
    ...gateReasons(gates, 'refused'),
    ...(account === null ? [] : gateReasons(account, 'refused')),
    ...(credit === null ? [] : creditReasons(door, claim.provider.region)),
  ];
  const refused = reasons.some(({ lines }) => lines.length === 0);
  const used = [...(computed.kind === 'answered' ? computed.used : []), ...Object.values(gatePacks)].filter((pack) => pack !== null);
  return {
    exit: refused ? EXIT.refused : EXIT.answered,
    json: {
      outcome: refused ? 'refused' : computed.kind === 'answered' && computed.body.exact ? 'estimate' : 'range',
      trusted: computed.kind === 'answered' && used.every(trusts),
      reasons,
      ask: [
        ...[gates, ...(account === null ? [] : [account])].flatMap((decision) => gateReasons(decision, 'ask')),
        ...(computed.kind === 'answered'
          ? unusedReasons({ ...asked, familyAccount: familyAccount?.owner.balance ?? asked.familyAccount ?? null }, packs)
          : []),
      ],
      ...(computed.kind === 'answered' ? computed.body : {}),
      credit: door === null ? null : creditOf(door),
      ...(wish.whatIf ? { whatIf: otherwises(asked, packs) } : {}),
      ...(explain ? { gates: [...gates.gates, ...(account?.gates ?? [])] } : {}),
    },
  };
}

const gateReasons = ({ gates }: GateDecision, verdict: GateAnswer['verdict']): readonly Reason[] =>
  gates
    .filter((gate) => gate.verdict === verdict)
    .map((gate) => ({
      code: gate.code,
      rule: gate.rule,
      sentence: sentenceOf(gate),
      facts: gate.facts,
      reference: gate.reference,
      remedy: remedyOf(gate),
      documents: gate.documents,
      lines: gate.lines,
    }));

const unusedReasons = (claim: SettlementCase, packs: readonly Pack[]): readonly Reason[] =>
  unusedOf(claim, rulesOf(claim, packs)).map((one) => ({ ...NOTHING_CITED, ...one }));

type Computed =
  | { readonly kind: 'answered'; readonly body: ReturnType<typeof bodyOf>; readonly used: readonly Pack[] }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'malformed'; readonly problem: CaseProblem };

function compute(claim: SettlementCase, packs: readonly Pack[], wish: Wish, final: SplitParts | null): Computed {
  try {
    const rules = rulesOf(claim, packs);
    const used = [rules.insured, ...(rules.care === null ? [] : [rules.care])];
    return { kind: 'answered', body: bodyOf(claim, rules, wish, final), used };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.kind === 'validation')
      return {
        kind: 'malformed',
        problem: {
          path: writtenPath(String(error.details['path'] ?? '')),
          reason: asSentence(String(error.details['reason'] ?? error.message)),
        },
      };
    const diseases = diseasesAsked(claim, packs);
    if (diseases.length > 0)
      return {
        kind: 'malformed',
        problem: { path: 'care.disease', reason: `Such care is paid by disease here: give one of ${diseases.join(', ')}.` },
      };
    return { kind: 'refused', reason: { ...NOTHING_CITED, code: error.code, facts: error.details, ...wordsOfNoAnswer(error) } };
  }
}

/** The pack's words for diseases, where it has such care for single diseases only and the case names none. */
function diseasesAsked({ coverage, care }: SettlementCase, packs: readonly Pack[]): readonly string[] {
  if (care.disease !== undefined) return [];
  const benefits = (findPack(packs, coverage.region, 'insured')?.benefits ?? []).filter(
    (one) => one.scheme === coverage.scheme && one.care.includes(care.kind) && one.persons.includes(coverage.person),
  );
  // Where there is a benefit for any disease, too, naming one is no cure: it would be an invitation to a wrong one.
  return benefits.some(({ diseases }) => diseases === null) ? [] : benefits.flatMap(({ diseases }) => diseases ?? []);
}

function bodyOf(claim: SettlementCase, rules: RulePacks, { explain }: Wish, final: SplitParts | null) {
  const estimate = settle(claim, rules);
  const range = estimateRange(claim, rules);
  return {
    standing: 'estimate',
    exact: range.exact,
    packs: estimate.packs,
    ...namesOf(estimate.split),
    accountAfter: claim.account?.minus(estimate.split.account) ?? null,
    marks: estimate.marks,
    range: range.exact ? null : rangeOf(range, explain),
    ...(explain ? { steps: stepsOf(estimate) } : {}),
    ...(final === null ? {} : { comparison: comparisonOf(compareSplits(estimate, { split: splitOf(final) }, claim, rules)) }),
  };
}

/** Also of a refused case: a filing may be all that is missing. Empty where the insured place has no pack at all. */
function otherwises(claim: SettlementCase, packs: readonly Pack[]) {
  if (findPack(packs, claim.coverage.region, 'insured') === undefined) return [];
  return whatIf(claim, rulesOf(claim, packs)).map(otherwiseOf);
}

const rangeOf = ({ least, most, causes, marks, columns }: EstimateRange, explain: boolean) => ({
  least: namesOf(least),
  most: namesOf(most),
  causes,
  marks,
  columns: columns.map(({ assumptions, estimate }) => ({
    assumptions,
    ...namesOf(estimate.split),
    ...(explain ? { steps: stepsOf(estimate) } : {}),
  })),
});

/** Our names and the national ones side by side. */
const namesOf = (split: Split) => ({ split, setlinfo: setlinfoOf(split) });

const stepsOf = ({ steps }: Estimate) => steps.map((step) => ({ ...step, ...explainStep(step) }));

const creditOf = ({ open, available, product, hospitalMaySettle, excludedLines, gates }: DoorDecision) => ({
  open,
  available,
  product,
  hospitalMaySettle,
  excludedLines,
  gates,
});

/** Every gate that keeps the door shut, not the first. */
function creditReasons(door: DoorDecision | null, region: string): readonly Reason[] {
  if (door === null || door.product === null) {
    const gate = { code: 'credit.no-product' as const, facts: { region } };
    return [{ ...NOTHING_CITED, ...gate, sentence: sentenceOfGate(gate), remedy: remedyOfGate(gate) }];
  }
  return door.gates
    .filter(({ closes }) => closes)
    .map((gate) => ({
      ...NOTHING_CITED,
      code: gate.code,
      rule: gate.rule,
      sentence: sentenceOfGate(gate),
      facts: gate.facts,
      reference: gate.reference,
      remedy: remedyOfGate(gate),
    }));
}

/** Where the rules name their own field, the one the case was written with. */
function writtenPath(path: string): string {
  return path
    .replace(/^charges\.lines/, 'lines')
    .replace(/^charges\.sums/, 'sums')
    .replace(/^charges\.amount$/, 'sums')
    .replace(/\.grade\.priceCap$/, '.priceCap')
    .replace(/^account$/, 'accounts.own')
    .replace(/^familyAccount$/, 'accounts.family')
    .replace(/^credit$/, 'credit.available')
    .replace(/^(accumulators\.\w+)\.value$/, '$1');
}

/** "absurdly large" → "Absurdly large." */
export const asSentence = (reason: string) => `${reason[0]?.toUpperCase()}${reason.slice(1)}.`;
