import type { InPatient } from '../../../../shared/contract/in-patient-contract.ts';
import { amount, type Cell, count, head, type Say, text, writeSheets } from './workbook.ts';

const COLUMNS = [
  'bed',
  'name',
  'stayNumber',
  'ward',
  'department',
  'coverage',
  'admitted',
  'days',
  'total',
  'deposit',
  'locked',
  'burden',
  'balance',
  'registration',
  'unsent',
  'leaves',
  'marks',
] as const;

/** Writes the list as one sheet; of a range the least of the burden and the most of the balance, as a reminder counts. */
export async function writeInPatientBook(file: string, rows: readonly InPatient[], words: Readonly<Record<string, string>>): Promise<void> {
  const say: Say = (name) => words[name] ?? name;
  const line = ({ strip, ward, days, unsentLines, expectedLeaveOn, marks, urgency }: InPatient): Cell[] => [
    ...[strip.bed, strip.patient.name, strip.stayNumber, ward, strip.department, strip.coverageLabel, strip.admittedAt.slice(0, 10)].map(
      text,
    ),
    count(days),
    amount(strip.chargesTotal),
    amount(strip.depositBalance),
    amount(strip.creditLocked),
    strip.expectedBurden === null ? null : amount(strip.expectedBurden.least),
    strip.balance === null ? null : amount(strip.balance.most),
    text(say(`registration.${strip.registration}`)),
    count(unsentLines),
    text(expectedLeaveOn ?? ''),
    text([say(`urgency.${urgency}`), ...marks.map((mark) => say(`mark.${mark}`))].filter((word) => word !== '').join(' ')),
  ];
  await writeSheets(file, [{ sheet: say('list'), data: [head(say, COLUMNS), ...rows.map(line)] }]);
}
