import { invariant } from '../errors/invariant.ts';
import type { PackStamp } from '../model/policy-reference.ts';
import { checkSplit, type Layer, type Payer, type Split, type Step, splitOf } from '../model/settlement.ts';
import { Money } from '../money/money.ts';
import { bandParts } from './bands.ts';
import type { Priced } from './classify-lines.ts';
import type { Numbers, SupplementNumbers, Used } from './numbers.ts';
import { percent, written } from './written.ts';

/** Year-to-date values of one column, all known. */
export interface Year {
  readonly deductible: Money;
  readonly base: Money;
  readonly pooledFund: Money;
  readonly burden: Money;
  readonly supplement: Money;
}

/** One column: charges, numbers and running values without any doubt left. */
export interface ChainInput {
  readonly priced: Priced;
  /** The charges are the in-scope burden that basic insurance left. */
  readonly afterBasic: boolean;
  readonly numbers: Numbers;
  readonly year: Year;
  readonly account: Money | null;
  readonly credit: Money | null;
  readonly insured: PackStamp;
  readonly care: PackStamp | null;
}

type Write = (
  layer: Layer,
  payer: Payer,
  amount: Money,
  basis: Money,
  formula: string,
  used?: Pick<Used<unknown>, 'reference' | 'gap'>,
) => void;

/** What basic insurance makes of the in-scope amount. */
interface Basic {
  readonly deductible: Money;
  readonly pooledFund: Money;
  readonly coinsurance: Money;
}

/**
 * The chain from charges to cash for one column.
 *
 * Pure. Post: the split's sums hold, all steps sum to the total, those of each payer to his figure; a broken post-condition throws.
 * Rounding: once per band, by the pack's mode.
 */
export function runChain(input: ChainInput): { readonly split: Split; readonly steps: readonly Step[] } {
  const { priced, numbers, year } = input;
  const { total, selfPaid, overCap, firstShare } = priced.sums;
  const steps: Step[] = [];
  const write: Write = (layer, payer, amount, basis, formula, used) => {
    if (amount.isZero()) return;
    steps.push({
      layer,
      payer,
      amount,
      basis,
      formula: used?.gap === true ? '以中心为准' : formula,
      reference: used?.reference ?? null,
      pack: used === undefined ? null : input.insured,
    });
  };
  for (const [layer, figure] of [
    ['self-paid', 'selfPaid'],
    ['over-cap', 'overCap'],
    ['first-share', 'firstShare'],
  ] as const) {
    const { formula, reference } = priced.how[figure];
    if (!priced.sums[figure].isZero())
      steps.push({
        layer,
        payer: 'patient',
        amount: priced.sums[figure],
        basis: total,
        formula,
        reference,
        pack: reference === null ? null : input.care,
      });
  }
  const inScope = total.minus(selfPaid).minus(overCap).minus(firstShare);
  const basic = input.afterBasic ? leftByBasic(inScope, write) : payBasic(inScope, numbers, year, write);
  const aid = paySupplements(basic, firstShare, numbers, year, write);
  const parts = { total, selfPaid, overCap, firstShare, deductible: basic.deductible, pooledFund: basic.pooledFund, ...aid };
  const owed = splitOf(parts);
  const split = splitOf({ ...parts, ...payShare(owed, input, write) });
  checkSteps(split, steps);
  return { split, steps };
}

function leftByBasic(burden: Money, write: Write): Basic {
  write('coinsurance', 'patient', burden, burden, written(burden));
  return { deductible: Money.ZERO, pooledFund: Money.ZERO, coinsurance: burden };
}

function payBasic(inScope: Money, numbers: Numbers, year: Year, write: Write): Basic {
  const deductible = bearDeductible(inScope, numbers, year, write);
  const base = inScope.minus(deductible);
  const pooledFund = payPooled(base, deductible, numbers, year, write);
  const coinsurance = base.minus(pooledFund);
  write('coinsurance', 'patient', coinsurance, base, `${written(base)} − ${written(pooledFund)} = ${written(coinsurance)}`);
  return { deductible, pooledFund, coinsurance };
}

function bearDeductible(inScope: Money, { deductible }: Numbers, year: Year, write: Write): Money {
  if (deductible === null) return Money.ZERO;
  const { amount, counted } = deductible;
  const due = counted === 'per-year' ? atLeastZero(amount.value.minus(year.deductible)) : amount.value;
  const borne = Money.min(inScope, due);
  const formula =
    counted === 'per-year' && !year.deductible.isZero()
      ? `${written(amount.value)} − ${written(year.deductible)} = ${written(due)}`
      : written(due);
  write(
    'deductible',
    'patient',
    borne,
    inScope,
    borne.equals(due) ? formula : `min(${formula}; ${written(inScope)}) = ${written(borne)}`,
    amount,
  );
  return borne;
}

function payPooled(base: Money, deductible: Money, { pooled, rounding }: Numbers, year: Year, write: Write): Money {
  if (pooled === null) return Money.ZERO;
  const yearly = pooled.counted === 'per-year';
  const counted = yearly ? year.base : Money.ZERO;
  const borne = yearly ? year.deductible.plus(deductible) : deductible;
  const start = pooled.origin === 'absolute' ? counted.plus(borne) : counted;
  const parts = bandParts(pooled.bands.value, start, start.plus(base), rounding);
  for (const { slice, rate, amount } of parts)
    write('pooled-fund', 'pooled-fund', amount, slice, product(slice, percent(rate), amount), pooled.bands);
  const uncapped = Money.sum(parts.map(({ amount }) => amount));
  const paid = underCap(uncapped, pooled.cap.value, year.pooledFund);
  write('annual-cap', 'pooled-fund', paid.minus(uncapped), uncapped, capFormula(pooled.cap.value, year.pooledFund, paid), pooled.cap);
  return paid;
}

function paySupplements(
  basic: Basic,
  firstShare: Money,
  numbers: Numbers,
  year: Year,
  write: Write,
): { readonly largeAmount: Money; readonly seriousIllness: Money } {
  const left = basic.deductible.plus(basic.coinsurance);
  let relieved = Money.ZERO;
  const pay = (kind: SupplementNumbers['kind']) => {
    const one = numbers.supplements.find((supplement) => supplement.kind === kind);
    if (one === undefined) return Money.ZERO;
    const own = one.base === 'with-first-share' ? left.plus(firstShare) : left;
    const paid = paySupplement(own.minus(relieved), one, numbers, year, write);
    relieved = relieved.plus(paid);
    return paid;
  };
  return { largeAmount: pay('large-amount'), seriousIllness: pay('serious-illness') };
}

/** A yearly ladder over the burden: what this case adds to it is paid at the bands it passes through. */
function paySupplement(own: Money, one: SupplementNumbers, { rounding }: Numbers, year: Year, write: Write): Money {
  const { kind, threshold, origin, bands, cap } = one;
  const end = year.burden.plus(own);
  const over = Money.max(year.burden, threshold.value);
  if (end.compare(over) <= 0) return Money.ZERO;
  const shift = origin === 'absolute' ? Money.ZERO : threshold.value;
  const parts = bandParts(bands.value, over.minus(shift), end.minus(shift), rounding);
  const used = { reference: bands.reference ?? threshold.reference, gap: bands.gap || threshold.gap };
  parts.forEach(({ slice, rate, amount }, index) => {
    const from = index === 0 && parts.length === 1 ? `(${written(end)} − ${written(over)})` : written(slice);
    write(kind, kind, amount, slice, `${from} × ${percent(rate)} = ${written(amount)}`, used);
  });
  const uncapped = Money.sum(parts.map(({ amount }) => amount));
  const paid = underCap(Money.min(uncapped, own), cap.value, year.supplement);
  write(kind, kind, paid.minus(uncapped), uncapped, capFormula(cap.value, year.supplement, paid), cap);
  write(kind, 'patient', paid.negated(), own, `− ${written(paid)}`, used);
  return paid;
}

function payShare(
  owed: Split,
  { account, credit, numbers }: ChainInput,
  write: Write,
): { readonly account: Money; readonly credit: Money } {
  const relieve = (layer: 'account' | 'credit', due: Money, available: Money) => {
    const paid = Money.min(due, available);
    write(layer, layer, paid, due, `min(${written(due)}; ${written(available)}) = ${written(paid)}`);
    write(layer, 'patient', paid.negated(), due, `− ${written(paid)}`);
    return paid;
  };
  const { inScopeOwnShare, burden } = owed;
  const fromAccount =
    account === null || numbers.account === null
      ? Money.ZERO
      : relieve('account', numbers.account === 'own-share' ? burden : inScopeOwnShare, account);
  const due = numbers.credit === 'own-share' ? burden.minus(fromAccount) : atLeastZero(inScopeOwnShare.minus(fromAccount));
  const fromCredit = credit === null || numbers.credit === null ? Money.ZERO : relieve('credit', due, credit);
  return { account: fromAccount, credit: fromCredit };
}

const product = (slice: Money, rate: string, amount: Money) => `${written(slice)} × ${rate} = ${written(amount)}`;

/** What a yearly cap still lets through; null: no cap. */
const underCap = (amount: Money, cap: Money | null, paid: Money) =>
  cap === null ? amount : Money.min(amount, atLeastZero(cap.minus(paid)));

const capFormula = (cap: Money | null, before: Money, paid: Money) =>
  cap === null ? '' : `${written(cap)} − ${written(before)} → ${written(paid)}`;

const atLeastZero = (amount: Money) => Money.max(Money.ZERO, amount);

const FIGURE_OF = {
  patient: 'cash',
  'pooled-fund': 'pooledFund',
  'large-amount': 'largeAmount',
  'serious-illness': 'seriousIllness',
  assistance: 'assistance',
  account: 'account',
  credit: 'credit',
} as const satisfies Readonly<Record<Payer, keyof Split>>;

/** Proves that the reasons say what the split says. A broken sum is a bug and throws. */
export function checkSteps(split: Split, steps: readonly Step[]): void {
  checkSplit(split);
  for (const [payer, figure] of Object.entries(FIGURE_OF)) {
    const sum = Money.sum(steps.filter((step) => step.payer === payer).map(({ amount }) => amount));
    invariant(sum.equals(split[figure]), `the steps of ${payer} sum to ${figure}`);
  }
}
