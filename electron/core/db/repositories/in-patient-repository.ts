import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../database.ts';

/** What a glance at one open stay tells without any sum. */
export interface InPatientRow {
  readonly encounterId: EncounterId;
  readonly ward: string;
  readonly dayCare: boolean;
  readonly greenChannel: boolean;
  readonly insured: boolean;
  /** The centre has acknowledged the admission. */
  readonly registered: boolean;
  readonly expectedLeaveOn: CalendarDate | null;
  readonly unknown: boolean;
  readonly refused: boolean;
  readonly deadlineAt: Instant | null;
  readonly injuryOpen: boolean;
  readonly lapsed: boolean;
}

const FLAGS = ['dayCare', 'greenChannel', 'insured', 'registered', 'unknown', 'refused', 'injuryOpen', 'lapsed'] as const;

/** The centre acknowledged the admission, and nobody took it back after that. */
const STANDS_AT_CENTRE = `coalesce((SELECT act.kind = 'admission' FROM act WHERE act.encounter_id = e.id AND act.state = 'acknowledged'
  AND act.kind IN ('admission', 'admission-reversal') ORDER BY act.id DESC LIMIT 1), 0)`;

/** Of each of these stays. A lock that the bank refused is no refusal here: the deposit takes its place. Nothing here counts lines: thousands of stays are read at once. */
export function inPatientRows(db: ReadableDb, ids: readonly EncounterId[], selfPay: string): ReadonlyMap<EncounterId, InPatientRow> {
  const act = (condition: string) => `EXISTS (SELECT 1 FROM act WHERE act.encounter_id = e.id AND ${condition})`;
  const rows = db
    .prepare(`SELECT e.id AS encounterId, o.body_text ->> 'ward' AS ward, p.leaves_on AS expectedLeaveOn,
        o.body_text ->> 'careKind' = 'day-care' AS dayCare, coalesce(e.waiver, e.door) = 'green-channel' AS greenChannel,
        c.scheme_code <> @selfPay AS insured, ${STANDS_AT_CENTRE} AS registered,
        ${act(`state = 'unknown'`)} AS unknown, ${act(`state = 'rejected' AND kind <> 'credit-lock'`)} AS refused,
        (SELECT min(deadline_at) FROM act WHERE act.encounter_id = e.id AND state = 'waiting') AS deadlineAt,
        EXISTS (SELECT 1 FROM injury_statement AS i WHERE i.encounter_id = e.id AND i.injured = 1
          AND NOT EXISTS (SELECT 1 FROM injury_finding WHERE encounter_id = e.id)) AS injuryOpen,
        coalesce((SELECT result = 'lapsed' FROM check_proof WHERE encounter_id = e.id ORDER BY id DESC LIMIT 1), 0) AS lapsed
      FROM encounter AS e JOIN admission_order AS o ON o.order_number = e.order_number JOIN coverage AS c ON c.id = e.coverage_id
        LEFT JOIN discharge_plan AS p ON p.order_number = e.order_number
      WHERE e.id IN (SELECT value FROM json_each(@ids))`)
    .all({ ids: JSON.stringify(ids), selfPay }) as (InPatientRow & Record<string, unknown>)[];
  return new Map(rows.map((row) => [row.encounterId, { ...row, ...Object.fromEntries(FLAGS.map((flag) => [flag, Boolean(row[flag])])) }]));
}
