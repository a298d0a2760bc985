import type { Split } from '../../../shared/model/settlement.ts';
import { Money } from '../../../shared/money/money.ts';

/** The platform knows neither bank credit nor commercial insurance: to it, both are the person's own money. */
const personOf = ({ burden, commercial, commercialSelfPaid }: Split) => Money.sum([burden, commercial, commercialSelfPaid]);

/** A split in the words of the national settlement result, yuan as text with two decimals. */
export type Setlinfo = Readonly<Record<SetlinfoName, string>>;

/** How each national amount of `setlinfo` (§5.5) follows from our figures. */
const AMOUNTS = {
  // What another payer owes is not sent to the platform.
  medfee_sumamt: ({ total, otherPayer }) => total.minus(otherPayer),
  fulamt_ownpay_amt: ({ selfPaid }) => selfPaid,
  overlmt_selfpay: ({ overCap }) => overCap,
  preselfpay_amt: ({ firstShare, awayShare }) => firstShare.plus(awayShare),
  inscp_scp_amt: ({ inScope }) => inScope,
  act_pay_dedc: ({ deductible }) => deductible,
  hifp_pay: ({ pooledFund }) => pooledFund,
  hifob_pay: ({ largeAmount }) => largeAmount,
  hifmi_pay: ({ seriousIllness }) => seriousIllness,
  maf_pay: ({ assistance, secondAssistance }) => assistance.plus(secondAssistance),
  oth_pay: ({ otherFunds }) => otherFunds,
  fund_pay_sumamt: ({ pooledFund, largeAmount, seriousIllness, assistance, secondAssistance, otherFunds }) =>
    Money.sum([pooledFund, largeAmount, seriousIllness, assistance, secondAssistance, otherFunds]),
  psn_part_amt: (split) => personOf(split),
  acct_pay: ({ account, familyAccount }) => account.plus(familyAccount),
  acct_mulaid_pay: ({ familyAccount }) => familyAccount,
  psn_cash_pay: (split) => personOf(split).minus(split.account).minus(split.familyAccount),
} as const satisfies Readonly<Record<string, (split: Split) => Money>>;
export type SetlinfoName = keyof typeof AMOUNTS;

/** National amounts of a split. Identities 1 to 4 of the interface hold because those of `Split` do. */
export function setlinfoOf(split: Split): Setlinfo {
  const entries = Object.entries(AMOUNTS).map(([name, amountOf]) => [name, amountOf(split).toString()]);
  return Object.fromEntries(entries) as Setlinfo;
}
