import type { LegalReference } from '../model/policy-reference.ts';
import type { CategorySums, ChargeLine, Charges, ItemGrade } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import type { Rate } from '../money/rate.ts';
import type { Pack } from '../policy/pack.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import type { RoundingWay } from './bands.ts';
import { demand } from './check-case.ts';
import { ExactSum } from './exact-sum.ts';
import { percent, written } from './written.ts';

/** Sums by class, with what another payer owes. */
export type PricedSums = Required<CategorySums>;
/** Figures a line may be sorted into. */
type Figure = 'selfPaid' | 'overCap' | 'firstShare' | 'otherPayer';

interface How {
  readonly formula: string;
  readonly reference: LegalReference | null;
}

/** Charges by class, with how each sum came about. */
export interface Priced {
  readonly sums: PricedSums;
  /** Formula and article of a sum, written when asked; null article where the hospital's or the centre's own class was used. */
  readonly how: (figure: Figure) => How;
  /** Lines that nobody classed, counted as the reading says. */
  readonly unclassified: { readonly lines: readonly string[]; readonly amount: Money };
}

/** Terms of a sum that are still worth reading one by one. */
const TERMS_MOST = 6;

/**
 * Sorts lines into what another payer owes, 自费, 超限价, 乙类先行自付 and in scope: by their own class, else by the catalogue of the place of care.
 *
 * The hospital's amount stands. Rounding: once per line for the price cap; first shares once per line, or once for their sum.
 * @param unclassified  how to count lines that nobody classed.
 * @throws AppError validation/case.invalid when take-backs exceed what was charged.
 */
export function classify(
  charges: Charges,
  care: Pack | null,
  on: CalendarDate,
  rounding: RoundingWay,
  unclassified: 'self-paid' | 'in-scope',
): Priced {
  if (charges.kind !== 'lines') return priced(charges.kind === 'sums' ? charges.sums : onlyInScope(charges.amount));
  const exact = rounding.point === 'each-layer' ? new ExactSum(rounding.mode) : null;
  const selfPaid = new Tally();
  const overCap = new Tally();
  const firstShare = new Tally();
  const otherPayer = new Tally();
  const open: ChargeLine[] = [];
  let total = 0;
  for (const line of charges.lines) {
    const { amount } = line;
    total += amount.toFen();
    const grade = gradeOf(line, care, on);
    if (line.otherPayer !== undefined) {
      otherPayer.add(amount, null);
      continue;
    }
    if (grade === undefined) {
      open.push(line);
      if (unclassified === 'self-paid') selfPaid.add(amount, null);
      continue;
    }
    const reference = line.grade === null ? (grade as Graded).reference : null;
    if (grade.class === 'C') {
      selfPaid.add(amount, reference);
      continue;
    }
    const over = grade.priceCap === null ? Money.ZERO : overOf(line, grade.priceCap, rounding);
    if (!over.isZero()) overCap.add(over, reference);
    if (grade.firstShare.digits === 0) continue;
    const within = over.isZero() ? amount : amount.minus(over);
    const share = exact?.add(within, grade.firstShare) ?? within.times(grade.firstShare, rounding.mode);
    if (!share.isZero()) firstShare.add(share, reference, within, grade.firstShare);
  }
  const sums = {
    total: Money.fromFen(total),
    selfPaid: selfPaid.sum(),
    overCap: overCap.sum(),
    firstShare: firstShare.sum(),
    otherPayer: otherPayer.sum(),
  };
  const rest = sums.total.minus(sums.selfPaid).minus(sums.overCap).minus(sums.firstShare).minus(sums.otherPayer);
  for (const amount of [sums.total, sums.selfPaid, sums.overCap, sums.firstShare, sums.otherPayer, rest])
    demand(!amount.isNegative(), 'charges.lines', 'take-backs exceed the charges');
  return {
    sums,
    how: (figure) => ({ selfPaid, overCap, firstShare, otherPayer })[figure].how(),
    unclassified: { lines: open.map(({ id }) => id), amount: Money.sum(open.map(({ amount }) => amount)) },
  };
}

/** One term of a sum: an amount, or a rate of one. */
interface Term {
  readonly of: Money;
  readonly rate: Rate | null;
}

/** A sum with its first terms and its articles. Terms are put into words only where somebody asks for the formula. */
class Tally {
  #fen = 0;
  #count = 0;
  readonly #terms: Term[] = [];
  #reference: LegalReference | null | undefined;

  /** `of` and `rate`: what the amount is a share of. */
  add(amount: Money, reference: LegalReference | null, of = amount, rate: Rate | null = null): void {
    this.#fen += amount.toFen();
    if (this.#count < TERMS_MOST) this.#terms.push({ of, rate });
    if (this.#count === 0) this.#reference = reference;
    else if (this.#reference !== reference) this.#reference = null;
    this.#count++;
  }

  sum(): Money {
    return Money.fromFen(this.#fen);
  }

  how(): How {
    return { formula: this.#formula(), reference: this.#reference ?? null };
  }

  #formula(): string {
    const sum = written(this.sum());
    if (this.#count > TERMS_MOST) return `Σ(${this.#count}) = ${sum}`;
    const terms = this.#terms.map(({ of, rate }) => (rate === null ? written(of) : `${written(of)} × ${percent(rate)}`));
    return `${terms.join(' + ')} = ${sum}`;
  }
}

const onlyInScope = (total: Money): CategorySums => ({ total, selfPaid: Money.ZERO, overCap: Money.ZERO, firstShare: Money.ZERO });

function priced({ total, selfPaid, overCap, firstShare, otherPayer = Money.ZERO }: CategorySums): Priced {
  const sums = { total, selfPaid, overCap, firstShare, otherPayer };
  return {
    sums,
    how: (figure) => ({ formula: written(sums[figure]), reference: null }),
    unclassified: NONE_OPEN,
  };
}
const NONE_OPEN: Priced['unclassified'] = { lines: [], amount: Money.ZERO };

type Graded = ItemGrade & { readonly reference: LegalReference };

function gradeOf(line: ChargeLine, care: Pack | null, on: CalendarDate): ItemGrade | Graded | undefined {
  return line.grade ?? care?.catalogue.get(line.code)?.values.findLast(({ from }) => from <= on);
}

/** Yuan; ten times what a line may come to. */
const CAPS_NOTHING = 100_000_000;

/** What lies over the price cap: of a take-back, what is taken back of it. */
function overOf({ amount, quantity }: ChargeLine, priceCap: string, rounding: RoundingWay): Money {
  if (Number(priceCap) * Math.abs(Number(quantity)) > CAPS_NOTHING) return Money.ZERO; // its product may be no amount of money
  const over = amount.minus(wholeFen(priceCap, quantity) ?? Money.ofLine(priceCap, quantity, rounding.mode));
  return amount.isNegative() ? Money.min(Money.ZERO, over) : Money.max(Money.ZERO, over);
}

/** Price × quantity where it comes to whole fen and stays safe; undefined leaves it to the decimals. */
function wholeFen(price: string, quantity: string): Money | undefined {
  const millionths = Math.round(Number(price) * 1_000_000);
  const tenThousandths = Math.round(Number(quantity) * 10_000);
  const product = millionths * tenThousandths;
  if (!Number.isSafeInteger(product) || product % 100_000_000 !== 0) return undefined;
  return Money.fromFen(product / 100_000_000);
}
