import { hospitalText } from '../../../shared/time/calendar-date.ts';
import type { ReversalContent } from '../ports/centre-gateway.ts';
import type { CentreSettings } from './centre-settings.ts';
import { admissionFields, credential, diagnosisRows, extraContent, stayType } from './stay-fields.ts';

/** The input of an act that takes something back, or changes it. Sections are those of the interface reference. */
export function reversalInput(settings: CentreSettings, content: ReversalContent): object {
  const psn_no = content.insured.personNumber;
  switch (content.kind) {
    case 'settlement-reversal': // §5.6
      return { data: { mdtrt_id: content.visitNumber, setl_id: content.settlementNumber, psn_no, exp_content: '' } };
    case 'discharge-reversal': // §4.4
    case 'admission-reversal':
      return { data: { mdtrt_id: content.visitNumber, psn_no, exp_content: '' } };
    case 'charges-reversal': // §5.2: "0000" is every line that is not settled
      return { data: [{ feedetl_sn: '0000', mdtrt_id: content.visitNumber, psn_no, exp_content: '' }] };
    case 'charges-removal':
      return { data: [{ feedetl_sn: content.lineNumber ?? '0000', mdtrt_id: content.visitNumber, psn_no, exp_content: '' }] };
    case 'message-reversal': // §7.5
      return { data: { psn_no, omsgid: content.originalMessageId, oinfno: content.originalNumber } };
    case 'admission-change':
      return changeInput(settings, content);
    default: {
      const never: never = content;
      return never;
    }
  }
}

/** §4.3: the stay number has another name than in 2401, and the place and person fields are not there. */
function changeInput(settings: CentreSettings, content: Extract<ReversalContent, { kind: 'admission-change' }>): object {
  const { insured, order, stayNumber, visitNumber, admittedAt } = content;
  return {
    adminfo: {
      mdtrt_id: visitNumber,
      psn_no: insured.personNumber,
      begntime: hospitalText(admittedAt),
      endtime: '',
      mdtrt_cert_type: credential(insured.person)['mdtrt_cert_type'],
      med_type: stayType(settings, order.careKind),
      ipt_otp_no: stayNumber,
      ...admissionFields(order, stayNumber),
      exp_content: extraContent(content),
    },
    diseinfo: diagnosisRows(insured, order.diagnoses, order.department, order.attendingDoctor, order.issuedAt),
  };
}
