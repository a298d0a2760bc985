import { hospitalText } from '../../../shared/time/calendar-date.ts';
import { ACCOUNT_FLAG } from './account-flag.ts';
import type { OutpatientContent, VisitChargesContent, VisitSettlementContent } from '../ports/outpatient.ts';
import type { CentreSettings } from './centre-settings.ts';
import { certType, chargeFields, credential } from './stay-fields.ts';

/** The input of an act of a visit (§6). */
export function outpatientInput(settings: CentreSettings, content: OutpatientContent): object {
  const psn_no = content.insured.personNumber;
  const mdtrt_id = content.visitNumber;
  switch (content.kind) {
    case 'visit':
      return visitInput(content);
    case 'visit-details':
      return detailsInput(settings, content);
    case 'visit-charges':
      return { feedetail: content.lines.map((line) => chargeRow(content, line)) };
    case 'visit-settlement':
      return visitSettlementInput(settings, content);
    case 'visit-settlement-reversal':
      return { data: { setl_id: content.settlementNumber, mdtrt_id, psn_no } };
    case 'visit-charges-reversal': // "0000" is every batch that is not settled
      return { data: { mdtrt_id, chrg_bchno: '0000', psn_no } };
    case 'visit-reversal':
      return { data: { psn_no, mdtrt_id, ipt_otp_no: content.outpatientNumber } };
    default: {
      const never: never = content;
      return never;
    }
  }
}

/** §6, 2205: takes exactly one batch back. */
export const batchBackInput = ({ insured, visitNumber, batch }: VisitChargesContent): object => ({
  data: { mdtrt_id: visitNumber, chrg_bchno: batch, psn_no: insured.personNumber },
});

type Of<Kind extends OutpatientContent['kind']> = Extract<OutpatientContent, { kind: Kind }>;

/** `caty`: the department's own code, which follows the national list of departments. */
function visitInput({ insured, outpatientNumber, at, department, doctor }: Of<'visit'>): object {
  return {
    data: {
      psn_no: insured.personNumber,
      insutype: insured.schemeCode,
      begntime: hospitalText(at),
      ...personFields(insured),
      ipt_otp_no: outpatientNumber,
      atddr_no: doctor.code,
      dr_name: doctor.name,
      dept_code: department.code,
      dept_name: department.name,
      caty: department.code.slice(0, 10),
    },
  };
}

function detailsInput(settings: CentreSettings, content: Of<'visit-details'>): object {
  const { insured, visitNumber, at, visitType, disease, diagnoses, department, doctor } = content;
  return {
    mdtrtinfo: {
      mdtrt_id: visitNumber,
      psn_no: insured.personNumber,
      med_type: settings.visitTypes[visitType],
      begntime: hospitalText(at),
      dise_codg: disease.code,
      dise_name: disease.name,
    },
    diseinfo: diagnoses.map((diagnosis, index) => ({
      diag_type: '1',
      diag_srt_no: String(index + 1),
      diag_code: diagnosis.code,
      diag_name: diagnosis.name,
      diag_dept: department.code,
      dise_dor_no: doctor.code,
      dise_dor_name: doctor.name,
      diag_time: hospitalText(at),
      vali_flag: '1',
    })),
  };
}

function chargeRow({ insured, visitNumber, batch }: VisitChargesContent, line: VisitChargesContent['lines'][number]): object {
  return {
    mdtrt_id: visitNumber,
    psn_no: insured.personNumber,
    chrg_bchno: batch,
    rx_circ_flag: '0', // what was bought outside is not in the hospital's bill
    ...chargeFields(line),
  };
}

/** 2206 and 2207: one shape; the pre-settlement needs no sums, and they do no harm there. */
export function visitSettlementInput(settings: CentreSettings, content: VisitSettlementContent): object {
  const { insured, visitNumber, batch, visitType, total, sums, account } = content;
  return {
    data: {
      psn_no: insured.personNumber,
      ...personFields(insured),
      med_type: settings.visitTypes[visitType],
      medfee_sumamt: total.toString(),
      psn_setlway: settings.codes.settlementWay,
      mdtrt_id: visitNumber,
      chrg_bchno: batch,
      insutype: insured.schemeCode,
      acct_used_flag: ACCOUNT_FLAG[account],
      invono: '',
      fulamt_ownpay_amt: sums.selfPaid.toString(),
      overlmt_selfpay: sums.overCap.toString(),
      preselfpay_amt: sums.firstShare.toString(),
      inscp_scp_amt: sums.inScope.toString(),
    },
  };
}

function personFields({ person, personClassCode }: OutpatientContent['insured']): Record<string, string> {
  return {
    ...credential(person),
    psn_cert_type: certType(person),
    certno: person.certNumber,
    psn_type: personClassCode,
    psn_name: person.name,
  };
}
