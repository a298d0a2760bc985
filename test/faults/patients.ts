import path from 'node:path';
import { readStory, writeBatch } from '../his/writer.ts';
import type { StandinProcess } from '../support/standin-processes.ts';
import type { Dice } from './dice.ts';
import { birthOn, drawPerson, insure, type Person } from './persons.ts';

type Line = Readonly<Record<string, unknown>>;

/** One invented patient and his short stay, as the hospital tells it. */
export interface Patient extends Person {
  readonly orderNo: string;
  readonly door: 'credit' | 'deposit';
  /** While the centre is away, or with it; or he settles from his phone, and the hospital's system says so. */
  readonly exit: 'online' | 'credit-leave' | 'phone';
  /** His bed changes while he is in hospital (2403). */
  readonly changes: boolean;
  readonly ending: Ending;
  readonly story: 'S01' | 'S04' | 'S05';
  /** Charges in the batches in which they come. */
  readonly batches: readonly (readonly Line[])[];
  /** What the hospital charged, in fen. */
  readonly totalFen: number;
}

/** What follows his settlement: it stands, or it is recalled so deep; `resettled`: and settled anew. */
export const ENDINGS = ['stands', 'resettled', 'settlement', 'discharge', 'admission'] as const;
export type Ending = (typeof ENDINGS)[number];

export const NEW_BED = '19床';
const FIRST_CHARGE = Date.parse('2023-06-05T03:00:00Z');
const LAST_CHARGE = Date.parse('2023-06-12T12:00:00Z');

/** What is drawn for one patient apart from the rest, so that what was drawn before it stays as it was. */
export type Later = Pick<Patient, 'changes' | 'ending'> & { readonly phone: boolean };

export function drawLater(luck: Dice, mayPhone: boolean): Later {
  const ending = luck.chance(0.5) ? 'stands' : luck.oneOf(ENDINGS);
  return { changes: luck.chance(0.25), ending, phone: mayPhone && luck.chance(0.25) };
}

/** Draws a patient whose numbers nobody else in this campaign has: `serial` tells them apart. */
export function drawPatient(dice: Dice, serial: number, away: boolean, later: Later): Patient {
  const door = dice.chance(0.75) ? 'credit' : 'deposit';
  const story = dice.oneOf(['S01', 'S04', 'S05'] as const);
  const person = drawPerson(serial);
  const { digits } = person;
  const orderNo = `ZY2306${digits}`;
  const all = readStory(story).chargeParts.flat();
  const chosen = all.filter(({ originalLineNo, amount }) => originalLineNo === null && Number(amount) < 2_500);
  const lines = Array.from({ length: dice.between(2, 6) }, (_unused, index) => {
    const line = chosen[(index * 3 + dice.between(0, 2)) % chosen.length] ?? {};
    const at = FIRST_CHARGE + Math.floor(((LAST_CHARGE - FIRST_CHARGE) * index) / 6);
    const lineNo = `${digits}${String(index + 1).padStart(3, '0')}`;
    return { ...line, orderNo, lineNo, occurredAt: new Date(at).toISOString() };
  });
  const cut = dice.between(1, lines.length);
  return {
    ...person,
    orderNo,
    door,
    exit: away && door === 'credit' && dice.chance(0.5) ? 'credit-leave' : later.phone ? 'phone' : 'online',
    changes: later.changes,
    ending: later.ending,
    story,
    batches: [lines.slice(0, cut), lines.slice(cut)].filter((batch) => batch.length > 0),
    totalFen: lines.reduce((sum, line) => sum + Math.round(Number((line as Line)['amount']) * 100), 0),
  };
}

/** Makes him known to both other sides. */
export async function introduce(patient: Patient, { centre, bank }: { centre: StandinProcess; bank: StandinProcess }): Promise<void> {
  await insure(patient, centre);
  const { name, certNo, psnNo } = patient;
  const credit = { state: 'opened', openedAt: '2023-05-30T02:00:00.000Z', agreementSigned: true, limit: '10000.00' };
  await bank.control('POST', 'person', { personNo: psnNo, certNo, name, ...credit });
}

/** `changed`: the same orders again, with another bed. */
export function sendOrders(folder: string, patients: readonly Patient[], changed: { readonly bed?: string } = {}): void {
  const lines = patients.map(({ story, orderNo, name, certNo }) => {
    const [order] = readStory('S01').admissionOrders;
    const { diagnosis } = readStory(story).admissionOrders[0] ?? {};
    const patient = { name, certType: '01', certNo, sex: 'male', birthOn: birthOn(certNo), phone: '13800000001' };
    return { ...order, diagnosis, orderNo, patient, ...changed };
  });
  writeBatch(path.join(folder, 'his'), 'admission-order', lines);
}

export function sendCharges(folder: string, { batches }: Patient): void {
  for (const batch of batches) writeBatch(path.join(folder, 'his'), 'charge', batch);
}

export function sendNotice(folder: string, { story, orderNo }: Patient): void {
  const [notice] = readStory('S01').dischargeNotices;
  const { diagnosis } = readStory(story).dischargeNotices[0] ?? {};
  writeBatch(path.join(folder, 'his'), 'discharge-notice', [{ ...notice, diagnosis, orderNo }]);
}

/** The hospital's system learned that he settled from his phone. */
export function sendEvent(folder: string, { orderNo }: Patient, settlementNumber: string): void {
  writeBatch(path.join(folder, 'his'), 'event', [{ kind: 'settled-elsewhere', orderNo, settlementNumber, by: 'phone' }]);
}
