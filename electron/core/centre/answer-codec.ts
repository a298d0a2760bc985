import type { ActResult, LineResult, LineThere } from '../../../shared/model/attempt-outcome.ts';
import { readIdentityNumber } from '../../../shared/identity/identity-number.ts';
import type { InsuredStatus, Person } from '../../../shared/model/stay.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import type { Money } from '../../../shared/money/money.ts';
import { type CalendarDate, calendarDateSchema, type Instant, instantFromHospitalText } from '../../../shared/time/calendar-date.ts';
import type {
  AdoptionContent,
  CentreContent,
  InsuredPerson,
  SettlementContent,
  SettlementReversalContent,
  Voucher,
  YearToDate,
} from '../ports/centre-gateway.ts';
import { amountOf, amountOrNull, mustBeOurs, nodeOf, objectIn, requiredText, rowsOf, textOf, unreadable } from './answer.ts';
import type { VisitSettlementContent, VisitSettlementReversalContent } from '../ports/outpatient.ts';
import type { CentreSettings } from './centre-settings.ts';
import { readListNumber } from './list-codec.ts';
import { readClearing, readFunds, readSplit } from './split-codec.ts';

type Fields = Readonly<Record<string, unknown>>;

/** §3.1: the person's number and every insured status. */
export function readPerson(output: Fields): { readonly personNumber: string; readonly statuses: readonly InsuredStatus[] } {
  const base = rowsOf(output, 'baseinfo')[0];
  if (base === undefined) throw unreadable('baseinfo');
  return {
    personNumber: requiredText(base, 'psn_no'),
    statuses: rowsOf(output, 'insuinfo').map((row) => ({
      schemeCode: requiredText(row, 'insutype'),
      personClassCode: textOf(row['psn_type']),
      insuredPlaceCode: requiredText(row, 'insuplc_admdvs'),
      active: textOf(row['psn_insu_stas']) === '1',
      statusCode: textOf(row['psn_insu_stas']),
      from: dayOrNull(row, 'psn_insu_date'),
      balance: amountOrNull(row, 'balc'),
    })),
  };
}

const SEX_CODES: Readonly<Record<string, Person['sex']>> = { '1': 'male', '2': 'female' };

/** §11.1: the answer lies in the output, or in its node `data`, as an object or as text. An identity number says day of birth and sex itself. */
export function readVoucher(output: Fields): Voucher {
  const inner = output['data'];
  const fields = typeof inner === 'string' ? objectIn(inner) : rowsOf(output, 'data')[0];
  const node = fields ?? output;
  const certNumber = requiredText(node, 'idNo');
  const known = readIdentityNumber(certNumber);
  return {
    token: requiredText(node, 'ecToken'),
    person: {
      name: requiredText(node, 'userName'),
      certType: ['', '01'].includes(textOf(node['idType'])) ? 'id-card' : 'other',
      certNumber: known?.number ?? certNumber,
      sex: known?.sex ?? SEX_CODES[textOf(node['gender'])] ?? 'unknown',
      birthOn: known?.birthOn ?? dayOrNull(node, 'birthday'),
      cardNumber: null,
      cardSerial: null,
    },
  };
}

function dayOrNull(row: Fields, name: string): CalendarDate | null {
  const parsed = calendarDateSchema.safeParse(textOf(row[name]).slice(0, 10));
  return parsed.success ? parsed.data : null;
}

/** §3.2: the basic pooled fund decides; its own words are the reason. */
export function readEligibility(
  output: Fields,
  basicFunds: readonly string[],
): { readonly eligible: boolean; readonly reason: string | null } {
  const rows = rowsOf(output, 'trtinfo');
  const basic = rows.find((row) => basicFunds.includes(textOf(row['fund_pay_type']))) ?? rows[0];
  if (basic === undefined) throw unreadable('trtinfo');
  const flag = textOf(basic['trt_enjymnt_flag']);
  if (flag !== '0' && flag !== '1') throw unreadable('trt_enjymnt_flag');
  const eligible = flag === '1';
  return { eligible, reason: eligible ? null : textOf(basic['trt_chk_rslt']) || null };
}

/** §3.3: the values of one year and scheme by the platform's own codes. */
export function readYear(
  output: Fields,
  codes: CentreSettings['accumulatorCodes'],
  schemeCode: string,
  year: number,
  askedAt: Instant,
): YearToDate {
  const rows = rowsOf(output, 'cuminfo').filter((row) => textOf(row['insutype']) === schemeCode && textOf(row['year']) === String(year));
  const value = (code: string): Money | null => {
    const row = rows.find((candidate) => textOf(candidate['cum_type_code']) === code);
    return row === undefined ? null : amountOf(row, 'cum');
  };
  const stays = value(codes.stayCount);
  return {
    year,
    stayCount: stays === null ? null : Math.trunc(stays.toFen() / 100),
    deductible: value(codes.deductible),
    pooledFund: value(codes.pooledFund),
    largeAmountBurden: value(codes.burden),
    outpatientDeductible: value(codes.outpatientDeductible),
    outpatientFund: value(codes.outpatientFund),
    askedAt,
  };
}

/** What an acknowledged act brought. Throws unknown/centre.unreadable-answer: the act stays unknown then. */
export function readResult(content: CentreContent, output: Fields): { readonly numberThere: string; readonly result: ActResult } {
  switch (content.kind) {
    case 'admission': {
      const visitNumber = requiredText(nodeOf(output, 'result'), 'mdtrt_id');
      return { numberThere: visitNumber, result: { kind: 'admission', visitNumber } };
    }
    case 'charges':
      return {
        numberThere: content.visitNumber,
        result: {
          kind: 'charges',
          lines: readLines(output, numbersOf(content.lines)),
        },
      };
    case 'visit': {
      const data = nodeOf(output, 'data');
      mustBeOurs(data, 'psn_no', content.insured.personNumber);
      mustBeOurs(data, 'ipt_otp_no', content.outpatientNumber);
      const visitNumber = requiredText(data, 'mdtrt_id');
      return { numberThere: visitNumber, result: { kind: 'visit', visitNumber } };
    }
    case 'visit-charges':
      return { numberThere: content.batch, result: { kind: 'visit-charges', lines: readLines(output, numbersOf(content.lines)) } };
    case 'discharge':
      return { numberThere: content.visitNumber, result: { kind: 'discharge' } };
    case 'settlement':
    case 'settlement-adoption':
    case 'visit-settlement':
      return readSettlement(content, output);
    case 'settlement-reversal':
    case 'visit-settlement-reversal':
      return readSettlementReversal(content, output);
    case 'charges-comparison': // never from its first answer: see find-out.ts
      throw unreadable('feedetl_sn');
    case 'settlement-list': {
      const listNumber = readListNumber(output);
      return { numberThere: listNumber, result: { kind: 'settlement-list', listNumber } };
    }
    case 'settlement-list-reversal':
      return { numberThere: content.settlementNumber, result: { kind: content.kind } };
    case 'message-reversal':
      return { numberThere: content.originalMessageId, result: { kind: content.kind } };
    default: // no output: `infcode` 0 is the whole answer
      return { numberThere: content.visitNumber, result: { kind: content.kind } };
  }
}

const numbersOf = (lines: readonly { readonly lineNumber: string }[]): readonly string[] => lines.map(({ lineNumber }) => lineNumber);

/** §5.1: one result for each line that was sent. */
function readLines(output: Fields, sent: readonly string[]): readonly LineResult[] {
  const rows = new Map(rowsOf(output, 'result').map((row) => [textOf(row['feedetl_sn']), row]));
  return sent.map((lineNumber) => {
    const row = rows.get(lineNumber);
    if (row === undefined) throw unreadable('result');
    return {
      lineNumber,
      itemClass: textOf(row['chrgitm_lv']),
      selfPaid: amountOf(row, 'fulamt_ownpay_amt'),
      overCap: amountOf(row, 'overlmt_amt'),
      firstShare: amountOf(row, 'preselfpay_amt'),
      inScope: amountOf(row, 'inscp_scp_amt'),
      words: textOf(row['memo']),
    };
  });
}

/**
 * §7.7, 5204: node and field names are those of the line's own upload. What belongs to a settlement already counts as there, too. Lines of another visit
 * make it unreadable: these are not the lines that were asked for.
 */
export const readLinesThere = (output: Fields, visitNumber: string): readonly LineThere[] =>
  ['data', 'feedetail', 'feedetlinfo']
    .flatMap((name) => rowsOf(output, name))
    .map((row) => {
      mustBeOurs(row, 'mdtrt_id', visitNumber);
      return { lineNumber: requiredText(row, 'feedetl_sn'), amount: requiredAmount(row, 'det_item_fee_sumamt') };
    });

/** A line without its amount would look like another one. */
function requiredAmount(row: Fields, name: string): Money {
  const amount = amountOrNull(row, name);
  if (amount === null) throw unreadable(name);
  return amount;
}

/** An answer about another visit, person or total than ours is not ours, whoever mixed them up. */
function readSettlement(
  content: SettlementContent | AdoptionContent | VisitSettlementContent,
  output: Fields,
): { readonly numberThere: string; readonly result: ActResult } {
  const info = infoOf(content, output);
  if (content.kind === 'settlement-adoption') mustBeOurs(info, 'setl_id', content.settlementNumber);
  const settlementNumber = requiredText(info, 'setl_id');
  const settledAt = instantFromHospitalText(requiredText(info, 'setl_time'));
  if (settledAt === undefined) throw unreadable('setl_time');
  const split = readSplit(info);
  if (content.kind !== 'settlement-adoption' && !split.total.equals(content.total)) throw unreadable('medfee_sumamt');
  // What somebody else made is taken over only while it stands.
  if (content.kind === 'settlement-adoption' && !/^0+$/.test(textOf(info['refd_setl_flag']))) throw unreadable('refd_setl_flag');
  return {
    numberThere: settlementNumber,
    result: { kind: 'settlement', settlementNumber, settledAt, split, clearing: readClearing(info), funds: readFunds(output) },
  };
}

/** §5.6. Amounts come back negative in some places, positive in others: only whose settlement it was is read. */
function readSettlementReversal(
  content: SettlementReversalContent | VisitSettlementReversalContent,
  output: Fields,
): { readonly numberThere: string; readonly result: ActResult } {
  const info = infoOf(content, output);
  const reversalNumber = textOf(info['setl_id']);
  const reversedAt = instantFromHospitalText(textOf(info['setl_time'])) ?? null;
  return { numberThere: reversalNumber || content.settlementNumber, result: { kind: 'settlement-reversal', reversalNumber, reversedAt } };
}

/** 2303 and 2206: figures of another visit are none. */
export const readPreSettlement = (content: SettlementContent | VisitSettlementContent, output: Fields): Split =>
  readSplit(infoOf(content, output));

function infoOf(content: { readonly visitNumber: string; readonly insured: InsuredPerson }, output: Fields): Fields {
  const info = nodeOf(output, 'setlinfo');
  mustBeOurs(info, 'mdtrt_id', content.visitNumber);
  mustBeOurs(info, 'psn_no', content.insured.personNumber);
  return info;
}
