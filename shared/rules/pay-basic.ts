import { Money } from '../money/money.ts';
import { climb } from './bands.ts';
import type { Basic, Write } from './chain-types.ts';
import type { Numbers } from './numbers.ts';
import { atLeastZero, capFormula, percent, product, written } from './written.ts';
import type { Year } from './year.ts';

/** 异地先行自付: a share of the in-scope amount that the patient bears before everything else. */
export function bearAwayShare(claimed: Money, { away, rounding }: Numbers, write: Write): Money {
  if (away === null) return Money.ZERO;
  const share = claimed.times(away.value, rounding.mode);
  write('away-first-share', 'patient', share, claimed, () => product(claimed, percent(away.value), share), away);
  return share;
}

/** The burden of a case that enters the chain behind basic insurance. */
export function leftBefore(burden: Money, write: Write): Basic {
  write('coinsurance', 'patient', burden, burden, () => written(burden));
  return { deductible: Money.ZERO, pooledFund: Money.ZERO, coinsurance: burden, overCap: burden };
}

export function payBasic(inScope: Money, numbers: Numbers, year: Year, write: Write): Basic {
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
      return Money.min(amount.value, year.deductibleInStay);
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
