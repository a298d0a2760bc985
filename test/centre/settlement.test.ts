import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Caller } from './caller/caller.ts';
import { fen } from './caller/setlinfo-sums.ts';
import { StoryStay } from './caller/story-stay.ts';
import type { CentreHandle } from './centre.ts';
import { onEachStore } from './store/each-store.ts';

let centre: CentreHandle;
let caller: Caller;
let stay: StoryStay;

onEachStore((start) => {
  beforeEach(async () => {
    centre = await start({ behaviour: { lateVisibilityMs: 0 } });
    caller = new Caller(centre.url);
    stay = new StoryStay(caller, 'S01');
  });
  afterEach(() => centre.close());

  type Row = Record<string, unknown>;

  describe('2301', () => {
    test('a repeated line refuses the whole upload', async () => {
      await stay.admit();
      await stay.upload(stay.lines.slice(0, 2));
      expect((await stay.upload(stay.lines.slice(1, 5))).errMsg).toContain('重复');
      expect((await centre.referee(stay.iptNo)).stays[0]?.lines.live).toBe(2);
    });

    test('or is skipped, or doubled', async () => {
      await stay.admit();
      centre.behave({ repeatedLine: 'skipped' });
      await stay.upload(stay.lines.slice(0, 2));
      await stay.upload(stay.lines.slice(0, 3));
      expect((await centre.referee(stay.iptNo)).stays[0]?.lines).toMatchObject({ live: 3, duplicate: 0 });
      centre.behave({ repeatedLine: 'doubled' });
      await stay.upload(stay.lines.slice(0, 1));
      expect((await centre.referee(stay.iptNo)).stays[0]).toMatchObject({ lines: { duplicate: 1 }, state: { lines: 'doubled' } });
    });

    test('a deleted line may come again, a refund needs its original', async () => {
      await stay.admit();
      const [first] = stay.lines;
      await stay.upload(first ? [first] : []);
      await caller.done('2302', { data: [{ ...stay.numbers(), feedetl_sn: first?.['lineNo'] }] });
      expect((await stay.upload(first ? [first] : [])).infcode).toBe('0');
      const refund = { ...first, lineNo: '999', originalLineNo: null, quantity: '-1.0000', amount: '-20.00' };
      expect((await stay.upload([refund])).errMsg).toContain('原费用流水号');
      expect((await stay.upload([{ ...refund, originalLineNo: first?.['lineNo'] }])).infcode).toBe('0');
    });

    test('too many lines and a wrong amount are refused', async () => {
      await stay.admit();
      expect((await stay.upload([{ ...stay.lines[0], amount: '80.01' }])).errMsg).toContain('不一致');
      centre.behave({ maxLinesPerUpload: 5 });
      expect((await stay.upload()).errMsg).toContain('超过5条');
    });

    test('a line after the discharge is refused', async () => {
      await stay.untilDischarge();
      const late = { ...stay.lines[0], lineNo: '998', occurredAt: '2023-06-13T05:00:00.000Z' };
      expect((await stay.upload([late])).errMsg).toContain('晚于出院时间');
    });
  });

  describe('2304', () => {
    test('wants 2402 first, unless told otherwise', async () => {
      await stay.admit();
      await stay.upload();
      expect((await stay.settle()).errMsg).toContain('未办理出院');
      centre.behave({ dischargeFirst: false });
      expect((await stay.settle()).infcode).toBe('0');
    });

    test('a second one is refused', async () => {
      await stay.untilDischarge();
      const msgid = caller.nextMsgid();
      await stay.settle({ msgid });
      expect((await stay.settle({ msgid })).errMsg).toContain('不能重复结算');
      expect((await centre.referee(stay.iptNo)).stays[0]?.state.settlement).toBe('once');
    });

    test('or accepted, and then the referee sees a double', async () => {
      centre.behave({ secondSettlement: 'accepted' });
      await stay.untilDischarge();
      await stay.settle();
      await stay.settle();
      expect(await centre.referee(stay.iptNo)).toMatchObject({ doubled: true, stays: [{ settlements: { live: 2 } }] });
    });

    test('the total must be that of the uploaded lines', async () => {
      await stay.untilDischarge();
      expect((await stay.settle({}, { medfee_sumamt: '12860.41' })).errMsg).toContain('不一致');
    });

    test('2303 has no setl_id and changes nothing', async () => {
      await stay.untilDischarge();
      const info = (await stay.preSettle()).output['setlinfo'] as Row;
      expect('setl_id' in info).toBe(false);
      expect((await centre.referee(stay.iptNo)).stays[0]?.settlements.recorded).toBe(0);
    });

    test('the account pays own shares, never wholly self-paid items', async () => {
      await centre.savePerson({ ...stay.psn, insurances: [{ ...(stay.psn['insurances'] as Row[])[0], balance: '99999.00' }] });
      await stay.untilDischarge();
      const info = (await stay.settle({}, { acct_used_flag: '1' })).output['setlinfo'] as Row;
      expect([fen(info, 'acct_pay'), fen(info, 'psn_cash_pay'), fen(info, 'balc')]).toEqual([314690, 23600, 9999900 - 314690]);
    });

    test('money comes mixed, or as text, or as numbers', async () => {
      await stay.untilDischarge();
      const kinds = async (): Promise<Set<string>> => {
        const info = (await stay.preSettle()).output['setlinfo'] as Row;
        return new Set(Object.entries(info).flatMap(([name, value]) => (/_(pay|amt|sumamt)$/.test(name) ? [typeof value] : [])));
      };
      expect(await kinds()).toEqual(new Set(['string', 'number']));
      centre.behave({ moneyForm: 'text' });
      expect(await kinds()).toEqual(new Set(['string']));
    });
  });

  describe('2305', () => {
    async function settled(): Promise<string> {
      await stay.untilDischarge();
      return String(((await stay.settle()).output['setlinfo'] as Row)['setl_id']);
    }

    test('cancels once, with negative amounts under a number of its own', async () => {
      const setlId = await settled();
      const data = { data: { ...stay.numbers(), setl_id: setlId } };
      const info = (await caller.done('2305', data))['setlinfo'] as Row;
      expect([fen(info, 'medfee_sumamt'), info['setl_id'] === setlId]).toEqual([-1286040, false]);
      expect((await caller.call('2305', data)).errMsg).toContain('不能重复撤销');
      expect((await centre.referee(stay.iptNo)).stays[0]?.state.settlement).toBe('absent');
    });

    test('afterwards the stay can be settled again, and the year forgot the first', async () => {
      const setlId = await settled();
      await caller.done('2305', { data: { ...stay.numbers(), setl_id: setlId } });
      const again = (await stay.settle()).output['setlinfo'] as Row;
      expect(fen(again, 'act_pay_dedc')).toBe(85000);
    });
  });

  test('a second stay of the year has the lower deductible', async () => {
    await stay.untilDischarge();
    await stay.settle();
    const second = await new StoryStay(caller, 'S01').untilDischarge();
    expect(fen((await second.settle()).output['setlinfo'] as Row, 'act_pay_dedc')).toBe(68000);
  });
});
