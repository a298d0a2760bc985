import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CardHolder, cardImage } from '../his/cards.ts';
import type { StandinProcess } from '../support/standin-processes.ts';

/** An invented person, whose numbers nobody else in this campaign has. */
export interface Person {
  readonly name: string;
  readonly certNo: string;
  readonly cardNo: string;
  readonly cardSn: string;
  readonly psnNo: string;
  /** What his other numbers are made of. */
  readonly digits: string;
}

const NAMES = [...'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'];
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** `serial` tells them apart. */
export function drawPerson(serial: number): Person {
  const digits = String(10_000_000 + serial);
  return {
    name: `示例${NAMES[serial % NAMES.length]}`,
    certNo: certNumber(serial),
    cardNo: `B${digits}`,
    cardSn: `2102020000000000${digits.padStart(16, '0')}`,
    psnNo: `21029${digits}01`,
    digits,
  };
}

/** Makes him known to the centre. */
export async function insure({ name, certNo, cardNo, cardSn, psnNo }: Person, centre: StandinProcess): Promise<void> {
  const insurance = { insutype: '310', psnType: '11', status: '1', insuredFrom: '2005-01-01', admdvs: '210200', balance: '3208.15' };
  const birth = birthOn(certNo);
  await centre.control('POST', 'person', {
    psnNo,
    certno: certNo,
    name,
    gend: '1',
    birthOn: birth,
    cardNo,
    cardSn,
    insurances: [insurance],
  });
}

/** Lays his card into the simulated reader; the slot holds one card. */
export function layCard(folder: string, { name, certNo, cardNo, cardSn }: Person): void {
  const holder: CardHolder = { file: name, name, certNo, sex: '1', birthOn: birthOn(certNo), area: '210202', cardNo, cardSn };
  writeFileSync(path.join(folder, 'reader', 'slot.card.json'), JSON.stringify(cardImage(holder)));
}

export const birthOn = (certNo: string): string => `${certNo.slice(6, 10)}-${certNo.slice(10, 12)}-${certNo.slice(12, 14)}`;

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
