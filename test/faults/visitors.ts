import path from 'node:path';
import { USUAL_LINES, type VisitBillLine, writeVisit, writeVisitLines } from '../his/visits.ts';
import type { Dice } from './dice.ts';
import { birthOn, drawPerson, type Person } from './persons.ts';

/** What follows the settlement of his visit: it stands; all of it is taken back, and settled anew or not; nothing is left and the visit is cancelled. */
export const VISIT_ENDINGS = ['stands', 'refunded', 'resettled', 'cancelled'] as const;

/** One invented outpatient and his bill. */
export interface Visitor extends Person {
  readonly orderNo: string;
  readonly ending: (typeof VISIT_ENDINGS)[number];
  readonly lines: readonly VisitBillLine[];
  /** What comes back from the pharmacy or was not made before the settlement is taken back. */
  readonly returned: readonly VisitBillLine[];
  /** What the hospital charges in the end, in fen. */
  readonly totalFen: number;
}

const VISITED_AT = '2023-06-13T00:20:00.000Z';
const RETURNED_AT = '2023-06-13T00:50:00.000Z';

/** @param most lines of a bill: a batch is sent whole in one message, and some centres take few. */
export function drawVisitor(luck: Dice, serial: number, most: number, wanted?: Visitor['ending']): Visitor {
  const person = drawPerson(serial);
  const drawn = luck.chance(0.4) ? 'stands' : luck.oneOf(VISIT_ENDINGS);
  const ending = wanted ?? drawn;
  const all = USUAL_LINES.map((line, index) => ({ ...line, no: `${person.digits}${String(index + 1).padStart(3, '0')}` }));
  const lines = all.slice(0, Math.min(luck.between(2, all.length), most));
  const less = luck.chance(0.5) ? lines.slice(-1) : [];
  const back = ending === 'cancelled' ? lines : ending === 'resettled' ? less : [];
  const returned = back.map((line) => takenBack(line));
  return { ...person, orderNo: `MZ2306${person.digits}`, ending, lines, returned, totalFen: fenOf(lines) + fenOf(returned) };
}

/** The hospital's system sends his visit with its bill. */
export function sendVisit(folder: string, { orderNo, name, certNo, lines }: Visitor): void {
  const patient = { name, certNo, sex: 'male', birthOn: birthOn(certNo) };
  writeVisit(path.join(folder, 'his'), { orderNo, patient, visitedAt: VISITED_AT, lines });
}

export function sendReturns(folder: string, { orderNo, returned }: Visitor): void {
  if (returned.length > 0) writeVisitLines(path.join(folder, 'his'), orderNo, RETURNED_AT, returned);
}

const takenBack = (line: VisitBillLine): VisitBillLine => ({
  ...line,
  no: `${line.no}9`,
  quantity: `-${line.quantity ?? '1.0000'}`,
  amount: `-${line.amount}`,
  of: line.no,
});

const fenOf = (lines: readonly VisitBillLine[]): number => lines.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
