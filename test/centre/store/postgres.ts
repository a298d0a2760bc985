import pg from 'pg';
import { type Database, insertInto, type Store, type Value } from './database.ts';
import { SERIES, schemaIn } from './schema.ts';

const SCHEMA = schemaIn({
  number: 'BIGINT',
  counted: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
  bytes: 'BYTEA',
  table: '',
});
// Counting in a row would let every two requests meet.
const SEQUENCES = SERIES.map((name) => `CREATE SEQUENCE IF NOT EXISTS counted_${name};`).join(' ');

const CONNECTIONS = 8;
const CONNECT_MS = 5_000;

/** The codes of two transactions that would have seen each other's half: one of them was taken back. */
const TAKEN_BACK = ['40001', '40P01'];

// Amounts and instants fit a number; the driver would give text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * A PostgreSQL server by its address (`postgresql://app@localhost/postgres?host=/folder/of/its/socket`). `place` is the
 * schema that this centre has for itself. Requests run side by side and end as if one had come after the other.
 */
export async function openPostgres(address: string, place = 'centre'): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: address,
    // By the index even in a small table: what was looked at decides which requests disturb each other.
    options: `-c search_path=${place} -c synchronous_commit=on -c enable_seqscan=off`,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
  });
  // A server that dies cuts idle connections too; without a listener that would end this process.
  pool.on('error', () => undefined);
  await pool.query(`CREATE SCHEMA IF NOT EXISTS ${place}; ${SCHEMA} ${SEQUENCES}`);
  const gate = new Gate();
  return {
    transaction: (work) =>
      gate
        .beside(() => inTransaction(pool, work))
        .catch((error) => {
          if (!TAKEN_BACK.includes(codeOf(error))) throw error;
          return gate.alone(() => inTransaction(pool, work));
        }),
    close: () => pool.end(),
  };
}

/** Lets transactions run side by side, and one that was taken back alone: nobody is left to disturb it. */
class Gate {
  readonly #running = new Set<Promise<unknown>>();
  #alone: Promise<unknown> = Promise.resolve();

  async beside<T>(work: () => Promise<T>): Promise<T> {
    for (let before: unknown; before !== this.#alone; await this.#alone) before = this.#alone;
    const mine = work();
    this.#running.add(mine);
    return mine.finally(() => this.#running.delete(mine));
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#alone.then(() => Promise.allSettled(this.#running)).then(work);
    this.#alone = mine.catch(() => undefined);
    return mine;
  }
}

async function inTransaction<T>(pool: pg.Pool, work: (store: Store) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    const result = await work(storeOf(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken ??= failure;
    });
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

function storeOf(client: pg.PoolClient): Store {
  const query = async <T>(sql: string, parameters: readonly Value[]): Promise<readonly T[]> => {
    const result = await client.query(numbered(sql), [...parameters]);
    return result.rows as readonly T[];
  };
  const run = async (sql: string, ...parameters: readonly Value[]): Promise<void> => {
    await query(sql, parameters);
  };
  return {
    all: (sql, ...parameters) => query(sql, parameters),
    get: async <T>(sql: string, ...parameters: readonly Value[]) => (await query<T>(sql, parameters))[0],
    run,
    insert: (table, row) => run(insertInto(table, Object.keys(row)), ...Object.values(row)),
    next: async (series) => (await query<{ value: number }>(`SELECT nextval('counted_${series}') AS value`, []))[0]?.value ?? 0,
  };
}

/** `?` as `$1`, `$2` …; no statement of this centre has a question mark in a text. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
