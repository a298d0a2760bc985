import { hospitalText } from '../../../shared/time/calendar-date.ts';
import type { OutpatientContent } from '../ports/outpatient.ts';
import type { Transaction } from './transactions.ts';
import { certType, credential } from './stay-fields.ts';

/** Acts of a visit; how a lost answer is found out, and what takes it back. Source: interface reference §6, §8.3. */
export const OUTPATIENT: Readonly<Record<OutpatientContent['kind'], Transaction>> = {
  visit: { number: '2201', find: ['5201'], undo: null },
  'visit-details': { number: '2203', find: [], undo: 'repeat' },
  'visit-charges': { number: '2204', find: [], undo: '2205' },
  'visit-settlement': { number: '2207', find: ['5203'], undo: '2601' },
  'visit-settlement-reversal': { number: '2208', find: ['5203'], undo: null },
  'visit-charges-reversal': { number: '2205', find: [], undo: 'repeat' },
  'visit-reversal': { number: '2202', find: ['5201'], undo: null },
};

const ACCOUNT = { none: '0', own: '1', family: '2' } as const;

/** The input of an act of a visit (§6). */
export function outpatientInput(content: OutpatientContent): object {
  const psn_no = content.insured.personNumber;
  const mdtrt_id = content.visitNumber;
  switch (content.kind) {
    case 'visit':
      return visitInput(content);
    case 'visit-details':
      return detailsInput(content);
    case 'visit-charges':
      return { feedetail: content.lines.map((line) => chargeRow(content, line)) };
    case 'visit-settlement':
      return visitSettlementInput(content);
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

type Of<Kind extends OutpatientContent['kind']> = Extract<OutpatientContent, { kind: Kind }>;

function visitInput({ insured, outpatientNumber, at, department, doctor, caty }: Of<'visit'>): object {
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
      caty,
    },
  };
}

function detailsInput({ insured, visitNumber, at, visitType, disease, diagnoses, department, doctor }: Of<'visit-details'>): object {
  return {
    mdtrtinfo: {
      mdtrt_id: visitNumber,
      psn_no: insured.personNumber,
      med_type: visitType,
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

function chargeRow({ insured, visitNumber, batch }: Of<'visit-charges'>, line: Of<'visit-charges'>['lines'][number]): object {
  return {
    feedetl_sn: line.lineNumber,
    mdtrt_id: visitNumber,
    psn_no: insured.personNumber,
    chrg_bchno: batch,
    rx_circ_flag: line.external ? '1' : '0',
    fee_ocur_time: hospitalText(line.occurredAt),
    med_list_codg: line.itemCode,
    medins_list_codg: line.hospitalItemCode,
    det_item_fee_sumamt: line.amount.toString(),
    cnt: line.quantity,
    pric: line.unitPrice,
    bilg_dept_codg: line.department.code,
    bilg_dept_name: line.department.name,
    bilg_dr_codg: line.doctor.code,
    bilg_dr_name: line.doctor.name,
    hosp_appr_flag: '0',
  };
}

/** 2206 and 2207: one shape; the pre-settlement needs no sums, and they do no harm there. */
export function visitSettlementInput({ insured, visitNumber, batch, visitType, total, sums, account }: Of<'visit-settlement'>): object {
  return {
    data: {
      psn_no: insured.personNumber,
      ...personFields(insured),
      med_type: visitType,
      medfee_sumamt: total.toString(),
      psn_setlway: '01',
      mdtrt_id: visitNumber,
      chrg_bchno: batch,
      insutype: insured.schemeCode,
      acct_used_flag: ACCOUNT[account],
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
