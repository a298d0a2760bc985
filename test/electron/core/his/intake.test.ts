import { beforeEach, describe, expect, it } from 'vitest';
import { saveState } from '../../../../electron/core/db/repositories/encounter-repository.ts';
import { insertAct, saveActState } from '../../../../electron/core/db/repositories/act-repository.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import { readStory } from '../../../his/writer.ts';
import { charge, intakeDesk, lines, notice } from './intake-desk.ts';

const STAY = 'stay-of-test-1' as EncounterId;

let desk: ReturnType<typeof intakeDesk>;
let files = 0;
beforeEach(() => {
  desk = intakeDesk();
  return () => desk.close();
});

/** Hands the lines over as one file. Gives the reason of its refusal, or "taken". */
function give(...all: readonly unknown[]): string {
  files += 1;
  const name = `${String(files).padStart(4, '0')}.jsonl`;
  desk.put(name, lines(...all));
  desk.drain();
  return desk.inside('refused').includes(name) ? desk.reason(name) : 'taken';
}

const state = () => desk.db.prepare('SELECT state FROM encounter WHERE id = ?').pluck().get(STAY);

describe('a charge', () => {
  it('is refused when its number was used before, in the same file or an earlier one', () => {
    expect(give(charge(), charge())).toBe('line 1: number was already used for order OT1');
    expect(give(charge())).toBe('taken');
    expect(give(charge({ itemCode: 'XB02' }))).toBe('line 1: number was already used for order OT1');
    expect(desk.charges()).toEqual([{ line: '1', fen: 1_234 }]);
  });

  it.each([
    ['an amount one fen off', { amount: '12.35' }],
    ['an amount with three decimals', { amount: '12.340' }],
    ['an amount in words', { amount: 'twelve' }],
    ['an amount as a number', { amount: 12.34 }],
    ['an amount beyond all money', { quantity: '9999999999.0000', unitPrice: '9999999999.000000', amount: '1.00' }],
    ['a negative price', { unitPrice: '-6.170000', amount: '-12.34' }],
    ['a negative quantity without the line it takes back', { quantity: '-2.0000', amount: '-12.34' }],
    ['number 0', { lineNo: '0' }],
    ['a number that begins with 0', { lineNo: '01' }],
    ['a number of sixteen digits', { lineNo: '1234567890123456' }],
    ['a number as a number', { lineNo: 1 }],
    ['a time without a zone', { occurredAt: '2023-06-13 10:00:00' }],
  ])('is refused with %s', (_what, change) => {
    expect(give(charge(change))).toMatch(/^line 1: /);
    expect(give(charge({ lineNo: '7' }))).toBe('taken'); // and stops nobody else
  });

  it('is rounded half up where quantity and price give half a fen', () => {
    expect(give(charge({ quantity: '1.0000', unitPrice: '0.005000', amount: '0.01' }))).toBe('taken');
    expect(give(charge({ lineNo: '2', quantity: '1.0000', unitPrice: '0.005000', amount: '0.00' }))).toMatch(/^line 1: /);
  });

  it('is taken back whole or in part, never by more than it was', () => {
    const back = (lineNo: string, quantity: string, amount: string) => charge({ lineNo, originalLineNo: '1', quantity, amount });
    expect(give(charge(), back('2', '-1.0000', '-6.17'))).toBe('taken');
    expect(give(back('3', '-1.5000', '-9.26'))).toBe('line 3: takes back more than line 1 was');
    expect(give(back('4', '-1.0000', '-6.17'))).toBe('taken');
    expect(give(back('5', '-0.0100', '-0.06'))).toBe('line 5: takes back more than line 1 was');
    expect(give(charge({ lineNo: '6', originalLineNo: '99', quantity: '-1.0000', amount: '-6.17' }))).toBe(
      'line 6: original line 99 is not there',
    );
  });

  it('before the admission, or of an order nobody knows yet, is kept and waits: no act', () => {
    expect(give(charge({ orderNo: 'LATER' }))).toBe('taken');
    expect([desk.charges().length, desk.acts()]).toEqual([1, []]);
  });

  it('after the end of the stay is refused, and up to it is taken', () => {
    expect(give(notice())).toBe('taken');
    expect(give(charge({ occurredAt: '2023-06-13T06:00:00.001Z' }))).toBe('line 1: after the end of the stay');
    expect(give(charge({ occurredAt: '2023-06-13T06:00:00.000Z' }))).toBe('taken');
  });

  it.each(['settling', 'left-unsettled', 'settled', 'cancelled'] as const)('is refused when the stay is %s', (closed) => {
    saveState(desk.db, STAY, closed);
    expect(give(charge())).toBe('line 1: order OT1 has left, its charges are closed');
  });
});

describe('an admission order', () => {
  const order = (change: object) => ({ ...readStory('S01').admissionOrders[0], ...change });

  it('is taken, and a newer version of it replaces it until somebody is admitted on it', () => {
    const orderNo = String(order({})['orderNo']);
    const bed = () =>
      desk.db.prepare(`SELECT json_extract(body_text, '$.bed') FROM admission_order WHERE order_number = ?`).pluck().get(orderNo);
    expect([give(order({})), give(order({ bed: '99' })), bed()]).toEqual(['taken', 'taken', '99']);
    expect(give(order({ orderNo: 'OT1' }))).toBe('order OT1: another patient is already admitted on it');
  });

  it('that changes while its patient is in hospital is told to the centre once; after he left it is refused', () => {
    const cert = (order({})['patient'] as { certNo: string }).certNo;
    expect(give(order({}))).toBe('taken');
    const text = String(desk.db.prepare('SELECT body_text FROM admission_order WHERE order_number <> ?').pluck().get('OT1'));
    desk.db.prepare('UPDATE admission_order SET cert_number = ?, body_text = ? WHERE order_number = ?').run(cert, text, 'OT1');
    // Of a stay that pays itself the centre knows nothing, and is told nothing.
    expect([give(order({ orderNo: 'OT1', bed: '97' })), desk.acts()]).toEqual(['taken', []]);
    const at = '2023-06-13T01:00:00.000Z' as Instant;
    const key = 'key-of-admission' as IdempotencyKey;
    const act = { kind: 'admission', encounterId: STAY, key, clerkId: null, createdAt: at, deadlineAt: null } as const;
    saveActState(desk.db, insertAct(desk.db, act), 'acknowledged');
    const changes = () => desk.db.prepare(`SELECT state FROM act WHERE kind = 'admission-change'`).pluck().all();
    expect([give(order({ orderNo: 'OT1', bed: '98' })), give(order({ orderNo: 'OT1', bed: '99' })), changes()]).toEqual([
      'taken',
      'taken',
      ['waiting'],
    ]);
    saveState(desk.db, STAY, 'ward-discharged');
    expect(give(order({ orderNo: 'OT1', bed: '97' }))).toBe('order OT1: the patient has left');
  });

  it('settled elsewhere: a stay that the centre does not know, or that nobody was admitted on, is refused', () => {
    const event = { kind: 'settled-elsewhere', orderNo: 'OT1', settlementNumber: 'J1', by: 'phone' };
    expect(give(event)).toBe('order OT1: the centre has no visit of it');
    expect(give({ ...event, orderNo: 'O-NOT' })).toBe('order O-NOT: nobody is admitted on it');
    expect(give({ ...event, settlementNumber: 'J 1' })).toContain('settlementNumber');
  });

  it.each([
    ['a plan whose amounts are no amounts', { plan: { total: '1,000.00', selfPaid: 'x', firstShare: '0' } }],
    ['a plan whose parts are more than it', { plan: { total: '10.00', selfPaid: '9.00', firstShare: '2.00' } }],
    [
      'two main diagnoses',
      {
        diagnosis: [
          { code: 'A', name: 'a', main: true },
          { code: 'B', name: 'b', main: true },
        ],
      },
    ],
    ['no patient', { patient: undefined }],
  ])('is refused with %s, and stops nobody else', (_what, change) => {
    expect(give(order(change))).toMatch(/^line 1: /);
    expect(give(charge())).toBe('taken');
  });
});

describe('the notice of the ward', () => {
  it('ends the stay, and a newer one before the discharge replaces it', () => {
    expect([give(notice()), state()]).toEqual(['taken', 'ward-discharged']);
    expect(give(notice({ leftAt: '2023-06-13T07:00:00.000Z' }))).toBe('taken');
    expect(desk.db.prepare('SELECT ward_left_at FROM encounter').pluck().get()).toBe('2023-06-13T07:00:00.000Z');
  });

  it('is refused when a charge lies after it, and when it lies before the admission', () => {
    expect(give(charge({ occurredAt: '2023-06-13T06:00:00.001Z' }))).toBe('taken');
    expect(give(notice())).toBe('order OT1: a charge lies after the end of the stay');
    expect(give(notice({ leftAt: '2023-06-12T23:59:59.000Z' }))).toBe('order OT1: left before it was admitted');
    expect(state()).toBe('in-hospital');
  });

  it('before the admission is kept and waits', () => {
    expect(give(notice({ orderNo: 'LATER' }))).toBe('taken');
    expect(desk.db.prepare('SELECT order_number FROM waiting_notice').pluck().all()).toEqual(['LATER']);
  });

  it('after the settlement began is refused', () => {
    saveState(desk.db, STAY, 'settling');
    expect(give(notice())).toBe('order OT1 has left already');
  });
});

/** Statements run on the file and rows read from it, while something is done. */
function counted(db: typeof desk.db, run: () => void): { readonly statements: number; readonly rows: number } {
  const seen = { statements: 0, rows: 0 };
  const prepare = db.prepare.bind(db);
  const watch = (statement: object): object =>
    new Proxy(statement, {
      get: (target, name) => {
        const member = Reflect.get(target, name) as unknown;
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const result = (member as (...all: unknown[]) => unknown).apply(target, args);
          if (name === 'pluck' || name === 'raw') return watch(result as object);
          seen.statements += 1;
          seen.rows += Array.isArray(result) ? result.length : 1;
          return result;
        };
      },
    });
  db.prepare = ((text: string) => watch(prepare(text))) as typeof db.prepare;
  run();
  db.prepare = prepare;
  return seen;
}

describe('a long stay', () => {
  it('of 10,000 lines takes 1,000 lines back with work that grows with those alone', () => {
    const item = (lineNo: number, more: object = {}) => charge({ lineNo: String(lineNo), ...more });
    const at = '2023-06-13T02:00:00.000Z' as Instant;
    const insert =
      desk.db.prepare(`INSERT INTO charge_item (order_number, line_number, occurred_at, item_code, hospital_item_code, name, quantity, unit_price,
        amount_fen, department_code, department_name, doctor_code, doctor_name, received_at)
      VALUES ('OT1', ?, @at, 'XA01', 'H1', '示例药品', '2.0000', '6.170000', 1234, 'D1', '示例科', 'DR1', '示例医师', @at)`);
    desk.db.transaction(() => {
      for (let line = 1; line <= 10_000; line += 1) insert.run(String(line), { at });
    })();
    const back = (count: number, from: number) =>
      Array.from({ length: count }, (_, index) =>
        item(from + index, { originalLineNo: String(from + index - 10_000), quantity: '-2.0000', amount: '-12.34' }),
      );
    // What the upload of the whole stay costs is the same for each file: only the difference is the take-backs'.
    const few = counted(desk.db, () => expect(give(...back(10, 10_001))).toBe('taken'));
    const many = counted(desk.db, () => expect(give(...back(1_000, 10_011))).toBe('taken'));
    expect(many.statements - few.statements).toBeLessThan(990 * 12);
    expect(many.rows - few.rows).toBeLessThan(990 * 16);
  });
});
