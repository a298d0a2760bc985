import { afterEach, beforeEach, expect, test } from 'vitest';
import { Caller } from './caller/caller.ts';
import { brokenIdentities, fen } from './caller/setlinfo-sums.ts';
import { StoryStay } from './caller/story-stay.ts';
import { type CentreHandle, startCentre } from './centre.ts';

/** 2023-06-13 08:35 in China. */
const STORY_DAY = Date.parse('2023-06-13T00:35:00.000Z');

let centre: CentreHandle;
let caller: Caller;

beforeEach(async () => {
  const offset = STORY_DAY - Date.now();
  centre = await startCentre({ clockOffsetMs: offset });
  caller = new Caller(centre.url);
  caller.nowMs = () => Date.now() + offset;
});
afterEach(() => centre.close());

const expected = {
  S01: { total: 1286040, selfPaid: 23600, firstShare: 62440, inScope: 1200000, deductible: 85000, fund: 947750, part: 338290 },
  S04: { total: 1543050, selfPaid: 43050, firstShare: 50000, inScope: 1450000, deductible: 68000, fund: 1174700, part: 368350 },
};

test.each(['S01', 'S04'] as const)('%s comes out to the fen, pre-settled and settled', async (story) => {
  const stay = await new StoryStay(caller, story).untilDischarge();
  for (const reply of [await stay.preSettle(), await stay.settle()]) {
    const info = reply.output['setlinfo'] as Record<string, unknown>;
    const detail = reply.output['setldetail'] as Record<string, unknown>[];
    expect({
      total: fen(info, 'medfee_sumamt'),
      selfPaid: fen(info, 'fulamt_ownpay_amt'),
      firstShare: fen(info, 'preselfpay_amt'),
      inScope: fen(info, 'inscp_scp_amt'),
      deductible: fen(info, 'act_pay_dedc'),
      fund: fen(info, 'fund_pay_sumamt'),
      part: fen(info, 'psn_part_amt'),
    }).toEqual(expected[story]);
    expect(brokenIdentities(info, detail)).toEqual([]);
  }
  expect(centre.referee(stay.iptNo).stays[0]?.state).toEqual({ admission: 'once', lines: 'once', discharge: 'once', settlement: 'once' });
});

test('the in-scope own share of the stories: 3,146.90 and 3,253.00', async () => {
  const ownShares = [];
  for (const story of ['S01', 'S04']) {
    const stay = await new StoryStay(caller, story).untilDischarge();
    const info = (await stay.settle()).output['setlinfo'] as Record<string, unknown>;
    ownShares.push(fen(info, 'psn_part_amt') - fen(info, 'fulamt_ownpay_amt') - fen(info, 'overlmt_selfpay'));
  }
  expect(ownShares).toEqual([314690, 325300]);
});

test('a settlement echoes its msgid and carries the centre’s day', async () => {
  const stay = await new StoryStay(caller, 'S01').untilDischarge();
  const msgid = caller.nextMsgid();
  const info = (await stay.settle({ msgid })).output['setlinfo'] as Record<string, unknown>;
  expect(info['medins_setl_id']).toBe(msgid);
  expect(info['setl_time']).toMatch(/^2023-06-13 08:/);
});
