import type { WritableDb } from '../../../electron/core/db/database.ts';
import type { Cause } from '../../../shared/model/statement.ts';
import type { CentreSide, Settled, Visited } from './centre-side.ts';

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

  /** Both rows of a visit that was settled and given back; open again. */
  addVisit({ of, visit, cancelNumber }: Visited): void {
    const id = stayOf(500_000 + of.n);
    this.#encounter(of, id, `MZ${of.n}`, 'registered', 'outpatient');
    this.#entry(visit, {}, id);
    const negative = { total: -fen(visit.total), fund: -fen(visit.fund), account: -fen(visit.account), reversal: 1 } as const;
    this.#entry(visit, { ...negative, number: cancelNumber, message: `back ${visit.messageId}` }, id);
  }

  /** An earlier stay of the same person over the same amount, settled a month before. */
  #before(one: Settled): void {
    const id = stayOf(600_000 + one.n);
    this.#encounter(one, id, `B${one.n}`, 'settled');
    this.#entry(one, { day: '2023-05-12', number: `BEFORE${one.n}`, message: `BEFORE${one.n}` }, id);
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
        this.#before(one);
        return stayOf(one.n);
      default:
        this.add(one);
    }
    if (cause === 'duplicate-there') this.#encounter(one, stayOf(700_000 + one.n), `N${one.n}`, 'in-hospital');
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

  #stay(one: Settled, state: string): void {
    const { n, personNumber, certNumber, schemeCode, placeCode } = one;
    const params = { n: String(n), personNumber, certNumber, schemeCode, placeCode };
    const run = (sql: string) => this.#db.prepare(sql).run(params);
    run(`INSERT INTO patient (id, name, cert_type, cert_number, sex, centre_person_number, seen_at)
      VALUES ('p' || @n, '示例人', 'id-card', @certNumber, 'male', @personNumber, '${AT}')`);
    run(`INSERT INTO coverage (id, patient_id, scheme_code, person_class_code, insured_place_code, active, status_code, source, as_of)
      VALUES ('c' || @n, 'p' || @n, @schemeCode, '11', @placeCode, 1, '1', 'centre', '${AT}')`);
    this.#encounter(one, stayOf(n), `ZY${n}`, state);
  }

  /** Its order has its number, too. */
  #encounter({ n, certNumber, visitNumber }: Settled, id: string, number: string, state: string, kind = 'inpatient'): void {
    const params = { id, n: String(n), number, certNumber, visitNumber, state, kind };
    const run = (sql: string) => this.#db.prepare(sql).run(params);
    run(`INSERT INTO admission_order (order_number, cert_number, issued_at, body_text, received_at, care_kind)
      VALUES (@number, @certNumber, '${AT}', '{}', '${AT}', @kind)`);
    run(`INSERT INTO encounter (id, stay_number, order_number, patient_id, coverage_id, door, state, contact_name, contact_phone, identity_check,
        admitted_at, centre_visit_number, clerk_id, care_kind)
      VALUES (@id, @number, @number, 'p' || @n, 'c' || @n, 'deposit', @state, '', '', 'self-seen', '${AT}', @visitNumber, 'A01', @kind)`);
  }

  #attempt({ n }: Settled, message: string, kind: string, state: string): void {
    const params = { message, stay: stayOf(n), kind, state };
    const insert = this.#db.prepare(`INSERT INTO act (kind, line, encounter_id, key, clerk_id, created_at, due_at, state)
      VALUES (@kind, 'centre', @stay, @message, 'A01', '${AT}', '${AT}', @state)`);
    const act = insert.run(params).lastInsertRowid;
    this.#db.prepare('INSERT INTO attempt (message_id, act_id, request_text, sent_at) VALUES (?, ?, ?, ?)').run(message, act, '{}', AT);
  }

  #entry(one: Settled, change: Partial<Row> = {}, stay = stayOf(one.n)): void {
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
      .run({ ...row, stay, visit: one.visitNumber, person: one.personNumber });
  }
}

export const stayOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
