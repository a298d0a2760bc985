import { AppError } from '../../../../shared/errors/app-error.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import type { ReadableDb } from '../../db/database.ts';
import { encounterOfOrder } from '../../db/repositories/encounter-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';

/**
 * A doctor's order that nobody was admitted on, of this very person: person and order agree by the number of the certificate (国令735号).
 * Errors: order.not-found, order.already-admitted, order.other-person.
 */
export function checkOrderOf(db: ReadableDb, orderNumber: string, patientId: PatientId): AdmissionOrder {
  const order = findOrder(db, orderNumber);
  if (order === undefined) throw new AppError('not-found', 'order.not-found', 'no such order', { orderNumber });
  if (order.patient.certNumber !== findPatient(db, patientId)?.certNumber)
    throw new AppError('conflict', 'order.other-person', 'the order is of another person', { orderNumber });
  if (encounterOfOrder(db, orderNumber) !== undefined)
    throw new AppError('conflict', 'order.already-admitted', 'this order was used', { orderNumber });
  return order;
}
