import type { WritableDb } from '../../../electron/core/db/database.ts';
import type { Cause } from '../../../shared/model/statement.ts';
import type { CentreSide, Settled } from './centre-side.ts';

const AT = '2023-06-13T01:30:00.000Z';

interface Row {
  scheme: string;
  clearing: string;
  agency: string;
  day: string;
  total: number;
  fund: number;
  account: number;
  number: string;
  message: string;
  reversal: 0 | 1;
  assumed: 0 | 1;
}

const fen = (yuan: string): number => Math.round(Number(yuan) * 100);

/** The desk's books of the same day, in plain SQL as its own services write them, with the faults that a case asks for on either side. */
export class DeskSide {
  readonly #db: WritableDb;
  readonly #centre: CentreSide;

  constructor(db: WritableDb, centre: CentreSide) {
    this.#db = db;
    this.#centre = centre;
    db.exec(`INSERT OR IGNORE INTO clerk (id, name, role, pin_hash) VALUES ('A01', '收费员', 'clerk', 'salt:hash')`);
  }

  /** Everything as it is at the centre. */
  add(one: Settled): void {
    this.#stay(one, 'settled');
    this.#attempt(one, one.messageId, 'settlement', 'acknowledged');
    this.#entry(one);
  }

  /** Spoils one stay so that this cause, and no other, is right. Returns the stay that a difference must name; null: none of ours. */
  async plant(cause: Cause, one: Settled): Promise<string | null> {
    const { n } = one;
    const changed: Partial<Record<Cause, Partial<Row>>> = {
      'never-there': { number: `210200J9${String(n).padStart(16, '0')}` },
      'total-differs': { total: fen(one.total) + 1 + (n % 90) },
      'fund-differs': { fund: fen(one.fund) + 1 + (n % 90) },
      'account-differs': { account: fen(one.account) + 1 + (n % 90) },
      'other-day': { day: '2023-06-12' },
      // The centre's answer did not name the scheme, and the desk's guess was wrong.
      'wrong-scheme': { scheme: one.schemeCode === '310' ? '390' : '310', assumed: 1 },
      'wrong-clearing-type': { clearing: '28' },
      'wrong-agency': { agency: one.agencyCode === '210200' ? '330200' : '210200' },
    };
    const change = changed[cause];
    if (change !== undefined) {
      this.#stay(one, 'settled');
      this.#attempt(one, one.messageId, 'settlement', 'acknowledged');
      this.#entry(one, change);
      return stayOf(n);
    }
    return this.#onBothSides(cause, one);
  }

  async #onBothSides(cause: Cause, one: Settled): Promise<string | null> {
    const other = this.#centre.caller.nextMsgid();
    switch (cause) {
      case 'not-ours':
        return null;
      case 'answer-lost':
        this.#stay(one, 'settling');
        this.#attempt(one, one.messageId, 'settlement', 'unknown');
        return stayOf(one.n);
      case 'settled-elsewhere':
        this.#stay(one, 'ward-discharged');
        return stayOf(one.n);
      default:
        this.add(one);
    }
    if (cause === 'duplicate-there') await this.#centre.settle(one, other);
    if (cause === 'duplicate-there' && one.n % 2 === 0) this.#attempt(one, other, 'settlement', 'rejected');
    if (cause === 'duplicate-here') this.#entry(one);
    if (cause === 'recalled-there' || cause === 'recall-answer-lost') await this.#centre.cancel(one, other);
    if (cause === 'reversed-there') await this.#centre.reverse(one);
    if (cause === 'recall-answer-lost') this.#attempt(one, other, 'settlement-reversal', 'unknown');
    if (cause === 'recall-missing-there') {
      this.#attempt(one, other, 'settlement-reversal', 'acknowledged');
      const negative = { total: -fen(one.total), fund: -fen(one.fund), account: -fen(one.account), reversal: 1 } as const;
      this.#entry(one, { ...negative, number: `${one.settlementNumber.slice(0, -1)}R`, message: other });
    }
    return stayOf(one.n);
  }

  #stay({ n, personNumber, certNumber, schemeCode, placeCode, visitNumber }: Settled, state: string): void {
    const params = { n: String(n), stay: stayOf(n), personNumber, certNumber, schemeCode, placeCode, visitNumber, state };
    const run = (sql: string) => this.#db.prepare(sql).run(params);
    run(`INSERT INTO patient (id, name, cert_type, cert_number, sex, centre_person_number, seen_at)
      VALUES ('p' || @n, '示例人', 'id-card', @certNumber, 'male', @personNumber, '${AT}')`);
    run(`INSERT INTO coverage (id, patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, source, as_of)
      VALUES ('c' || @n, 'p' || @n, @schemeCode, '11', @placeCode, 1, '1', 'centre', '${AT}')`);
    run(
      `INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at) VALUES ('O' || @n, @certNumber, '${AT}', '{}', '${AT}')`,
    );
    run(`INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check,
        admitted_at, centre_visit_number, clerk_id)
      VALUES (@stay, 'ZY' || @n, 'O' || @n, 'p' || @n, 'c' || @n, 'deposit', @state, '', '', 'self-seen', '${AT}', @visitNumber, 'A01')`);
  }

  #attempt({ n }: Settled, message: string, kind: string, state: string): void {
    const params = { message, stay: stayOf(n), kind, state };
    const insert = this.#db.prepare(`INSERT INTO act (kind, line, encounter_id, key, clerk_id, created_at, due_at, state)
      VALUES (@kind, 'centre', @stay, @message, 'A01', '${AT}', '${AT}', @state)`);
    const act = insert.run(params).lastInsertRowid;
    this.#db.prepare('INSERT INTO attempt (message_id, act_id, request_text, sent_at) VALUES (?, ?, ?, ?)').run(message, act, '{}', AT);
  }

  #entry(one: Settled, change: Partial<Row> = {}): void {
    const row: Row = {
      ...{
        scheme: one.schemeCode,
        clearing: one.clearingType || '21',
        agency: one.agencyCode || '210200',
        day: one.settledAt.slice(0, 10) || '2023-06-13',
      },
      ...{ total: fen(one.total), fund: fen(one.fund), account: fen(one.account) },
      ...{ number: one.settlementNumber, message: one.messageId, reversal: 0, assumed: 0 },
      ...change,
    };
    this.#db
      .prepare(`INSERT INTO centre_entry (encounter_id, reversal, settlement_number, visit_number, person_number, message_id, scheme_code, clearing_type,
          agency_code, settled_at, day_on, total_fen, fund_fen, account_fen, assumed)
        VALUES (@stay, @reversal, @number, @visit, @person, @message, @scheme, @clearing, @agency, '${AT}', @day, @total, @fund, @account, @assumed)`)
      .run({ ...row, stay: stayOf(one.n), visit: one.visitNumber, person: one.personNumber });
  }
}

export const stayOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
