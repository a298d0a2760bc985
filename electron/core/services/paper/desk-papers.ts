import type { Reminder } from '../../../../shared/contract/books-contract.ts';
import type { PaperContent } from '../../../../shared/contract/paper-contract.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { CONSENT_TEXT } from '../admission/consent.ts';
import { maskNumber } from '../stay/strip-service.ts';
import { notAllowed } from './not-allowed.ts';

type Content<Kind extends PaperContent['kind']> = Omit<
  Extract<PaperContent, { kind: Kind }>,
  'kind' | 'hospitalName' | 'clerkName' | 'windowNumber' | 'madeAt' | 'copy'
>;

/** 催款单 of one ward: who is short by even the least that is expected. Errors: rule/paper.not-allowed where nobody is. */
export function depositReminder(ward: string, reminders: readonly Reminder[]): Content<'deposit-reminder'> {
  const rows = reminders.filter((row) => row.ward === ward);
  if (rows.length === 0) throw notAllowed('nobody of this ward is short');
  const listed = rows.map(({ bed, patientName, stayNumber, held, locked, expected, short }) => ({
    bed,
    patientName,
    stayNumber,
    held,
    locked,
    expected,
    short,
  }));
  return { ward, rows: listed, short: Money.sum(rows.map(({ short }) => short)) };
}

/**
 * 单独同意书 before there is a stay: the patient reads and signs it, then the desk asks the bank. `subject`: number of the order and the patient's id,
 * with a bar between. Errors: rule/paper.not-allowed when either is not known.
 */
export function consentForm(db: ReadableDb, subject: string): Content<'consent-form'> {
  const [orderNumber = '', patientId = ''] = subject.split('|');
  const order = findOrder(db, orderNumber);
  const patient = findPatient(db, patientId as PatientId);
  if (order === undefined || patient === undefined) throw notAllowed('no such order or patient');
  return {
    patientName: patient.name,
    maskedCertNumber: maskNumber(patient.certNumber),
    orderNumber,
    department: order.department.name,
    textVersion: CONSENT_TEXT,
  };
}
