import type { LegalReference } from '../model/policy-reference.ts';
import type { CategorySums, ChargeLine, Charges, ItemGrade } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Pack } from '../policy/pack.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import { demand } from './check-case.ts';
import { percent, written } from './written.ts';

/** Charges by class, with how each sum came about. */
export interface Priced {
  readonly sums: CategorySums;
  /** Formula and article of each sum; null article where the hospital's or the centre's own class was used. */
  readonly how: Readonly<
    Record<'selfPaid' | 'overCap' | 'firstShare', { readonly formula: string; readonly reference: LegalReference | null }>
  >;
  /** Lines that nobody classed, counted as the reading says. */
  readonly unclassified: { readonly lines: readonly string[]; readonly amount: Money };
}

/** What of one line is out of scope, over the price cap, the patient's first share. The rest is in scope. */
interface LineParts {
  readonly selfPaid: Money;
  readonly overCap: Money;
  readonly firstShare: Money;
  readonly formula: string;
  readonly reference: LegalReference | null;
}

/** Terms of a sum that are still worth reading one by one. */
const TERMS_MOST = 6;

/**
 * Sorts lines into 自费, 超限价, 乙类先行自付 and in scope, by their own class, else by the catalogue of the place of care.
 *
 * The hospital's amount stands. Rounding: once per line for the cap and once for the first share.
 * @param unclassified  how to count lines that nobody classed.
 * @throws AppError validation/case.invalid when take-backs exceed what was charged.
 */
export function classify(
  charges: Charges,
  care: Pack | null,
  on: CalendarDate,
  rounding: Rounding,
  unclassified: 'self-paid' | 'in-scope',
): Priced {
  if (charges.kind !== 'lines') return priced(charges.kind === 'sums' ? charges.sums : onlyInScope(charges.amount));
  const open = charges.lines.filter((line) => gradeOf(line, care, on) === undefined);
  const parts = charges.lines.map((line) => partsOf(line, gradeOf(line, care, on), rounding, unclassified));
  const sum = (figure: 'selfPaid' | 'overCap' | 'firstShare') => Money.sum(parts.map((part) => part[figure]));
  const sums = {
    total: Money.sum(charges.lines.map(({ amount }) => amount)),
    selfPaid: sum('selfPaid'),
    overCap: sum('overCap'),
    firstShare: sum('firstShare'),
  };
  const rest = sums.total.minus(sums.selfPaid).minus(sums.overCap).minus(sums.firstShare);
  for (const [name, amount] of Object.entries({ ...sums, inScope: rest }))
    demand(!amount.isNegative(), 'charges.lines', `take-backs exceed the charges (${name})`);
  const how = (figure: 'selfPaid' | 'overCap' | 'firstShare') => {
    const of = parts.filter((part) => !part[figure].isZero());
    const terms = of.map((part) => (figure === 'firstShare' ? part.formula : written(part[figure])));
    const references = new Set(of.map(({ reference }) => reference));
    return { formula: formulaOf(terms, sums[figure]), reference: references.size === 1 ? ([...references][0] ?? null) : null };
  };
  return {
    sums,
    how: { selfPaid: how('selfPaid'), overCap: how('overCap'), firstShare: how('firstShare') },
    unclassified: { lines: open.map(({ id }) => id), amount: Money.sum(open.map(({ amount }) => amount)) },
  };
}

const onlyInScope = (total: Money): CategorySums => ({ total, selfPaid: Money.ZERO, overCap: Money.ZERO, firstShare: Money.ZERO });

function priced(sums: CategorySums): Priced {
  const given = (amount: Money) => ({ formula: written(amount), reference: null });
  const how = { selfPaid: given(sums.selfPaid), overCap: given(sums.overCap), firstShare: given(sums.firstShare) };
  return { sums, how, unclassified: { lines: [], amount: Money.ZERO } };
}

const formulaOf = (terms: readonly string[], sum: Money) =>
  terms.length <= TERMS_MOST ? `${terms.join(' + ')} = ${written(sum)}` : `Σ(${terms.length}) = ${written(sum)}`;

type Graded = ItemGrade & { readonly reference: LegalReference | null };

function gradeOf(line: ChargeLine, care: Pack | null, on: CalendarDate): Graded | undefined {
  if (line.grade !== null) return { ...line.grade, reference: null };
  return care?.catalogue.get(line.code)?.values.findLast(({ from }) => from <= on);
}

function partsOf(line: ChargeLine, grade: Graded | undefined, rounding: Rounding, unclassified: 'self-paid' | 'in-scope'): LineParts {
  const none = { selfPaid: Money.ZERO, overCap: Money.ZERO, firstShare: Money.ZERO, formula: '', reference: grade?.reference ?? null };
  if (grade === undefined) return unclassified === 'in-scope' ? none : { ...none, selfPaid: line.amount };
  if (grade.class === 'C') return { ...none, selfPaid: line.amount };
  const overCap = overOf(line, grade.priceCap, rounding);
  const within = line.amount.minus(overCap);
  return {
    ...none,
    overCap,
    firstShare: within.times(grade.firstShare, rounding),
    formula: `${written(within)} × ${percent(grade.firstShare)}`,
  };
}

/** What lies over the price cap: of a take-back, what is taken back of it. */
function overOf({ amount, quantity }: ChargeLine, priceCap: string | null, rounding: Rounding): Money {
  if (priceCap === null) return Money.ZERO;
  const over = amount.minus(Money.ofLine(priceCap, quantity, rounding));
  return amount.isNegative() ? Money.min(Money.ZERO, over) : Money.max(Money.ZERO, over);
}
