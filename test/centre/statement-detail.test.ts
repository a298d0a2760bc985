import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Caller } from './caller/caller.ts';
import { StoryStay } from './caller/story-stay.ts';
import type { CentreHandle } from './centre.ts';
import { onEachStore } from './store/each-store.ts';
import { unzipFirst, zipOne } from './zip.ts';

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

  /** 9101, 3202, 9102; the rows of the result file. */
  async function compare(rows: readonly (readonly string[])[]): Promise<readonly (readonly string[])[]> {
    const zip = zipOne('list.txt', Buffer.from(rows.map((row) => row.join('\t')).join('\n')));
    const fsUploadIn = { in: [...zip], filename: 'list.zip', fixmedins_code: 'H21020200001' };
    const { file_qury_no } = await caller.done('9101', { fsUploadIn });
    const range = { setl_optins: '210200', clr_type: '21', stmt_begndate: today, stmt_enddate: today, file_qury_no };
    const sums = {
      medfee_sumamt: '0',
      fund_pay_sumamt: '0',
      cash_payamt: '0',
      fixmedins_setl_cnt: rows.length,
      fixmedins_refd_setl_flag: '0',
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
