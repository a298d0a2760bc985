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
  S03: { total: 2200000, selfPaid: 150000, firstShare: 50000, inScope: 2000000, deductible: 120000, fund: 1316000, part: 884000 },
  S04: { total: 1543050, selfPaid: 43050, firstShare: 50000, inScope: 1450000, deductible: 68000, fund: 1174700, part: 368350 },
  S05: { total: 987000, selfPaid: 32000, firstShare: 15000, inScope: 940000, deductible: 60000, fund: 616000, part: 371000 },
  S09: { total: 500000, selfPaid: 10000, firstShare: 7500, inScope: 482500, deductible: 42500, fund: 407000, part: 93000 },
  S11: { total: 6000000, selfPaid: 200000, firstShare: 400000, inScope: 5400000, deductible: 68000, fund: 4583050, part: 1416950 },
  S12: { total: 700000, selfPaid: 12000, firstShare: 20000, inScope: 668000, deductible: 68000, fund: 510000, part: 190000 },
};

test.each(Object.keys(expected) as (keyof typeof expected)[])('%s comes out to the fen, pre-settled and settled', async (story) => {
  if (story === 'S03') caller.insuplc = '330200';
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
  expect((await centre.referee(stay.iptNo)).stays[0]?.state).toEqual({
    admission: 'once',
    lines: 'once',
    discharge: 'once',
    settlement: 'once',
  });
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

test('S10: recalled, corrected, settled again: 162.00 more for him', async () => {
  const stay = new StoryStay(caller, 'S10');
  const [first, correction] = stay.parts;
  await stay.admit();
  await stay.upload(first);
  await stay.discharge();
  const before = (await stay.settle({}, { medfee_sumamt: '20000.00' })).output['setlinfo'] as Record<string, unknown>;
  await caller.done('2305', { data: { ...stay.numbers(), setl_id: before['setl_id'] } });
  await caller.done('2405', { data: stay.numbers() });
  await stay.upload(correction);
  await stay.discharge();
  const after = (await stay.settle()).output['setlinfo'] as Record<string, unknown>;
  const parts = [before, after].map((info) => fen(info, 'psn_part_amt'));
  expect(parts).toEqual([372250, 388450]);
  expect(await centre.referee(stay.iptNo)).toMatchObject({ doubled: false, stays: [{ settlements: { recorded: 2, live: 1 } }] });
});

test('S07: an emergency from another province is admitted unfiled', async () => {
  caller.insuplc = '220100';
  const stay = new StoryStay(caller, 'S07');
  expect((await stay.admit()).errMsg).toContain('备案');
  expect((await stay.admit({}, { exp_content: JSON.stringify({ IPT_TYPE: '2' }) })).infcode).toBe('0');
  expect((await stay.upload()).infcode).toBe('0');
});
