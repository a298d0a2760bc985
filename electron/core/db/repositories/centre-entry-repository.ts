import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** What our books say that the centre counts. Amounts of a reversal are negative. */
export interface CentreEntry {
  readonly id: number;
  readonly encounterId: EncounterId;
  readonly reversal: boolean;
  readonly settlementNumber: string;
  readonly visitNumber: string;
  readonly personNumber: string;
  readonly messageId: string;
  readonly schemeCode: string;
  readonly clearingType: string;
  readonly agencyCode: string;
  readonly settledAt: Instant;
  /** The platform's day. */
  readonly day: CalendarDate;
  readonly total: Money;
  readonly fund: Money;
  readonly account: Money;
}

interface Row extends Omit<CentreEntry, 'reversal' | 'total' | 'fund' | 'account'> {
  reversal: 0 | 1;
  totalFen: number;
  fundFen: number;
  accountFen: number;
}

const COLUMNS = `e.id, e.encounter_id AS encounterId, e.reversal, e.settlement_number AS settlementNumber, e.visit_number AS visitNumber,
  e.person_number AS personNumber, e.message_id AS messageId, e.scheme_code AS schemeCode, e.clearing_type AS clearingType,
  e.agency_code AS agencyCode, e.settled_at AS settledAt, e.day_on AS day, e.total_fen AS totalFen, e.fund_fen AS fundFen,
  e.account_fen AS accountFen`;
/** A corrected row counts no more. */
const LIVE = 'NOT EXISTS (SELECT 1 FROM centre_entry AS later WHERE later.replaces_id = e.id)';

const toEntry = ({ totalFen, fundFen, accountFen, reversal, ...row }: Row): CentreEntry => ({
  ...row,
  reversal: reversal === 1,
  total: Money.fromFen(totalFen),
  fund: Money.fromFen(fundFen),
  account: Money.fromFen(accountFen),
});

/** `replaces`: the row that this one corrects. */
export function insertCentreEntry(db: WritableDb, entry: Omit<CentreEntry, 'id'>, replaces: number | null = null): number {
  const { total, fund, account, reversal, ...rest } = entry;
  const amounts = { total: total.toFen(), fund: fund.toFen(), account: account.toFen(), reversal: reversal ? 1 : 0, replaces };
  return Number(
    db
      .prepare(`
        INSERT INTO centre_entry (encounter_id, reversal, settlement_number, visit_number, person_number, message_id, scheme_code, clearing_type,
          agency_code, settled_at, day_on, total_fen, fund_fen, account_fen, replaces_id)
        VALUES (@encounterId, @reversal, @settlementNumber, @visitNumber, @personNumber, @messageId, @schemeCode, @clearingType,
          @agencyCode, @settledAt, @day, @total, @fund, @account, @replaces)`)
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

export interface StatementGroup {
  readonly schemeCode: string;
  readonly clearingType: string;
  readonly agencyCode: string;
}

/** Every combination that was ever counted: the centre may have entries in one of which we have none today. */
export const groupsEverUsed = (db: ReadableDb): readonly StatementGroup[] =>
  db
    .prepare(`SELECT DISTINCT scheme_code AS schemeCode, clearing_type AS clearingType, agency_code AS agencyCode FROM centre_entry
      ORDER BY 1, 2, 3`)
    .all() as StatementGroup[];
