import { readFen, sum } from '../money.ts';

type Json = Readonly<Record<string, unknown>>;

/** One amount of an answer in fen, whether it came as text or as a number. */
export function fen(row: Json, name: string): number {
  const value = row[name];
  const read = readFen(typeof value === 'number' ? value.toFixed(2) : String(value));
  if (read === undefined) throw new Error(`${name} is no amount: ${String(value)}`);
  return read;
}

const FUNDS = ['hifp_pay', 'cvlserv_pay', 'hifes_pay', 'hifmi_pay', 'hifob_pay', 'hifdm_pay', 'maf_pay', 'oth_pay'];
const PARTS = ['fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt'];

/** The identities of the settlement result that do not hold, by name. Empty = all hold. */
export function brokenIdentities(info: Json, detail: readonly Json[]): readonly string[] {
  const of = (name: string): number => fen(info, name);
  const holds = {
    'total = funds + person + hospital': of('medfee_sumamt') === of('fund_pay_sumamt') + of('psn_part_amt') + of('hosp_part_amt'),
    'fund sum = its funds': of('fund_pay_sumamt') === sum(FUNDS.map(of)),
    'person = account + cash': of('psn_part_amt') === of('acct_pay') + of('psn_cash_pay'),
    'total = its four parts': of('medfee_sumamt') === sum(PARTS.map(of)),
    'detail = fund sum': sum(detail.map((row) => fen(row, 'fund_payamt'))) === of('fund_pay_sumamt'),
  };
  return Object.entries(holds)
    .filter(([, ok]) => !ok)
    .map(([name]) => name);
}
