import type { z } from 'zod';
import type { admissionContract } from '../../../../shared/contract/admission-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { consentFor, insertConsent, insertConsentWithdrawal } from '../../db/repositories/door-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findCoverage, findPatient } from '../../db/repositories/patient-repository.ts';
import { insertPremium } from '../../db/repositories/premium-repository.ts';
import { isVerifiedPatient, type LookupService } from './lookup-service.ts';

/** Version of the consent's text; a new wording is a new number. */
export const CONSENT_TEXT = '1';

type ConsentRequest = z.output<typeof admissionContract.consent.request>;

interface ConsentDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly lookups: LookupService;
}

/** Keeps the word of the patient for this admission, the first one given, and asks the bank when it was yes. Errors: see the contract. */
export async function giveConsent({ db, clock, lookups }: ConsentDeps, request: ConsentRequest, clerkId: string): Promise<void> {
  const { orderNumber, patientId, given, signedBy, agent } = request;
  if (findOrder(db, orderNumber) === undefined) throw new AppError('not-found', 'order.not-found', 'no such order', { orderNumber });
  const patient = findPatient(db, patientId);
  if (patient === undefined) throw new AppError('not-found', 'patient.not-found', 'no such patient');
  // Who he is, is only his word: nothing of the person whose number he named reaches the bank (国令735号).
  if (!isVerifiedPatient(db, patientId))
    throw new AppError('rule', 'identity.to-verify', 'read his card, scan his code or see his document first');
  const at = clock.now();
  db.transaction(() => {
    if (consentFor(db, orderNumber, patientId) !== undefined) return;
    insertConsent(db, orderNumber, patientId, { given, signedBy, signer: agent, textVersion: CONSENT_TEXT, clerkId, at });
    insertAudit(db, { at, clerkId, event: 'bank-consent', subjectId: patientId, facts: { given: given ? 'yes' : 'no', signedBy } });
  }).immediate();
  if (given) await lookups.askBank(patientId, patient);
}

/** From now on the bank is asked nothing more about him; what it has confirmed stands. Errors: conflict/consent.not-given. */
export function withdrawConsent(
  { db, clock }: Pick<ConsentDeps, 'db' | 'clock'>,
  { orderNumber, patientId }: z.output<typeof admissionContract.withdrawConsent.request>,
  clerkId: string,
): void {
  const at = clock.now();
  db.transaction(() => {
    if (consentFor(db, orderNumber, patientId)?.given !== true)
      throw new AppError('conflict', 'consent.not-given', 'no consent to take back');
    insertConsentWithdrawal(db, orderNumber, clerkId, at);
    insertAudit(db, { at, clerkId, event: 'bank-consent-withdrawn', subjectId: patientId, facts: {} });
  }).immediate();
}

/** The day on his receipt. Errors: not-found/patient.not-found. */
export function savePremium(
  { db, clock }: Pick<ConsentDeps, 'db' | 'clock'>,
  { coverageId, paidOn }: z.output<typeof admissionContract.premium.request>,
  clerkId: string,
): void {
  const at = clock.now();
  if (findCoverage(db, coverageId) === undefined) throw new AppError('not-found', 'patient.not-found', 'no such coverage');
  db.transaction(() => {
    insertPremium(db, coverageId, { paidOn, at, clerkId });
    insertAudit(db, { at, clerkId, event: 'premium-noted', subjectId: coverageId, facts: { paidOn } });
  }).immediate();
}
