import { AppError } from '../../../shared/errors/app-error.ts';
import type { Estimate, EstimateRange, Split } from '../../../shared/model/settlement.ts';
import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import type { CaseProblem, ReadCase } from '../../../shared/policy/case-text.ts';
import { findPack, findPacks } from '../../../shared/policy/find-packs.ts';
import type { Pack, RulePacks } from '../../../shared/policy/pack.ts';
import { creditDoor } from '../../../shared/rules/door.ts';
import type { DoorDecision } from '../../../shared/rules/door-types.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { setlinfoOf } from '../centre/setlinfo-names.ts';
import { explainStep } from './explain-step.ts';
import type { Shelf } from './packs.ts';
import { reasonOf, sentenceOfGate } from './reasons.ts';

/** Exit codes of the command line. */
export const EXIT = { answered: 0, refused: 2, malformed: 64, bug: 70 } as const;

/** What the command line says: plain JSON and an exit code. */
export interface Answer {
  readonly exit: number;
  readonly json: object;
}

/** One reason why law or policy says no. `sentence`: for the clerk. */
interface Reason {
  readonly code: string;
  readonly rule: string | null;
  readonly sentence: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly reference: object | null;
}

/** What is wrong with the form of a case or a pack. */
export const malformed = (problems: readonly (CaseProblem & { readonly file?: string })[]): Answer => ({
  exit: EXIT.malformed,
  json: { outcome: 'malformed', problems },
});

/** Computes one case: the estimate with its reasons, or every reason why there is none. */
export function answerCase({ claim, application }: ReadCase, { packs, trusts }: Shelf, explain: boolean): Answer {
  const place = application === null ? undefined : findPack(packs, claim.provider.region, 'care');
  const door = application === null || place === undefined ? null : creditDoor(application, place);
  const credit = door?.open === true ? door.available : claim.credit;
  const creditSays = application === null ? [] : creditReasons(door, claim.provider.region);
  const computed = compute({ ...claim, credit }, packs, explain);
  if (computed.kind === 'malformed') return malformed([computed.problem]);
  const reasons = [...(computed.kind === 'refused' ? [computed.reason] : []), ...creditSays];
  const used = [...(computed.kind === 'answered' ? computed.used : []), ...(place === undefined ? [] : [place])];
  const answered = computed.kind === 'answered' ? computed.body : {};
  const refused = reasons.length > 0;
  return {
    exit: refused ? EXIT.refused : EXIT.answered,
    json: {
      outcome: refused ? 'refused' : computed.kind === 'answered' && computed.body.exact ? 'estimate' : 'range',
      trusted: used.length > 0 && used.every(trusts),
      reasons,
      ...answered,
      credit: door === null ? null : creditOf(door),
    },
  };
}

type Computed =
  | { readonly kind: 'answered'; readonly body: ReturnType<typeof bodyOf>; readonly used: readonly Pack[] }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'malformed'; readonly problem: CaseProblem };

function compute(claim: SettlementCase, packs: readonly Pack[], explain: boolean): Computed {
  try {
    const rules = findPacks(packs, { insured: claim.coverage.region, care: claim.provider.region });
    const used = [rules.insured, ...(rules.care === null ? [] : [rules.care])];
    return { kind: 'answered', body: bodyOf(claim, rules, explain), used };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.kind === 'validation')
      return { kind: 'malformed', problem: { path: writtenPath(String(error.details['path'] ?? '')), reason: sentence(error) } };
    const { code, rule, text, facts } = reasonOf(error);
    return { kind: 'refused', reason: { code, rule, sentence: text, facts, reference: null } };
  }
}

function bodyOf(claim: SettlementCase, rules: RulePacks, explain: boolean) {
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
  };
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
    const facts = { region };
    return [{ code: 'credit.no-product', rule: null, sentence: `就医地${region}没有信用就医`, facts, reference: null }];
  }
  return door.gates
    .filter(({ closes }) => closes)
    .map((gate) => ({ code: gate.code, rule: gate.rule, sentence: sentenceOfGate(gate), facts: gate.facts, reference: gate.reference }));
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

const sentence = (error: AppError) => {
  const reason = String(error.details['reason'] ?? error.message);
  return `${reason[0]?.toUpperCase()}${reason.slice(1)}.`;
};
