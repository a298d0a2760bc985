import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Caller } from './caller/caller.ts';
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

  const person = (certno: string, extra: object = {}): object => ({
    data: { mdtrt_cert_type: '02', mdtrt_cert_no: certno, card_sn: '', psn_cert_type: '01', certno, psn_name: '', ...extra },
  });

  const entitlement = (psnNo: string, insutype: string): object => ({
    data: { psn_no: psnNo, insutype, fixmedins_code: 'H21020200001', med_type: '21', begntime: '2023-06-13 09:00:00' },
  });

  describe('who is it, and may he', () => {
    test('1101: one row of insurance comes as an object, several as a list', async () => {
      const one = await caller.done('1101', person('210202197703159910'));
      const two = await caller.done('1101', person('210202196102089916'));
      expect(one['insuinfo']).toMatchObject({ insutype: '310', psn_insu_stas: '1', insuplc_admdvs: '210200' });
      expect(two['insuinfo']).toHaveLength(2);
      centre.behave({ oneRowAsObject: false });
      expect((await caller.done('1101', person('210202197703159910')))['insuinfo']).toHaveLength(1);
    });

    test('1101 by card needs number and identification', async () => {
      const byCard = (cardSn: string): object => person('', { mdtrt_cert_type: '03', mdtrt_cert_no: 'A00000001', card_sn: cardSn });
      expect((await caller.call('1101', byCard(''))).errMsg).toContain('卡识别码不能为空');
      const found = await caller.done('1101', byCard('21020200000000000000000000000001'));
      expect(found['baseinfo']).toMatchObject({ psn_name: '示例甲' });
    });

    test('1101 refuses an unknown person and a wrong name', async () => {
      expect((await caller.call('1101', person('210202198006069914'))).infcode).toBe('-1');
      expect((await caller.call('1101', person('210202197703159910', { psn_name: '示例乙' }))).errMsg).toContain('不匹配');
    });

    test('2001 says yes, or no with its reason', async () => {
      const flag = async (psnNo: string, insutype = '310', insuplc = '210200'): Promise<unknown> => {
        const { trtinfo } = await caller.done('2001', entitlement(psnNo, insutype), { insuplc });
        return (trtinfo as Record<string, unknown>[])[0];
      };
      expect(await flag('210200000000001')).toMatchObject({ fund_pay_type: '310100', trt_enjymnt_flag: '1', trt_chk_rslt: '' });
      expect(await flag('210200000000015')).toMatchObject({ trt_enjymnt_flag: '0', trt_chk_rslt: '参保状态异常(暂停参保)' });
      expect(await flag('210200000000008', '310', '220100')).toMatchObject({ trt_enjymnt_flag: '0', trt_chk_rslt: '未办理异地就医备案' });
      expect(await flag('210200000000004', '390', '330200')).toMatchObject({ fund_pay_type: '390100', trt_enjymnt_flag: '1' });
    });

    test('5206 knows the earlier stay of 示例戊', async () => {
      const { cuminfo } = await caller.done('5206', { data: { psn_no: '210200000000005', cum_ym: '202306' } });
      const stays = (cuminfo as Record<string, unknown>[]).find((row) => row['cum_type_code'] === 'ZYCS');
      expect(Number(stays?.['cum'])).toBe(1);
    });

    test('a call with psn_no needs the insured place', async () => {
      expect((await caller.call('2001', entitlement('210200000000001', '310'), { insuplc: '' })).errMsg).toContain('参保地');
    });
  });

  describe('2401', () => {
    test.each(['psn_no', 'begntime', 'certno', 'ipt_no', 'atddr_no', 'adm_bed', 'dscg_maindiag_code'])(
      'refuses without %s',
      async (field) => {
        expect((await stay.admit({}, { [field]: '' })).errMsg).toContain(`mdtrtinfo.${field}`);
        expect((await centre.referee(stay.iptNo)).stays[0]?.state.admission).toBe('absent');
      },
    );

    test('sent twice is two stays, and the referee sees the double', async () => {
      const msgid = caller.nextMsgid();
      await stay.admit({ msgid });
      await stay.admit({ msgid });
      expect(await centre.referee(stay.iptNo)).toMatchObject({
        doubled: true,
        stays: [{ admissions: { live: 2 }, state: { admission: 'doubled' } }],
      });
    });

    test('kinder: the recorded answer, or a refusal', async () => {
      centre.behave({ repeatedMessage: 'recorded-answer' });
      const msgid = caller.nextMsgid();
      const first = await stay.admit({ msgid });
      expect((await stay.admit({ msgid })).text).toBe(first.text);
      centre.behave({ repeatedMessage: 'refused' });
      expect((await stay.admit({ msgid })).errMsg).toContain('报文ID重复');
      centre.behave({ repeatedAdmission: 'refused-same-number' });
      expect((await stay.admit()).errMsg).toContain('已办理入院登记');
      expect((await centre.referee()).doubled).toBe(false);
    });

    test('out of area without filing is refused, an emergency counts as filed', async () => {
      const xin = { psn_no: '210200000000008', certno: '220102196203039914', insuplc_admdvs: '220100' };
      expect((await stay.admit({ insuplc: '220100' }, xin)).errMsg).toContain('备案');
      const emergency = { ...xin, exp_content: JSON.stringify({ IPT_TYPE: '2', TRUM_FLAG: '0' }) };
      expect((await stay.admit({ insuplc: '220100' }, emergency)).infcode).toBe('0');
    });

    test('a limit for late registration', async () => {
      centre.behave({ lateAdmissionHours: 24 });
      expect((await stay.admit()).errMsg).toContain('补登时限');
    });
  });

  describe('the way back', () => {
    test('2404 and 2405 want everything above removed first', async () => {
      await stay.untilDischarge();
      const data = { data: stay.numbers() };
      expect((await caller.call('2404', data)).errMsg).toContain('请先撤销出院');
      await caller.done('2405', data);
      expect((await caller.call('2404', data)).errMsg).toContain('费用明细');
      await caller.done('2302', { data: { ...stay.numbers(), feedetl_sn: '0000' } });
      await caller.done('2404', data);
      expect((await centre.referee(stay.iptNo)).stays[0]?.state).toEqual({
        admission: 'absent',
        lines: 'absent',
        discharge: 'absent',
        settlement: 'absent',
      });
    });

    test('a second 2402 is refused, or harmless where that is set', async () => {
      await stay.untilDischarge();
      expect((await stay.discharge()).errMsg).toContain('不能重复办理');
      centre.behave({ repeatedDischarge: 'accepted' });
      expect((await stay.discharge()).infcode).toBe('0');
      expect((await centre.referee(stay.iptNo)).stays[0]?.discharges).toEqual({ recorded: 2, live: 1 });
    });
  });
});
