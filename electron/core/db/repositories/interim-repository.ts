import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ActState } from '../../../../shared/model/acts.ts';
import type { ChargeItem } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { chargesWhere } from './charge-repository.ts';
import { NOT_SETTLED_BEFORE, OPEN_FOR_CLAIM } from './charge-share-repository.ts';
import { type SavedSettlement, settlementById } from './settlement-repository.ts';

/** An interim settlement that was asked for: of which lines, until which day, and what became of it. */
export interface Interim {
  readonly actId: number;
  readonly state: ActState;
  readonly untilOn: CalendarDate;
  readonly reason: string;
  readonly clerkId: string | null;
  readonly askedAt: Instant;
  readonly lines: number;
  readonly total: Money;
  /** The centre's settlement of it; null until it answered. */
  readonly settlementId: string | null;
  /** It was taken back since. */
  readonly takenBack: boolean;
}

export function insertInterim(
  db: WritableDb,
  {
    actId,
    untilOn,
    reason,
    orderNumber,
    lines,
  }: Pick<Interim, 'actId' | 'untilOn' | 'reason'> & { orderNumber: string; lines: readonly ChargeItem[] },
): void {
  db.prepare('INSERT INTO interim_order (act_id, until_on, reason) VALUES (?, ?, ?)').run(actId, untilOn, reason);
  const insert = db.prepare('INSERT INTO interim_line (act_id, order_number, line_number) VALUES (?, ?, ?)');
  for (const { lineNumber } of lines) insert.run(actId, orderNumber, lineNumber);
}

export function insertInterimFinal(db: WritableDb, actId: number, settlementId: string): void {
  db.prepare('INSERT INTO interim_final (settlement_id, act_id) VALUES (?, ?)').run(settlementId, actId);
}

export function insertInterimBack(db: WritableDb, actId: number, interimActId: number): void {
  db.prepare('INSERT INTO interim_back (act_id, interim_act_id) VALUES (?, ?)').run(actId, interimActId);
}

/** The act of the interim settlement that an act of kind interim-settlement-reversal takes back. */
export const interimOfReversal = (db: ReadableDb, actId: number): number | undefined =>
  db.prepare('SELECT interim_act_id FROM interim_back WHERE act_id = ?').pluck().get(actId) as number | undefined;

/** Of one stay, oldest first. */
export function interimsOf(db: ReadableDb, encounterId: EncounterId): readonly Interim[] {
  const rows = db
    .prepare(`SELECT o.act_id AS actId, act.state, o.until_on AS untilOn, o.reason, act.clerk_id AS clerkId, act.created_at AS askedAt,
        f.settlement_id AS settlementId,
        (SELECT count(*) FROM interim_line AS l WHERE l.act_id = o.act_id) AS lines,
        (SELECT coalesce(sum(c.amount_fen), 0) FROM interim_line AS l JOIN charge_item AS c ON c.order_number = l.order_number AND c.line_number = l.line_number
          WHERE l.act_id = o.act_id) AS fen,
        EXISTS (SELECT 1 FROM interim_back AS b JOIN act AS ba ON ba.id = b.act_id WHERE b.interim_act_id = o.act_id AND ba.state = 'acknowledged') AS back
      FROM act JOIN interim_order AS o ON o.act_id = act.id LEFT JOIN interim_final AS f ON f.act_id = o.act_id
      WHERE act.encounter_id = ? AND act.line = 'centre' ORDER BY o.act_id`)
    .all(encounterId) as (Omit<Interim, 'total' | 'takenBack'> & { fen: number; back: 0 | 1 })[];
  return rows.map(({ fen, back, ...row }) => ({ ...row, total: Money.fromFen(fen), takenBack: back === 1 }));
}

export type StandingInterim = Interim & { readonly settlement: SavedSettlement };

/** Those that stand at the centre, oldest first. */
export const standingInterims = (db: ReadableDb, encounterId: EncounterId): readonly StandingInterim[] =>
  interimsOf(db, encounterId).flatMap((interim) => {
    const settlement = interim.settlementId === null || interim.takenBack ? undefined : settlementById(db, interim.settlementId);
    return settlement === undefined ? [] : [{ ...interim, settlement }];
  });

/** Lines that are still to be settled with the insurance, used before an instant. */
export const claimableBefore = (db: ReadableDb, orderNumber: string, before: Instant): readonly ChargeItem[] =>
  chargesWhere(db, `c.order_number = @orderNumber AND c.occurred_at < @at AND ${OPEN_FOR_CLAIM}`, { orderNumber, at: before });

/** The same used since, of which an act has told the centre. */
export const toldSince = (db: ReadableDb, orderNumber: string, since: Instant): readonly ChargeItem[] =>
  chargesWhere(
    db,
    `c.order_number = @orderNumber AND c.occurred_at >= @at AND ${OPEN_FOR_CLAIM} AND EXISTS (SELECT 1 FROM charge_sending AS s JOIN act ON act.id = s.act_id
      WHERE s.order_number = c.order_number AND s.line_number = c.line_number AND act.state = 'acknowledged')`,
    { orderNumber, at: since },
  );

/** Numbers of lines that an interim settlement which stands has settled. */
export const settledLines = (db: ReadableDb, orderNumber: string): ReadonlySet<string> =>
  new Set(
    db
      .prepare(`SELECT c.line_number FROM charge_item AS c WHERE c.order_number = ? AND NOT (${NOT_SETTLED_BEFORE})`)
      .pluck()
      .all(orderNumber) as string[],
  );
