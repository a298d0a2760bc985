import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { creditContract } from '../../../../shared/contract/credit-contract.ts';
import { deskContract } from '../../../../shared/contract/desk-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import { visitContract } from '../../../../shared/contract/visit-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { admit, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

// A desk's file holds the people and acts of years. What a window asks at every card and every letter must not read all of them.
/** One row for every person, order, stay, act or posting of the years. */
const LARGE = [
  'patient',
  'coverage',
  'eligibility_check',
  'admission_order',
  'encounter',
  'claim',
  'settlement',
  'act',
  'attempt',
  'posting',
];
/** Part of a name or number inside it: only the column's own index is read, and only when no beginning fits. */
const INSIDE = /instr\(/;
/** The newest first, until the list is full; orders that wait and names that nobody spelled, which are few. */
const SHORT = /USING INDEX (encounter_by_admission|admission_order_waiting|patient_unspelled)/;

let desk: CoreDesk;
const asked = new Set<string>();
const statement = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as Record<string, (...values: unknown[]) => unknown>;
const originals = { ...Object.fromEntries(['get', 'all', 'run'].map((way) => [way, statement[way]])) };

beforeEach(async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 09:45') });
  for (const [way, original] of Object.entries(originals)) {
    statement[way] = function (this: Database.Statement, ...values: unknown[]) {
      if (this.database.name.startsWith(desk.folder)) asked.add(this.source); // not those of the stand-ins
      return original?.apply(this, values);
    };
  }
});
afterEach(async () => {
  Object.assign(statement, originals);
  await desk.close();
});

it('no card, no letter and no work list reads a large table from one end to the other', async () => {
  await signIn(desk);
  putCard(desk.folder, '示例甲');
  const { patientId } = await desk.call(personContract.readCard, { ask: 'later' });
  const stay = await admit(desk, 'S01', '示例甲');
  await desk.call(admissionContract.recheck, { patientId });
  await desk.call(admissionContract.orders, {});
  await desk.call(worklistContract.list, {});
  await desk.call(deskContract.status, {});
  await desk.call(creditContract.list, {});
  await desk.call(visitContract.waiting, { patientId: null });
  await desk.call(settlementContract.view, { encounterId: stay });
  for (const search of ['', '示', '示例甲', 'sl', 'ZY2023', '例甲'])
    for (const open of [true, false]) await desk.call(encounterContract.list, { open, search });

  expect(asked.size).toBeGreaterThan(80);
  expect([...asked].flatMap((sql) => scansOf(sql))).toEqual([]);
});

/** The steps of SQLite's plan that read a large table whole, with the statement. */
function scansOf(sql: string): readonly string[] {
  if (!/^\s*(SELECT|UPDATE|DELETE)/.test(sql)) return [];
  const db = new Database(path.join(desk.folder, 'desk.sqlite'), { readonly: true });
  try {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/@\w+|\?/g, 'NULL')}`).all() as { detail: string }[];
    return plan.flatMap(({ detail }) => {
      const alias = /^SCAN (\w+)/.exec(detail)?.[1];
      if (alias === undefined || SHORT.test(detail) || (INSIDE.test(sql) && detail.includes('COVERING INDEX'))) return [];
      return LARGE.includes(tableOf(sql, alias)) ? [`${detail}: ${sql}`] : [];
    });
  } finally {
    db.close();
  }
}

/** What stands behind a name in this statement. */
const tableOf = (sql: string, name: string): string => new RegExp(`(\\w+) AS ${name}\\b`).exec(sql)?.[1] ?? name;
