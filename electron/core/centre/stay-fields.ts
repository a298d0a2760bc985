import type { AdmissionOrder, Coded, Diagnosis, Person } from '../../../shared/model/stay.ts';
import { hospitalText, type Instant } from '../../../shared/time/calendar-date.ts';
import type { InsuredPerson } from '../ports/centre-gateway.ts';

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
