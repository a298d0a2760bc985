import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { AdmissionOrder, ChargeItem, WardNotice } from '../../../../shared/model/stay.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { saveCatalogueItem } from '../../db/repositories/catalogue-repository.ts';
import { hasCharge, insertCharge, lastChargeAt, leftOfLine, unsentCharges } from '../../db/repositories/charge-repository.ts';
import { type Encounter, encounterOfOrder, saveState, saveWardNotice } from '../../db/repositories/encounter-repository.ts';
import { findCoverage, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import {
  findOrder,
  insertHisFile,
  orderedFor,
  saveDischargePlan,
  saveOrder,
  saveWaitingNotice,
  takeWaitingNotice,
  wasTaken,
} from '../../db/repositories/order-repository.ts';
import { insertChargeMove, moveFrom, presentOrderOf } from '../../db/repositories/order-link-repository.ts';
import type { HisBatch, HisEntry, HisIntake } from '../../ports/his-intake.ts';
import { awaitsDivision } from './charge-division.ts';
import { redirected } from './charge-takeover.ts';
import { changeStay, fieldsChanged } from '../admission/admission-change.ts';
import { awaitsAdoption } from '../acts/claim-outcome.ts';
import { insertUploads } from '../settlement/charges-repair.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { careKindOf } from '../../db/repositories/visit-repository.ts';
import { checkVisitCharge, takeVisit } from '../outpatient/visit-intake.ts';
import { takeSettledElsewhere } from '../settlement/settled-elsewhere.ts';

export interface IntakeDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly linesPerUpload: number;
  readonly dischargeBeforeSettlement: boolean;
  /** Something came in: the outbox and the page should look. */
  readonly onChange: () => void;
}

const IN_HOSPITAL: readonly Encounter['state'][] = ['registered', 'in-hospital'];
const OPEN_FOR_CHARGES: readonly Encounter['state'][] = ['registered', 'in-hospital', 'ward-discharged'];

/** Takes what the hospital's system sends: each batch whole, in one transaction, once. */
export class IntakeService implements HisIntake {
  readonly #deps: IntakeDeps;

  constructor(deps: IntakeDeps) {
    this.#deps = deps;
  }

  take(batch: HisBatch): void {
    const { db, clock } = this.#deps;
    const at = clock.now();
    db.transaction(() => {
      // A crash after saving and before moving the file offers it again.
      if (wasTaken(db, batch.name, batch.sha256)) return;
      const charged = new Set<string>();
      for (const entry of batch.entries) {
        if (entry.kind === 'charge') charged.add(this.#takeCharge(entry.orderNumber, entry.item, at));
        else this.#takeEntry(entry, at);
      }
      insertHisFile(db, { name: batch.name, sha256: batch.sha256, outcome: 'taken', reason: null, lineCount: batch.entries.length, at });
      for (const orderNumber of charged) this.sendCharges(presentOrderOf(db, orderNumber));
    }).immediate();
    this.#deps.onChange();
  }

  refuse(name: string, sha256: string, error: AppError): void {
    const { db, clock } = this.#deps;
    insertHisFile(db, { name, sha256, outcome: 'refused', reason: error.message, lineCount: 0, at: clock.now() });
    this.#deps.onChange();
  }

  /** Acts for lines that no act carries yet, of an insured stay; runs inside a transaction. Also called when an order's patient is admitted. */
  sendCharges(orderNumber: string): void {
    const { db } = this.#deps;
    const encounter = encounterOfOrder(db, orderNumber);
    if (encounter === undefined || encounter.careKind === 'outpatient') return; // a visit's are sent by its clerk
    if (findCoverage(db, encounter.coverageId)?.schemeCode === SELF_PAY || awaitsDivision(db, encounter)) return;
    if (awaitsAdoption(db, encounter.id)) return; // what somebody settled takes no more lines
    if (withdrawalOf(db, encounter.id) !== undefined) return; // he pays it himself: the centre hears of none of it
    insertUploads(this.#deps, encounter, unsentCharges(db, orderNumber));
  }

  /** A notice that came before the admission; runs inside the admission's transaction. */
  applyWaitingNotice(encounter: Encounter): void {
    const notice = takeWaitingNotice(this.#deps.db, encounter.orderNumber);
    if (notice !== undefined) this.#leaveWard(encounter, notice);
  }

  #takeEntry(entry: Exclude<HisEntry, { readonly kind: 'charge' }>, at: Instant): void {
    const { db } = this.#deps;
    switch (entry.kind) {
      case 'admission-order':
        this.#takeOrder(entry.order, at);
        return;
      case 'discharge-notice':
        this.#takeNotice(entry.notice, at);
        return;
      case 'catalogue-item':
        saveCatalogueItem(db, entry.item, at);
        return;
      case 'discharge-plan':
        saveDischargePlan(db, entry.plan, at);
        return;
      case 'visit':
        takeVisit(db, entry.order, at);
        return;
      case 'settled-elsewhere':
        takeSettledElsewhere(this.#deps, entry.event);
        return;
      default: {
        const never: never = entry;
        return never;
      }
    }
  }

  /** An order of somebody who is in hospital may change; the centre is told once, with what it says when the turn comes. */
  #takeOrder(order: AdmissionOrder, at: Instant): void {
    const { db } = this.#deps;
    if (careKindOf(db, order.orderNumber) === 'outpatient') throw conflict(`order ${order.orderNumber}: is the number of a visit`);
    const encounter = encounterOfOrder(db, order.orderNumber);
    if (encounter !== undefined) {
      if (!IN_HOSPITAL.includes(encounter.state)) throw conflict(`order ${order.orderNumber}: the patient has left`);
      if (orderedFor(db, order.orderNumber) !== order.patient.certNumber)
        throw conflict(`order ${order.orderNumber}: another patient is already admitted on it`);
    }
    const before = findOrder(db, order.orderNumber);
    saveOrder(db, order, at);
    if (encounter === undefined || before === undefined || fieldsChanged(before, order).length === 0) return;
    changeStay(this.#deps, encounter, { before, after: order, reason: '', clerkId: null, key: randomUUID() as IdempotencyKey });
  }

  /** Under the number of a stay that goes on under another, a line is the other's: it keeps its trace, and is not taken twice. Returns whose it is now. */
  #takeCharge(sentFor: string, sent: ChargeItem, at: Instant): string {
    const { db } = this.#deps;
    const there = redirected(db, sentFor, sent);
    if (there !== undefined && moveFrom(db, sentFor, sent.lineNumber) !== undefined)
      throw conflict(`line ${sent.lineNumber}: number was already used for order ${sentFor}`);
    const { orderNumber, item } = there ?? { orderNumber: sentFor, item: sent };
    this.#saveCharge(orderNumber, item, at);
    if (there === undefined) return orderNumber;
    const [fromLine, toLine] = [sent.lineNumber, item.lineNumber];
    insertChargeMove(db, { fromOrder: sentFor, fromLine, toOrder: orderNumber, toLine, reason: 'sent-for-local', clerkId: null, at });
    return orderNumber;
  }

  #saveCharge(orderNumber: string, item: ChargeItem, at: Instant): void {
    const { db } = this.#deps;
    const encounter = encounterOfOrder(db, orderNumber);
    if (careKindOf(db, orderNumber) === 'outpatient') checkVisitCharge(db, orderNumber, item);
    else if (encounter !== undefined && !OPEN_FOR_CHARGES.includes(encounter.state)) {
      throw conflict(`line ${item.lineNumber}: order ${orderNumber} has left, its charges are closed`);
    }
    if (encounter !== undefined && item.occurredAt < encounter.admittedAt) {
      throw conflict(`line ${item.lineNumber}: before the beginning of the stay`);
    }
    if (encounter?.wardLeftAt != null && item.occurredAt > encounter.wardLeftAt) {
      throw conflict(`line ${item.lineNumber}: after the end of the stay`);
    }
    if (hasCharge(db, orderNumber, item.lineNumber))
      throw conflict(`line ${item.lineNumber}: number was already used for order ${orderNumber}`);
    if (item.originalLineNumber !== null) this.#checkTakeBack(orderNumber, item);
    insertCharge(db, orderNumber, item, at);
  }

  /** A line that takes another back names it, and all that take it back together are not more than it was. */
  #checkTakeBack(orderNumber: string, item: ChargeItem): void {
    const left = leftOfLine(this.#deps.db, orderNumber, item.originalLineNumber ?? '');
    if (left === undefined) throw conflict(`line ${item.lineNumber}: original line ${item.originalLineNumber} is not there`);
    if (left.plus(item.amount).isNegative())
      throw conflict(`line ${item.lineNumber}: takes back more than line ${item.originalLineNumber} was`);
  }

  #takeNotice(sent: WardNotice, at: Instant): void {
    const { db } = this.#deps;
    const notice = { ...sent, orderNumber: presentOrderOf(db, sent.orderNumber) };
    const encounter = encounterOfOrder(db, notice.orderNumber);
    if (encounter === undefined) {
      saveWaitingNotice(db, notice, at);
      return;
    }
    if (!OPEN_FOR_CHARGES.includes(encounter.state)) throw conflict(`order ${notice.orderNumber} has left already`);
    if (notice.leftAt < encounter.admittedAt) throw conflict(`order ${notice.orderNumber}: left before it was admitted`);
    if ((lastChargeAt(db, notice.orderNumber) ?? notice.leftAt) > notice.leftAt)
      throw conflict(`order ${notice.orderNumber}: a charge lies after the end of the stay`);
    this.#leaveWard(encounter, notice);
  }

  #leaveWard(encounter: Encounter, notice: WardNotice): void {
    saveWardNotice(this.#deps.db, encounter.id, notice);
    saveState(this.#deps.db, encounter.id, 'ward-discharged');
  }
}

const conflict = (reason: string): AppError => new AppError('conflict', 'his.file-refused', reason, { reason });
