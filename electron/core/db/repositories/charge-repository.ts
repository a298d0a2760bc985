import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { LineResult } from '../../../../shared/model/attempt-outcome.ts';
import type { ChargeItem } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type CalendarDate, type Instant, plusDays, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { OPEN_FOR_CLAIM } from './charge-share-repository.ts';

export function insertCharge(db: WritableDb, orderNumber: string, item: ChargeItem, receivedAt: Instant): void {
  db.prepare(`
    INSERT INTO charge_item (order_number, line_number, original_line_number, occurred_at, item_code, hospital_item_code, name, quantity, unit_price,
      amount_fen, department_code, department_name, doctor_code, doctor_name, received_at)
    VALUES (@orderNumber, @lineNumber, @originalLineNumber, @occurredAt, @itemCode, @hospitalItemCode, @name, @quantity, @unitPrice,
      @amountFen, @departmentCode, @departmentName, @doctorCode, @doctorName, @receivedAt)`).run({
    orderNumber,
    lineNumber: item.lineNumber,
    originalLineNumber: item.originalLineNumber,
    occurredAt: item.occurredAt,
    itemCode: item.itemCode,
    hospitalItemCode: item.hospitalItemCode,
    name: item.name,
    quantity: item.quantity,
    unitPrice: item.unitPrice,
    amountFen: item.amount.toFen(),
    departmentCode: item.department.code,
    departmentName: item.department.name,
    doctorCode: item.doctor.code,
    doctorName: item.doctor.name,
    receivedAt,
  });
}

const COLUMNS = `c.line_number AS lineNumber, c.original_line_number AS originalLineNumber, c.occurred_at AS occurredAt, c.item_code AS itemCode,
  c.hospital_item_code AS hospitalItemCode, c.name, c.quantity, c.unit_price AS unitPrice, c.amount_fen AS amountFen,
  c.department_code AS departmentCode, c.department_name AS departmentName, c.doctor_code AS doctorCode, c.doctor_name AS doctorName`;

interface Row {
  lineNumber: string;
  originalLineNumber: string | null;
  occurredAt: Instant;
  itemCode: string;
  hospitalItemCode: string;
  name: string;
  quantity: string;
  unitPrice: string;
  amountFen: number;
  departmentCode: string;
  departmentName: string;
  doctorCode: string;
  doctorName: string;
}

const toItem = ({ amountFen, departmentCode, departmentName, doctorCode, doctorName, ...row }: Row): ChargeItem => ({
  ...row,
  amount: Money.fromFen(amountFen),
  department: { code: departmentCode, name: departmentName },
  doctor: { code: doctorCode, name: doctorName },
});

export const chargesOf = (db: ReadableDb, orderNumber: string): readonly ChargeItem[] =>
  chargesWhere(db, 'c.order_number = @orderNumber', { orderNumber });

/** Lines by a condition on `charge_item AS c`, in the order of care. */
export const chargesWhere = (db: ReadableDb, condition: string, values: Readonly<Record<string, string | number>>): readonly ChargeItem[] =>
  (
    db
      .prepare(`SELECT ${COLUMNS} FROM charge_item AS c WHERE ${condition} ORDER BY c.occurred_at, length(c.line_number), c.line_number`)
      .all(values) as Row[]
  ).map(toItem);

export const hasCharge = (db: ReadableDb, orderNumber: string, lineNumber: string): boolean =>
  db.prepare('SELECT 1 FROM charge_item WHERE order_number = ? AND line_number = ?').get(orderNumber, lineNumber) !== undefined;

export const lastChargeAt = (db: ReadableDb, orderNumber: string): Instant | null =>
  db.prepare('SELECT max(occurred_at) FROM charge_item WHERE order_number = ?').pluck().get(orderNumber) as Instant | null;

export function chargeTotals(db: ReadableDb, orderNumber: string): { readonly total: Money; readonly count: number } {
  const row = db
    .prepare('SELECT coalesce(sum(amount_fen), 0) AS fen, count(*) AS count FROM charge_item WHERE order_number = ?')
    .get(orderNumber) as {
    fen: number;
    count: number;
  };
  return { total: Money.fromFen(row.fen), count: row.count };
}

/** What of a line is not taken back yet; undefined: there is no such line. Looks at the line's own family alone, however long the stay is. */
export function leftOfLine(db: ReadableDb, orderNumber: string, lineNumber: string): Money | undefined {
  const own = db
    .prepare('SELECT amount_fen FROM charge_item WHERE order_number = ? AND line_number = ?')
    .pluck()
    .get(orderNumber, lineNumber);
  if (own === undefined) return undefined;
  const back = db
    .prepare('SELECT coalesce(sum(amount_fen), 0) FROM charge_item WHERE order_number = ? AND original_line_number = ?')
    .pluck()
    .get(orderNumber, lineNumber);
  return Money.fromFen((own as number) + (back as number));
}

/** Lines of the insurance, without those that an interim settlement settled, that no act carries yet, or that were taken back at the centre with all others, oldest first. */
export const unsentCharges = (db: ReadableDb, orderNumber: string): readonly ChargeItem[] =>
  (
    db
      .prepare(`SELECT ${COLUMNS} FROM charge_item AS c WHERE c.order_number = ? AND ${OPEN_FOR_CLAIM} AND NOT EXISTS (
          SELECT 1 FROM charge_sending AS s JOIN act ON act.id = s.act_id WHERE s.order_number = c.order_number AND s.line_number = c.line_number
            AND act.state <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM act AS undo WHERE undo.encounter_id = act.encounter_id
              AND undo.kind = 'charges-reversal' AND undo.state NOT IN ('withdrawn', 'rejected') AND undo.id > act.id))
        ORDER BY c.occurred_at, length(c.line_number), c.line_number`)
      .all(orderNumber) as Row[]
  ).map(toItem);

/** Of the lines of the insurance those that the centre has not acknowledged, or that were taken back there with all others. */
export const unacknowledgedCharges = (db: ReadableDb, orderNumber: string): number =>
  db
    .prepare(`SELECT count(*) FROM charge_item AS c WHERE c.order_number = ? AND ${OPEN_FOR_CLAIM} AND NOT EXISTS (
        SELECT 1 FROM charge_sending AS s JOIN act ON act.id = s.act_id WHERE s.order_number = c.order_number AND s.line_number = c.line_number
          AND act.state = 'acknowledged' AND NOT EXISTS (SELECT 1 FROM act AS undo WHERE undo.encounter_id = act.encounter_id
            AND undo.kind = 'charges-reversal' AND undo.state NOT IN ('withdrawn', 'rejected') AND undo.id > act.id))`)
    .pluck()
    .get(orderNumber) as number;

export function insertSending(db: WritableDb, actId: number, orderNumber: string, lineNumbers: readonly string[]): void {
  const insert = db.prepare('INSERT INTO charge_sending (act_id, order_number, line_number) VALUES (?, ?, ?)');
  for (const lineNumber of lineNumbers) insert.run(actId, orderNumber, lineNumber);
}

export const chargesOfAct = (db: ReadableDb, actId: number): readonly ChargeItem[] =>
  (
    db
      .prepare(`SELECT ${COLUMNS} FROM charge_sending AS s JOIN charge_item AS c ON c.order_number = s.order_number AND c.line_number = s.line_number
        WHERE s.act_id = ? ORDER BY length(c.line_number), c.line_number`)
      .all(actId) as Row[]
  ).map(toItem);

/** Lines that stand at the centre, or should: all that no act still carries there. */
export const chargesNotUnderWay = (db: ReadableDb, orderNumber: string): readonly ChargeItem[] =>
  (
    db
      .prepare(`SELECT ${COLUMNS} FROM charge_item AS c WHERE c.order_number = ? AND ${OPEN_FOR_CLAIM} AND NOT EXISTS (
          SELECT 1 FROM charge_sending AS s JOIN act ON act.id = s.act_id
          WHERE s.order_number = c.order_number AND s.line_number = c.line_number AND act.state IN ('waiting', 'unknown', 'rejected'))
        ORDER BY c.occurred_at, length(c.line_number), c.line_number`)
      .all(orderNumber) as Row[]
  ).map(toItem);

/** `lineNumber` null: everything that is not settled. */
export function insertRemoval(db: WritableDb, actId: number, lineNumber: string | null): void {
  db.prepare('INSERT INTO charge_removal (act_id, line_number) VALUES (?, ?)').run(actId, lineNumber);
}

export const removedLineOf = (db: ReadableDb, actId: number): string | null =>
  db.prepare('SELECT line_number FROM charge_removal WHERE act_id = ?').pluck().get(actId) as string | null;

/** What a comparison of our lines with the centre's found; `shown` false: the centre does not show them. */
export interface ChargeFinding {
  readonly shown: boolean;
  readonly missing: number;
  readonly strange: number;
}

export function insertFinding(db: WritableDb, actId: number, { shown, missing, strange }: ChargeFinding, foundAt: Instant): void {
  db.prepare('INSERT INTO charge_finding (act_id, shown, missing, strange, found_at) VALUES (?, ?, ?, ?, ?)').run(
    actId,
    shown ? 1 : 0,
    missing,
    strange,
    foundAt,
  );
}

/** Comparisons that found the same on both sides, and nothing came of their stay after them. */
export const fruitlessComparisons = (
  db: ReadableDb,
): readonly { readonly id: number; readonly encounterId: EncounterId; readonly createdAt: Instant }[] =>
  db
    .prepare(`SELECT act.id, act.encounter_id AS encounterId, act.created_at AS createdAt FROM charge_finding AS f CROSS JOIN act ON act.id = f.act_id
      WHERE f.shown = 1 AND f.missing = 0 AND f.strange = 0 AND NOT EXISTS (
        SELECT 1 FROM act AS later WHERE later.encounter_id = act.encounter_id AND later.line = 'centre' AND later.id > act.id
          AND later.state <> 'withdrawn')
      ORDER BY act.id`)
    .all() as { id: number; encounterId: EncounterId; createdAt: Instant }[];

export function insertResults(db: WritableDb, orderNumber: string, messageId: string, lines: readonly LineResult[]): void {
  const insert =
    db.prepare(`INSERT INTO charge_result (order_number, line_number, class, self_paid_fen, over_cap_fen, first_share_fen, in_scope_fen, source_message_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const l of lines) {
    insert.run(
      orderNumber,
      l.lineNumber,
      l.itemClass,
      l.selfPaid.toFen(),
      l.overCap.toFen(),
      l.firstShare.toFen(),
      l.inScope.toFen(),
      messageId,
    );
  }
}

export interface LineSums {
  readonly selfPaid: Money;
  readonly overCap: Money;
  readonly firstShare: Money;
  readonly inScope: Money;
}

/** Sums of the centre's own results, the last one of each line that is not settled yet; null while some line has none. */
export const resultSums = (db: ReadableDb, orderNumber: string): LineSums | null => sumsWhere(db, OPEN_FOR_CLAIM, { orderNumber });

/** The same of the lines that an interim settlement settles. */
export const interimSums = (db: ReadableDb, orderNumber: string, actId: number): LineSums | null =>
  sumsWhere(
    db,
    'EXISTS (SELECT 1 FROM interim_line AS m WHERE m.act_id = @actId AND m.order_number = c.order_number AND m.line_number = c.line_number)',
    {
      orderNumber,
      actId,
    },
  );

function sumsWhere(db: ReadableDb, condition: string, values: Readonly<Record<string, string | number>>): LineSums | null {
  const row = db
    .prepare(`SELECT count(*) AS lines, count(r.line_number) AS known, coalesce(sum(r.self_paid_fen), 0) AS selfPaid, coalesce(sum(r.over_cap_fen), 0) AS overCap,
        coalesce(sum(r.first_share_fen), 0) AS firstShare, coalesce(sum(r.in_scope_fen), 0) AS inScope
      FROM charge_item AS c LEFT JOIN charge_result AS r ON r.id = (SELECT max(n.id) FROM charge_result AS n
          WHERE n.order_number = c.order_number AND n.line_number = c.line_number) WHERE c.order_number = @orderNumber AND ${condition}`)
    .get(values) as { lines: number; known: number; selfPaid: number; overCap: number; firstShare: number; inScope: number };
  if (row.lines !== row.known) return null;
  return {
    selfPaid: Money.fromFen(row.selfPaid),
    overCap: Money.fromFen(row.overCap),
    firstShare: Money.fromFen(row.firstShare),
    inScope: Money.fromFen(row.inScope),
  };
}

/**
 * Charges of admitted patients, without visits, that came before a day, and on it, by the hospital's clock. What waited for its patient came when he was
 * admitted: a day that is over never changes.
 */
export function chargesReceived(db: ReadableDb, day: CalendarDate): { readonly before: Money; readonly onDay: Money } {
  const sum = db.prepare(`SELECT coalesce(sum(c.amount_fen), 0) FROM charge_item AS c JOIN encounter AS e ON e.order_number = c.order_number
      LEFT JOIN stay_opening AS o ON o.encounter_id = e.id
      WHERE e.care_kind = 'inpatient' AND max(c.received_at, coalesce(o.at, '')) >= ? AND max(c.received_at, coalesce(o.at, '')) < ?`);
  const between = (from: string, until: string) => Money.fromFen(sum.pluck().get(from, until) as number);
  const start = startOfDay(day);
  return { before: between('', start), onDay: between(start, startOfDay(plusDays(day, 1))) };
}
