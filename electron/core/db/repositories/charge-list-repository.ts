import type { ActState } from '../../../../shared/model/acts.ts';
import type { ChargePayer } from '../../../../shared/model/injury.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../database.ts';

/** A line with what the centre said of it, where it stands, and whose it is. */
export interface ListedCharge {
  readonly lineNumber: string;
  readonly originalLineNumber: string | null;
  readonly occurredAt: Instant;
  readonly itemCode: string;
  readonly name: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly amount: Money;
  readonly department: string;
  readonly itemClass: string | null;
  readonly selfPaid: Money | null;
  readonly firstShare: Money | null;
  readonly sending: 'none' | Exclude<ActState, 'withdrawn'>;
  readonly payer: ChargePayer | null;
}

interface Row extends Omit<ListedCharge, 'amount' | 'selfPaid' | 'firstShare'> {
  readonly amountFen: number;
  readonly selfPaidFen: number | null;
  readonly firstShareFen: number | null;
}

/** Which lines are wanted: by words, and only those, where they are named. */
interface Wanted {
  readonly orderNumber: string;
  readonly search: string;
  readonly only: readonly string[] | null;
}

const FOUND = `order_number = @orderNumber AND (@like = '' OR name LIKE @like OR item_code LIKE @like OR line_number LIKE @like)
  AND (@only IS NULL OR line_number IN (SELECT value FROM json_each(@only)))`;

const toValues = ({ orderNumber, search, only }: Wanted) => ({
  orderNumber,
  like: likeOf(search),
  only: only === null ? null : JSON.stringify(only),
});

/** The newest act that carries the line and was not given up, else none. */
const SENDING = `coalesce((SELECT act.state FROM charge_sending AS s JOIN act ON act.id = s.act_id
  WHERE s.order_number = c.order_number AND s.line_number = c.line_number AND act.state <> 'withdrawn' ORDER BY act.id DESC LIMIT 1), 'none')`;

export function chargesFound(db: ReadableDb, wanted: Wanted): number {
  return db.prepare(`SELECT count(*) FROM charge_item WHERE ${FOUND}`).pluck().get(toValues(wanted)) as number;
}

/** In the order in which care was given; only these rows are looked up elsewhere. */
export function chargePage(
  db: ReadableDb,
  { from, count, ...wanted }: Wanted & { readonly from: number; readonly count: number },
): readonly ListedCharge[] {
  const rows = db
    .prepare(`WITH c AS (SELECT * FROM charge_item WHERE ${FOUND} ORDER BY occurred_at, length(line_number), line_number LIMIT @count OFFSET @from)
      SELECT c.line_number AS lineNumber, c.original_line_number AS originalLineNumber, c.occurred_at AS occurredAt, c.item_code AS itemCode, c.name,
        c.quantity, c.unit_price AS unitPrice, c.amount_fen AS amountFen, c.department_name AS department, r.class AS itemClass,
        r.self_paid_fen + r.over_cap_fen AS selfPaidFen, r.first_share_fen AS firstShareFen, ${SENDING} AS sending,
        (SELECT p.payer FROM charge_share AS p WHERE p.order_number = c.order_number AND p.line_number = c.line_number ORDER BY p.id DESC LIMIT 1) AS payer
      FROM c LEFT JOIN charge_result AS r ON r.id = (SELECT max(n.id) FROM charge_result AS n
        WHERE n.order_number = c.order_number AND n.line_number = c.line_number)
      ORDER BY c.occurred_at, length(c.line_number), c.line_number`)
    .all({ ...toValues(wanted), from, count }) as Row[];
  return rows.map(({ amountFen, selfPaidFen, firstShareFen, ...row }) => ({
    ...row,
    amount: Money.fromFen(amountFen),
    selfPaid: selfPaidFen === null ? null : Money.fromFen(selfPaidFen),
    firstShare: firstShareFen === null ? null : Money.fromFen(firstShareFen),
  }));
}

/** % and _ are what somebody typed, not wildcards; '' finds everything. */
const likeOf = (search: string): string => (search === '' ? '' : `%${search.replaceAll(/[%_]/g, '')}%`);

export function chargeSums(
  db: ReadableDb,
  orderNumber: string,
): { readonly takenBack: { count: number; amount: Money }; readonly unsent: number } {
  const back = db
    .prepare('SELECT count(*) AS count, coalesce(sum(amount_fen), 0) AS fen FROM charge_item WHERE order_number = ? AND amount_fen < 0')
    .get(orderNumber) as { count: number; fen: number };
  const unsent = db
    .prepare(`SELECT count(*) FROM charge_item AS c WHERE c.order_number = ? AND ${SENDING} <> 'acknowledged'`)
    .pluck()
    .get(orderNumber) as number;
  return { takenBack: { count: back.count, amount: Money.fromFen(back.fen) }, unsent };
}

/** The class of each line as the centre said it last; lines that it has not judged are not there. */
export function classesOf(db: ReadableDb, orderNumber: string): ReadonlyMap<string, string> {
  const rows = db
    .prepare('SELECT line_number AS lineNumber, class AS itemClass FROM charge_result WHERE order_number = ? ORDER BY id')
    .all(orderNumber) as { lineNumber: string; itemClass: string }[];
  return new Map(rows.map(({ lineNumber, itemClass }) => [lineNumber, itemClass]));
}
