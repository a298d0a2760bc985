import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { BookEntry, StatementGroup } from '../../../../shared/model/statement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** What our books say that the centre counts. Amounts of a reversal are negative. */
export interface CentreEntry extends BookEntry {
  readonly stay: EncounterId;
  /** The platform's time. */
  readonly settledAt: Instant;
}

interface Row extends Omit<CentreEntry, 'reversal' | 'assumed' | 'total' | 'fund' | 'account'> {
  reversal: 0 | 1;
  assumed: 0 | 1;
  totalFen: number;
  fundFen: number;
  accountFen: number;
}

const COLUMNS = `e.id, e.encounter_id AS stay, e.reversal, e.settlement_number AS settlementNumber, e.visit_number AS visitNumber,
  e.person_number AS personNumber, e.message_id AS messageId, e.scheme_code AS schemeCode, e.clearing_type AS clearingType,
  e.agency_code AS agencyCode, e.settled_at AS settledAt, e.day_on AS day, e.total_fen AS totalFen, e.fund_fen AS fundFen,
  e.account_fen AS accountFen, e.assumed`;
/** A corrected row counts no more; a reversal without an amount is one that took a row out of the books. */
const LIVE = `NOT EXISTS (SELECT 1 FROM centre_entry AS later WHERE later.replaces_id = e.id)
  AND NOT (e.reversal = 1 AND e.total_fen = 0 AND e.settlement_number = '')`;

const toEntry = ({ totalFen, fundFen, accountFen, reversal, assumed, ...row }: Row): CentreEntry => ({
  ...row,
  reversal: reversal === 1,
  assumed: assumed === 1,
  total: Money.fromFen(totalFen),
  fund: Money.fromFen(fundFen),
  account: Money.fromFen(accountFen),
});

/** `replaces`: the row that this one corrects. */
export function insertCentreEntry(db: WritableDb, entry: Omit<CentreEntry, 'id'>, replaces: number | null = null): number {
  const { total, fund, account, reversal, assumed, ...rest } = entry;
  const amounts = {
    total: total.toFen(),
    fund: fund.toFen(),
    account: account.toFen(),
    reversal: reversal ? 1 : 0,
    assumed: assumed ? 1 : 0,
    replaces,
  };
  return Number(
    db
      .prepare(`
        INSERT INTO centre_entry (encounter_id, reversal, settlement_number, visit_number, person_number, message_id, scheme_code, clearing_type,
          agency_code, settled_at, day_on, total_fen, fund_fen, account_fen, replaces_id, assumed)
        VALUES (@stay, @reversal, @settlementNumber, @visitNumber, @personNumber, @messageId, @schemeCode, @clearingType,
          @agencyCode, @settledAt, @day, @total, @fund, @account, @replaces, @assumed)`)
      .run({ ...rest, ...amounts }).lastInsertRowid,
  );
}

/** Of the platform's days from … to, both included, in the order in which they came. */
export const centreEntries = (db: ReadableDb, from: CalendarDate, to: CalendarDate): readonly CentreEntry[] =>
  (
    db.prepare(`SELECT ${COLUMNS} FROM centre_entry AS e WHERE e.day_on BETWEEN ? AND ? AND ${LIVE} ORDER BY e.id`).all(from, to) as Row[]
  ).map(toEntry);

export const entriesOfStay = (db: ReadableDb, encounterId: EncounterId): readonly CentreEntry[] =>
  (db.prepare(`SELECT ${COLUMNS} FROM centre_entry AS e WHERE e.encounter_id = ? AND ${LIVE} ORDER BY e.id`).all(encounterId) as Row[]).map(
    toEntry,
  );

export const findCentreEntry = (db: ReadableDb, id: number): CentreEntry | undefined => {
  const row = db.prepare(`SELECT ${COLUMNS} FROM centre_entry AS e WHERE e.id = ?`).get(id) as Row | undefined;
  return row === undefined ? undefined : toEntry(row);
};

/** Every combination that was ever counted: the centre may have entries in one of which we have none today. */
export const groupsEverUsed = (db: ReadableDb): readonly StatementGroup[] =>
  db
    .prepare(`SELECT DISTINCT scheme_code AS schemeCode, clearing_type AS clearingType, agency_code AS agencyCode FROM centre_entry
      ORDER BY 1, 2, 3`)
    .all() as StatementGroup[];

/** The entry that a message of ours brought, on whatever day. */
export const entryOfMessage = (db: ReadableDb, messageId: string): CentreEntry | undefined => {
  const row = db
    .prepare(`SELECT ${COLUMNS} FROM centre_entry AS e WHERE e.message_id = ? AND ${LIVE} ORDER BY e.id LIMIT 1`)
    .get(messageId) as Row | undefined;
  return row === undefined ? undefined : toEntry(row);
};

/** What acts brought that a clerk committed in his shift: by the moment of his click, whenever the centre answered. */
export const entriesOfShift = (
  db: ReadableDb,
  shift: { readonly clerkId: string; readonly openedAt: Instant; readonly closedAt: Instant | null },
): readonly CentreEntry[] =>
  (
    db
      .prepare(`SELECT ${COLUMNS} FROM centre_entry AS e WHERE ${LIVE} AND EXISTS (
          SELECT 1 FROM attempt JOIN act ON act.id = attempt.act_id WHERE attempt.message_id = e.message_id AND act.clerk_id = @clerkId
            AND act.created_at >= @openedAt AND act.created_at < coalesce(@closedAt, '9999')) ORDER BY e.id`)
      .all(shift) as Row[]
  ).map(toEntry);
