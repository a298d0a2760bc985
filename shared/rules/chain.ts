import { invariant } from '../errors/invariant.ts';
import { checkSplit, type Payer, type Split, type SplitFigure, type Step, splitOf } from '../model/settlement.ts';
import { Money } from '../money/money.ts';
import { climb } from './bands.ts';
import type { Basic, ChainInput, Write } from './chain-types.ts';
import type { Year } from './year.ts';
import type { Numbers } from './numbers.ts';
import { payCommercial, paySupplements } from './supplements.ts';
import { atLeastZero, capFormula, percent, product, written } from './written.ts';

/** The split and its reasons. */
export interface ChainResult {
  readonly split: Split;
  readonly steps: readonly Step[];
}

/**
 * The chain from charges to cash for one column, with its reasons.
 *
 * Pure. Post: the split's sums hold, all steps sum to the total, those of each payer to his figure; a broken post-condition throws.
 * Rounding: by the pack's mode, once per band or once per layer.
 */
export function runChain(input: ChainInput): ChainResult {
  const steps = classSteps(input);
  const split = walk(input, (layer, payer, amount, basis, formula, used) => {
    if (amount.isZero()) return;
    const step: Step = {
      layer,
      payer,
      amount,
      basis,
      formula: used?.gap === true ? '以中心为准' : formula(),
      reference: used?.reference ?? null,
      pack: used === undefined ? null : input.insured,
    };
    steps.push(used?.duty === undefined ? step : { ...step, duty: used.duty });
  });
  checkPayers(split, steps);
  return { split, steps };
}

/** The same split without its reasons: for ranges, comparisons and dry runs. Post: the split's sums hold. */
export const splitAlone = (input: ChainInput): Split => walk(input, () => undefined);

const CLASSES = [
  ['other-payer', 'otherPayer', 'other-payer'],
  ['self-paid', 'selfPaid', 'patient'],
  ['over-cap', 'overCap', 'patient'],
  ['first-share', 'firstShare', 'patient'],
] as const;

function classSteps({ priced: { sums, how }, care }: ChainInput): Step[] {
  const steps: Step[] = [];
  for (const [layer, figure, payer] of CLASSES) {
    const amount = sums[figure];
    if (amount.isZero()) continue;
    const { formula, reference } = how(figure);
    steps.push({
      layer,
      payer,
      amount,
      basis: sums.total,
      formula,
      reference,
      pack: reference === null ? null : care,
    });
  }
  return steps;
}

function walk(input: ChainInput, write: Write): Split {
  const { priced, numbers, year, before } = input;
  const { total, selfPaid, overCap, firstShare, otherPayer } = priced.sums;
  const claimed = total.minus(selfPaid).minus(overCap).minus(firstShare).minus(otherPayer);
  const awayShare = before === null ? bearAwayShare(claimed, numbers, write) : Money.ZERO;
  const inScope = claimed.minus(awayShare);
  const early = before === null ? payEarly(inScope, input, write) : Money.ZERO;
  const basic = before === null ? payBasic(inScope.minus(early), numbers, year, write) : leftBefore(inScope, write);
  const aid = paySupplements({ basic, firstShare, awayShare, before }, numbers, year, write);
  const left = Money.sum([basic.deductible, basic.coinsurance, firstShare, awayShare]).minus(aid.relieved);
  const commercial = payCommercial({ left, firstShare, awayShare, selfPaid }, numbers, year, write);
  const inScopeOwnShare = left.minus(commercial.commercial).plus(early);
  const other = selfPaid.plus(overCap).minus(commercial.commercialSelfPaid);
  const share = payShare(inScopeOwnShare, other, early, input, write);
  // Each part by its name: spreading the layers' results would cost a third of a short case.
  return splitOf({
    total,
    selfPaid,
    overCap,
    firstShare,
    awayShare,
    otherPayer,
    deductible: basic.deductible,
    pooledFund: basic.pooledFund,
    largeAmount: aid.largeAmount,
    seriousIllness: aid.seriousIllness,
    assistance: aid.assistance,
    secondAssistance: aid.secondAssistance,
    commercial: commercial.commercial,
    commercialSelfPaid: commercial.commercialSelfPaid,
    account: share.account,
    familyAccount: share.familyAccount,
    credit: share.credit,
  });
}

/** 异地先行自付: a share of the in-scope amount that the patient bears before everything else. */
function bearAwayShare(claimed: Money, { away, rounding }: Numbers, write: Write): Money {
  if (away === null) return Money.ZERO;
  const share = claimed.times(away.value, rounding.mode);
  write('away-first-share', 'patient', share, claimed, () => product(claimed, percent(away.value), share), away);
  return share;
}

/** What the own account pays before the deductible begins, where it goes first. */
function payEarly(inScope: Money, { account, numbers }: ChainInput, write: Write): Money {
  if (account === null || numbers.account?.order !== 'before-deductible') return Money.ZERO;
  const paid = Money.min(inScope, account);
  write('account', 'account', paid, inScope, () => `min(${written(inScope)}; ${written(account)}) = ${written(paid)}`);
  return paid;
}

function leftBefore(burden: Money, write: Write): Basic {
  write('coinsurance', 'patient', burden, burden, () => written(burden));
  return { deductible: Money.ZERO, pooledFund: Money.ZERO, coinsurance: burden, overCap: burden };
}

function payBasic(inScope: Money, numbers: Numbers, year: Year, write: Write): Basic {
  const { covered, over } = underMonthlyCost(inScope, numbers, year);
  const deductible = bearDeductible(covered, numbers, year, write);
  const base = covered.minus(deductible);
  const { paid, overCost } = payPooled(base, deductible, numbers, year, write);
  const coinsurance = base.minus(paid).plus(over);
  const rest = base.plus(over);
  write('coinsurance', 'patient', coinsurance, rest, () => `${written(rest)} − ${written(paid)} = ${written(coinsurance)}`);
  return { deductible, pooledFund: paid, coinsurance, overCap: overCost };
}

/** A monthly limit on cost: what lies over it is the patient's. */
function underMonthlyCost(inScope: Money, { pooled }: Numbers, year: Year): { readonly covered: Money; readonly over: Money } {
  const cap = pooled?.monthlyLimits === 'cost' ? pooled.monthly.value : null;
  const covered = cap === null ? inScope : Money.min(inScope, atLeastZero(cap.minus(year.month)));
  return { covered, over: inScope.minus(covered) };
}

function bearDeductible(inScope: Money, { deductible }: Numbers, year: Year, write: Write): Money {
  if (deductible === null) return Money.ZERO;
  const { amount, ceiling } = deductible;
  const borneBefore = alreadyBorne(deductible, year);
  const rest = atLeastZero(amount.value.minus(borneBefore));
  const due = ceiling.value === null ? rest : Money.min(rest, atLeastZero(ceiling.value.minus(year.deductible)));
  const borne = Money.min(inScope, due);
  const formula = () => {
    const counted = borneBefore.isZero() ? written(rest) : `${written(amount.value)} − ${written(borneBefore)} = ${written(rest)}`;
    const capped = due.equals(rest)
      ? counted
      : `min(${counted}; ${written(ceiling.value ?? due)} − ${written(year.deductible)}) = ${written(due)}`;
    return borne.equals(due) ? capped : `min(${capped}; ${written(inScope)}) = ${written(borne)}`;
  };
  const used = due.equals(rest) ? amount : { reference: ceiling.reference, gap: amount.gap || ceiling.gap };
  write('deductible', 'patient', borne, inScope, formula, used);
  return borne;
}

/** What counts against this deductible (Q-A1): nothing, all that was borne, what was borne at this level; or once and never again. */
function alreadyBorne({ counted, amount, lowest }: NonNullable<Numbers['deductible']>, year: Year): Money {
  switch (counted) {
    case 'per-stay':
      return Money.ZERO;
    case 'per-year':
      return Money.min(amount.value, year.deductible);
    case 'per-year-by-level':
      return Money.min(amount.value, year.deductibleAtLevel);
    default: {
      const met = lowest !== null && year.deductible.compare(lowest) >= 0;
      return met ? amount.value : Money.min(amount.value, year.deductible);
    }
  }
}

function payPooled(
  base: Money,
  deductible: Money,
  { pooled, rounding, deductible: rule }: Numbers,
  year: Year,
  write: Write,
): { readonly paid: Money; readonly overCost: Money } {
  if (pooled === null) return { paid: Money.ZERO, overCost: Money.ZERO };
  const yearly = pooled.counted === 'per-year';
  const counted = yearly ? year.base : Money.ZERO;
  const borne = yearly && rule !== null ? year.deductible.plus(deductible) : deductible;
  const start = pooled.origin === 'absolute' ? counted.plus(borne) : counted;
  // A cap counts the year also where each stay climbs the bands anew.
  const cost = pooled.origin === 'absolute' && rule !== null ? year.base.plus(year.deductible).plus(deductible) : year.base;
  const annual = { amount: pooled.cap.value, limits: pooled.capLimits, used: year.pooledFund, counted: cost };
  const { parts, uncapped, paid, overCost } = climb(pooled.bands.value, start, start.plus(base), annual, rounding);
  for (const { slice, rate, amount } of parts)
    write('pooled-fund', 'pooled-fund', amount, slice, () => product(slice, percent(rate), amount), pooled.bands);
  const room = pooled.monthlyLimits === 'payment' && pooled.monthly.value !== null ? pooled.monthly.value : null;
  const monthly = room === null ? uncapped : Money.min(uncapped, atLeastZero(room.minus(year.month)));
  write('monthly-cap', 'pooled-fund', monthly.minus(uncapped), uncapped, () => capFormula(room, year.month, monthly), pooled.monthly);
  const least = Money.min(monthly, paid);
  write('annual-cap', 'pooled-fund', least.minus(monthly), monthly, () => capFormula(pooled.cap.value, year.pooledFund, least), pooled.cap);
  return { paid: least, overCost };
}

const NO_SHARE = {
  account: Money.ZERO,
  familyAccount: Money.ZERO,
  credit: Money.ZERO,
};

/** Own account, family account, credit: each pays what it may of what is left. The rest is cash. */
function payShare(
  inScopeOwnShare: Money,
  selfPaid: Money,
  early: Money,
  { account, familyAccount, credit, numbers }: ChainInput,
  write: Write,
): Pick<Split, 'account' | 'familyAccount' | 'credit'> {
  if (account === null && familyAccount === null && credit === null) return NO_SHARE;
  let inScope = atLeastZero(inScopeOwnShare.minus(early));
  let other = inScopeOwnShare.plus(selfPaid).minus(early).minus(inScope);
  const relieve = (
    layer: 'account' | 'family-account' | 'credit',
    pays: 'in-scope-own-share' | 'own-share',
    available: Money,
    whole = false,
  ) => {
    const due = pays === 'own-share' ? inScope.plus(other) : inScope;
    const paid = whole && available.compare(due) < 0 ? Money.ZERO : Money.min(due, available);
    write(layer, layer, paid, due, () => `min(${written(due)}; ${written(available)}) = ${written(paid)}`);
    write(layer, 'patient', paid.negated(), due, () => `− ${written(paid)}`);
    const ofInScope = Money.min(paid, inScope);
    inScope = inScope.minus(ofInScope);
    other = other.minus(paid.minus(ofInScope));
    return paid;
  };
  const own = () =>
    account === null || numbers.account === null ? Money.ZERO : relieve('account', numbers.account.pays, account.minus(early));
  const family = () =>
    familyAccount === null || numbers.family === null
      ? Money.ZERO
      : relieve('family-account', numbers.family.pays, familyAccount, numbers.family.draw === 'all-or-nothing');
  const familyFirst = numbers.family?.order === 'before-own' ? family() : null;
  const fromOwn = own();
  const fromFamily = familyFirst ?? family();
  const fromCredit = credit === null || numbers.credit === null ? Money.ZERO : relieve('credit', numbers.credit, credit);
  return { account: early.plus(fromOwn), familyAccount: fromFamily, credit: fromCredit };
}

const FIGURES_OF = {
  patient: ['cash'],
  'other-payer': ['otherPayer'],
  'pooled-fund': ['pooledFund'],
  'large-amount': ['largeAmount'],
  'serious-illness': ['seriousIllness'],
  assistance: ['assistance'],
  'second-assistance': ['secondAssistance'],
  commercial: ['commercial', 'commercialSelfPaid'],
  account: ['account'],
  'family-account': ['familyAccount'],
  credit: ['credit'],
} as const satisfies Readonly<Record<Payer, readonly SplitFigure[]>>;
const NOTHING_PAID = Object.fromEntries(Object.keys(FIGURES_OF).map((payer) => [payer, 0])) as Record<Payer, number>;
const STEPS_SUM = 'the steps of each payer sum to his figure';

/** Proves that the reasons say what the split says. A broken sum is a bug and throws. */
export function checkSteps(split: Split, steps: readonly Step[]): void {
  checkSplit(split);
  checkPayers(split, steps);
}

function checkPayers(split: Split, steps: readonly Step[]): void {
  const paid = { ...NOTHING_PAID };
  for (const { payer, amount } of steps) paid[payer] += amount.toFen();
  for (const payer in paid) {
    const [first, second] = FIGURES_OF[payer as Payer] as readonly [SplitFigure, SplitFigure?];
    const figure = split[first].toFen() + (second === undefined ? 0 : split[second].toFen());
    invariant(paid[payer as Payer] === figure, STEPS_SUM);
  }
}
