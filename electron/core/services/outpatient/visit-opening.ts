import { randomUUID } from 'node:crypto';
import type { WaitingVisit } from '../../../../shared/contract/visit-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, PatientId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { insertEncounter, openVisits, saveCoverage } from '../../db/repositories/encounter-repository.ts';
import { coveragesOf, findPatient, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { insertClaim } from '../../db/repositories/settlement-repository.ts';
import { findVisitOrder, waitingVisits } from '../../db/repositories/visit-repository.ts';
import { isVerifiedPatient, type LookupService, usualCoverage } from '../admission/lookup-service.ts';
import { chargedNow } from './visit-content.ts';
import type { VisitFacts } from './visit-facts.ts';
import { noteOnVisit, type VisitBooks } from './visit-sending.ts';

/** Visits that wait at the window, opened or not; of one patient, or of all (null). */
export function visitsThatWait(db: ReadableDb, patientId: PatientId | null): WaitingVisit[] {
  const certNumber = patientId === null ? null : (findPatient(db, patientId)?.certNumber ?? '');
  const opened = openVisits(db).filter((encounter) => patientId === null || encounter.patientId === patientId);
  const rows = [
    ...opened.map(({ id, orderNumber }) => ({ order: findVisitOrder(db, orderNumber), encounterId: id as EncounterId | null })),
    ...waitingVisits(db, certNumber).map((order) => ({ order, encounterId: null })),
  ];
  return rows.flatMap(({ order, encounterId }) => {
    if (order === undefined) return [];
    const lines = chargedNow(db, order);
    if (lines.length === 0 && encounterId === null) return [];
    const { orderNumber, patient, department, doctor, visitType, visitedAt } = order;
    const words = { department: department.name, doctor: doctor.name, patientName: maskName(patient.name) };
    return [
      {
        orderNumber,
        encounterId,
        ...words,
        visitType,
        visitedAt,
        total: Money.sum(lines.map(({ amount }) => amount)),
        lineCount: lines.length,
      },
    ];
  });
}

/** Errors: order.not-found, person.differs. */
export function openVisit(books: VisitBooks, orderNumber: string, patientId: PatientId, clerkId: string): EncounterId {
  const { db, clock } = books;
  const order = findVisitOrder(db, orderNumber);
  const patient = findPatient(db, patientId);
  if (order === undefined || patient === undefined) throw new AppError('not-found', 'order.not-found', 'no such visit', { orderNumber });
  if (patient.certNumber !== order.patient.certNumber)
    throw new AppError('conflict', 'person.differs', "the visit is another person's", { orderNumber });
  const all = coveragesOf(db, patientId);
  const coverage = usualCoverage(all) ?? all.find(({ schemeCode }) => schemeCode === SELF_PAY);
  invariant(coverage !== undefined, 'everybody who was identified may pay himself');
  const id = randomUUID() as EncounterId;
  insertEncounter(db, {
    id,
    stayNumber: orderNumber,
    orderNumber,
    patientId,
    coverageId: coverage.id,
    door: 'deposit',
    waiverReason: null,
    waiverApproverId: null,
    state: 'registered',
    contactName: patient.name,
    contactPhone: patient.phone ?? '',
    identityCheck: 'self-seen',
    identityStanding: isVerifiedPatient(db, patientId) ? 'verified' : 'to-verify',
    admittedAt: order.visitedAt,
    openedAt: clock.now(),
    clerkId,
    careKind: 'outpatient',
  });
  insertClaim(db, id);
  noteOnVisit(books, id, 'opened', '', clerkId);
  return id;
}

/**
 * His card was read while the centre was away and nobody knew him: he is asked about again before anything is sent.
 * Errors: gateway/centre.unreachable.
 */
export async function learnCoverage(
  { db, lookups }: { readonly db: WritableDb; readonly lookups: Pick<LookupService, 'refresh'> },
  { encounter, selfPaid, insuranceUnknown }: VisitFacts,
): Promise<void> {
  const patient = findPatient(db, encounter.patientId);
  invariant(patient !== undefined, 'a visit refers to its patient');
  if (!insuranceUnknown || selfPaid !== null || encounter.state !== 'registered' || !isVerifiedPatient(db, patient.id)) return;
  const known = () => usualCoverage(coveragesOf(db, patient.id));
  // What it said of his coverages counts, also when the rest of its answers was lost.
  const answered = known() !== undefined || (await lookups.refresh(patient.id, patient));
  const usual = known();
  if (usual !== undefined) saveCoverage(db, encounter.id, usual.id);
  else if (!answered) throw new AppError('gateway', 'centre.unreachable', 'nobody said who insures him');
}
