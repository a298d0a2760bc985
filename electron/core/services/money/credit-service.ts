import type { z } from 'zod';
import type { CreditRow, CreditView, creditContract } from '../../../../shared/contract/credit-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { findClerk } from '../../db/repositories/clerk-repository.ts';
import { creditOrders, creditStays, doorChangesOf, saveDoor, unconfirmedTotal } from '../../db/repositories/credit-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { consentFor, hasConsented } from '../../db/repositories/door-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { balanceOf, totalOf } from '../../db/repositories/ledger-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import type { LookupService } from '../admission/lookup-service.ts';
import { once } from '../desk/keyed.ts';
import { giveLockBack, withdrawUnsentLock } from '../stay/stay-end.ts';
import type { StripService } from '../stay/strip-service.ts';
import {
  type CreditFactsDeps,
  drawnOf,
  exposureNow,
  freeNow,
  lastStanding,
  leaveClosed,
  ownShareExpected,
  raiseClosed,
} from './credit-facts.ts';
import { heldByLock, orderCredit } from './credit-orders.ts';
import { stayBalance } from './stay-money.ts';

export interface CreditDeps extends CreditFactsDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly strips: StripService;
  readonly lookups: LookupService;
  readonly onChange: () => void;
}

type Raise = z.output<typeof creditContract.raise.request>;
type Leave = z.output<typeof creditContract.leave.request>;

/** The credit of a stay between its admission and its settlement: what the bank said, what the lock holds, and making it larger or giving it up. */
export class CreditService {
  readonly #deps: CreditDeps;

  constructor(deps: CreditDeps) {
    this.#deps = deps;
  }

  view(encounterId: EncounterId): CreditView {
    const { db, strips, bankUp } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const consent = consentFor(db, encounter.orderNumber, encounter.patientId);
    const guess = ownShareExpected(this.#deps, encounter);
    const orders = creditOrders(db, encounterId);
    const exposure = exposureNow(this.#deps.db, encounter, guess);
    const noRaise = raiseClosed(this.#deps, encounter, guess, exposure?.raise ?? Money.ZERO);
    const noLeave = leaveClosed(this.#deps.db, encounter);
    return {
      strip: strips.from(encounter),
      standing: lastStanding(db, encounter),
      consent: consent === undefined ? null : { given: consent.given, signedBy: consent.signedBy, at: consent.at },
      bankUp: bankUp(),
      held: heldByLock(db, encounterId),
      drawn: drawnOf(db, encounter),
      uncleared: balanceOf(db, 'credit-advance', encounterId),
      expected: guess === null ? null : { least: guess.least.inScopeOwnShare, most: guess.most.inScopeOwnShare },
      excluded: guess === null ? null : { selfPaid: guess.most.selfPaid.plus(guess.most.overCap), otherPayer: guess.most.otherPayer },
      exposure,
      raise: { open: noRaise.length === 0, closedBecause: [...noRaise], suggested: exposure?.raise ?? Money.ZERO },
      leave: { open: noLeave.length === 0, closedBecause: [...noLeave] },
      moves: orders.map((order) => ({ ...order })),
      doorChanges: doorChangesOf(db, encounterId).map(({ from, to, reason, clerkId, at }) => ({
        from,
        to,
        reason,
        clerk: findClerk(db, clerkId)?.name ?? clerkId,
        at,
      })),
    };
  }

  /**
   * What is still to be taken as a deposit beside the lock (rule D-11): the expected own share beyond lock and free limit, less what is held.
   * null: not a stay on credit, it is over, or nothing can be estimated. Errors: encounter.not-found.
   */
  depositDue(encounterId: EncounterId): Money | null {
    const encounter = this.#encounter(encounterId);
    const beyond = exposureNow(this.#deps.db, encounter, ownShareExpected(this.#deps, encounter))?.beyondLimit;
    if (beyond === undefined) return null;
    return Money.max(Money.ZERO, beyond.minus(stayBalance(this.#deps.db, encounterId).held));
  }

  list(): z.output<typeof creditContract.list.response> {
    const { db, bankUp, unconfirmedCap } = this.#deps;
    const rows = creditStays(db).map((id) => this.#row(this.#encounter(id)));
    return {
      rows: rows.sort((a, b) => b.short.compare(a.short)),
      risk: { unconfirmed: unconfirmedTotal(db), cap: unconfirmedCap, bankUp: bankUp() },
      receivable: totalOf(db, 'credit-advance'),
    };
  }

  /** Errors: consent.not-given, encounter.not-found. */
  async askBank(encounterId: EncounterId): Promise<CreditView> {
    const { db, lookups } = this.#deps;
    const { patientId } = this.#encounter(encounterId);
    if (!hasConsented(db, patientId)) throw new AppError('conflict', 'consent.not-given', 'without consent the bank is asked nothing');
    const patient = findPatient(db, patientId);
    invariant(patient !== undefined, 'a stay refers to its patient');
    await lookups.askBank(patientId, patient);
    return this.view(encounterId);
  }

  /** The bank is asked first, so that what is free is of now; while it is away what it said last counts, inside finance's cap. Errors: see the contract. */
  async raise(request: Raise, clerkId: string): Promise<CreditView> {
    const { db, clock, lookups, onChange } = this.#deps;
    const { patientId } = this.#encounter(request.encounterId);
    const patient = findPatient(db, patientId);
    if (patient !== undefined) await lookups.askBank(patientId, patient);
    once(db, request.key, request, clock.now(), () => this.#raise(request, clerkId));
    onChange();
    return this.view(request.encounterId);
  }

  #raise({ encounterId, amount, key }: Raise, clerkId: string): string {
    const { db, clock } = this.#deps;
    const encounter = this.#encounter(encounterId);
    const guess = ownShareExpected(this.#deps, encounter);
    const exposure = exposureNow(this.#deps.db, encounter, guess);
    const [because] = [
      ...raiseClosed(this.#deps, encounter, guess, amount),
      ...(amount.compare(Money.ZERO) <= 0 ? ['amount-not-positive'] : []),
      ...(exposure !== null && amount.compare(exposure.short) > 0 ? ['above-own-share'] : []),
    ];
    if (because !== undefined) throw new AppError('rule', 'credit.raise-closed', 'no raise now', { because });
    orderCredit(this.#deps, { kind: 'credit-raise', encounterId, amount, key, clerkId, available: freeNow(this.#deps.db, encounter) });
    insertAudit(db, {
      at: clock.now(),
      clerkId,
      event: 'credit-raise-ordered',
      subjectId: encounterId,
      facts: { amount: amount.toString() },
    });
    return encounterId;
  }

  /** Errors: see the contract. */
  leave(request: Leave, clerkId: string): CreditView {
    const { db, clock, onChange } = this.#deps;
    once(db, request.key, request, clock.now(), () => {
      const encounter = this.#encounter(request.encounterId);
      const [because] = leaveClosed(this.#deps.db, encounter);
      if (because !== undefined) throw new AppError('rule', 'credit.leave-closed', 'credit cannot be given up now', { because });
      withdrawUnsentLock(db, encounter.id);
      giveLockBack({ db, clock }, encounter.id);
      saveDoor(db, encounter.id, { from: encounter.door, to: 'deposit', reason: request.reason, clerkId, at: clock.now() });
      insertAudit(db, { at: clock.now(), clerkId, event: 'door-changed', subjectId: encounter.id, facts: { to: 'deposit' } });
      return encounter.id;
    });
    onChange();
    return this.view(request.encounterId);
  }

  #row(encounter: Encounter): CreditRow {
    const { db, strips } = this.#deps;
    const { patient, stayNumber, department, bed, state, creditState } = strips.from(encounter);
    const guess = ownShareExpected(this.#deps, encounter);
    return {
      encounterId: encounter.id,
      patientName: maskName(patient.name),
      stayNumber,
      place: `${department}·${bed}`,
      stayState: state,
      creditState,
      held: heldByLock(db, encounter.id),
      expected: guess?.most.inScopeOwnShare ?? null,
      short: exposureNow(this.#deps.db, encounter, guess)?.short ?? Money.ZERO,
      drawn: drawnOf(db, encounter),
      uncleared: balanceOf(db, 'credit-advance', encounter.id),
    };
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}
