import type { DayCareView } from '../../../../shared/contract/day-care-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { schemeOf } from '../../../../shared/model/insured-words.ts';
import type { ChargeLine } from '../../../../shared/model/settlement-case.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { attendanceOf, insertAttendance } from '../../db/repositories/attendance-repository.ts';
import { feesOf, gradesOf } from '../../db/repositories/catalogue-repository.ts';
import { chargesOf } from '../../db/repositories/charge-repository.ts';
import { findClerk } from '../../db/repositories/clerk-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findCoverage } from '../../db/repositories/patient-repository.ts';
import { toReference } from './admission-view.ts';
import { directDecision, type DirectDeps } from './direct-view.ts';

export interface DayCareDeps extends DirectDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly onChange: () => void;
}

/** A day-care episode (中医日间): who signs in on each day of treatment, and what is charged for it. */
export class DayCareService {
  readonly #deps: DayCareDeps;

  constructor(deps: DayCareDeps) {
    this.#deps = deps;
  }

  /** null for a stay of another kind. Errors: encounter.not-found. */
  view(encounterId: EncounterId): DayCareView | null {
    const { db, clock } = this.#deps;
    const encounter = this.#encounter(encounterId);
    if (findOrder(db, encounter.orderNumber)?.careKind !== 'day-care') return null;
    const today = clock.today();
    const signed = new Map(attendanceOf(db, encounterId).map((each) => [each.day, each]));
    const charges = chargesOf(db, encounter.orderNumber);
    const days = [...new Set([...signed.keys(), ...charges.map(({ occurredAt }) => dayOf(occurredAt))])].toSorted();
    return {
      today,
      maySign: encounter.state === 'in-hospital' && !signed.has(today),
      days: days.map((day) => {
        const sign = signed.get(day);
        const lines = charges.filter(({ occurredAt }) => dayOf(occurredAt) === day);
        return {
          day,
          signedAt: sign?.at ?? null,
          clerk: sign === undefined ? null : (findClerk(db, sign.clerkId)?.name ?? sign.clerkId),
          lines: lines.length,
          charged: Money.sum(lines.map(({ amount }) => amount)),
        };
      }),
      tariff: this.#tariff(encounter),
    };
  }

  /** Errors: day-care.closed, encounter.not-found. */
  sign(encounterId: EncounterId, clerkId: string): DayCareView | null {
    const { db, clock, onChange } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const order = findOrder(db, encounter.orderNumber);
    if (order?.careKind !== 'day-care' || encounter.state !== 'in-hospital')
      throw new AppError('conflict', 'day-care.closed', 'no open episode of day care', { state: encounter.state });
    const at = clock.now();
    db.transaction(() => {
      if (insertAttendance(db, encounterId, { day: clock.today(), clerkId, at }))
        insertAudit(db, { at, clerkId, event: 'day-signed', subjectId: encounterId, facts: { day: clock.today() } });
    }).immediate();
    onChange();
    return this.view(encounterId);
  }

  /** The gate of the tariff, over the lines that came so far; the price is checked, never changed. */
  #tariff(encounter: Encounter): DayCareView['tariff'] {
    const { db } = this.#deps;
    const coverage = findCoverage(db, encounter.coverageId);
    const order = findOrder(db, encounter.orderNumber);
    if (coverage === undefined || order === undefined || schemeOf(coverage.schemeCode) === null) return null;
    const decision = directDecision(this.#deps, {
      order,
      coverage,
      credential: 'card',
      on: dayOf(encounter.admittedAt),
      otherPayer: 'none',
      inHospital: false,
      lines: this.#lines(encounter),
    });
    const gate = decision?.gates.find((each) => each.gate === 'day-care-tariff');
    if (gate === undefined) return null;
    const { verdict, code, facts, lines, reference } = gate;
    return { verdict, code, facts: { ...facts }, lines: [...lines], reference: toReference(reference) };
  }

  #lines({ orderNumber }: Encounter): readonly ChargeLine[] {
    const { db } = this.#deps;
    const fees = feesOf(db, orderNumber);
    const grades = gradesOf(db, orderNumber);
    return chargesOf(db, orderNumber).map(({ lineNumber, itemCode, quantity, unitPrice, amount }) => {
      const { fee = null, tariff = null } = fees.get(itemCode) ?? {};
      return {
        id: lineNumber,
        code: itemCode,
        quantity,
        unitPrice,
        amount,
        grade: grades.get(itemCode) ?? null,
        ...(fee === null ? {} : { fee }),
        ...(tariff === null ? {} : { tariff }),
      };
    });
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}
