import type { z } from 'zod';
import type { CreditRow, CreditView, creditContract } from '../../../../shared/contract/credit-contract.ts';
import { exposureOf, freeOf } from '../../../../shared/credit/credit-life.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { EstimateRange } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf } from '../../db/repositories/act-repository.ts';
import { findClerk } from '../../db/repositories/clerk-repository.ts';
import {
  creditOrders,
  creditStays,
  doorChangesOf,
  lockedSince,
  saveDoor,
  unconfirmedTotal,
} from '../../db/repositories/credit-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { consentFor, hasConsented } from '../../db/repositories/door-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { balanceOf, totalOf } from '../../db/repositories/ledger-repository.ts';
import { findPatient, lastCreditStanding } from '../../db/repositories/patient-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';
import type { LookupService } from '../admission/lookup-service.ts';
import { once } from '../desk/keyed.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { giveLockBack, withdrawUnsentLock } from '../stay/stay-end.ts';
import type { StripService } from '../stay/strip-service.ts';
import { creditLifeOf, heldByLock, orderCredit } from './credit-orders.ts';
import { stayBalance } from './stay-money.ts';
import { overUnconfirmedCap } from './unconfirmed-cap.ts';

export interface CreditDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly strips: StripService;
  readonly lookups: LookupService;
  readonly bankUp: () => boolean;
  /** 待银行确认风险额度, set by finance. */
  readonly unconfirmedCap: Money;
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
    const guess = this.#guess(encounter);
    const orders = creditOrders(db, encounterId);
    const exposure = this.#exposure(encounter, guess);
    const sum = (wanted: 'draw' | 'draw-reversal') =>
      Money.sum(orders.filter(({ kind, state }) => kind === wanted && state === 'done').map(({ amount }) => amount));
    const closed = this.#raiseClosed(encounter, guess, exposure?.raise ?? Money.ZERO);
    const leaveClosed = this.#leaveClosed(encounter);
    return {
      strip: strips.from(encounter),
      standing: this.#standing(encounter),
      consent: consent === undefined ? null : { given: consent.given, signedBy: consent.signedBy, at: consent.at },
      bankUp: bankUp(),
      held: heldByLock(db, encounterId),
      drawn: sum('draw').minus(sum('draw-reversal')),
      uncleared: balanceOf(db, 'credit-advance', encounterId),
      expected: guess === null ? null : { least: guess.least.inScopeOwnShare, most: guess.most.inScopeOwnShare },
      excluded: guess === null ? null : { selfPaid: guess.most.selfPaid.plus(guess.most.overCap), otherPayer: guess.most.otherPayer },
      exposure,
      raise: { open: closed.length === 0, closedBecause: [...closed], suggested: exposure?.raise ?? Money.ZERO },
      leave: { open: leaveClosed.length === 0, closedBecause: [...leaveClosed] },
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
    const beyond = this.#exposure(encounter, this.#guess(encounter))?.beyondLimit;
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
    const guess = this.#guess(encounter);
    const exposure = this.#exposure(encounter, guess);
    const [because] = [
      ...this.#raiseClosed(encounter, guess, amount),
      ...(amount.compare(Money.ZERO) <= 0 ? ['amount-not-positive'] : []),
      ...(exposure !== null && amount.compare(exposure.short) > 0 ? ['above-own-share'] : []),
    ];
    if (because !== undefined) throw new AppError('rule', 'credit.raise-closed', 'no raise now', { because });
    orderCredit(this.#deps, { kind: 'credit-raise', encounterId, amount, key, clerkId, available: this.#free(encounter) });
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
      const [because] = this.#leaveClosed(encounter);
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
    const guess = this.#guess(encounter);
    const orders = creditOrders(db, encounter.id).filter((order) => order.state === 'done');
    const sum = (wanted: string) => Money.sum(orders.filter(({ kind }) => kind === wanted).map(({ amount }) => amount));
    return {
      encounterId: encounter.id,
      patientName: maskName(patient.name),
      stayNumber,
      place: `${department}·${bed}`,
      stayState: state,
      creditState,
      held: heldByLock(db, encounter.id),
      expected: guess?.most.inScopeOwnShare ?? null,
      short: this.#exposure(encounter, guess)?.short ?? Money.ZERO,
      drawn: sum('draw').minus(sum('draw-reversal')),
      uncleared: balanceOf(db, 'credit-advance', encounter.id),
    };
  }

  /** What of the bank's limit is free now: its last answer less what was ordered since. */
  #free(encounter: Encounter): Money {
    const { db } = this.#deps;
    const seen = lastCreditStanding(db, encounter.patientId);
    if (seen?.standing !== 'available' || seen.limit === null || seen.available === null) return Money.ZERO;
    return freeOf({ limit: seen.limit, available: seen.available }, lockedSince(db, encounter.patientId, seen.asOf));
  }

  /** Of a stay that the centre has not settled; null: nothing to expect any more, or it cannot be said. */
  #guess(encounter: Encounter): EstimateRange | null {
    if (encounter.state === 'settled' || encounter.state === 'cancelled') return null;
    const guess = this.#deps.estimates.expected(encounter);
    return guess.kind === 'none' ? null : guess.range;
  }

  #exposure(encounter: Encounter, range: EstimateRange | null): CreditView['exposure'] {
    if (range === null || encounter.door !== 'credit') return null;
    const { db } = this.#deps;
    const coming = Money.sum(
      creditLifeOf(db, encounter.id)
        .ordered.filter(({ kind }) => kind === 'lock' || kind === 'raise')
        .map(({ amount }) => amount),
    );
    return exposureOf(range.most.inScopeOwnShare, heldByLock(db, encounter.id).plus(coming), this.#free(encounter));
  }

  #standing(encounter: Encounter): CreditView['standing'] {
    const seen = lastCreditStanding(this.#deps.db, encounter.patientId);
    if (seen === undefined) return null;
    const { limit, available, outstanding, openedAt, agreementSigned, asOf } = seen;
    const locked = limit === null || available === null || outstanding === null ? null : limit.minus(available).minus(outstanding);
    const beforeAdmission = openedAt === null ? null : openedAt < encounter.admittedAt;
    return { standing: seen.standing, openedAt, beforeAdmission, agreementSigned, limit, available, outstanding, locked, asOf };
  }

  /** Codes of renderer/i18n: why the lock is not raised. */
  #raiseClosed(encounter: Encounter, range: EstimateRange | null, amount: Money): readonly string[] {
    const { db, bankUp, unconfirmedCap } = this.#deps;
    const life = creditLifeOf(db, encounter.id);
    const when = (holds: boolean, reason: string) => (holds ? [reason] : []);
    const standing = lastCreditStanding(db, encounter.patientId);
    const short = this.#exposure(encounter, range)?.short;
    return [
      ...when(encounter.door !== 'credit', 'not-on-credit'),
      ...when(['settled', 'cancelled'].includes(encounter.state) || life.settled, 'settled'),
      ...when(['pending', 'unknown'].includes(claimOf(db, encounter.id)?.state.kind ?? ''), 'settling'),
      ...when(!life.entries.some(({ kind }) => kind === 'lock'), 'no-lock'),
      ...when(
        life.ordered.some(({ kind }) => kind === 'raise'),
        'under-way',
      ),
      ...when(
        life.ordered.some(({ kind }) => kind === 'draw-reversal'),
        'money-goes-back',
      ),
      ...when(!hasConsented(db, encounter.patientId), 'no-consent'),
      ...when(standing?.standing !== 'available' || !standing.agreementSigned, 'bank-says-no'),
      ...when(range === null, 'no-estimate'),
      ...when(short?.isZero() === true, 'enough'),
      ...when(short?.isZero() === false && this.#free(encounter).isZero(), 'limit-used-up'),
      ...when(overUnconfirmedCap({ db, bankUp, unconfirmedCap }, amount), 'over-unconfirmed-cap'),
    ];
  }

  #leaveClosed(encounter: Encounter): readonly string[] {
    const { db } = this.#deps;
    const when = (holds: boolean, reason: string) => (holds ? [reason] : []);
    const bank = actsOf(db, encounter.id).filter(({ line }) => line === 'bank');
    return [
      ...when(encounter.door !== 'credit', 'not-on-credit'),
      ...when(['settled', 'cancelled'].includes(encounter.state), 'settled'),
      ...when(encounter.state === 'left-unsettled', 'left'),
      ...when(['pending', 'unknown', 'acknowledged'].includes(claimOf(db, encounter.id)?.state.kind ?? ''), 'settling'),
      ...when(
        bank.some(({ state }) => state === 'unknown'),
        'outcome-unknown',
      ),
      ...when(
        creditLifeOf(db, encounter.id).ordered.some(({ kind }) => kind === 'draw-reversal'),
        'money-goes-back',
      ),
    ];
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}
