import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Exit } from '../../../../shared/model/stay.ts';
import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** Where the rest of a deposit goes when it cannot go back the way it came. Personal. */
export interface Payee {
  readonly name: string;
  readonly account: string;
  readonly bank: string;
}

/** One way out that was chosen with the patient. */
export interface Leave {
  readonly encounterId: EncounterId;
  readonly exit: Exit;
  readonly contactPhone: string;
  /** null: paid in full, nothing is left to settle. */
  readonly settleBy: CalendarDate | null;
  readonly payee: Payee | null;
  readonly reason: string;
  readonly clerkId: string;
  readonly at: Instant;
}

export function insertLeave(db: WritableDb, { payee, ...leave }: Leave): void {
  db.prepare(`INSERT INTO leave (encounter_id, exit, contact_phone, settle_by_on, payee_name, payee_account, payee_bank, reason, clerk_id, at)
    VALUES (@encounterId, @exit, @contactPhone, @settleBy, @payeeName, @payeeAccount, @payeeBank, @reason, @clerkId, @at)`).run({
    ...leave,
    payeeName: payee?.name ?? null,
    payeeAccount: payee?.account ?? null,
    payeeBank: payee?.bank ?? null,
  });
}

type Row = Omit<Leave, 'payee'> & {
  readonly payeeName: string | null;
  readonly payeeAccount: string | null;
  readonly payeeBank: string | null;
};

/** The last one chosen. */
export function leaveOf(db: ReadableDb, encounterId: EncounterId): Leave | undefined {
  const row = db
    .prepare(`SELECT encounter_id AS encounterId, exit, contact_phone AS contactPhone, settle_by_on AS settleBy, payee_name AS payeeName,
        payee_account AS payeeAccount, payee_bank AS payeeBank, reason, clerk_id AS clerkId, at
      FROM leave WHERE encounter_id = ? ORDER BY id DESC LIMIT 1`)
    .get(encounterId) as Row | undefined;
  if (row === undefined) return undefined;
  const { payeeName, payeeAccount, payeeBank, ...leave } = row;
  const payee =
    payeeName === null || payeeAccount === null || payeeBank === null ? null : { name: payeeName, account: payeeAccount, bank: payeeBank };
  return { ...leave, payee };
}
