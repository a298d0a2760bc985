import { hospitalText } from '../../../shared/time/calendar-date.ts';
import type { InsuredPerson, SettlementListContent, SettlementListReversalContent } from '../ports/centre-gateway.ts';
import { nodeOf, requiredText, rowsOf, textOf, unreadable } from './answer.ts';
import type { CentreSettings } from './centre-settings.ts';
import { certType, LEAVING_WAYS } from './stay-fields.ts';

type Fields = Readonly<Record<string, unknown>>;

const SEX = { male: '1', female: '2', unknown: '0' } as const;
/** 入院途径: emergency, outpatient, referred. */
const ADMISSION_WAYS = { emergency: '1', outpatient: '2', transfer: '3' } as const;
const DAY_MS = 86_400_000;

/** §7.6, 4101. What the reference marks mandatory, and what the desk knows beside it; operations, intensive care and blood are the medical record's. */
export function settlementListInput(settings: CentreSettings, content: SettlementListContent): object {
  const { notice, funds } = content;
  return {
    setlinfo: { ...partiesOf(settings, content), ...stayOf(content), ...moneyOf(settings, content) },
    payinfo: funds.map(({ code, amount }) => ({ fund_pay_type: code, fund_payamt: amount.toString() })),
    opspdiseinfo: [],
    diseinfo: notice.diagnoses.map((diagnosis) => ({
      diag_type: '1',
      diag_code: diagnosis.code,
      diag_name: diagnosis.name,
      maindiag_flag: diagnosis.main ? '1' : '0',
    })),
    oprninfo: [],
    icuinfo: [],
    bldinfo: [],
  };
}

function partiesOf(settings: CentreSettings, { insured, contactName, contactPhone }: SettlementListContent): Fields {
  const { person, personNumber, insuredPlaceCode, schemeCode } = insured;
  return {
    psn_no: personNumber,
    psn_name: person.name,
    gend: SEX[person.sex],
    brdy: person.birthOn ?? '',
    ntly: settings.settlementList.nationality,
    patn_cert_type: certType(person),
    certno: person.certNumber,
    prfs: settings.settlementList.profession,
    coner_name: contactName,
    coner_tel: contactPhone,
    hi_type: schemeCode,
    insuplc: insuredPlaceCode,
    fixmedins_name: settings.hospitalName,
    fixmedins_code: settings.hospitalCode,
  };
}

function stayOf({ visitNumber, stayNumber, admittedAt, order, notice }: SettlementListContent): Fields {
  const days = Math.ceil((Date.parse(notice.leftAt) - Date.parse(admittedAt)) / DAY_MS);
  return {
    mdtrt_id: visitNumber,
    medcasno: stayNumber,
    adm_way: ADMISSION_WAYS[order.route],
    adm_time: hospitalText(admittedAt),
    adm_caty: order.department.code,
    dscg_time: hospitalText(notice.leftAt),
    dscg_caty: notice.department.code,
    act_ipt_days: String(Math.max(1, days)),
    diag_code_cnt: String(notice.diagnoses.length),
    dscg_way: LEAVING_WAYS[notice.way],
    chfpdr_name: order.attendingDoctor.name,
    chfpdr_code: order.attendingDoctor.code,
  };
}

function moneyOf({ settlementList }: CentreSettings, content: SettlementListContent): Fields {
  const { settlementNumber, stayNumber, admittedAt, settledAt, agencyCode, split, invoice } = content;
  return {
    setl_id: settlementNumber,
    bill_code: invoice.code,
    bill_no: invoice.number,
    biz_sn: stayNumber,
    setl_begn_date: hospitalText(admittedAt).slice(0, 10),
    setl_end_date: hospitalText(settledAt).slice(0, 10),
    psn_selfpay: split.inScopeOwnShare.toString(),
    psn_ownpay: split.selfPaid.plus(split.overCap).toString(),
    acct_pay: split.account.plus(split.familyAccount).toString(),
    psn_cashpay: split.cash.toString(),
    hi_paymtd: settlementList.paymentMethod,
    hsorg: agencyCode,
    medins_fill_dept: settlementList.department,
    medins_fill_psn: settlementList.person,
  };
}

const NOT_SUBMITTED = '0';

/** 4102: back to "not submitted". Its fields: own knowledge, the reference gives only the states. */
export const listStateInput = ({ insured, settlementNumber }: SettlementListReversalContent): object => ({
  data: { stastinfo: [{ psn_no: insured.personNumber, setl_id: settlementNumber, stas_type: NOT_SUBMITTED }] },
});

/** 4103, its fields as of 4102. */
export const listQueryInput = ({ personNumber }: InsuredPerson, settlementNumber: string): object => ({
  data: { psn_no: personNumber, setl_id: settlementNumber },
});

/** The number of a list that was taken, from wherever the platform puts it. */
export const readListNumber = (output: Fields): string =>
  requiredText([output, nodeOf(output, 'result'), nodeOf(output, 'data')].find((node) => 'setl_list_id' in node) ?? {}, 'setl_list_id');

/** A list as 4103 shows it; undefined where it shows none of this settlement. One without its number may be of this one: unreadable then. */
export function readListThere(
  output: Fields,
  settlementNumber: string,
): { readonly number: string; readonly submitted: boolean } | undefined {
  const rows = rowsOf(output, 'setlinfo');
  const row = rows.find((one) => textOf(one['setl_id']) === settlementNumber);
  if (row === undefined) {
    for (const one of rows) requiredText(one, 'setl_id');
    return undefined;
  }
  const state = textOf(row['stas_type']);
  if (!/^\d$/.test(state)) throw unreadable('stas_type');
  return { number: textOf(row['setl_list_id']) || settlementNumber, submitted: state !== NOT_SUBMITTED };
}
