import { fields, rowOf } from '../fields.ts';
import { readFen, sum } from '../money.ts';
import { allSettlements, isCancelled, type Settlement } from '../store/settlements.ts';
import type { Call, Handler } from './call.ts';

const STATEMENT = fields(`
  insutype:C6! clr_type:C6! setl_optins:C6! stmt_begndate:D! stmt_enddate:D! medfee_sumamt:M! fund_pay_sumamt:M! acct_pay:M!
  fixmedins_setl_cnt:N10! refd_setl_flag:C6 fixmedins_refd_setl_flag:C6
`);

interface Totals {
  readonly count: number;
  readonly medfee: number;
  readonly fund: number;
  readonly account: number;
}

/** 3201: compares the hospital's sums with the centre's, by the centre's settlement time. */
export const compareStatement: Handler = async (call) => {
  const row = rowOf(call.input, 'data', STATEMENT);
  const inRange = (time: string): boolean =>
    time.slice(0, 10) >= (row['stmt_begndate'] ?? '') && time.slice(0, 10) <= (row['stmt_enddate'] ?? '');
  const settlements = (await allSettlements(call.store)).filter(
    (one) => one.insutype === row['insutype'] && one.clr_type === row['clr_type'] && one.clr_optins === row['setl_optins'],
  );
  const ours = totalsOf(call, settlements, inRange);
  const theirs: Totals = {
    count: Number(row['fixmedins_setl_cnt']),
    medfee: readFen(row['medfee_sumamt'] ?? '') ?? 0,
    fund: readFen(row['fund_pay_sumamt'] ?? '') ?? 0,
    account: readFen(row['acct_pay'] ?? '') ?? 0,
  };
  const stmtinfo = { setl_optins: row['setl_optins'], stmt_rslt: resultCode(call, ours, theirs), stmt_rslt_dscr: describe(ours, theirs) };
  return { output: { stmtinfo } };
};

/** A message reversal (2601) leaves no row at all; a cancellation (2305, 2208) is a second, negative row. */
function totalsOf(call: Call, settlements: readonly Settlement[], inRange: (time: string) => boolean): Totals {
  const plus = settlements.filter((one) => one.ended_by !== '2601' && inRange(one.setl_time));
  const minus = settlements.filter((one) => isCancelled(one) && inRange(one.cancel_time ?? ''));
  const net = (pick: (one: Settlement) => number): number => sum(plus.map(pick)) - sum(minus.map(pick));
  const count = rowCount(call, plus.length, minus.length);
  return { count, medfee: net((one) => one.total_fen), fund: net((one) => one.fund_fen), account: net((one) => one.account_fen) };
}

/** How the place counts a cancellation: as a row of its own, or as one settlement less. */
export const rowCount = (call: Call, plus: number, minus: number): number =>
  call.behaviour.cancellationCount === 'net' ? plus - minus : plus + minus;

function resultCode(call: Call, ours: Totals, theirs: Totals): string {
  const more = theirs.count < ours.count ? 1 : theirs.count > ours.count ? 2 : 3;
  return codeText(call, describe(ours, theirs) === '' ? 0 : more);
}

/** 0 equal, 1 the centre has more, 2 the hospital has more, 3 different, in the place's own values. */
export function codeText(call: Call, code: 0 | 1 | 2 | 3): string {
  switch (call.behaviour.statementResult) {
    case 'six-digits':
      return ['000000', '000102', '000103', '000103'][code] ?? '000103';
    case 'who-has-more':
      return String(code);
    default:
      return code === 0 ? '0' : '1';
  }
}

function describe(ours: Totals, theirs: Totals): string {
  const names = { count: '结算笔数', medfee: '医疗费总额', fund: '基金支付总额', account: '个人账户支付' } as const;
  const text = (key: keyof Totals, value: number): string => (key === 'count' ? String(value) : (value / 100).toFixed(2));
  return (Object.keys(names) as (keyof Totals)[])
    .filter((key) => ours[key] !== theirs[key])
    .map((key) => `${names[key]}不一致:中心${text(key, ours[key])},机构${text(key, theirs[key])}`)
    .join(';');
}
