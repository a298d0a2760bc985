import type { Estimate, FinalSettlement, Split } from '../model/settlement.ts';
import { splitOf } from '../model/settlement.ts';
import type { SettlementCase } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import type { RulePacks } from '../policy/pack.ts';
import { type Cause, COMPARED_FIGURES, type Comparison, type Differences } from './compare-types.ts';
import { policyFor } from './find-benefit.ts';
import { type Hypothesis, hypotheses, splitUnder, type Supposed } from './hypotheses.ts';
import { numbersFor } from './compile-numbers.ts';
import { percent, written } from './written.ts';

/** A hypothesis with the split before and after it. */
interface Link extends Pick<Cause, 'kind' | 'facts'> {
  readonly before: Split;
  readonly after: Split;
  readonly formula: string | null;
}

/**
 * Explains every difference between our estimate and the centre's settlement.
 *
 * The centre's class sums are taken as they are (missing-line, catalogue). For what is left, single causes and then pairs are tried: a cause
 * counts only when the chain then gives the centre's figures to the fen. Else the rest is `unexplained`, never a guess.
 * Pure and exact: by figure, estimate + effects of all causes = final.
 *
 * @param estimate  the column shown to the clerk (of a range: the first).
 * @param claim  the case it was made from; `packs`: the rules it was made with.
 * @param others  other versions of the packs to be tried.
 * Errors: rule/policy.no-pack when these packs have no rules for the case.
 */
export function compareSplits(
  estimate: Estimate,
  final: Pick<FinalSettlement, 'split'>,
  claim: SettlementCase,
  packs: RulePacks,
  others: readonly RulePacks[] = [],
): Comparison {
  const ours = asCentre(estimate.split);
  const theirs = asCentre(final.split);
  const links = explain(estimate, theirs, { claim, packs }, others);
  const causes = links.map(causeOf);
  const differences = differ(ours, theirs);
  const unexplained = causes.find(({ kind }) => kind === 'unexplained')?.ownShare ?? Money.ZERO;
  const difference = differences.inScopeOwnShare;
  return {
    equal: isZero(differences),
    estimate: ours,
    final: theirs,
    differences,
    causes,
    difference,
    explained: difference.minus(unexplained),
    unexplained,
  };
}

/** A split as the centre counts it: without what another payer owes, before any commercial product; 异地先行自付 is part of 先行自付. */
function asCentre(split: Split): Split {
  const { otherPayer, awayShare, commercial, commercialSelfPaid } = split;
  if ([otherPayer, awayShare, commercial, commercialSelfPaid].every((amount) => amount.isZero())) return split;
  return splitOf({
    ...split,
    total: split.total.minus(otherPayer),
    firstShare: split.firstShare.plus(awayShare),
    awayShare: Money.ZERO,
    otherPayer: Money.ZERO,
    commercial: Money.ZERO,
    commercialSelfPaid: Money.ZERO,
  });
}

/** `splitUnder`, counted as the centre does. */
function centreSplit(supposed: Supposed): Split | undefined {
  const split = splitUnder(supposed);
  return split === undefined ? undefined : asCentre(split);
}

/** A chain of links from our split to the centre's. */
function explain(estimate: Estimate, final: Split, ours: Supposed, others: readonly RulePacks[]): readonly Link[] {
  const links: Link[] = [];
  let split = asCentre(estimate.split);
  const link = (kind: Link['kind'], facts: Link['facts'], after: Split, formula: string | null = null) => {
    if (!same(split, after)) links.push({ kind, facts, before: split, after, formula });
    split = after;
  };
  const recomputed = centreSplit(ours);
  if (recomputed === undefined) return [{ kind: 'unexplained', facts: {}, before: split, after: final, formula: null }];
  link('pack-version', { before: estimate.packs.insured.version, after: ours.packs.insured.stamp.version }, recomputed);

  const target = withoutOtherPayers(final, recomputed);
  let now = ours;
  const sums = chargesOf(now, split, target);
  if (sums !== undefined) {
    now = sums;
    link(sums.kind, sums.facts, centreSplit(now) ?? split);
  }
  for (const found of search(now, split, target, others)) {
    link(found.kind, { ...found.facts, ...deductibles(split, found.split) }, found.split, deductibleFormula(now, split, found.split));
    now = found;
  }
  link('unexplained', {}, target);
  link('other-payer', { assistance: final.assistance.toString(), otherFunds: final.otherFunds.toString() }, final);
  return links;
}

/** The centre's split as if the funds that this chain does not compute had paid nothing. */
function withoutOtherPayers(final: Split, ours: Split): Split {
  const { total, selfPaid, overCap, firstShare, deductible, pooledFund, largeAmount, seriousIllness } = final;
  const { secondAssistance, commercial, commercialSelfPaid } = final;
  return splitOf({
    total,
    selfPaid,
    overCap,
    firstShare,
    deductible,
    pooledFund,
    largeAmount,
    seriousIllness,
    assistance: computes(ours) ? final.assistance : Money.min(final.assistance, ours.assistance),
    secondAssistance,
    commercial,
    commercialSelfPaid,
  });
}

/** Whether this chain computed any assistance; else the centre's is another fund's. */
const computes = ({ assistance }: Split) => !assistance.isZero();

/** The case with the centre's own class sums; undefined when ours agree, or when the case has no charges. */
function chargesOf({ claim, packs }: Supposed, ours: Split, target: Split): Hypothesis | undefined {
  const differing = (['total', 'selfPaid', 'overCap', 'firstShare'] as const).filter((figure) => !ours[figure].equals(target[figure]));
  if (differing.length === 0 || claim.charges.kind === 'burden-after-basic' || claim.charges.kind === 'burden') return undefined;
  const facts: Record<string, string> = {};
  for (const figure of differing) {
    facts[`${figure}Before`] = ours[figure].toString();
    facts[`${figure}After`] = target[figure].toString();
  }
  const gap = ours.total.minus(target.total);
  const line = claim.charges.kind === 'lines' ? claim.charges.lines.find(({ amount }) => !gap.isZero() && amount.equals(gap)) : undefined;
  if (line !== undefined) facts['line'] = line.id;
  const { total, selfPaid, overCap } = target;
  const firstShare = ofClassesOnly({ claim, packs }, target);
  if (firstShare === undefined) return undefined;
  const charges = { kind: 'sums', sums: { total, selfPaid, overCap, firstShare } } as const;
  const sameTotal = differing.includes('overCap') && !differing.includes('selfPaid') ? 'price' : 'catalogue';
  return { kind: gap.isZero() ? sameTotal : 'missing-line', facts, packs, claim: { ...claim, charges } };
}

/** 乙类先行自付 without the out-of-area share that this chain adds by itself; undefined when no amount fits. */
function ofClassesOnly({ claim, packs }: Supposed, { total, selfPaid, overCap, firstShare }: Split): Money | undefined {
  const { away, rounding } = numbersFor(policyFor(claim, packs), 1, new Set());
  if (away === null) return firstShare;
  const rest = total.minus(selfPaid).minus(overCap);
  // firstShare = own + (rest − own) × rate: the own share lies between nothing and all of it, and the sum rises with it
  let [low, high] = [0, firstShare.toFen()];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const own = Money.fromFen(middle);
    const sum = own.plus(rest.minus(own).times(away.value, rounding.mode));
    if (sum.equals(firstShare)) return own;
    if (sum.compare(firstShare) < 0) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

type Found = Hypothesis & { readonly split: Split };

/** One cause, else a pair of different kinds, after which the chain gives the centre's figures. Empty: none needed, or none found. */
function search(now: Supposed, ours: Split, target: Split, others: readonly RulePacks[]): readonly Found[] {
  if (same(ours, target)) return [];
  const tried = (from: Supposed) =>
    hypotheses(from, target, others).flatMap((one): Found[] => {
      const split = centreSplit(one);
      return split === undefined ? [] : [{ ...one, split }];
    });
  const singles = tried(now);
  const single = singles.find(({ split }) => same(split, target));
  if (single !== undefined) return [single];
  for (const first of singles.filter(({ split }) => !same(split, ours))) {
    const second = tried(first).find(
      ({ kind, facts, split }) => same(split, target) && !(kind === first.kind && facts['fact'] === first.facts['fact']),
    );
    if (second !== undefined) return [first, second];
  }
  return [];
}

function deductibles(before: Split, after: Split): Readonly<Record<string, string>> {
  if (before.deductible.equals(after.deductible)) return {};
  return { deductibleBefore: before.deductible.toString(), deductibleAfter: after.deductible.toString() };
}

/** "170.00 × 85 % = 144.50" where one rate turns the change of the deductible into the change of 自付; else null. */
function deductibleFormula({ claim, packs }: Supposed, before: Split, after: Split): string | null {
  const moved = size(before.deductible.minus(after.deductible));
  const effect = size(before.inScopeOwnShare.minus(after.inScopeOwnShare));
  if (moved.isZero()) return null;
  const numbers = numbersFor(policyFor(claim, packs), (claim.accumulators.stays?.value ?? 0) + 1, new Set());
  const band = numbers.pooled?.bands.value.find(({ rate }) => moved.times(rate, numbers.rounding.mode).equals(effect));
  return band === undefined ? null : `${written(moved)} × ${percent(band.rate)} = ${written(effect)}`;
}

const size = (amount: Money) => (amount.isNegative() ? amount.negated() : amount);

function causeOf({ kind, facts, before, after, formula }: Link): Cause {
  const effects = differ(before, after);
  return { kind, facts, effects, ownShare: effects.inScopeOwnShare, formula };
}

const differ = (before: Split, after: Split): Differences =>
  Object.fromEntries(COMPARED_FIGURES.map((figure) => [figure, after[figure].minus(before[figure])])) as unknown as Differences;

const isZero = (differences: Differences) => COMPARED_FIGURES.every((figure) => differences[figure].isZero());

const same = (a: Split, b: Split) => COMPARED_FIGURES.every((figure) => a[figure].equals(b[figure]));
