import type { z } from 'zod';
import type { chargeContract, PriorCare } from '../../../../shared/contract/charge-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { VisitOrder } from '../../../../shared/model/visit.ts';
import { Money } from '../../../../shared/money/money.ts';
import { plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter, openVisits } from '../../db/repositories/encounter-repository.ts';
import { priorMovesTo } from '../../db/repositories/order-link-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { findVisitOrder, waitingVisits } from '../../db/repositories/visit-repository.ts';
import { once } from '../desk/keyed.ts';
import { chargedNow } from '../outpatient/visit-content.ts';
import { PRIOR_CARE, takeOver } from './charge-takeover.ts';
import type { IntakeService } from './intake-service.ts';

interface Deps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly intake: Pick<IntakeService, 'sendCharges'>;
  readonly onChange: () => void;
}

/** Care of so long before the admission may belong to it: an emergency of the night, not last month's visit. */
const BEFORE_MS = 3 * 86_400_000;
const IN_HOSPITAL: readonly Encounter['state'][] = ['registered', 'in-hospital'];

/** 入院前费用: what was charged as a visit just before the admission and is not paid becomes part of the stay. */
export class PriorCareService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Errors: encounter.not-found. */
  view(encounterId: EncounterId): PriorCare {
    const { db } = this.#deps;
    const encounter = this.#encounter(encounterId);
    return { visits: this.#visits(encounter), taken: [...priorMovesTo(db, encounter.orderNumber, PRIOR_CARE)] };
  }

  /** Errors: see the contract. */
  take(request: z.output<typeof chargeContract.takePrior.request>, clerkId: string): PriorCare {
    const { db, clock, onChange } = this.#deps;
    once(db, request.key, request, clock.now(), () => this.#take(request.encounterId, request.orderNumber, clerkId));
    onChange();
    return this.view(request.encounterId);
  }

  #take(encounterId: EncounterId, from: string, clerkId: string): string {
    const { db, clock, intake } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const visit = this.#visits(encounter).find(({ orderNumber }) => orderNumber === from);
    const because = visit === undefined ? 'not-his' : visit.blockedBecause;
    if (because !== null) throw new AppError('rule', 'charges.prior-closed', 'this visit cannot become part of the stay', { because });
    const at = clock.now();
    const { orderNumber: to, admittedAt: notBefore } = encounter;
    const lines = takeOver(db, { from, to, reason: PRIOR_CARE, clerkId, at, counts: 'now', notBefore });
    insertAudit(db, { at, clerkId, event: 'prior-care-taken', subjectId: encounterId, facts: { from, lines } });
    intake.sendCharges(to);
    return encounterId;
  }

  /** Unpaid visits of the same person from just before; one that was begun at a window is settled or given back there first. */
  #visits(encounter: Encounter): PriorCare['visits'] {
    const { db } = this.#deps;
    const patient = findPatient(db, encounter.patientId);
    invariant(patient !== undefined, 'a stay refers to its patient');
    if (!IN_HOSPITAL.includes(encounter.state)) return [];
    const begun = openVisits(db).filter(({ patientId }) => patientId === encounter.patientId);
    const found: readonly (readonly [VisitOrder | undefined, 'begun' | null])[] = [
      ...waitingVisits(db, patient.certNumber).map((order) => [order, null] as const),
      ...begun.map(({ orderNumber }) => [findVisitOrder(db, orderNumber), 'begun'] as const),
    ];
    const { admittedAt } = encounter;
    const since = plusMilliseconds(admittedAt, -BEFORE_MS);
    return found.flatMap(([order, blockedBecause]): PriorCare['visits'] => {
      if (order === undefined || order.visitedAt < since || order.visitedAt > admittedAt) return [];
      const lines = chargedNow(db, order);
      if (lines.length === 0) return [];
      const { orderNumber, visitType, visitedAt, department } = order;
      const total = Money.sum(lines.map(({ amount }) => amount));
      return [{ orderNumber, visitType, visitedAt, department: department.name, lineCount: lines.length, total, blockedBecause }];
    });
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}
