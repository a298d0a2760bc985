import { postingsOf } from '../../electron/core/db/repositories/ledger-repository.ts';
import { allSeals, findShift } from '../../electron/core/db/repositories/shift-repository.ts';
import { isIntact } from '../../electron/core/services/money/shift-seal.ts';
import type { WritableDb } from '../../electron/core/db/database.ts';

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

/** Where a byte is changed. */
export interface Place {
  readonly table: number;
  readonly cell: number;
  readonly at: number;
}
export const SEALED_TABLES = Object.keys(CELLS);

/** Whether some seal does not stand for what lies there now. What cannot even be read is found, too. */
export function sealBroken(db: WritableDb): boolean {
  try {
    postingsOf(db, {});
    return allSeals(db).some((seal) => {
      const shift = findShift(db, seal.shiftId);
      return shift === undefined || !isIntact(db, seal, shift);
    });
  } catch (error) {
    if (error instanceof Error) return true;
    throw error;
  }
}

/** The data file as somebody with a tool would have it: what keeps the program from changing what is sealed does not keep him. */
export function unguard(db: WritableDb): void {
  const guards = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%append-only%'
    AND tbl_name IN (SELECT value FROM json_each(?))`);
  for (const name of guards.pluck().all(JSON.stringify(SEALED_TABLES)) as string[]) db.exec(`DROP TRIGGER ${name}`);
}

/** One byte of one value that a seal stands for, in an open transaction. Says which; null: a type or a unique key of the data file refused. */
export function changeOneByte(db: WritableDb, { table: which, cell, at }: Place): string | null {
  const [table = '', columns = []] = Object.entries(CELLS)[which] ?? [];
  const rows = db.prepare(`SELECT rowid FROM ${table} ORDER BY rowid`).pluck().all() as number[];
  const column = columns[cell % columns.length];
  const row = rows[Math.floor(cell / columns.length) % rows.length];
  if (column === undefined || row === undefined) return null;
  const before = db.prepare(`SELECT ${column} FROM ${table} WHERE rowid = ?`).pluck().get(row) as string | number | null;
  try {
    db.pragma('defer_foreign_keys = ON');
    db.pragma('ignore_check_constraints = ON');
    db.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(other(before, column, at), row);
  } catch {
    return null;
  } finally {
    db.pragma('ignore_check_constraints = OFF');
  }
  return `${table}.${column} of row ${row}`;
}

function other(before: string | number | null, column: string, at: number): string | number {
  if (typeof before === 'number') return before + 1 + (column === 'id' ? 1_000 : 0);
  if (before === null) return column.endsWith('_id') ? 1 : 'x';
  const place = at % Math.max(1, before.length);
  const letter = before[place] === '1' ? '2' : '1';
  return `${before.slice(0, place)}${letter}${before.slice(place + 1)}`;
}
