import { AppError } from '../../../../shared/errors/app-error.ts';
import type { ChargeItem } from '../../../../shared/model/stay.ts';
import type { VisitOrder } from '../../../../shared/model/visit.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { encounterOfOrder } from '../../db/repositories/encounter-repository.ts';
import { orderedFor } from '../../db/repositories/order-repository.ts';
import { careKindOf, findVisitOrder, saveVisitOrder } from '../../db/repositories/visit-repository.ts';

/** A visit may come again with other facts until a clerk opened it: from then on what the centre was told stands. */
export function takeVisit(db: WritableDb, order: VisitOrder, at: Instant): void {
  const { orderNumber } = order;
  if (careKindOf(db, orderNumber) === 'inpatient') throw conflict(`visit ${orderNumber}: is the number of an admission order`);
  const before = orderedFor(db, orderNumber);
  if (before !== undefined && before !== order.patient.certNumber) throw conflict(`visit ${orderNumber}: is another patient's`);
  if (encounterOfOrder(db, orderNumber) !== undefined)
    throw conflict(`visit ${orderNumber}: is open at a window, it cannot be changed any more`);
  saveVisitOrder(db, order, at);
}

/** What is charged before it is paid, and what is taken back after: anything else belongs under a visit of its own. */
export function checkVisitCharge(db: ReadableDb, orderNumber: string, item: ChargeItem): void {
  const order = findVisitOrder(db, orderNumber);
  const encounter = encounterOfOrder(db, orderNumber);
  if (order !== undefined && item.occurredAt < order.visitedAt) throw conflict(`line ${item.lineNumber}: before the visit`);
  const paid = encounter !== undefined && ['settling', 'settled', 'cancelled'].includes(encounter.state);
  if (paid && item.originalLineNumber === null)
    throw conflict(`line ${item.lineNumber}: visit ${orderNumber} is paid, charge it under another visit`);
}

const conflict = (reason: string): AppError => new AppError('conflict', 'his.file-refused', reason, { reason });
