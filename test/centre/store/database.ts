import type { Series } from './schema.ts';

/** What a column holds. */
export type Value = string | number | Buffer | null;

/** One transaction's view of the store. Parameters are `?`, in their order; amounts and instants come back as numbers. */
export interface Store {
  all<T>(sql: string, ...parameters: readonly Value[]): Promise<readonly T[]>;
  get<T>(sql: string, ...parameters: readonly Value[]): Promise<T | undefined>;
  run(sql: string, ...parameters: readonly Value[]): Promise<void>;
  /** Adds a row; a column that is not named stays empty. */
  insert(table: string, row: Readonly<Record<string, Value>>): Promise<void>;
  /** The next number of a series, from 1. A number may be left out, none comes twice. */
  next(series: Series): Promise<number>;
}

/**
 * Where this centre keeps its books. Everything that one request reads and writes is one transaction, which is committed
 * to the disk before its answer leaves. After a rejection nothing of it stands, unless the connection broke at the commit:
 * then nobody knows, as with a real centre.
 */
export interface Database {
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** One after the other: a transaction asks one thing at a time. */
export async function inTurn<T, R>(list: readonly T[], ask: (entry: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = [];
  for (const entry of list) answers.push(await ask(entry));
  return answers;
}

/** `INSERT` of these columns, for both kinds. */
export function insertInto(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}
