import { AppError } from '../../../shared/errors/app-error.ts';
import type { Clearing, FundPaid } from '../../../shared/model/attempt-outcome.ts';
import { type Split, type SplitParts, splitOf, splitProblem } from '../../../shared/model/settlement.ts';
import { Money } from '../../../shared/money/money.ts';
import { amountOf, amountOrNull, requiredText, rowsOf, textOf, unreadable } from './answer.ts';

type Fields = Readonly<Record<string, unknown>>;

/** §5.5: under what the platform counts it in 3201. */
export const readClearing = (info: Fields): Clearing => ({
  fundTotal: amountOf(info, 'fund_pay_sumamt'),
  schemeCode: textOf(info['insutype']),
  clearingType: textOf(info['clr_type']),
  agencyCode: textOf(info['clr_optins']),
});

/** §5.5, `setldetail`: what each fund paid, without those that paid nothing. A row without its code or amount would be a guess: then there are none. */
export function readFunds(output: Fields): readonly FundPaid[] {
  try {
    return rowsOf(output, 'setldetail')
      .map((row) => ({
        code: requiredText(row, 'fund_pay_type'),
        name: textOf(row['fund_pay_type_name']),
        amount: amountOf(row, 'fund_payamt'),
      }))
      .filter(({ amount }) => !amount.isZero());
  } catch (error) {
    if (error instanceof AppError && error.kind === 'unknown') return []; // the figures of `setlinfo` are what counts
    throw error;
  }
}

/**
 * §5.5 and its identities 1 and 2. The platform's figures are stored as they are: what they say must hold together,
 * else the answer is unreadable and a person looks at it. Amounts borne by the hospital count among the other payers.
 * An amount that is missing counts as nothing paid, but then the sums that the platform must name have to say so too.
 */
export function readSplit(info: Fields): Split {
  try {
    return checkedSplit(info);
  } catch (error) {
    if (error instanceof RangeError) throw unreadable('setlinfo'); // sums beyond any amount of money
    throw error;
  }
}

function checkedSplit(info: Fields): Split {
  const amount = (name: string) => amountOf(info, name);
  for (const name of ['medfee_sumamt', 'fund_pay_sumamt']) if (amountOrNull(info, name) === null) throw unreadable(name);
  const parts: SplitParts = {
    total: amount('medfee_sumamt'),
    selfPaid: amount('fulamt_ownpay_amt'),
    overCap: amount('overlmt_selfpay'),
    firstShare: amount('preselfpay_amt'),
    deductible: amount('act_pay_dedc'),
    pooledFund: amount('hifp_pay'),
    largeAmount: amount('hifob_pay'),
    seriousIllness: amount('hifmi_pay'),
    assistance: amount('maf_pay'),
    otherFunds: Money.sum([...OTHER_FUNDS, 'hosp_part_amt'].map(amount)),
    // §5.5: the family's part lies inside what all accounts paid.
    account: amount('acct_pay').minus(amount('acct_mulaid_pay')),
    familyAccount: amount('acct_mulaid_pay'),
  };
  const wrong = splitProblem(parts);
  if (wrong !== undefined) throw unreadable(wrong);
  const split = splitOf(parts);
  const funds = Money.sum([...FUNDS, ...OTHER_FUNDS].map(amount));
  if (!amount('fund_pay_sumamt').equals(funds)) throw unreadable('fund_pay_sumamt');
  if (!burdenOf(info).equals(split.burden)) throw unreadable('psn_part_amt');
  return split;
}

const FUNDS = ['hifp_pay', 'hifob_pay', 'hifmi_pay', 'maf_pay'];
const OTHER_FUNDS = ['cvlserv_pay', 'hifes_pay', 'hifdm_pay', 'oth_pay'];

/** By its name, that of 5203, and as some platforms misspell it (2208). */
const CASH_NAMES = ['psn_cash_pay', 'cash_payamt', 'pdn_cash_pay'];

/** What the platform itself calls the patient's burden: by its name here, by that of 5203, or as account and cash. */
function burdenOf(info: Fields): Money {
  const named = amountOrNull(info, 'psn_part_amt') ?? amountOrNull(info, 'psn_pay');
  const cash = CASH_NAMES.map((name) => amountOrNull(info, name)).find((amount) => amount !== null) ?? null;
  if (named === null && cash === null) throw unreadable('psn_part_amt');
  return named ?? amountOf(info, 'acct_pay').plus(cash ?? Money.ZERO);
}
