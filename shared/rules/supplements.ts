import type { Split } from '../model/settlement.ts';
import { ENTRY_LAYERS, type EntryLayer } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import { type BandPart, type Climb, climb } from './bands.ts';
import type { Basic, Write } from './chain-types.ts';
import { NO_DUTY_YET, type Year } from './year.ts';
import type { BurdenWays, Ladder, Numbers, SupplementKind, SupplementNumbers } from './numbers.ts';
import { atLeastZero, capFormula, percent, written } from './written.ts';

/** The patient's burden as basic insurance left it. `before`: the case enters the chain here; null: at its beginning. */
interface Burden {
  readonly basic: Basic;
  readonly firstShare: Money;
  readonly awayShare: Money;
  readonly before: EntryLayer | null;
}
type Aid = Pick<Split, 'largeAmount' | 'seriousIllness' | 'assistance' | 'secondAssistance'>;

/** Large-amount aid, serious-illness insurance, assistance and second assistance, each over what the earlier ones left. */
export function paySupplements(left: Burden, numbers: Numbers, year: Year, write: Write): Aid & { readonly relieved: Money } {
  const paid = {
    'large-amount': Money.ZERO,
    'serious-illness': Money.ZERO,
    assistance: Money.ZERO,
    'second-assistance': Money.ZERO,
  };
  let relieved = Money.ZERO;
  for (const one of numbers.supplements) {
    if (isBefore(one.kind, left.before)) continue;
    const own = ownOf(left, one, relieved);
    const [burden, used] = one.counters;
    paid[one.kind] = payLadder(one.kind, one, one, own, year[burden], year[used], numbers, write);
    relieved = relieved.plus(paid[one.kind]);
  }
  return {
    largeAmount: paid['large-amount'],
    seriousIllness: paid['serious-illness'],
    assistance: paid.assistance,
    secondAssistance: paid['second-assistance'],
    relieved,
  };
}

/** Layers before the one at which the case enters have paid already. */
const isBefore = (kind: EntryLayer, entry: EntryLayer | null) => entry !== null && ENTRY_LAYERS.indexOf(kind) < ENTRY_LAYERS.indexOf(entry);

/** What counts into the burden of one layer, after what earlier layers relieved. */
function ownOf(
  { basic: { deductible, coinsurance, overCap }, firstShare, awayShare }: Burden,
  one: SupplementNumbers,
  relieved: Money,
): Money {
  if (one.base === 'over-annual-cap') return overCap;
  const counted = Money.sum([
    coinsurance,
    one.deductible === 'counts' ? deductible : Money.ZERO,
    one.base === 'with-first-share' ? firstShare : Money.ZERO,
    one.awayShare === 'counts' ? awayShare : Money.ZERO,
  ]);
  return atLeastZero(counted.minus(relieved));
}

/** The burden of this case goes up a ladder that begins at the threshold; a yearly one goes on from the burden before. */
function payLadder(
  kind: SupplementKind,
  ladder: Ladder,
  ways: BurdenWays,
  own: Money,
  burdenBefore: Money,
  usedBefore: Money,
  numbers: Numbers,
  write: Write,
): Money {
  const climbed = climbFrom(ladder, ways, own, burdenBefore, usedBefore, Money.ZERO, numbers);
  if (climbed === null) return Money.ZERO;
  writeLadder(kind, kind, ladder, climbed, usedBefore, write);
  const paid = Money.min(climbed.paid, own);
  write(
    kind,
    kind,
    paid.minus(climbed.paid),
    climbed.paid,
    () => `min(${written(climbed.paid)}; ${written(own)}) = ${written(paid)}`,
    ladder.bands,
  );
  write(kind, 'patient', paid.negated(), own, () => `− ${written(paid)}`, usedOf(ladder));
  return paid;
}

interface Climbed extends Climb {
  readonly over: Money;
  readonly end: Money;
}

/** Null where the burden stays under the threshold. `shared`: what others have used up of a common threshold. */
function climbFrom(
  { threshold, bands, cap }: Ladder,
  { origin, counted, capLimits }: BurdenWays,
  own: Money,
  burdenBefore: Money,
  usedBefore: Money,
  shared: Money,
  { rounding }: Numbers,
): Climbed | null {
  const before = counted === 'per-year' ? burdenBefore : Money.ZERO;
  const due = atLeastZero(threshold.value.minus(shared));
  const end = before.plus(own);
  const over = Money.max(before, due);
  if (end.compare(over) <= 0) return null;
  // Absolute bands keep their place above the full threshold even when others bore a part of it.
  const shift = origin === 'absolute' ? due.minus(threshold.value) : due;
  const start = over.minus(shift);
  const annual = { amount: cap.value, limits: capLimits, used: usedBefore, counted: start };
  return { ...climb(bands.value, start, end.minus(shift), annual, rounding), over, end };
}

/** A ladder; `id`: of a commercial duty. */
type NamedLadder = Ladder & { readonly id?: string };
const usedOf = ({ bands, threshold, id }: NamedLadder) => ({
  reference: bands.reference ?? threshold.reference,
  gap: bands.gap || threshold.gap,
  duty: id,
});

function writeLadder(
  layer: SupplementKind | 'commercial',
  payer: SupplementKind | 'commercial',
  ladder: NamedLadder,
  { parts, uncapped, paid, over, end }: Climbed,
  usedBefore: Money,
  write: Write,
): void {
  const used = usedOf(ladder);
  const sliceOf = ({ slice }: BandPart) => (parts.length === 1 ? `(${written(end)} − ${written(over)})` : written(slice));
  for (const part of parts) {
    const { slice, rate, amount } = part;
    const whole = () => (parts.length === 1 && slice.equals(end.minus(over)) ? sliceOf(part) : written(slice));
    write(layer, payer, amount, slice, () => `${whole()} × ${percent(rate)} = ${written(amount)}`, used);
  }
  write(layer, payer, paid.minus(uncapped), uncapped, () => capFormula(ladder.cap.value, usedBefore, paid), {
    ...ladder.cap,
    duty: ladder.id,
  });
}

/** What is left to the patient when the commercial product is asked. */
interface CommercialBurden {
  readonly left: Money;
  readonly firstShare: Money;
  readonly awayShare: Money;
  readonly selfPaid: Money;
}

/** Every duty of the patient's product: over the in-scope burden, or over what is out of scope. */
export function payCommercial(
  { left, firstShare, awayShare, selfPaid }: CommercialBurden,
  numbers: Numbers,
  year: Year,
  write: Write,
): Pick<Split, 'commercial' | 'commercialSelfPaid'> {
  const { commercial } = numbers;
  if (commercial === null) return { commercial: Money.ZERO, commercialSelfPaid: Money.ZERO };
  const notCounted = Money.sum([
    commercial.base === 'with-first-share' ? Money.ZERO : firstShare,
    commercial.awayShare === 'counts' ? Money.ZERO : awayShare,
  ]);
  const shared = commercial.shared ? year.familyDeductible : Money.ZERO;
  const rest = { 'in-scope': atLeastZero(left.minus(notCounted)), 'self-paid': selfPaid };
  const paid = { 'in-scope': Money.ZERO, 'self-paid': Money.ZERO };
  for (const duty of commercial.duties) {
    const own = rest[duty.of];
    const before = duty.ownCounters ? (year.duties[duty.id] ?? NO_DUTY_YET) : { burden: year.commercialBurden, paid: year.commercial };
    const climbed = climbFrom(duty, commercial, own, before.burden, before.paid, shared, numbers);
    if (climbed === null) continue;
    writeLadder('commercial', 'commercial', duty, climbed, before.paid, write);
    write('commercial', 'patient', climbed.paid.negated(), own, () => `− ${written(climbed.paid)}`, usedOf(duty));
    rest[duty.of] = own.minus(climbed.paid);
    paid[duty.of] = paid[duty.of].plus(climbed.paid);
  }
  return { commercial: paid['in-scope'], commercialSelfPaid: paid['self-paid'] };
}
