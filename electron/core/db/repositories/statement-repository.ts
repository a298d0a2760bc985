import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Cause, StatementDifference, StatementGroup } from '../../../../shared/model/statement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface StatementRun {
  readonly id: number;
  readonly day: CalendarDate;
  readonly comparedAt: Instant;
}

/** Our sums of one group, and whether the centre has the same. */
export interface ComparedGroup extends StatementGroup {
  readonly count: number;
  readonly total: Money;
  readonly fund: Money;
  readonly account: Money;
  readonly equal: boolean;
  readonly words: string;
}

export type HandlingAction = 'find-out' | 'reverse' | 'correct' | 'record-reversal' | 'to-insurance-office' | 'to-finance';

export interface Handling {
  readonly action: HandlingAction;
  readonly note: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export interface SavedDifference extends StatementDifference {
  readonly id: number;
  readonly runId: number;
  readonly identity: string;
  readonly day: CalendarDate;
}

/** Saves one comparison, whole; inside the caller's transaction. */
export function insertRun(
  db: WritableDb,
  run: Omit<StatementRun, 'id'> & { readonly clerkId: string | null },
  groups: readonly ComparedGroup[],
  differences: readonly (StatementDifference & { readonly identity: string })[],
): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO statement_run (day_on, clerk_id, compared_at) VALUES (@day, @clerkId, @comparedAt)')
    .run(run);
  const runId = Number(lastInsertRowid);
  const insertGroup = db.prepare(`INSERT INTO statement_group
    VALUES (@runId, @schemeCode, @clearingType, @agencyCode, @count, @total, @fund, @account, @equal, @words)`);
  for (const { total, fund, account, equal, ...group } of groups)
    insertGroup.run({ ...group, runId, total: total.toFen(), fund: fund.toFen(), account: account.toFen(), equal: equal ? 1 : 0 });
  const insertDifference =
    db.prepare(`INSERT INTO statement_difference (run_id, identity, cause, entry_id, encounter_id, reversal, settlement_number,
      message_id, person_number, here_fen, there_fen, said_here, said_there)
    VALUES (@runId, @identity, @cause, @entryId, @stay, @reversal, @settlementNumber, @messageId, @personNumber, @here, @there, @saidHere, @saidThere)`);
  for (const { said, here, there, reversal, ...difference } of differences) {
    const amounts = { here: here?.toFen() ?? null, there: there?.toFen() ?? null };
    insertDifference.run({ ...difference, ...amounts, runId, reversal: reversal ? 1 : 0, saidHere: said.here, saidThere: said.there });
  }
  return runId;
}

export const lastRun = (db: ReadableDb, day: CalendarDate): StatementRun | undefined =>
  db.prepare('SELECT id, day_on AS day, compared_at AS comparedAt FROM statement_run WHERE day_on = ? ORDER BY id DESC LIMIT 1').get(day) as
    | StatementRun
    | undefined;

export const groupsOfRun = (db: ReadableDb, runId: number): readonly ComparedGroup[] =>
  (
    db
      .prepare(`SELECT scheme_code AS schemeCode, clearing_type AS clearingType, agency_code AS agencyCode, entry_count AS count, total_fen AS total,
          fund_fen AS fund, account_fen AS account, equal, words FROM statement_group WHERE run_id = ? ORDER BY 1, 2, 3`)
      .all(runId) as (StatementGroup & { count: number; total: number; fund: number; account: number; equal: 0 | 1; words: string })[]
  ).map((row) => ({
    ...row,
    total: Money.fromFen(row.total),
    fund: Money.fromFen(row.fund),
    account: Money.fromFen(row.account),
    equal: row.equal === 1,
  }));

interface DifferenceRow {
  id: number;
  runId: number;
  identity: string;
  day: CalendarDate;
  cause: Cause;
  entryId: number | null;
  stay: EncounterId | null;
  reversal: 0 | 1;
  settlementNumber: string;
  messageId: string;
  personNumber: string;
  here: number | null;
  there: number | null;
  saidHere: string;
  saidThere: string;
}

const DIFFERENCE = `SELECT d.id, d.run_id AS runId, d.identity, r.day_on AS day, d.cause, d.entry_id AS entryId, d.encounter_id AS stay, d.reversal,
    d.settlement_number AS settlementNumber, d.message_id AS messageId, d.person_number AS personNumber, d.here_fen AS here, d.there_fen AS there,
    d.said_here AS saidHere, d.said_there AS saidThere
  FROM statement_difference AS d JOIN statement_run AS r ON r.id = d.run_id`;

const toDifference = ({ here, there, reversal, saidHere, saidThere, ...row }: DifferenceRow): SavedDifference => ({
  ...row,
  reversal: reversal === 1,
  here: here === null ? null : Money.fromFen(here),
  there: there === null ? null : Money.fromFen(there),
  said: { here: saidHere, there: saidThere },
});

export const differencesOfRun = (db: ReadableDb, runId: number): readonly SavedDifference[] =>
  (db.prepare(`${DIFFERENCE} WHERE d.run_id = ? ORDER BY d.id`).all(runId) as DifferenceRow[]).map(toDifference);

export const findDifference = (db: ReadableDb, id: number): SavedDifference | undefined => {
  const row = db.prepare(`${DIFFERENCE} WHERE d.id = ?`).get(id) as DifferenceRow | undefined;
  return row === undefined ? undefined : toDifference(row);
};

/** What the last comparison of each day still shows. */
export const openDifferences = (db: ReadableDb): readonly SavedDifference[] =>
  (
    db
      .prepare(
        `${DIFFERENCE} WHERE r.id = (SELECT max(id) FROM statement_run AS last WHERE last.day_on = r.day_on) ORDER BY r.day_on, d.id`,
      )
      .all() as DifferenceRow[]
  ).map(toDifference);

export function insertHandling(db: WritableDb, identity: string, handling: Handling): void {
  db.prepare(
    'INSERT INTO difference_handling (identity, action, note, clerk_id, at) VALUES (@identity, @action, @note, @clerkId, @at)',
  ).run({
    ...handling,
    identity,
  });
}

export const lastHandling = (db: ReadableDb, identity: string): Handling | undefined =>
  db
    .prepare('SELECT action, note, clerk_id AS clerkId, at FROM difference_handling WHERE identity = ? ORDER BY id DESC LIMIT 1')
    .get(identity) as Handling | undefined;

export function insertConfirmation(db: WritableDb, day: CalendarDate, runId: number, clerkId: string, at: Instant): void {
  db.prepare('INSERT INTO statement_confirmation (day_on, run_id, clerk_id, at) VALUES (?, ?, ?, ?)').run(day, runId, clerkId, at);
}

export const confirmationOf = (db: ReadableDb, day: CalendarDate): { readonly clerkId: string; readonly at: Instant } | undefined =>
  db.prepare('SELECT clerk_id AS clerkId, at FROM statement_confirmation WHERE day_on = ?').get(day) as
    | { clerkId: string; at: Instant }
    | undefined;

/** A message of ours that settles or takes a settlement back, by its number. */
export function settlingMessage(db: ReadableDb, messageId: string): { readonly stay: EncounterId; readonly reversal: boolean } | undefined {
  const row = db
    .prepare(`SELECT act.encounter_id AS stay, act.kind FROM attempt JOIN act ON act.id = attempt.act_id
      WHERE attempt.message_id = ? AND act.kind IN ('settlement', 'settlement-reversal',
        'interim-settlement', 'interim-settlement-reversal', 'visit-settlement', 'visit-settlement-reversal')`)
    .get(messageId) as { stay: EncounterId; kind: string } | undefined;
  return row === undefined ? undefined : { stay: row.stay, reversal: row.kind.endsWith('-reversal') };
}

/** Stays and visits of a person by the centre's number of him, the newest first; not those that never came to be. */
export const staysOfPerson = (
  db: ReadableDb,
  personNumber: string,
): readonly { readonly stay: EncounterId; readonly orderNumber: string }[] =>
  db
    .prepare(`SELECT e.id AS stay, e.order_number AS orderNumber FROM patient AS p JOIN encounter AS e ON e.patient_id = p.id
      WHERE p.centre_person_number = ? AND e.state <> 'cancelled' ORDER BY e.admitted_at DESC`)
    .all(personNumber) as { stay: EncounterId; orderNumber: string }[];
