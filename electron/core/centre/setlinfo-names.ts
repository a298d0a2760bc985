import type { Split } from '../../../shared/model/settlement.ts';
import { Money } from '../../../shared/money/money.ts';

/** A split in the words of the national settlement result, yuan as text with two decimals. */
export type Setlinfo = Readonly<Record<SetlinfoName, string>>;

/** How each national amount of `setlinfo` (§5.5) follows from our figures. */
const AMOUNTS = {
  medfee_sumamt: ({ total }) => total,
  fulamt_ownpay_amt: ({ selfPaid }) => selfPaid,
  overlmt_selfpay: ({ overCap }) => overCap,
  preselfpay_amt: ({ firstShare }) => firstShare,
  inscp_scp_amt: ({ inScope }) => inScope,
  act_pay_dedc: ({ deductible }) => deductible,
  hifp_pay: ({ pooledFund }) => pooledFund,
  hifob_pay: ({ largeAmount }) => largeAmount,
  hifmi_pay: ({ seriousIllness }) => seriousIllness,
  maf_pay: ({ assistance }) => assistance,
  oth_pay: ({ otherFunds }) => otherFunds,
  fund_pay_sumamt: ({ pooledFund, largeAmount, seriousIllness, assistance, otherFunds }) =>
    Money.sum([pooledFund, largeAmount, seriousIllness, assistance, otherFunds]),
  psn_part_amt: ({ burden }) => burden,
  acct_pay: ({ account }) => account,
  // The platform knows no bank credit: to it, all that the account does not pay is cash.
  psn_cash_pay: ({ burden, account }) => burden.minus(account),
} as const satisfies Readonly<Record<string, (split: Split) => Money>>;
export type SetlinfoName = keyof typeof AMOUNTS;

/** National amounts of a split. Identities 1 to 4 of the interface hold because those of `Split` do. */
export function setlinfoOf(split: Split): Setlinfo {
  const entries = Object.entries(AMOUNTS).map(([name, amountOf]) => [name, amountOf(split).toString()]);
  return Object.fromEntries(entries) as Setlinfo;
}
