import { chinaTime } from '../../standin/clock.ts';
import { fields, type Row, rowOf } from '../fields.ts';
import { fenText, readFen, sum } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { allSettlements, isCancelled } from '../store/settlements.ts';
import { unzipFirst, zipOne } from '../zip.ts';
import type { Call, Handler } from './call.ts';
import { fileByNumber, saveFile } from './files.ts';
import { codeText, rowCount } from './statement.ts';

const DETAIL = fields(`
  setl_optins:C6! file_qury_no:C30! stmt_begndate:D! stmt_enddate:D! medfee_sumamt:M! fund_pay_sumamt:M! cash_payamt:M!
  fixmedins_setl_cnt:N10! clr_type:C6! refd_setl_flag:C6 fixmedins_refd_setl_flag:C6!
`);

/** One settlement or one cancellation, as either side lists it. */
interface Entry {
  readonly setlId: string;
  readonly mdtrtId: string;
  readonly psnNo: string;
  readonly msgid: string;
  readonly medfee: number;
  readonly fund: number;
  readonly account: number;
  readonly refund: '0' | '1';
}

/** 3202: compares the uploaded list line by line and makes a result file for 9102. */
export const compareDetail: Handler = async (call) => {
  const row = rowOf(call.input, 'data', DETAIL);
  const theirs = readList(unzipFirst(await fileByNumber(call, row['file_qury_no'] ?? '')));
  checkHead(call, row, theirs);
  const ours = await ourList(call, row);
  const lines = [
    ...ours.map((entry) => compare(call, entry, match(theirs, entry))),
    ...theirs.filter((entry) => match(ours, entry) === undefined).map((entry) => line(call, entry, 2, '中心无此结算')),
  ];
  const filename = `stmt_${row['stmt_begndate']}_${row['stmt_enddate']}.txt`;
  const number = await saveFile(call.store, `${filename}.zip`, zipOne(filename, Buffer.from(lines.join('\n'), 'utf8')));
  const dld_endtime = chinaTime(call.now + 7 * 24 * 3_600_000);
  return { output: { fileinfo: { file_qury_no: number, filename: `${filename}.zip`, dld_endtime } } };
};

/** The columns: setl_id, mdtrt_id, psn_no, medfee_sumamt, fund_pay_sumamt, acct_pay, refd_setl_flag. */
function readList(text: Buffer | undefined): readonly Entry[] {
  if (text === undefined) throw new Refusal('对账文件不是ZIP文件');
  const rows = text
    .toString('utf8')
    .split(/\r?\n/)
    .filter((each) => each !== '');
  return rows.map((each) => {
    const [setlId = '', mdtrtId = '', psnNo = '', medfee = '', fund = '', account = '', refund = ''] = each.split('\t');
    const amounts = [medfee, fund, account].map(readFen);
    if (amounts.includes(undefined)) throw new Refusal(`对账文件格式不正确:${each}`);
    const [m = 0, f = 0, a = 0] = amounts;
    return { setlId, mdtrtId, psnNo, msgid: '', medfee: m, fund: f, account: a, refund: refund === '1' && m < 0 ? '1' : '0' };
  });
}

/** The head says what its own file says, counted as the place counts (§7.3). */
function checkHead(call: Call, row: Row, list: readonly Entry[]): void {
  const minus = list.filter(({ refund }) => refund === '1').length;
  const net = (pick: (entry: Entry) => number): number => sum(list.map(pick));
  const inFile: Readonly<Record<string, number>> = {
    fixmedins_setl_cnt: rowCount(call, list.length - minus, minus),
    medfee_sumamt: net(({ medfee }) => medfee),
    fund_pay_sumamt: net(({ fund }) => fund),
    cash_payamt: net(({ medfee, fund, account }) => medfee - fund - account),
  };
  for (const [name, value] of Object.entries(inFile)) {
    const said = name === 'fixmedins_setl_cnt' ? Number(row[name]) : readFen(row[name] ?? '');
    if (said !== value) throw new Refusal(`对账明细文件与[${name}]不一致`);
  }
}

async function ourList(call: Call, row: Row): Promise<readonly Entry[]> {
  const inRange = (time: string): boolean =>
    time.slice(0, 10) >= (row['stmt_begndate'] ?? '') && time.slice(0, 10) <= (row['stmt_enddate'] ?? '');
  const mine = (await allSettlements(call.store)).filter(
    (one) => one.clr_type === row['clr_type'] && one.clr_optins === row['setl_optins'] && one.ended_by !== '2601',
  );
  return mine.flatMap((one) => {
    const common = { mdtrtId: one.mdtrt_id, psnNo: one.psn_no };
    const plus = { ...common, setlId: one.setl_id, msgid: one.msgid, medfee: one.total_fen, fund: one.fund_fen, account: one.account_fen };
    const minus = {
      ...common,
      setlId: one.cancel_setl_id ?? '',
      msgid: one.cancel_msgid ?? '',
      medfee: -one.total_fen,
      fund: -one.fund_fen,
    };
    const entries: Entry[] = inRange(one.setl_time) ? [{ ...plus, refund: '0' }] : [];
    const cancelled = isCancelled(one) && inRange(one.cancel_time ?? '');
    return cancelled ? [...entries, { ...minus, account: -one.account_fen, refund: '1' }] : entries;
  });
}

function match(list: readonly Entry[], entry: Entry): Entry | undefined {
  return list.find((other) => other.setlId === entry.setlId);
}

function compare(call: Call, ours: Entry, theirs: Entry | undefined): string {
  if (theirs === undefined) return line(call, { ...ours, setlId: '', mdtrtId: '' }, 1, '机构无此结算');
  const same = ours.medfee === theirs.medfee && ours.fund === theirs.fund && ours.account === theirs.account;
  return same ? line(call, ours, 0, '') : line(call, ours, 3, '金额不一致');
}

/** "Centre has more": numbers are empty but msgid is given, for a 2601. An empty value is the literal null. */
function line(call: Call, entry: Entry, code: 0 | 1 | 2 | 3, memo: string): string {
  const amounts = [entry.medfee, entry.fund, entry.account].map(fenText);
  const columns = [entry.psnNo, entry.mdtrtId, entry.setlId, entry.msgid, codeText(call, code), entry.refund, memo, ...amounts];
  return columns.map((value) => (value === '' ? 'null' : value)).join('\t');
}
