import { CsvError, parse } from 'csv-parse/sync';
import { AppError } from '../../../shared/errors/app-error.ts';
import { DAY_SOURCES, type DayLine, type DaySource, type TheirMovement, type TheirStanding } from '../../../shared/model/day-end.ts';
import { Money } from '../../../shared/money/money.ts';
import { type CalendarDate, calendarDateSchema, dayOf, daysBetween, instantFromHospitalText } from '../../../shared/time/calendar-date.ts';
import type { DayStatement, ReadStatement, StatementFile } from '../ports/day-statement.ts';

export const STATEMENT_COLUMNS = ['number', 'key', 'channel', 'kind', 'amount', 'at', 'state'] as const;
/** What each column is called in the other sides' files; README.md beside this file. */
export type ColumnNames = Readonly<Record<(typeof STATEMENT_COLUMNS)[number], string>>;
type Column = keyof ColumnNames;

const IN: readonly string[] = ['支付', '消费', '用款', '开票'];
const OUT: readonly string[] = ['退款', '撤销', '退货', '用款撤销', '冲红'];
const STATES: ReadonlyMap<string, TheirStanding> = new Map([
  ['成功', 'done'],
  ['失败', 'failed'],
  ['处理中', 'pending'],
]);
const CHANNELS: ReadonlyMap<string, DayLine> = new Map([
  ['微信', 'wechat'],
  ['支付宝', 'alipay'],
]);
const LINES: Readonly<Record<Exclude<DaySource, 'wallet'>, DayLine>> = { bank: 'credit', card: 'bank-card', invoice: 'invoice' };
/** The last row: 合计, how many rows, and the net of those that succeeded. A file that was cut off on its way has none, or another. */
const TOTAL = '合计';
/** A hospital's busiest day is some ten thousand. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Reads the lists of the other sides under these names of columns. */
export const statementReader =
  (names: ColumnNames): ReadStatement =>
  (file) =>
    new Reading(file, names).statement();

class Reading {
  readonly #file: StatementFile;
  readonly #names: ColumnNames;
  readonly #about: { readonly source: DaySource; readonly day: CalendarDate };

  constructor(file: StatementFile, names: ColumnNames) {
    this.#file = file;
    this.#names = names;
    this.#about = file.about ?? this.#byName();
  }

  statement(): DayStatement {
    const [head, ...rows] = this.#rows();
    if (head === undefined) throw this.#refused(0, '', 'empty');
    const at = this.#columns(head);
    const last = rows.at(-1);
    if (last?.[0]?.trim() !== TOTAL) throw this.#refused(rows.length + 1, '', 'no-total');
    const movements = rows.slice(0, -1).map((row, index) => this.#movement(row, at, index + 2));
    this.#checkTotal(last, movements, at, rows.length + 1);
    const known = new Set<string>();
    for (const { line, number, amount, row } of movements) {
      const name = `${line} ${number} ${amount.isNegative()}`;
      if (known.has(name)) throw this.#refused(row, this.#names.number, 'twice');
      known.add(name);
    }
    return { ...this.#about, movements };
  }

  /** "wallet-20230613.csv", and what follows the day is the sender's own. */
  #byName(): { source: DaySource; day: CalendarDate } {
    const [, name, year, month, date] = /^([a-z]+)-(\d{4})(\d{2})(\d{2})\b/.exec(this.#file.name) ?? [];
    const source = DAY_SOURCES.find((one) => one === name);
    const day = calendarDateSchema.safeParse(`${year}-${month}-${date}`);
    if (source === undefined || !day.success) throw this.#refused(0, '', 'name');
    return { source, day: day.data };
  }

  /** UTF-8 with or without its mark, else GB18030, as the banks of the country still write. */
  #rows(): readonly (readonly string[])[] {
    const { bytes } = this.#file;
    if (bytes.byteLength > MOST_BYTES) throw this.#refused(0, '', 'too-large');
    try {
      return parse(decode(bytes), { relax_column_count: true, skip_empty_lines: true, trim: true });
    } catch (error) {
      if (error instanceof CsvError) throw this.#refused(Number(error['lines'] ?? 0), '', 'no-table');
      throw this.#refused(0, '', 'encoding');
    }
  }

  #columns(head: readonly string[]): Partial<Record<Column, number>> {
    const wanted = STATEMENT_COLUMNS.filter((column) => column !== 'channel' || this.#about.source === 'wallet');
    const at = Object.fromEntries(wanted.map((column) => [column, head.indexOf(this.#names[column])]));
    const missing = wanted.find((column) => at[column] === -1);
    if (missing !== undefined) throw this.#refused(1, this.#names[missing], 'no-column');
    return at;
  }

  #movement(cells: readonly string[], at: Partial<Record<Column, number>>, row: number): TheirMovement {
    const cell = (column: Column): string => cells[at[column] ?? -1]?.trim() ?? '';
    const refuse = (column: Column, reason: string) => this.#refused(row, this.#names[column], reason);
    const number = cell('number');
    if (number === '') throw refuse('number', 'missing');
    const direction = IN.includes(cell('kind')) ? 1 : OUT.includes(cell('kind')) ? -1 : 0;
    if (direction === 0) throw refuse('kind', 'word');
    const amount = Money.read(cell('amount'));
    if (amount === undefined || amount.isNegative() || amount.isZero()) throw refuse('amount', 'amount');
    const standing = STATES.get(cell('state'));
    if (standing === undefined) throw refuse('state', 'word');
    const instant = instantFromHospitalText(cell('at'));
    if (instant === undefined) throw refuse('at', 'time');
    const day = dayOf(instant);
    // The other side's day may end before midnight; anything farther away is the list of another day.
    if (Math.abs(daysBetween(day, this.#about.day)) > 1) throw refuse('at', 'other-day');
    const line = this.#about.source === 'wallet' ? CHANNELS.get(cell('channel')) : LINES[this.#about.source];
    if (line === undefined) throw refuse('channel', 'word');
    return { line, number, key: cell('key'), amount: direction === 1 ? amount : amount.negated(), day, standing, row };
  }

  #checkTotal(last: readonly string[], movements: readonly TheirMovement[], at: Partial<Record<Column, number>>, row: number): void {
    const net = Money.sum(movements.filter(({ standing }) => standing === 'done').map(({ amount }) => amount));
    if (Number(last[1]) !== movements.length) throw this.#refused(row, TOTAL, 'count');
    if (Money.read(last[at.amount ?? -1] ?? '')?.equals(net) !== true) throw this.#refused(row, this.#names.amount, 'net');
  }

  #refused(row: number, column: string, reason: string): AppError {
    const { name } = this.#file;
    const facts = { file: name, row, column, reason };
    return new AppError('validation', 'statement.file-refused', `${name}, row ${row}, column ${column}: ${reason}`, facts);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}
