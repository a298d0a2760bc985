import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Caller } from './caller/caller.ts';
import { StoryStay } from './caller/story-stay.ts';
import { VisitCaller } from './caller/visit-caller.ts';
import type { CentreHandle } from './centre.ts';
import { onEachStore } from './store/each-store.ts';
import { unzipFirst, zipOne } from './zip.ts';

const [visitor = {}] = JSON.parse(readFileSync(new URL('./persons.json', import.meta.url), 'utf8')) as Record<string, unknown>[];
let centre: CentreHandle;
let caller: Caller;
let stay: StoryStay;

onEachStore((start) => {
  beforeEach(async () => {
    centre = await start();
    caller = new Caller(centre.url);
    stay = await new StoryStay(caller, 'S01').untilDischarge();
  });
  afterEach(() => centre.close());

  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

  /** The sum over the rows of something made of their three amounts. */
  const yuan = (rows: readonly (readonly string[])[], pick: (medfee: number, fund: number, account: number) => number): string =>
    rows.reduce((all, row) => all + pick(Number(row[3]), Number(row[4]), Number(row[5])), 0).toFixed(2);

  /** 9101, 3202, 9102; the rows of the result file. */
  async function compare(
    rows: readonly (readonly string[])[],
    { clr_type = '21', head = {} }: { readonly clr_type?: string; readonly head?: object } = {},
  ): Promise<readonly (readonly string[])[]> {
    const zip = zipOne('list.txt', Buffer.from(rows.map((row) => row.join('\t')).join('\n')));
    const fsUploadIn = { in: [...zip], filename: 'list.zip', fixmedins_code: 'H21020200001' };
    const { file_qury_no } = await caller.done('9101', { fsUploadIn });
    const range = { setl_optins: '210200', clr_type, stmt_begndate: today, stmt_enddate: today, file_qury_no };
    const sums = {
      medfee_sumamt: yuan(rows, (m) => m),
      fund_pay_sumamt: yuan(rows, (_m, f) => f),
      cash_payamt: yuan(rows, (m, f, a) => m - f - a),
      fixmedins_setl_cnt: rows.length,
      fixmedins_refd_setl_flag: '0',
      ...head,
    };
    const { fileinfo } = await caller.done('3202', { data: { ...range, ...sums } });
    const found = fileinfo as Record<string, unknown>;
    const fsDownloadIn = { file_qury_no: found['file_qury_no'], filename: found['filename'], fixmedins_code: 'H21020200001' };
    const body = unzipFirst(await caller.download('9102', { fsDownloadIn }));
    return (
      body
        ?.toString('utf8')
        .split('\n')
        .map((line) => line.split('\t')) ?? []
    );
  }

  test('the centre has more: the msgid is given, and 2601 repairs it', async () => {
    const msgid = caller.nextMsgid();
    await stay.settle({ msgid });
    const [row] = await compare([['J-UNKNOWN', 'x', stay.psnNo, '1.00', '0.00', '0.00', '0']]);
    expect(row).toEqual([stay.psnNo, 'null', 'null', msgid, '1', '0', '机构无此结算', '12860.40', '9477.50', '0.00']);
    await caller.done('2601', { data: { psn_no: stay.psnNo, omsgid: row?.[3], oinfno: '2304' } });
    expect((await centre.referee(stay.iptNo)).stays[0]?.state.settlement).toBe('absent');
  });

  test('equal, different, and the hospital has more', async () => {
    centre.behave({ statementResult: 'who-has-more' });
    const { setl_id } = (await stay.settle()).output['setlinfo'] as Record<string, string>;
    const mine = [setl_id ?? '', stay.mdtrtId, stay.psnNo, '12860.40', '9477.50', '0.00', '0'];
    expect((await compare([mine]))[0]?.[4]).toBe('0');
    expect((await compare([mine.with(4, '9477.49')]))[0]?.[4]).toBe('3');
    expect((await compare([mine, mine.with(0, 'J-OTHER')])).map((row) => row[4])).toEqual(['0', '2']);
  });

  test('a cancellation is a second, negative row', async () => {
    const { setl_id } = (await stay.settle()).output['setlinfo'] as Record<string, string>;
    const cancelled = await caller.done('2305', { data: { ...stay.numbers(), setl_id } });
    const cancelId = (cancelled['setlinfo'] as Record<string, string>)['setl_id'] ?? '';
    const plus = [setl_id ?? '', stay.mdtrtId, stay.psnNo, '12860.40', '9477.50', '0.00', '0'];
    const minus = [cancelId, stay.mdtrtId, stay.psnNo, '-12860.40', '-9477.50', '0.00', '1'];
    expect((await compare([plus, minus])).map((row) => row[4])).toEqual(['0', '0']);
  });

  test.each([
    ['both-rows', 2],
    ['net', 0],
  ] as const)(
    'an outpatient settlement that was given back (2208) is two rows, too; the head counts as its file does (%s)',
    async (way, count) => {
      centre.behave({ cancellationCount: way });
      const visit = new VisitCaller(caller, visitor, { area: '210200' });
      await visit.register();
      await visit.details();
      await visit.upload([{ no: '1', code: '002501010150000-250101015', quantity: '1.0000', price: '100.000000', amount: '100.00' }]);
      const info = (await visit.settle()).output['setlinfo'] as Record<string, unknown>;
      const back = (await visit.giveBack()).output['setlinfo'] as Record<string, unknown>;
      const amounts = (sign: 1 | -1) =>
        ['medfee_sumamt', 'fund_pay_sumamt', 'acct_pay'].map((name) => (sign * Number(info[name])).toFixed(2));
      const plus = [String(info['setl_id']), visit.mdtrtId, visit.psnNo, ...amounts(1), '0'];
      const minus = [String(back['setl_id']), visit.mdtrtId, visit.psnNo, ...amounts(-1), '1'];
      const asked = { clr_type: '11', head: { fixmedins_setl_cnt: count } };
      expect((await compare([plus, minus], asked)).map((row) => row[4])).toEqual(['0', '0']);
      const sums = { medfee_sumamt: '0', fund_pay_sumamt: '0', acct_pay: '0', fixmedins_setl_cnt: count };
      const range = { insutype: '310', clr_type: '11', setl_optins: '210200', stmt_begndate: today, stmt_enddate: today };
      expect(await caller.done('3201', { data: { ...range, ...sums } })).toMatchObject({ stmtinfo: { stmt_rslt: '0' } });
      await expect(compare([plus, minus], { ...asked, head: { fixmedins_setl_cnt: 1 } })).rejects.toThrow('fixmedins_setl_cnt');
    },
  );

  test('a deflated ZIP is read too', () => {
    const stored = zipOne('a.txt', Buffer.from('x'.repeat(100)));
    const packed = deflateRawSync(Buffer.from('x'.repeat(100)));
    const head = Buffer.from(stored.subarray(0, 35));
    const central = Buffer.from(stored.subarray(35 + 100));
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    const end = central.lastIndexOf(Buffer.from('PK\x05\x06'));
    central.writeUInt32LE(35 + packed.length, end + 16);
    expect(unzipFirst(Buffer.concat([head, packed, central]))?.toString()).toBe('x'.repeat(100));
  });
});
