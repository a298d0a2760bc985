import type { CentreRecord, StatementRow } from '../../../shared/model/statement.ts';
import { type CalendarDate, calendarDateSchema } from '../../../shared/time/calendar-date.ts';
import { Money } from '../../../shared/money/money.ts';
import type { OwnList, OwnTotals } from '../ports/statement-gateway.ts';
import type { CentreSettings } from './centre-settings.ts';
import { amountOf, amountOrNull, nodeOf, rowsOf, textOf, unreadable } from './answer.ts';

type Fields = Readonly<Record<string, unknown>>;
type Codes = CentreSettings['codes'];

/** §7.3 */
export const totalsInput = (codes: Codes, totals: OwnTotals): object => ({
  data: {
    insutype: totals.schemeCode,
    clr_type: totals.clearingType,
    setl_optins: totals.agencyCode,
    stmt_begndate: totals.from,
    stmt_enddate: totals.to,
    medfee_sumamt: totals.total.toString(),
    fund_pay_sumamt: totals.fund.toString(),
    acct_pay: totals.account.toString(),
    fixmedins_setl_cnt: totals.count,
    refd_setl_flag: codes.statementRefundFlag,
    fixmedins_refd_setl_flag: codes.statementRefundFlag,
  },
});

/** Zeros are equal, everything else is not, whatever else its digits mean (§7.3). */
export function readTotals(output: Fields): { readonly equal: boolean; readonly words: string } {
  const info = rowsOf(output, 'stmtinfo')[0] ?? nodeOf(output, 'stmtinfo');
  const result = textOf(info['stmt_rslt']).trim();
  if (!/^\d{1,6}$/.test(result)) throw unreadable('stmt_rslt');
  return { equal: /^0+$/.test(result), words: textOf(info['stmt_rslt_dscr']) };
}

/** §7.4, step 1: the seven columns. */
export const listRows = (codes: Codes, { entries }: OwnList): readonly (readonly string[])[] =>
  entries.map((entry) => [
    entry.settlementNumber,
    entry.visitNumber,
    entry.personNumber,
    entry.total.toString(),
    entry.fund.toString(),
    entry.account.toString(),
    entry.reversal ? codes.rowReturned : codes.rowStands,
  ]);

/** §7.4, step 3: the sums of the very rows of the file. */
export function listInput(codes: Codes, list: OwnList, fileNumber: string): object {
  const { entries } = list;
  const sum = (pick: (entry: OwnList['entries'][number]) => Money) => Money.sum(entries.map(pick));
  const [total, fund, account] = [sum((entry) => entry.total), sum((entry) => entry.fund), sum((entry) => entry.account)];
  return {
    data: {
      setl_optins: list.agencyCode,
      file_qury_no: fileNumber,
      stmt_begndate: list.from,
      stmt_enddate: list.to,
      medfee_sumamt: total.toString(),
      fund_pay_sumamt: fund.toString(),
      cash_payamt: total.minus(fund).minus(account).toString(),
      fixmedins_setl_cnt: list.count,
      clr_type: list.clearingType,
      refd_setl_flag: codes.statementRefundFlag,
      fixmedins_refd_setl_flag: codes.statementRefundFlag,
    },
  };
}

/** §7.4, step 4. Columns: psn_no, mdtrt_id, setl_id, msgid, stmt_rslt, refd_setl_flag, memo, and in some places the three amounts. */
export function readListRow(columns: readonly string[], { clearingType, agencyCode }: OwnList): StatementRow {
  const [personNumber = '', visitNumber = '', settlementNumber = '', messageId = '', result = '', returned = '', words = ''] = columns;
  if (columns.length < 6 || !/^\d{1,6}$/.test(result)) throw unreadable('stmt_rslt');
  const amount = (index: number): Money | null => amountOrNull({ value: columns[index] }, 'value');
  return {
    ...{ clearingType, agencyCode, personNumber, visitNumber, settlementNumber, messageId, words },
    equal: /^0+$/.test(result),
    reversal: returned !== '' && !/^0+$/.test(returned),
    ...{ total: amount(7), fund: amount(8), account: amount(9) },
  };
}

/** What `fileinfo` of 3202, and the bare answer of 9101 and 13xx, name: the file to ask for. */
export function readFileNumber(fields: Fields): { readonly fileNumber: string; readonly fileName: string } {
  const fileNumber = textOf(fields['file_qury_no']);
  if (fileNumber === '') throw unreadable('file_qury_no');
  return { fileNumber, fileName: textOf(fields['filename']) };
}

/** §7.2: the bytes as a JSON array of their values. */
export const uploadInput = (hospitalCode: string, fileName: string, bytes: Uint8Array): object => ({
  fsUploadIn: { in: Array.from(bytes), filename: fileName, fixmedins_code: hospitalCode },
});

/** §7.2. For a catalogue's file the institution is the literal `plc`. */
export const downloadInput = (hospitalCode: string, fileNumber: string, fileName: string): object => ({
  fsDownloadIn: { file_qury_no: fileNumber, filename: fileName, fixmedins_code: hospitalCode },
});

/** A settlement of 5203 as a statement counts it. */
export function readRecord(output: Fields): CentreRecord {
  const info = nodeOf(output, 'setlinfo');
  const day = calendarDateSchema.safeParse(textOf(info['setl_time']).slice(0, 10));
  const flag = textOf(info['refd_setl_flag']);
  if (!/^\d+$/.test(flag)) throw unreadable('refd_setl_flag');
  if (amountOrNull(info, 'medfee_sumamt') === null) throw unreadable('medfee_sumamt');
  return {
    schemeCode: textOf(info['insutype']),
    clearingType: textOf(info['clr_type']),
    agencyCode: textOf(info['clr_optins']),
    day: day.success ? (day.data as CalendarDate) : null,
    total: amountOf(info, 'medfee_sumamt'),
    fund: amountOf(info, 'fund_pay_sumamt'),
    account: amountOf(info, 'acct_pay'),
    returned: !/^0+$/.test(flag),
  };
}
