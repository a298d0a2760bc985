import { afterAll, beforeAll, describe } from 'vitest';
import { type PostgresServer, postgresPrograms, startPostgres } from '../../support/postgres-server.ts';
import { type CentreHandle, type CentreOptions, startCentre } from '../centre.ts';

/** Starts a centre on the store under test, with empty books. */
export type Start = (options?: CentreOptions) => Promise<CentreHandle>;

/**
 * Says the same of a centre on each kind of store. PostgreSQL belongs to the set-up of a Linux computer; elsewhere the
 * embedded store has to do.
 */
export function onEachStore(tests: (start: Start) => void): void {
  describe('on SQLite', () => tests(startCentre));
  const missing = postgresPrograms() === null && process.platform !== 'linux';
  describe.skipIf(missing)('on PostgreSQL', () => {
    let server: PostgresServer;
    let count = 0;
    beforeAll(async () => {
      server = await startPostgres();
    }, 30_000);
    afterAll(() => server.stop());
    tests((options = {}) => {
      count += 1;
      return startCentre({ ...options, postgres: { address: server.address, schema: `centre_${count}` } });
    });
  });
}
