import { AppError } from '../errors/app-error.ts';
import {
  type Accumulator,
  type Accumulators,
  AGE_MOST,
  type ChargeLine,
  type Charges,
  type SettlementCase,
  STAYS_MOST,
} from '../model/settlement-case.ts';
import { Money, QUANTITY_TEXT, UNIT_PRICE_TEXT } from '../money/money.ts';
import { ageOn } from '../time/calendar-date.ts';
import type { YearAmount } from './year.ts';

/** Beyond this an amount is a slip of the hand or of a program, not a bill: ten million yuan. */
const ABSURD = Money.fromFen(1_000_000_000);
const LINES_MOST = 100_000;

/**
 * Refuses what cannot be a case, before anything is computed.
 *
 * @throws AppError validation/case.invalid; `details.path` names the field, `details.reason` says why. No personal data.
 */
export function checkCase(claim: SettlementCase): void {
  const age = ageOn(claim.patient.birthOn, claim.care.on);
  demand(age >= 0 && age <= AGE_MOST, 'patient.birthOn', 'no age on the day of care');
  checkCharges(claim.charges);
  checkAccumulators(claim.accumulators);
  if (claim.account !== null) checkAmount('account', claim.account);
  if (claim.familyAccount != null) checkAmount('familyAccount', claim.familyAccount);
  if (claim.credit !== null) checkAmount('credit', claim.credit);
}

function checkCharges(charges: Charges): void {
  switch (charges.kind) {
    case 'lines':
      demand(charges.lines.length <= LINES_MOST, 'charges.lines', 'too many lines');
      charges.lines.forEach(checkLine);
      return;
    case 'sums': {
      const { total, selfPaid, overCap, firstShare, otherPayer = Money.ZERO } = charges.sums;
      checkAmount('charges.sums.total', total);
      checkAmount('charges.sums.selfPaid', selfPaid);
      checkAmount('charges.sums.overCap', overCap);
      checkAmount('charges.sums.firstShare', firstShare);
      checkAmount('charges.sums.otherPayer', otherPayer);
      demand(Money.sum([selfPaid, overCap, firstShare, otherPayer]).compare(total) <= 0, 'charges.sums', 'the parts exceed the total');
      return;
    }
    default:
      checkAmount('charges.amount', charges.amount);
  }
}

const ABSURD_FEN = ABSURD.toFen();
const [MINUS, POINT, ZERO, NINE] = [45, 46, 48, 57];

/** What QUANTITY_TEXT says, quicker for the one short form that lines nearly always have; anything else is asked of the pattern. */
function isQuantity(text: string): boolean {
  const { length } = text;
  if (length < 6 || length > 15 || text.charCodeAt(length - 5) !== POINT) return false;
  const first = text.charCodeAt(0);
  if (length > 6 && (first === MINUS || first === ZERO)) return QUANTITY_TEXT.test(text);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if ((code < ZERO || code > NINE) && i !== length - 5) return false;
  }
  return true;
}

function checkLine({ amount, quantity, grade, unitPrice }: ChargeLine, index: number): void {
  const fen = amount.toFen();
  const sound =
    isQuantity(quantity) &&
    (grade?.priceCap == null || UNIT_PRICE_TEXT.test(grade.priceCap)) &&
    (unitPrice === undefined || UNIT_PRICE_TEXT.test(unitPrice)) &&
    (fen === 0 || (quantity.charCodeAt(0) === MINUS) === fen < 0) &&
    fen <= ABSURD_FEN &&
    fen >= -ABSURD_FEN;
  if (sound) return; // the reasons are written only where there is one
  const path = `charges.lines.${index}`;
  demand(QUANTITY_TEXT.test(quantity), `${path}.quantity`, 'not a quantity');
  demand(grade?.priceCap == null || UNIT_PRICE_TEXT.test(grade.priceCap), `${path}.grade.priceCap`, 'not a unit price');
  demand(unitPrice === undefined || UNIT_PRICE_TEXT.test(unitPrice), `${path}.unitPrice`, 'not a unit price');
  demand(fen === 0 || quantity.startsWith('-') === fen < 0, `${path}.amount`, 'amount and quantity differ in sign');
  checkAmount(`${path}.amount`, amount.isNegative() ? amount.negated() : amount);
}

function checkAccumulators(accumulators: Accumulators): void {
  const { stays } = accumulators;
  if (stays !== null) {
    const { value, atMost } = stays;
    demand(isStays(value), 'accumulators.stays', 'not a number of stays');
    demand(atMost === null || isStays(atMost), 'accumulators.stays.atMost', 'not a number of stays');
    demand(atMost === null || atMost >= value, 'accumulators.stays.atMost', 'below the value');
  }
  for (const name in accumulators) if (name !== 'stays' && name !== 'duties') checkAccumulator(name, accumulators[name as YearAmount]);
  for (const id in accumulators.duties) {
    checkAccumulator(`duties.${id}.burden`, accumulators.duties[id]?.burden);
    checkAccumulator(`duties.${id}.paid`, accumulators.duties[id]?.paid);
  }
}

function checkAccumulator(name: string, amount: Accumulator<Money> | null | undefined): void {
  if (amount == null) return;
  const { value, atMost } = amount;
  const fen = value.toFen();
  if (fen < 0 || fen > ABSURD_FEN) checkAmount(`accumulators.${name}.value`, value);
  if (atMost !== null) demand(atMost.compare(value) >= 0, `accumulators.${name}.atMost`, 'below the value');
}

const isStays = (count: number) => Number.isInteger(count) && count >= 0 && count <= STAYS_MOST;

function checkAmount(path: string, amount: Money): void {
  demand(!amount.isNegative(), path, 'negative');
  demand(amount.compare(ABSURD) <= 0, path, 'absurdly large');
}

/** @throws AppError validation/case.invalid */
export function demand(condition: boolean, path: string, reason: string): asserts condition {
  if (!condition) throw new AppError('validation', 'case.invalid', `${path}: ${reason}`, { path, reason });
}
