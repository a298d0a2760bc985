import { hospitalText, plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import { ACCOUNT_FLAG } from './account-flag.ts';
import type {
  AdmissionContent,
  CareAsked,
  CentreContent,
  ChargesComparisonContent,
  ChargesContent,
  DischargeContent,
  InsuredPerson,
  SettlementContent,
} from '../ports/centre-gateway.ts';
import type { Person } from '../../../shared/model/stay.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import type { CentreSettings } from './centre-settings.ts';
import { outpatientInput } from './outpatient-codec.ts';
import { listStateInput, settlementListInput } from './list-codec.ts';
import { reversalInput } from './reversal-codec.ts';
import { admissionFields, certType, chargeFields, credential, diagnosisRows, extraContent, LEAVING_WAYS, stayType } from './stay-fields.ts';

// National field names live in this folder only. Sections are those of the interface reference.

/** §11.1: use of the code at the admission desk, by the platform's list of uses. */
const USE_AT_ADMISSION = '01103';

/** §11.1, 6101: its names are in camel case there, too. */
export const voucherInput = (settings: CentreSettings, scanned: string): object => ({
  data: {
    [settings.voucherField]: scanned,
    orgId: settings.hospitalCode,
    businessType: USE_AT_ADMISSION,
    operatorId: settings.operatorNumber.slice(0, 20),
    operatorName: settings.operatorName.slice(0, 30),
    officeId: settings.windowNumber,
    officeName: settings.windowName.slice(0, 30),
  },
});

/** The token of a 医保电子凭证 stands for the person where a card or a document would. */
const byToken = (token: string): Record<string, string> => ({ mdtrt_cert_type: '01', mdtrt_cert_no: token, card_sn: '' });

/** §3.1 */
export const personInput = (person: Person, voucherToken?: string): object => ({
  data: {
    ...(voucherToken === undefined ? credential(person) : byToken(voucherToken)),
    begntime: '',
    psn_cert_type: certType(person),
    certno: person.certNumber,
    psn_name: person.name,
  },
});

/** What an act is told about. */
export function careOf(content: CentreContent): CareAsked {
  if ('careKind' in content) return content.careKind;
  if ('visitType' in content) return content.visitType;
  return 'order' in content ? content.order.careKind : 'inpatient';
}

/** §3.2, for the type of care that the visit is registered under. */
export const eligibilityInput = (settings: CentreSettings, insured: InsuredPerson, on: Instant, care: CareAsked): object => ({
  data: {
    psn_no: insured.personNumber,
    insutype: insured.schemeCode,
    fixmedins_code: settings.hospitalCode,
    med_type: care === 'inpatient' || care === 'day-care' ? stayType(settings, care) : settings.visitTypes[care],
    begntime: hospitalText(on),
    endtime: '',
  },
});

/** §3.3, 5303: who is in hospital around an instant. */
export const inHospitalInput = (insured: InsuredPerson, on: Instant): object => ({
  data: {
    psn_no: insured.personNumber,
    begntime: hospitalText(plusMilliseconds(on, -365 * 86_400_000)),
    endtime: hospitalText(plusMilliseconds(on, 86_400_000)),
  },
});

/** §7.7, 5203. "" where the number is not known: not every platform answers then. */
export const settlementQueryInput = (insured: InsuredPerson, settlementNumber: string, visitNumber: string): object => ({
  data: { psn_no: insured.personNumber, setl_id: settlementNumber, mdtrt_id: visitNumber },
});

/** §7.7, 5204: without a settlement's number, the lines of the visit. */
export const linesQueryInput = ({ insured, visitNumber }: ChargesComparisonContent): object => ({
  data: { psn_no: insured.personNumber, setl_id: '', mdtrt_id: visitNumber },
});

/** §7.7, 5202: its input is that of its like, own knowledge. */
export const diagnosesQueryInput = (insured: InsuredPerson, visitNumber: string): object => ({
  data: { psn_no: insured.personNumber, mdtrt_id: visitNumber },
});

/** The input of an act. */
export function actInput(settings: CentreSettings, content: CentreContent): object {
  switch (content.kind) {
    case 'admission':
      return admissionInput(settings, content);
    case 'charges':
      return chargesInput(settings, content);
    case 'discharge':
      return dischargeInput(content);
    case 'settlement':
      return settlementInput(settings, content);
    case 'settlement-adoption':
      return settlementQueryInput(content.insured, content.settlementNumber, content.visitNumber);
    case 'charges-comparison':
      return linesQueryInput(content);
    case 'settlement-list':
      return settlementListInput(settings, content);
    case 'settlement-list-reversal':
      return listStateInput(content);
    case 'visit':
    case 'visit-details':
    case 'visit-charges':
    case 'visit-settlement':
    case 'visit-settlement-reversal':
    case 'visit-charges-reversal':
    case 'visit-reversal':
      return outpatientInput(settings, content);
    default:
      return reversalInput(settings, content);
  }
}

/** §4.1 */
function admissionInput(settings: CentreSettings, content: AdmissionContent): object {
  const { insured, order, stayNumber, admittedAt } = content;
  return {
    mdtrtinfo: {
      psn_no: insured.personNumber,
      insutype: insured.schemeCode,
      coner_name: content.contactName,
      tel: content.contactPhone,
      begntime: hospitalText(admittedAt),
      ...credential(insured.person),
      cert_type: certType(insured.person),
      certno: insured.person.certNumber,
      med_type: stayType(settings, order.careKind),
      ipt_no: stayNumber,
      exp_content: extraContent(content),
      ...admissionFields(order, stayNumber),
      insuplc_admdvs: insured.insuredPlaceCode,
      mdtrtarea_admvs: settings.region,
    },
    diseinfo: diagnosisRows(insured, order.diagnoses, order.department, order.attendingDoctor, order.issuedAt),
  };
}

/** §5.1 */
function chargesInput(settings: CentreSettings, { insured, visitNumber, lines, careKind }: ChargesContent): object {
  return {
    feedetail: lines.map((line) => ({
      init_feedetl_sn: line.originalLineNumber ?? '',
      mdtrt_id: visitNumber,
      psn_no: insured.personNumber,
      med_type: stayType(settings, careKind),
      ...chargeFields(line),
    })),
  };
}

/** §5.2: takes exactly the lines of one upload back. */
export const chargesBackInput = ({ insured, visitNumber, lines }: ChargesContent): object => ({
  data: lines.map((line) => ({ feedetl_sn: line.lineNumber, mdtrt_id: visitNumber, psn_no: insured.personNumber })),
});

/** §4.2 */
function dischargeInput({ insured, visitNumber, notice, order }: DischargeContent): object {
  return {
    dscginfo: {
      mdtrt_id: visitNumber,
      psn_no: insured.personNumber,
      insutype: insured.schemeCode,
      endtime: hospitalText(notice.leftAt),
      dscg_dept_codg: notice.department.code,
      dscg_dept_name: notice.department.name,
      dscg_bed: notice.bed,
      dscg_way: LEAVING_WAYS[notice.way],
      ...(notice.way === 'death' ? { die_date: hospitalText(notice.leftAt).slice(0, 10) } : {}),
    },
    diseinfo: diagnosisRows(insured, notice.diagnoses, notice.department, order.attendingDoctor, notice.leftAt).map((row) => ({
      mdtrt_id: visitNumber,
      ...row,
    })),
  };
}

/** §5.3 and §5.4: one shape for the pre-settlement and the settlement. */
export function settlementInput(settings: CentreSettings, content: SettlementContent): object {
  const { insured, visitNumber, total, sums } = content;
  return {
    data: {
      psn_no: insured.personNumber,
      ...credential(insured.person),
      psn_cert_type: certType(insured.person),
      certno: insured.person.certNumber,
      psn_type: insured.personClassCode,
      psn_name: insured.person.name,
      medfee_sumamt: total.toString(),
      psn_setlway: settings.codes.settlementWay,
      mdtrt_id: visitNumber,
      insutype: insured.schemeCode,
      acct_used_flag: ACCOUNT_FLAG[content.account],
      mid_setl_flag: content.interim === true ? '1' : '0',
      invono: '',
      ...(sums === null
        ? {}
        : {
            fulamt_ownpay_amt: sums.selfPaid.toString(),
            overlmt_selfpay: sums.overCap.toString(),
            preselfpay_amt: sums.firstShare.toString(),
            inscp_scp_amt: sums.inScope.toString(),
          }),
      dscgTime: hospitalText(content.leftAt).slice(0, 10),
      insuplc_admdvs: insured.insuredPlaceCode,
      mdtrtarea_admvs: settings.region,
    },
  };
}
