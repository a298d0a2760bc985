import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Caller } from './caller/caller.ts';
import { StoryStay } from './caller/story-stay.ts';
import type { CentreHandle } from './centre.ts';
import { onEachStore } from './store/each-store.ts';

const WINDOW = { begntime: '2023-06-01 00:00:00', endtime: '2023-06-30 23:59:59' };

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

  const reversal = (omsgid: string, oinfno: string): object => ({ data: { psn_no: stay.psnNo, omsgid, oinfno } });

  describe('2601', () => {
    test('takes back a settlement whose answer was lost; then it can be settled again', async () => {
      await stay.untilDischarge();
      const msgid = caller.nextMsgid();
      centre.arm({ infno: '2304', kind: 'lost-answer' });
      await expect(stay.settle({ msgid })).rejects.toThrow();
      expect((await centre.referee(stay.iptNo)).stays[0]?.state.settlement).toBe('once');
      await caller.done('2601', reversal(msgid, '2304'));
      expect((await centre.referee(stay.iptNo)).stays[0]?.state.settlement).toBe('absent');
      expect((await stay.settle()).infcode).toBe('0');
    });

    test('of something unknown is refused, or done where that is set', async () => {
      const unknown = reversal(caller.nextMsgid(), '2304');
      expect((await caller.call('2601', unknown)).errMsg).toContain('未查询到原交易');
      centre.behave({ unknownOriginal: 'done' });
      expect((await caller.call('2601', unknown)).infcode).toBe('0');
    });

    test.each(['2301', '2305', '2402', '2601'])('does not know %s', async (infno) => {
      expect((await caller.call('2601', reversal(caller.nextMsgid(), infno))).errMsg).toContain('不支持冲正');
    });

    test('of a cancelled settlement is refused by its refund flag', async () => {
      await stay.untilDischarge();
      const msgid = caller.nextMsgid();
      const info = (await stay.settle({ msgid })).output['setlinfo'] as Row;
      await caller.done('2305', { data: { ...stay.numbers(), setl_id: info['setl_id'] } });
      expect((await caller.call('2601', reversal(msgid, '2304'))).errMsg).toContain('退费标志');
    });

    test('takes back an admission, but not under its fee lines', async () => {
      const msgid = caller.nextMsgid();
      await stay.admit({ msgid });
      await stay.upload(stay.lines.slice(0, 1));
      expect((await caller.call('2601', reversal(msgid, '2401'))).errMsg).toContain('费用明细');
      await caller.done('2302', { data: { ...stay.numbers(), feedetl_sn: '0000' } });
      await caller.done('2601', reversal(msgid, '2401'));
      expect((await centre.referee(stay.iptNo)).stays[0]?.state.admission).toBe('absent');
    });

    test('takes a cancellation back where 2305 is reversible', async () => {
      centre.behave({ reversible: ['2304', '2305'] });
      await stay.untilDischarge();
      const info = (await stay.settle()).output['setlinfo'] as Row;
      const msgid = caller.nextMsgid();
      await caller.done('2305', { data: { ...stay.numbers(), setl_id: info['setl_id'] } }, { msgid });
      await caller.done('2601', reversal(msgid, '2305'));
      expect((await centre.referee(stay.iptNo)).stays[0]).toMatchObject({
        state: { settlement: 'once' },
        lines: { settledAmount: '12860.40' },
      });
    });
  });

  describe('queries', () => {
    const inHospital = async (): Promise<Row[]> =>
      (await caller.done('5303', { data: { psn_no: stay.psnNo, ...WINDOW } }))['data'] as Row[];
    const visits = (): Promise<Row> => caller.done('5201', { data: { psn_no: stay.psnNo, ...WINDOW, med_type: '21' } });

    test('5303 and 5201 find a stay by the hospital’s own number', async () => {
      await stay.admit();
      expect(await inHospital()).toMatchObject([{ mdtrt_id: stay.mdtrtId, ipt_otp_no: stay.iptNo }]);
      expect((await visits())['mdtrtinfo']).toMatchObject({ ipt_otp_no: stay.iptNo, inhosp_stas: '1', endtime: null });
      await stay.upload();
      await stay.discharge();
      expect(await inHospital()).toEqual([]);
      expect((await visits())['mdtrtinfo']).toMatchObject({ inhosp_stas: '0', endtime: '2023-06-13 08:10:00' });
    });

    test('5203 wants setl_id; it names the cash fields otherwise', async () => {
      await stay.untilDischarge();
      const msgid = caller.nextMsgid();
      const settled = (await stay.settle({ msgid })).output['setlinfo'] as Row;
      const ask = (setlId: string): object => ({ data: { ...stay.numbers(), setl_id: setlId } });
      expect((await caller.call('5203', ask(''))).errMsg).toContain('setl_id');
      const info = (await caller.done('5203', ask(String(settled['setl_id']))))['setlinfo'] as Row;
      expect(info).toMatchObject({ medins_setl_id: msgid, refd_setl_flag: '0', year: String(settled['setl_time']).slice(0, 4) });
      expect([Number(info['psn_pay']), 'psn_part_amt' in info]).toEqual([3382.9, false]);
      centre.behave({ lookupWithoutSettlementNumber: 'allowed' });
      expect((await caller.done('5203', ask('')))['setlinfo']).toMatchObject({ setl_id: settled['setl_id'] });
    });

    test('5203 shows a cancellation by the refund flag', async () => {
      await stay.untilDischarge();
      const { setl_id } = (await stay.settle()).output['setlinfo'] as Row;
      await caller.done('2305', { data: { ...stay.numbers(), setl_id } });
      expect((await caller.done('5203', { data: { ...stay.numbers(), setl_id } }))['setlinfo']).toMatchObject({ refd_setl_flag: '1' });
    });

    test('a committed act stays invisible for a while', async () => {
      centre.behave({ lateVisibilityMs: 300 });
      await stay.admit();
      expect(await inHospital()).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 320));
      expect(await inHospital()).toHaveLength(1);
    });
  });

  describe('3201', () => {
    const statement = (count: number, medfee: string, fund: string): object => {
      const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
      const range = { insutype: '310', clr_type: '21', setl_optins: '210200', stmt_begndate: today, stmt_enddate: today };
      const sums = { medfee_sumamt: medfee, fund_pay_sumamt: fund, acct_pay: '0', fixmedins_setl_cnt: count };
      return { data: { ...range, ...sums, fixmedins_refd_setl_flag: '0' } };
    };
    const result = async (input: object): Promise<unknown> => ((await caller.done('3201', input))['stmtinfo'] as Row)['stmt_rslt'];

    test('equal, unequal, and net of a cancellation', async () => {
      await stay.untilDischarge();
      const { setl_id } = (await stay.settle()).output['setlinfo'] as Row;
      expect(await result(statement(1, '12860.40', '9477.50'))).toBe('0');
      expect(await result(statement(1, '12860.40', '9477.51'))).toBe('1');
      centre.behave({ statementResult: 'who-has-more' });
      expect(await result(statement(0, '0', '0'))).toBe('1');
      await caller.done('2305', { data: { ...stay.numbers(), setl_id } });
      expect(await result(statement(2, '0', '0'))).toBe('0');
      centre.behave({ cancellationCount: 'net' });
      expect(await result(statement(0, '0', '0'))).toBe('0');
    });
  });
});
