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
  /** While the centre is away, or with it. */
  readonly exit: 'online' | 'credit-leave';
  readonly story: 'S01' | 'S04' | 'S05';
  /** Charges in the batches in which they come. */
  readonly batches: readonly (readonly Line[])[];
  /** What the hospital charged, in fen. */
  readonly totalFen: number;
}

const FIRST_CHARGE = Date.parse('2023-06-05T03:00:00Z');
const LAST_CHARGE = Date.parse('2023-06-12T12:00:00Z');
const NAMES = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'];

/** Draws a patient whose numbers nobody else in this campaign has: `serial` tells them apart. */
export function drawPatient(dice: Dice, serial: number, away: boolean): Patient {
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
    exit: away && door === 'credit' && dice.chance(0.5) ? 'credit-leave' : 'online',
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

export function sendOrders(folder: string, patients: readonly Patient[]): void {
  const lines = patients.map(({ story, orderNo, name, certNo }) => {
    const [order] = readStory('S01').admissionOrders;
    const { diagnosis } = readStory(story).admissionOrders[0] ?? {};
    const patient = { name, certType: '01', certNo, sex: 'male', birthOn: birthOn(certNo), phone: '13800000001' };
    return { ...order, diagnosis, orderNo, patient };
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
