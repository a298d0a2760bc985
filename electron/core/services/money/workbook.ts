import type { DayBook } from '../../../../shared/contract/books-contract.ts';
import { SETTLEMENT_COLUMN_NAMES } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';

type Words = Readonly<Record<string, string>>;
export type Cell = {
  readonly value: string | number;
  readonly type: StringConstructor | NumberConstructor;
  readonly format?: string;
  readonly fontWeight?: 'bold';
} | null;

export const text = (value: string): Cell => ({ value, type: String });
export const count = (value: number): Cell => ({ value, type: Number, format: '0' });
/** A number for the reader to add up; two decimals of up to nine digits are exact in it. */
export const amount = (value: Money | undefined): Cell => ({
  value: (value ?? Money.ZERO).toFen() / 100,
  type: Number,
  format: '#,##0.00',
});
export const bold = (cell: Cell): Cell => (cell === null ? null : { ...cell, fontWeight: 'bold' });

/** Writes the day's sheets as one workbook. A word that the page did not give stands as its own name. */
export async function writeWorkbook(file: string, book: DayBook, words: Words): Promise<void> {
  const say = (name: string): string => words[name] ?? name;
  const sheets = [
    { sheet: say('deposits'), data: depositRows(book, say) },
    { sheet: say('settlements'), data: settlementRows(book.settlementRows, book.settlements, say) },
    { sheet: say('outpatients'), data: settlementRows(book.outpatientRows, book.outpatients, say) },
    { sheet: say('means'), data: meansRows(book, say) },
    { sheet: say('care'), data: careRows(book, say) },
    { sheet: say('arrears'), data: arrearsRows(book, say) },
  ];
  await writeSheets(file, sheets);
}

export async function writeSheets(
  file: string,
  sheets: readonly { readonly sheet: string; readonly data: readonly Cell[][] }[],
): Promise<void> {
  const { default: writeExcelFile } = await import('write-excel-file/node'); // not before somebody exports
  await writeExcelFile(sheets as unknown as Parameters<typeof writeExcelFile>[0]).toFile(file);
}

export type Say = (name: string) => string;
export const head = (say: Say, names: readonly string[]): Cell[] => names.map((name) => bold(text(say(name))));
const PARTS = ['opening', 'received', 'refunded', 'applied', 'closing'] as const;

function depositRows({ deposits, depositRows: rows }: DayBook, say: Say): Cell[][] {
  return [
    head(say, ['stayNumber', 'patientName', 'receipts', ...PARTS]),
    ...rows.map((row) => [text(row.stayNumber), text(row.patientName), text(row.receipts), ...PARTS.map((part) => amount(row[part]))]),
    [bold(text(say('sum'))), null, null, ...PARTS.map((part) => bold(amount(deposits[part])))],
  ];
}

function settlementRows(rows: DayBook['settlementRows'], settlements: DayBook['settlements'], say: Say): Cell[][] {
  const line = (name: string, clerk: string, sheet: DayBook['settlements']): Cell[] => [
    text(name),
    text(clerk),
    count(sheet.settlements),
    count(sheet.recalls),
    amount(sheet.total),
    ...SETTLEMENT_COLUMN_NAMES.map((column) => amount(sheet.columns[column])),
  ];
  return [
    head(say, ['shift', 'clerk', 'settlementCount', 'recallCount', 'total', ...SETTLEMENT_COLUMN_NAMES]),
    ...rows.map(({ shiftId, clerkName, sheet }) => line(shiftId ?? say('automatic'), clerkName, sheet)),
    line(say('sum'), '', settlements).map(bold),
  ];
}

const meansRows = ({ means }: DayBook, say: Say): Cell[][] => [
  head(say, ['way', 'inCount', 'inAmount', 'outCount', 'outAmount']),
  ...means.map((row) => [text(say(row.means)), count(row.inCount), amount(row.inAmount), count(row.outCount), amount(row.outAmount)]),
];

const careRows = ({ care }: DayBook, say: Say): Cell[][] => [
  head(say, ['careOpening', 'careCharged', 'careSettled', 'careClosing']),
  [amount(care.opening), amount(care.charged), amount(care.settled), amount(care.closing)],
];

const arrearsRows = ({ arrears, arrearsTotal }: DayBook, say: Say): Cell[][] => [
  head(say, ['stayNumber', 'patientName', 'owed']),
  ...arrears.map((row) => [text(row.stayNumber), text(row.patientName), amount(row.amount)]),
  [bold(text(say('sum'))), null, bold(amount(arrearsTotal))],
];
