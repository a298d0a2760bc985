import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Caller } from './caller/caller.ts';
import { fen } from './caller/setlinfo-sums.ts';
import { StoryStay } from './caller/story-stay.ts';
import { VisitCaller, type VisitLine } from './caller/visit-caller.ts';
import type { CentreHandle } from './centre.ts';
import { onEachStore } from './store/each-store.ts';

type Json = Record<string, unknown>;
const persons = JSON.parse(readFileSync(new URL('./persons.json', import.meta.url), 'utf8')) as Json[];
const named = (name: string): Json => persons.find((person) => person['name'] === name) ?? {};

const line = (no: string, code: string, amount: string): VisitLine => ({ no, code, quantity: '1.0000', price: `${amount}0000`, amount });
/** 甲 900.00, 乙 300.00 with a first share of 30.00, 丙 50.00: in scope 1,170.00. */
const LINES = [
  line('1', '002501010150000-250101015', '900.00'),
  line('2', 'XC09CAX111A001010100013', '300.00'),
  line('3', 'C14070321700001000000456', '50.00'),
];
const TARGETED = line('4', 'XL01XEJ001A001010100011', '1000.00');

let centre: CentreHandle;
let caller: Caller;

onEachStore((start) => {
  beforeEach(async () => {
    centre = await start({ behaviour: { lateVisibilityMs: 0 }, clockOffsetMs: Date.parse('2025-06-10T02:00:00Z') - Date.now() });
    caller = new Caller(centre.url);
    const offset = Date.parse('2025-06-10T02:00:00Z') - Date.now();
    caller.nowMs = () => Date.now() + offset;
  });
  afterEach(() => centre.close());

  const AREAS: Record<string, string> = { 示例甲: '210200', 示例申: '310000' };
  const visitOf = (name: string, number = 'MZ0001') => new VisitCaller(caller, named(name), { number, area: AREAS[name] ?? '210300' });
  const ready = async (name: string, lines = LINES, number = 'MZ0001') => {
    const visit = visitOf(name, number);
    for (const step of [() => visit.register(), () => visit.details(), () => visit.upload(lines)]) {
      const reply = await step();
      if (reply.infcode !== '0') throw new Error(reply.text);
    }
    return visit;
  };
  const amounts = (reply: { output: Json }, ...names: string[]) => {
    const info = reply.output['setlinfo'] as Json;
    return names.map((name) => fen(info, name));
  };

  describe('2201 to 2207', () => {
    test('鞍山: deductible 700.00 of the year, then 50 %; 2206 changes nothing', async () => {
      const visit = await ready('示例未');
      const FIGURES = ['medfee_sumamt', 'act_pay_dedc', 'hifp_pay', 'psn_part_amt', 'psn_cash_pay'];
      const expected = [125_000, 70_000, 23_500, 101_500, 101_500];
      expect(amounts(await visit.preSettle(), ...FIGURES)).toEqual(expected);
      expect(amounts(await visit.settle(), ...FIGURES)).toEqual(expected);
      expect((await visit.settle()).errMsg).toContain('已结算');
      const second = await ready('示例未', [line('1', '002501010150000-250101015', '400.00')], 'MZ0002');
      expect(amounts(await second.settle(), 'act_pay_dedc', 'hifp_pay')).toEqual([0, 20_000]);
    });

    test('the yearly cap of 3,000.00 and a retired rate of 55 %', async () => {
      const visit = await ready('示例酉');
      // Borne 500.00: 200.00 more; (1,170.00 - 200.00) x 55 % = 533.50, of which the cap leaves 100.00.
      expect(amounts(await visit.settle(), 'act_pay_dedc', 'hifp_pay')).toEqual([20_000, 10_000]);
    });

    test('own and family account pay the in-scope part up to their balance', async () => {
      const own = await ready('示例未');
      expect(amounts(await own.preSettle({ acct_used_flag: '1' }), 'acct_pay', 'acct_mulaid_pay', 'balc')).toEqual([12_640, 0, 0]);
      expect(amounts(await own.preSettle({ acct_used_flag: '2' }), 'acct_pay', 'acct_mulaid_pay')).toEqual([30_000, 30_000]);
    });

    test('wrong totals, sums and kinds of care are refused, and so is a batch in parts', async () => {
      const visit = await ready('示例未');
      expect((await visit.settle({}, { medfee_sumamt: '1.00' })).errMsg).toContain('不一致');
      expect((await visit.settle({}, { inscp_scp_amt: '1.00' })).errMsg).toContain('不一致');
      expect((await visit.settle({}, { med_type: '13' })).errMsg).toContain('医疗类别');
      expect((await visit.upload([TARGETED])).errMsg).toContain('已上传');
      expect((await visitOf('示例未', 'MZ0003').upload(LINES)).errMsg).toContain('mdtrt_id');
    });
  });

  describe('what is not paid here', () => {
    test('a patient in hospital has no pooled outpatient care, an emergency has', async () => {
      const stay = new StoryStay(caller, 'S01');
      await stay.admit();
      const visit = await ready('示例甲');
      expect((await visit.preSettle()).errMsg).toContain('正在住院');
      await visit.details('13');
      expect((await visit.preSettle({ med_type: '13' })).infcode).toBe('0');
      expect(
        (await caller.call('5303', { data: { psn_no: visit.psnNo, begntime: '2023-01-01 00:00:00', endtime: '2025-12-31 00:00:00' } }))
          .text,
      ).not.toContain(visit.mdtrtId);
    });

    test('a targeted drug that the insured place counts as special is wholly self-paid, with the reason in its line', async () => {
      const visit = visitOf('示例申');
      await visit.register();
      await visit.details();
      const rows = (await visit.upload([...LINES, TARGETED])).output['result'] as Json[];
      expect(rows.map(({ memo }) => memo !== '')).toEqual([false, false, false, true]);
      expect(fen(rows[3] ?? {}, 'fulamt_ownpay_amt')).toBe(100_000);
    });

    test.each([
      ['account-only' as const, '只支付个人账户'],
      ['none' as const, '不予支付'],
    ])('%s', async (outpatient, words) => {
      const [insurance] = named('示例申')['insurances'] as Json[];
      await centre.savePerson({ ...named('示例申'), insurances: [{ ...insurance, outpatient, balance: '0.00' }] });
      expect((await (await ready('示例申')).preSettle()).errMsg).toContain(words);
    });

    test('not filed, and registered for a special disease', async () => {
      const [insurance] = named('示例申')['insurances'] as Json[];
      await centre.savePerson({ ...named('示例申'), insurances: [{ ...insurance, filedFrom: null }] });
      expect((await (await ready('示例申')).preSettle()).errMsg).toContain('备案');
      await centre.savePerson({ ...named('示例申'), chronic: [{ code: 'M01', name: '恶性肿瘤放化疗', from: '2025-01-01' }] });
      expect((await (await ready('示例申', LINES, 'MZ0009')).preSettle()).errMsg).toContain('恶性肿瘤放化疗');
    });
  });

  describe('taking back', () => {
    test('2208 the whole, 2205 the lines, then the rest anew; or 2202', async () => {
      const visit = await ready('示例未');
      await visit.settle();
      expect((await visit.removeLines('B1')).errMsg).toContain('已结算');
      expect((await visit.cancel()).errMsg).toContain('已结算');
      const back = await visit.giveBack();
      expect((back.output['setlinfo'] as Json)['pdn_cash_pay']).toBeDefined();
      expect((await visit.giveBack()).errMsg).toContain('已撤销');
      expect((await visit.cancel()).errMsg).toContain('费用明细');
      expect((await visit.removeLines()).infcode).toBe('0');
      visit.batch = 'B2';
      await visit.upload(LINES.slice(0, 1));
      expect(amounts(await visit.settle(), 'medfee_sumamt', 'act_pay_dedc')).toEqual([90_000, 70_000]);
      await visit.giveBack();
      await visit.removeLines();
      expect((await visit.cancel()).infcode).toBe('0');
      expect((await centre.referee('MZ0001')).stays[0]).toMatchObject({ admissions: { live: 0 }, settlements: { recorded: 2, live: 0 } });
    });

    test('2601 of a 2207 frees the lines', async () => {
      const visit = await ready('示例未');
      const msgid = caller.nextMsgid();
      await visit.settle({ msgid });
      expect((await visit.reverse(msgid, '2207')).infcode).toBe('0');
      expect((await visit.settle()).infcode).toBe('0');
    });
  });
});
