import type { AdmissionOrder, ChargeItem, Coded, Diagnosis, Person, StayKind } from '../../../shared/model/stay.ts';
import { hospitalText, type Instant } from '../../../shared/time/calendar-date.ts';
import type { AdmissionContent, InsuredPerson } from '../ports/centre-gateway.ts';
import type { CentreSettings } from './centre-settings.ts';

// Fields that several transactions of a stay share.

/** Credential as 1101, 2401 and 2304 want it: the card when it was read, else the identity card's number. */
export function credential(person: Person): Record<string, string> {
  const byCard = person.cardNumber !== null && person.cardSerial !== null;
  return {
    mdtrt_cert_type: byCard ? '03' : '02',
    mdtrt_cert_no: byCard ? (person.cardNumber ?? '') : person.certNumber,
    card_sn: byCard ? (person.cardSerial ?? '') : '',
  };
}

export const certType = (person: Person): string => (person.certType === 'id-card' ? '01' : '99');

export function diagnosisRows(
  insured: InsuredPerson,
  all: readonly Diagnosis[],
  department: Coded,
  doctor: Coded,
  at: Instant,
): readonly Record<string, string>[] {
  return all.map((diagnosis, index) => ({
    psn_no: insured.personNumber,
    diag_type: '1',
    maindiag_flag: diagnosis.main ? '1' : '0',
    diag_srt_no: String(index + 1),
    diag_code: diagnosis.code,
    diag_name: diagnosis.name,
    diag_dept: department.code,
    dise_dor_no: doctor.code,
    dise_dor_name: doctor.name,
    diag_time: hospitalText(at),
  }));
}

/** A charge line as 2301 and 2204 have it alike. */
export const chargeFields = (line: ChargedLine): Record<string, string> => ({
  feedetl_sn: line.lineNumber,
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
});

type ChargedLine = Pick<
  ChargeItem,
  'lineNumber' | 'occurredAt' | 'itemCode' | 'hospitalItemCode' | 'amount' | 'quantity' | 'unitPrice' | 'department' | 'doctor'
>;

/** What 2401 and 2403 say of the stay in the hospital, from its order. */
export function admissionFields(order: AdmissionOrder, stayNumber: string): Record<string, string> {
  const main = order.diagnoses.find(({ main }) => main);
  return {
    medrcdno: stayNumber,
    atddr_no: order.attendingDoctor.code,
    chfpdr_name: order.attendingDoctor.name,
    adm_diag_dscr: main?.name ?? '',
    adm_dept_codg: order.department.code,
    adm_dept_name: order.department.name,
    adm_bed: order.bed,
    dscg_maindiag_code: main?.code ?? '',
    dscg_maindiag_name: main?.name ?? '',
  };
}

/** The type of care as this bureau counts it. */
export const stayType = (settings: CentreSettings, careKind: StayKind): string =>
  careKind === 'day-care' ? settings.dayCareStayType : settings.ordinaryStayType;

/** §4.1: ordinary, emergency or rescue (which counts as filed), referred. */
const STAY_TYPES = { outpatient: '1', emergency: '2', transfer: '3' } as const;

/** A JSON text inside the JSON, its names in capitals. Whether another pays is asked only where he is injured. */
export function extraContent({ order, injury }: Pick<AdmissionContent, 'order' | 'injury'>): string {
  const flag = (yes: boolean) => (yes ? '1' : '0');
  const flags =
    injury === null ? {} : { TRUM_FLAG: flag(injury.injured), ...(injury.injured ? { REL_TTP_FLAG: flag(injury.otherPayer) } : {}) };
  return JSON.stringify({ IPT_TYPE: STAY_TYPES[order.route], ...flags });
}

/** 离院方式, of 2402 and 4101. */
export const LEAVING_WAYS = { ordered: '1', transfer: '2', community: '3', 'against-advice': '4', death: '5', other: '9' } as const;
