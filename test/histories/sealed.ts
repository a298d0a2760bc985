import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { openDatabase, type WritableDb } from '../../electron/core/db/database.ts';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { postingsOf } from '../../electron/core/db/repositories/ledger-repository.ts';
import { allSeals, findShift } from '../../electron/core/db/repositories/shift-repository.ts';
import type { EstimateService } from '../../electron/core/services/settlement/estimate-service.ts';
import { LedgerBook } from '../../electron/core/services/money/ledger-book.ts';
import { isIntact } from '../../electron/core/services/money/shift-seal.ts';
import { ShiftService } from '../../electron/core/services/money/shift-service.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { EncounterId, IdempotencyKey } from '../../shared/identity/ids.ts';
import { broughtBy, moneyBack, moneyIn } from '../../shared/ledger/moves.ts';
import { TILL_MEANS } from '../../shared/model/ledger.ts';
import { Money } from '../../shared/money/money.ts';
import { type CalendarDate, instantOf } from '../../shared/time/calendar-date.ts';
import { seedStay } from '../migrations/seed.ts';

/** Receipts and refunds of two shifts on two stays, and where one byte is changed afterwards. */
export const sealedHistories = fc.record({
  shifts: fc.array(
    fc.array(fc.record({ stay: fc.nat(1), fen: fc.integer({ min: 10, max: 99_990 }), means: fc.nat(4), back: fc.boolean() }), {
      maxLength: 6,
    }),
    { minLength: 1, maxLength: 3 },
  ),
  table: fc.noBias(fc.nat(3)),
  cell: fc.noBias(fc.nat(100_000)),
  at: fc.noBias(fc.nat(10_000)),
});
type SealedHistory = typeof sealedHistories extends fc.Arbitrary<infer T> ? T : never;

/** Everything that a seal stands for. Two numbers that no sum and no paper shows stay out: the order of lines, and after which posting a shift began. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  posting: [
    'id',
    'kind',
    'means',
    'encounter_id',
    'shift_id',
    'clerk_id',
    'at',
    'business_on',
    'receipt_number',
    'reverses_id',
    'returns_id',
    'facts_text',
    'hash',
  ],
  posting_line: ['account', 'subject', 'amount_fen'],
  shift: ['window_number', 'clerk_id', 'business_on', 'opened_at'],
  shift_seal: ['content_text', 'hash', 'sealed_at', 'clerk_id'],
};

const START = Date.parse('2023-06-13T00:00:00.000Z');

/** An empty data file to copy: the steps of the schema are taken once. */
export function sealedTemplate(): { readonly file: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sealed-'));
  const file = path.join(folder, 'empty.sqlite');
  const db = openDatabase(file);
  migrate(db, migrations);
  seedStay(db, 0);
  seedStay(db, 1);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Plays, seals, verifies; then changes one byte and looks again. Says what is wrong; undefined when all holds. */
export function playSealed(template: string, history: SealedHistory): string | undefined {
  const file = `${template}.${randomUUID()}`;
  copyFileSync(template, file);
  try {
    const db = openDatabase(file);
    fill(db, history);
    const wrong = broken(db);
    db.close();
    if (wrong) return 'a seal does not verify though nothing was changed';
    const changed = change(file, history);
    if (changed === null) return undefined;
    const again = openDatabase(file);
    const found = broken(again);
    again.close();
    return found ? undefined : `nobody saw that ${changed} was changed`;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  }
}

function fill(db: WritableDb, { shifts }: SealedHistory): void {
  let ms = START;
  const now = () => {
    ms += 60_000;
    return instantOf(ms);
  };
  const clock = { now, today: () => '2023-06-13' as CalendarDate, milliseconds: () => ms };
  const book = new LedgerBook({ db, clock, windowNumber: '03' });
  const estimates = { expected: () => ({ kind: 'none' }) } as unknown as EstimateService;
  const till = new ShiftService({ db, clock, book, estimates, windowNumber: '03', usualFloat: Money.ZERO, onChange: () => undefined });
  const key = () => randomUUID() as IdempotencyKey;
  for (const steps of shifts) {
    till.open(Money.parse('500.00'), key(), 'T01');
    const { id: shiftId } = till.require('T01');
    for (const { stay, fen, means, back } of steps) {
      const stayId = `stay-of-test-${stay}`;
      const about = { encounterId: stayId as EncounterId, shiftId, clerkId: 'T01', facts: { payer: '示例家属' } };
      const amount = Money.fromFen(fen - (fen % 10));
      db.transaction(() => {
        const taken = moneyIn('deposit-received', TILL_MEANS[means] ?? 'cash', amount, { stayId, shiftId });
        const source = book.write(taken, { ...about, receipt: true });
        if (!back) return;
        const given = moneyBack(source, book.returnedOf(source), broughtBy(source).amount, 'same', { stayId, shiftId });
        book.write(given, { ...about, returnsId: source.id });
      })();
    }
    const cash = till.view([], 'T01').open?.sheet.till.expected ?? Money.ZERO;
    const pieces = [{ fen: 10, count: cash.toFen() / 10 }];
    const { open } = till.view(pieces, 'T01');
    till.close({ pieces, reason: '', receiver: '出纳示例', quoteHash: open?.quoteHash ?? '', key: key() }, 'T01');
  }
}

/** Whether some seal does not stand for what lies there now. What cannot even be read is found, too. */
function broken(db: WritableDb): boolean {
  try {
    postingsOf(db, {});
    return allSeals(db).some((seal) => {
      const shift = findShift(db, seal.shiftId);
      return shift === undefined || !isIntact(db, seal, shift);
    });
  } catch (error) {
    if (error instanceof AppError || error instanceof Error) return true;
    throw error;
  }
}

/** One byte of one value, as somebody with a tool would change it. null: the data file itself refused. */
function change(file: string, { table: which, cell, at }: SealedHistory): string | null {
  const db = new Sqlite(file);
  try {
    db.pragma('foreign_keys = OFF');
    db.pragma('ignore_check_constraints = ON');
    for (const name of db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all() as string[])
      db.exec(`DROP TRIGGER ${name}`);
    const [table = '', columns = []] = Object.entries(CELLS)[which] ?? [];
    const rows = db.prepare(`SELECT rowid FROM ${table}`).pluck().all() as number[];
    const column = columns[cell % columns.length];
    const row = rows[Math.floor(cell / columns.length) % rows.length];
    if (column === undefined || row === undefined) return null;
    const before = db.prepare(`SELECT ${column} FROM ${table} WHERE rowid = ?`).pluck().get(row) as string | number | null;
    try {
      db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(other(before, column, at), row);
    } catch {
      return null; // a type or a unique key said no
    }
    return `${table}.${column} of row ${row}`;
  } finally {
    db.close();
  }
}

function other(before: string | number | null, column: string, at: number): string | number {
  if (typeof before === 'number') return before + 1 + (column === 'id' ? 1_000 : 0);
  if (before === null) return column.endsWith('_id') ? 1 : 'x';
  const place = at % Math.max(1, before.length);
  const letter = before[place] === '1' ? '2' : '1';
  return `${before.slice(0, place)}${letter}${before.slice(place + 1)}`;
}
