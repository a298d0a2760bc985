import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BehaviourChange, behaviourSchema, changeBehaviour } from './behaviour.ts';
import { Caller, type Reply } from './caller/caller.ts';
import { fen } from './caller/setlinfo-sums.ts';
import { StoryStay } from './caller/story-stay.ts';
import { type CentreHandle, startCentre } from './centre.ts';

type Row = Record<string, unknown>;

let centre: CentreHandle;
let caller: Caller;
let stay: StoryStay;

beforeEach(async () => {
  centre = await startCentre({ behaviour: { lateVisibilityMs: 0 } });
  caller = new Caller(centre.url);
  stay = new StoryStay(caller, 'S01');
});
afterEach(() => centre.close());

/** The same step first under the defaults, then under the change: refused and accepted, or the other way round. */
async function both(change: BehaviourChange, step: () => Promise<Reply>): Promise<string> {
  const before = (await step()).infcode;
  centre.behave(change);
  return `${before} → ${(await step()).infcode}`;
}

const REFUSED_THEN_DONE = '-1 → 0';
const DONE_THEN_REFUSED = '0 → -1';

const who = (change: object): object => ({
  data: { mdtrt_cert_type: '02', mdtrt_cert_no: '210202197703159910', psn_cert_type: '01', certno: '', psn_name: '', ...change },
});

describe('who', () => {
  test('cardNumberMandatory', async () => {
    const card = who({ mdtrt_cert_type: '03', mdtrt_cert_no: 'A00000001' });
    expect(await both({ cardNumberMandatory: false }, () => caller.call('1101', card))).toBe(REFUSED_THEN_DONE);
  });

  test('identityFieldsMandatory', async () => {
    expect(await both({ identityFieldsMandatory: true }, () => caller.call('1101', who({})))).toBe(DONE_THEN_REFUSED);
  });

  test('insuredPlaceRequired', async () => {
    const ask = (): Promise<Reply> => caller.call('5206', { data: { psn_no: stay.psnNo } }, { insuplc: '' });
    expect(await both({ insuredPlaceRequired: false }, ask)).toBe(REFUSED_THEN_DONE);
  });

  test('signInAfterSignOut', async () => {
    const signIn = (): Promise<Reply> => caller.call('9001', { signIn: { opter_no: 'A001', mac: 'm', ip: 'i' } });
    const { sign_no } = (await signIn()).output['signinoutb'] as Row;
    await caller.done('9002', { signOut: { sign_no, opter_no: 'A001' } });
    expect(await both({ signInAfterSignOut: 'accepted' }, signIn)).toBe(REFUSED_THEN_DONE);
  });
});

describe('stay', () => {
  test('repeatedAdmission: refused-in-hospital, whatever the number', async () => {
    centre.behave({ repeatedAdmission: 'refused-in-hospital' });
    await stay.admit();
    expect((await stay.admit({}, { ipt_no: 'ANOTHER' })).errMsg).toContain('未出院');
    await stay.upload();
    await stay.discharge();
    expect((await stay.admit({}, { ipt_no: 'ANOTHER' })).infcode).toBe('0');
  });

  test('cancelWithFees', async () => {
    await stay.admit();
    await stay.upload();
    expect(await both({ cancelWithFees: 'accepted' }, () => caller.call('2404', { data: stay.numbers() }))).toBe(REFUSED_THEN_DONE);
  });

  test('feeAfterDischarge', async () => {
    await stay.untilDischarge();
    const late = { ...stay.lines[0], lineNo: '998', occurredAt: '2023-06-13T05:00:00.000Z' };
    expect(await both({ feeAfterDischarge: 'accepted' }, () => stay.upload([late]))).toBe(REFUSED_THEN_DONE);
  });
});

describe('fees', () => {
  test('lineAmountCheck', async () => {
    await stay.admit();
    expect(await both({ lineAmountCheck: false }, () => stay.upload([{ ...stay.lines[0], amount: '80.01' }]))).toBe(REFUSED_THEN_DONE);
  });

  test.each([
    ['class-c', { fulamt_ownpay_amt: 8000, inscp_scp_amt: 0 }],
    ['class-a', { fulamt_ownpay_amt: 0, inscp_scp_amt: 8000 }],
  ] as const)('unknownItem: %s', async (unknownItem, expected) => {
    centre.behave({ unknownItem });
    await stay.admit();
    const [row] = (await stay.upload([{ ...stay.lines[0], itemCode: 'NOWHERE' }])).output['result'] as Row[];
    expect(Object.fromEntries(Object.keys(expected).map((name) => [name, fen(row ?? {}, name)]))).toEqual(expected);
  });

  test('unknownItem: refused', async () => {
    centre.behave({ unknownItem: 'refused' });
    await stay.admit();
    expect((await stay.upload([{ ...stay.lines[0], itemCode: 'NOWHERE' }])).errMsg).toContain('未对照');
  });

  test('a price above the cap', async () => {
    await stay.admit();
    const capped = {
      ...stay.lines[0],
      itemCode: 'C02050100100001000000321',
      quantity: '2.0000',
      unitPrice: '1500.000000',
      amount: '3000.00',
    };
    const [row] = (await stay.upload([capped])).output['result'] as Row[];
    const sums = ['overlmt_amt', 'preselfpay_amt', 'inscp_scp_amt'].map((name) => fen(row ?? {}, name));
    expect(sums).toEqual([60000, 24000, 216000]);
  });
});

describe('settlement', () => {
  test('totalCheck', async () => {
    await stay.untilDischarge();
    expect(await both({ totalCheck: false }, () => stay.settle({}, { medfee_sumamt: '1.00' }))).toBe(REFUSED_THEN_DONE);
  });

  test('largeAmountAid', async () => {
    centre.behave({ largeAmountAid: false });
    const years = { [new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4)]: { stays: 1, burden: '20000.00' } };
    await centre.savePerson({ ...stay.psn, years });
    await stay.untilDischarge();
    expect(fen((await stay.preSettle()).output['setlinfo'] as Row, 'hifob_pay')).toBe(0);
    centre.behave({ largeAmountAid: true });
    expect(fen((await stay.preSettle()).output['setlinfo'] as Row, 'hifob_pay')).toBeGreaterThan(0);
  });

  test('cancelAmounts', async () => {
    centre.behave({ cancelAmounts: 'positive' });
    await stay.untilDischarge();
    const { setl_id } = (await stay.settle()).output['setlinfo'] as Row;
    const info = (await caller.done('2305', { data: { ...stay.numbers(), setl_id } }))['setlinfo'] as Row;
    expect(fen(info, 'medfee_sumamt')).toBe(1286040);
  });

  test('reversalWindowMinutes', async () => {
    const msgid = caller.nextMsgid();
    await stay.admit({ msgid });
    centre.behave({ reversalWindowMinutes: 30 });
    centre.setClockOffset(31 * 60_000);
    caller.nowMs = () => Date.now() + 31 * 60_000;
    const reversal = { data: { psn_no: stay.psnNo, omsgid: msgid, oinfno: '2401' } };
    expect(await both({ reversalWindowMinutes: 60 }, () => caller.call('2601', reversal))).toBe(REFUSED_THEN_DONE);
  });

  test('an interim settlement needs no discharge and takes the deductible once', async () => {
    await stay.admit();
    const [first, second] = stay.parts;
    await stay.upload(first);
    const sumOf = (lines: readonly Row[] | undefined): string =>
      ((lines ?? []).reduce((sum, line) => sum + Math.round(Number(line['amount']) * 100), 0) / 100).toFixed(2);
    const interim = await stay.settle({}, { mid_setl_flag: '1', medfee_sumamt: sumOf(first as Row[]) });
    await stay.upload(second);
    await stay.discharge();
    const last = await stay.settle({}, { medfee_sumamt: sumOf(second as Row[]) });
    const infos = [interim, last].map((reply) => reply.output['setlinfo'] as Row);
    expect(infos.map((info) => fen(info, 'act_pay_dedc'))).toEqual([85000, 0]);
    expect(infos.reduce((sum, info) => sum + fen(info, 'fund_pay_sumamt'), 0)).toBe(947750);
  });
});

test('a change moves only what it names', () => {
  const changed = changeBehaviour(behaviourSchema.parse({ dischargeFirst: false }), { lateVisibilityMs: 7 });
  expect(changed).toEqual({ ...behaviourSchema.parse({}), dischargeFirst: false, lateVisibilityMs: 7 });
});
