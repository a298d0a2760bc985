import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CardHolder, cardImage } from '../his/cards.ts';
import { readStory, writeBatch } from '../his/writer.ts';
import type { StandinProcess } from '../support/standin-processes.ts';
import type { Dice } from './dice.ts';

type Line = Readonly<Record<string, unknown>>;

/** One invented patient and his short stay, as the hospital tells it. */
export interface Patient {
  readonly name: string;
  readonly certNo: string;
  readonly cardNo: string;
  readonly cardSn: string;
  readonly psnNo: string;
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
const NAMES = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'];

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
  const digits = String(10_000_000 + serial);
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
    name: `示例${NAMES[serial % NAMES.length]}`,
    certNo: certNumber(serial),
    cardNo: `B${digits}`,
    cardSn: `2102020000000000${digits.padStart(16, '0')}`,
    psnNo: `21029${digits}01`,
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
  const { name, certNo, cardNo, cardSn, psnNo } = patient;
  const insurance = { insutype: '310', psnType: '11', status: '1', insuredFrom: '2005-01-01', admdvs: '210200', balance: '3208.15' };
  await centre.control('POST', 'person', {
    psnNo,
    certno: certNo,
    name,
    gend: '1',
    birthOn: birthOn(certNo),
    cardNo,
    cardSn,
    insurances: [insurance],
  });
  const credit = { state: 'opened', openedAt: '2023-05-30T02:00:00.000Z', agreementSigned: true, limit: '10000.00' };
  await bank.control('POST', 'person', { personNo: psnNo, certNo, name, ...credit });
}

/** Lays his card into the simulated reader; the slot holds one card. */
export function layCard(folder: string, { name, certNo, cardNo, cardSn }: Patient): void {
  const holder: CardHolder = { file: name, name, certNo, sex: '1', birthOn: birthOn(certNo), area: '210202', cardNo, cardSn };
  writeFileSync(path.join(folder, 'reader', 'slot.card.json'), JSON.stringify(cardImage(holder)));
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

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A certificate number that is right in form: an invented place, a birthday by the serial, the check digit of GB 11643. */
function certNumber(serial: number): string {
  const day = new Date(Date.UTC(1961, 0, 1) + (Math.floor(serial / 500) % 10_000) * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '');
  const body = `210202${day}${String((serial % 500) * 2 + 1).padStart(3, '0')}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] ?? 0), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

const birthOn = (certNo: string): string => `${certNo.slice(6, 10)}-${certNo.slice(10, 12)}-${certNo.slice(12, 14)}`;
