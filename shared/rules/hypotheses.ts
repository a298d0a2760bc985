import { AppError } from '../errors/app-error.ts';
import type { Split } from '../model/settlement.ts';
import { type Accumulator, FILING_KINDS, HOSPITAL_LEVELS, PERSON_CLASSES, type SettlementCase } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import { ROUNDINGS } from '../money/rounding.ts';
import type { Pack, RulePacks } from '../policy/pack.ts';
import type { CauseKind } from './compare-types.ts';
import { policyFor } from './find-benefit.ts';
import { stayNumbers } from './doubts.ts';
import { computeSplit, prepare } from './scenarios.ts';
import type { YearAmount } from './year.ts';

/** A case as it may really have been, and what makes it differ from ours. */
export interface Supposed {
  readonly claim: SettlementCase;
  readonly packs: RulePacks;
}
/** One change of the case or its rules, with the facts for its sentence. */
export interface Hypothesis extends Supposed {
  readonly kind: CauseKind;
  readonly facts: Readonly<Record<string, string>>;
}

/** The split of a case on the values as last known; undefined where no rules hold for it. */
export function splitUnder({ claim, packs }: Supposed): Split | undefined {
  try {
    const prepared = prepare(claim, packs);
    return computeSplit(prepared, prepared.known);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Single changes that may lead to the centre's split, those that leave least room first. */
export function hypotheses(now: Supposed, target: Split, others: readonly RulePacks[]): readonly Hypothesis[] {
  return [
    ...roundings(now),
    ...stays(now),
    ...eligibility(now),
    ...others.map((packs) => packVersion(now, packs)),
    ...yearAmounts(now, target),
  ];
}

function stays({ claim, packs }: Supposed): readonly Hypothesis[] {
  const known = claim.accumulators.stays;
  const before = (known?.value ?? 0) + 1;
  return stayNumbers(policyFor(claim, packs), 0)
    .filter((stayNo) => stayNo !== before)
    .map((stayNo) => ({
      kind: 'stay-count',
      packs,
      claim: { ...claim, accumulators: { ...claim.accumulators, stays: settled(known, stayNo - 1) } },
      facts: { stayNoBefore: String(before), stayNoAfter: String(stayNo), ...(known === null ? {} : { asOf: known.asOf }) },
    }));
}

/** Which figure tells a running amount. */
const TOLD_BY: Readonly<Record<YearAmount, readonly (keyof Split)[]>> = {
  deductible: ['deductible'],
  base: ['pooledFund'],
  pooledFund: ['pooledFund'],
  burden: ['largeAmount', 'seriousIllness'],
  supplement: ['largeAmount', 'seriousIllness'],
  deductibleAtLevel: ['deductible'],
  month: ['pooledFund'],
  seriousIllnessBurden: ['seriousIllness'],
  seriousIllness: ['seriousIllness'],
  assistanceBurden: ['assistance'],
  assistance: ['assistance'],
  secondAssistanceBurden: ['secondAssistance'],
  secondAssistance: ['secondAssistance'],
  commercialBurden: ['commercial', 'commercialSelfPaid'],
  commercial: ['commercial', 'commercialSelfPaid'],
  familyDeductible: ['commercial', 'commercialSelfPaid'],
};
const AMOUNT_MOST_FEN = 1_000_000_000;

/**
 * For each running amount that is old or missing, the value nearest to ours that gives the centre's figure.
 * A fresh one is not doubted: one free amount fits almost any figure, so it proves nothing. A running amount only grows.
 */
function yearAmounts(now: Supposed, target: Split): readonly Hypothesis[] {
  const split = splitUnder(now);
  return Object.entries(TOLD_BY).flatMap(([name, figures]): Hypothesis[] => {
    const accumulator = name as keyof typeof TOLD_BY;
    const figure = figures.find((one) => split !== undefined && !split[one].equals(target[one]));
    if (figure === undefined) return [];
    const before = now.claim.accumulators[accumulator] ?? null;
    if (before?.freshness === 'fresh') return [];
    const withValue = (fen: number): SettlementCase => ({
      ...now.claim,
      accumulators: { ...now.claim.accumulators, [accumulator]: settled(before, Money.fromFen(fen)) },
    });
    const figureAt = (fen: number) => splitUnder({ claim: withValue(fen), packs: now.packs })?.[figure].toFen() ?? Number.NaN;
    const known = before?.value.toFen() ?? 0;
    const fen = nearest(figureAt, known, target[figure].toFen());
    if (fen === undefined) return [];
    const facts = {
      accumulator,
      before: Money.fromFen(known).toString(),
      after: Money.fromFen(fen).toString(),
      ...(before === null ? {} : { asOf: before.asOf }),
    };
    return [{ kind: 'year-amount', packs: now.packs, claim: withValue(fen), facts }];
  });
}

/** The argument from `from` upward at which a monotone figure first reaches `wanted`; undefined when it never does. */
function nearest(figureAt: (fen: number) => number, from: number, wanted: number): number | undefined {
  const rises = figureAt(AMOUNT_MOST_FEN) > figureAt(from);
  const reached = (fen: number) => (rises ? figureAt(fen) >= wanted : figureAt(fen) <= wanted);
  if (!reached(AMOUNT_MOST_FEN) || reached(from)) return undefined;
  let [near, beyond] = [from, AMOUNT_MOST_FEN];
  while (beyond - near > 1) {
    const middle = Math.trunc((near + beyond) / 2);
    if (reached(middle)) beyond = middle;
    else near = middle;
  }
  return figureAt(beyond) === wanted ? beyond : undefined;
}

function eligibility({ claim, packs }: Supposed): readonly Hypothesis[] {
  const differ = (fact: string, before: string, after: string, other: Partial<SettlementCase>): Hypothesis => ({
    kind: 'eligibility',
    packs,
    claim: { ...claim, ...other },
    facts: { fact, before, after },
  });
  const { person } = claim.coverage;
  const { level } = policyFor(claim, packs).facts;
  return [
    ...PERSON_CLASSES.filter((other) => other !== person).map((other) =>
      differ('person', person, other, { coverage: { ...claim.coverage, person: other } }),
    ),
    ...FILING_KINDS.filter((other) => other !== claim.filing).map((other) => differ('filing', claim.filing, other, { filing: other })),
    // Without its name the hospital counts at the level given here.
    ...HOSPITAL_LEVELS.filter((other) => other !== level).map((other) =>
      differ('level', level, other, { provider: { ...claim.provider, name: '', level: other } }),
    ),
  ];
}

function packVersion({ claim, packs: ours }: Supposed, packs: RulePacks): Hypothesis {
  return { kind: 'pack-version', claim, packs, facts: { before: ours.insured.stamp.version, after: packs.insured.stamp.version } };
}

function roundings({ claim, packs }: Supposed): readonly Hypothesis[] {
  const before = packs.insured.choices['rounding.mode']?.is ?? '';
  const rounding = (pack: Pack, is: (typeof ROUNDINGS)[number]): Pack => ({
    ...pack,
    choices: { ...pack.choices, 'rounding.mode': { is, reason: 'supposed', question: null } },
  });
  return ROUNDINGS.filter((mode) => mode !== before).map((mode) => ({
    kind: 'rounding',
    claim,
    packs: { insured: rounding(packs.insured, mode), care: packs.care === null ? null : rounding(packs.care, mode) },
    facts: { before, after: mode },
  }));
}

/** A running value as the centre must have had it. */
function settled<T>(known: Accumulator<T> | null, value: T): Accumulator<T> | null {
  const asOf = known?.asOf ?? ('1970-01-01T00:00:00.000Z' as Accumulator<T>['asOf']);
  return { value, source: 'centre', asOf, freshness: 'fresh', atMost: null };
}
