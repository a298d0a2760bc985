import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, readAnswer } from '../../electron/core/centre/answer.ts';
import { readResult } from '../../electron/core/centre/answer-codec.ts';
import { readSplit } from '../../electron/core/centre/split-codec.ts';
import type { SettlementContent } from '../../electron/core/ports/centre-gateway.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { checkSplit } from '../../shared/model/settlement.ts';
import { Money } from '../../shared/money/money.ts';

const FUNDS = ['hifp_pay', 'cvlserv_pay', 'hifes_pay', 'hifmi_pay', 'hifob_pay', 'hifdm_pay', 'maf_pay', 'oth_pay'];
const PATIENT = ['fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'act_pay_dedc', 'psn_part_amt', 'acct_pay', 'psn_cash_pay'];
const FIELDS = ['medfee_sumamt', 'fund_pay_sumamt', 'hosp_part_amt', ...FUNDS, ...PATIENT];

const fen = fc.integer({ min: 0, max: 5_000_000 });
const text = (amount: number) => Money.fromFen(amount).toString();

/** Throws nothing but "this answer cannot be read"; undefined then. */
function orUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ kind: 'unknown', code: 'centre.unreadable-answer' });
    return undefined;
  }
}

/** What a right platform writes: every sum follows. */
const honest = fc
  .record({
    funds: fc.array(fen, { minLength: FUNDS.length, maxLength: FUNDS.length }),
    hospital: fen,
    outside: fc.tuple(fen, fen, fen),
    deductible: fen,
    coinsurance: fc.integer({ min: 0, max: 5_000_000 }),
    account: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ funds, hospital, outside: [selfPaid, overCap, firstShare], deductible, coinsurance, account }) => {
    const fund = funds.reduce((sum, one) => sum + one, 0);
    const aid = fund - (funds[0] ?? 0) + hospital;
    const share = deductible + coinsurance + aid; // what the aid relieves was his share before
    const part = selfPaid + overCap + firstShare + share - aid;
    const total = fund + hospital + part;
    const acct = Math.floor(part * account);
    return {
      medfee_sumamt: text(total),
      fund_pay_sumamt: text(fund),
      hosp_part_amt: text(hospital),
      ...Object.fromEntries(FUNDS.map((name, index) => [name, text(funds[index] ?? 0)])),
      fulamt_ownpay_amt: text(selfPaid),
      overlmt_selfpay: text(overCap),
      preselfpay_amt: text(firstShare),
      act_pay_dedc: text(deductible),
      psn_part_amt: text(part),
      acct_pay: text(acct),
      psn_cash_pay: text(part - acct),
    } as Record<string, unknown>;
  });

const anyValue = fc.oneof(
  fen.map(text),
  fen.map((amount) => amount / 100),
  fc.double(),
  fc.string(),
  fc.constantFrom('', null, undefined, '0', '-1.00', '1e9', '90071992547409.91', '-90071992547409.91', true, {}, []),
);

describe('an answer of the centre, whatever it is', () => {
  it('is read or not, and never throws', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.anything().map((value) => JSON.stringify(value) ?? ''),
        ),
        (status, body) => {
          expect(['done', 'refused', 'unreadable', 'turned-away']).toContain(readAnswer(status, body).kind);
        },
      ),
    );
  });

  it('is never done without infcode 0 in it', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        const parsed = JSON.parse(body) as Record<string, unknown> | null;
        if (readAnswer(200, body).kind === 'done') expect(Number(parsed?.['infcode'])).toBe(0);
      }),
    );
  });

  it('has amounts that are what their text says, to the fen, or are unreadable', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const amount = orUnreadable(() => amountOf({ a: value }, 'a'));
        if (amount !== undefined && value !== '' && value !== null && value !== undefined)
          expect(amount.toFen() / 100).toBe(Number(value) + 0); // -0 is 0
      }),
    );
  });
});

describe('a split of the centre', () => {
  it('of a right platform is read, and its own sums hold', () => {
    fc.assert(
      fc.property(honest, (info) => {
        const split = readSplit(info);
        checkSplit(split);
        expect([split.total, split.burden, split.account].map(String)).toEqual([
          info['medfee_sumamt'],
          info['psn_part_amt'],
          info['acct_pay'],
        ]);
      }),
    );
  });

  it('with one amount changed is unreadable, or the change touched no sum that the platform names', () => {
    fc.assert(
      fc.property(
        honest,
        fc.constantFrom('medfee_sumamt', 'fund_pay_sumamt', 'hosp_part_amt', 'psn_part_amt', ...FUNDS),
        fc.integer({ min: 1, max: 99_999 }),
        (info, name, by) => {
          const changed = text(Money.parse(String(info[name])).toFen() + by);
          expect(() => readSplit({ ...info, [name]: changed })).toThrow(expect.objectContaining({ code: 'centre.unreadable-answer' }));
        },
      ),
    );
  });

  it.each(['medfee_sumamt', 'fund_pay_sumamt'])('without %s is unreadable, never nothing paid by nobody', (name) => {
    fc.assert(
      fc.property(honest, (info) => {
        expect(() => readSplit({ ...info, [name]: '' })).toThrow(expect.objectContaining({ kind: 'unknown' }));
      }),
    );
    const nothing = Object.fromEntries(FIELDS.map((field) => [field, '0.00']));
    expect(readSplit(nothing).total.toString()).toBe('0.00');
    for (const missing of ['', null, undefined]) {
      expect(() => readSplit({ ...nothing, [name]: missing })).toThrow(expect.objectContaining({ kind: 'unknown' }));
    }
    expect(() => readSplit({})).toThrow(expect.objectContaining({ kind: 'unknown' }));
  });

  it('of anything is unreadable or holds its sums', () => {
    const anyInfo = fc.dictionary(fc.constantFrom(...FIELDS), anyValue, { maxKeys: FIELDS.length });
    const spoiled = fc.tuple(honest, anyInfo).map(([info, change]) => ({ ...info, ...change }));
    fc.assert(
      fc.property(fc.oneof(anyInfo, spoiled), (info) => {
        const split = orUnreadable(() => readSplit(info));
        if (split !== undefined) checkSplit(split);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the answer to a settlement', () => {
  const about = { kind: 'settlement', visitNumber: 'M1', insured: { personNumber: 'P1' } };
  const content = (total: string) => ({ ...about, total: Money.parse(total) }) as unknown as SettlementContent;
  const ours = { mdtrt_id: 'M1', psn_no: 'P1', setl_id: 'J1', setl_time: '2023-06-13 10:05:00' };

  it.each([
    ['another visit', { mdtrt_id: 'M2' }],
    ['another person', { psn_no: 'P2' }],
    ['a visit that is no number', { mdtrt_id: ['M1'] }],
    ['no settlement number', { setl_id: '' }],
    ['no time', { setl_time: '' }],
    ['a time that is none', { setl_time: 'yesterday' }],
  ])('is not ours with %s', (_what, change) => {
    fc.assert(
      fc.property(honest, (info) => {
        const read = (more: object) => readResult(content(String(info['medfee_sumamt'])), { setlinfo: { ...info, ...ours, ...more } });
        expect(read({}).numberThere).toBe('J1');
        expect(() => read(change)).toThrow(expect.objectContaining({ code: 'centre.unreadable-answer' }));
      }),
      { numRuns: 20 },
    );
  });

  it('is not ours with another total than the one that was asked for', () => {
    fc.assert(
      fc.property(honest, (info) => {
        const asked = text(Money.parse(String(info['medfee_sumamt'])).toFen() + 1);
        expect(() => readResult(content(asked), { setlinfo: { ...info, ...ours } })).toThrow(expect.objectContaining({ kind: 'unknown' }));
      }),
      { numRuns: 20 },
    );
  });
});
