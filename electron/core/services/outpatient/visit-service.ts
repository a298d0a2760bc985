import type { z } from 'zod';
import { stepsBack, stepsToSend } from '../../../../shared/claim/visit-steps.ts';
import type { visitContract, VisitView, WaitingVisit } from '../../../../shared/contract/visit-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey, PatientId } from '../../../../shared/identity/ids.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { encounterOfOrder, saveCoverage, saveState } from '../../db/repositories/encounter-repository.ts';
import { coveragesOf, findPatient, savePhone, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { saveVisitChoice } from '../../db/repositories/visit-repository.ts';
import type { CentreGateway } from '../../ports/centre-gateway.ts';
import { insuredOf } from '../acts/act-content.ts';
import { once } from '../desk/keyed.ts';
import type { LookupService } from '../admission/lookup-service.ts';
import { preSettlementContent } from './visit-content.ts';
import { type PreSettled, stageOf, type VisitFacts } from './visit-facts.ts';
import { learnCoverage, openVisit, visitsThatWait } from './visit-opening.ts';
import { payInFull, refundSelfPaid, settleInsured, type VisitMoney } from './visit-paying.ts';
import { visitRecords } from './visit-records.ts';
import { giveUpRefused, insertVisitActs, noteOnVisit, untilSent } from './visit-sending.ts';
import { visitView, type VisitViewDeps } from './visit-view.ts';

export interface VisitDeps extends VisitViewDeps, VisitMoney {
  readonly db: WritableDb;
  readonly centre: CentreGateway;
  readonly lookups: LookupService;
  readonly onChange: () => void;
}

type Request<Name extends keyof typeof visitContract> = z.output<(typeof visitContract)[Name]['request']>;

/** 门诊收费: a visit of the hospital's system, told to the centre, settled with it or paid in full, refunded and settled anew. */
export class VisitService {
  readonly #deps: VisitDeps;
  readonly #preSettled = new Map<EncounterId, PreSettled>();

  constructor(deps: VisitDeps) {
    this.#deps = deps;
  }

  waiting(patientId: PatientId | null): WaitingVisit[] {
    return visitsThatWait(this.#deps.db, patientId);
  }

  records(request: Request<'records'>, clerkId: string): ReturnType<typeof visitRecords> {
    return visitRecords(this.#deps, request, clerkId);
  }

  /** Errors: order.not-found, person.differs. */
  open({ orderNumber, patientId, key }: Request<'open'>, clerkId: string): EncounterId {
    const { db, clock, onChange } = this.#deps;
    const known = encounterOfOrder(db, orderNumber);
    if (known !== undefined && known.patientId === patientId) return known.id;
    const id = once(db, key, { orderNumber, patientId, clerkId }, clock.now(), () =>
      openVisit(this.#deps, orderNumber, patientId, clerkId),
    );
    onChange();
    return id as EncounterId;
  }

  /** Errors: encounter.not-found. */
  view(encounterId: EncounterId): VisitView {
    return visitView(this.#deps, encounterId, this.#preSettled.get(encounterId)).view;
  }

  /** Errors: encounter.wrong-state, coverage.not-active. */
  choose(request: Request<'choose'>, clerkId: string): VisitView {
    const { db, clock, onChange } = this.#deps;
    once(db, request.key, { ...request, clerkId }, clock.now(), () => {
      const { view, facts } = this.#read(request.encounterId);
      if (facts.final !== null || facts.selfPaid !== null || facts.busy) throw wrongState(facts);
      if (request.coverageId !== facts.coverage.id) {
        if (view.coverageFixed) throw wrongState(facts);
        const coverage = coveragesOf(db, facts.encounter.patientId).find(({ id }) => id === request.coverageId);
        if (coverage?.active !== true) throw new AppError('rule', 'coverage.not-active', 'this coverage is not in force');
        saveCoverage(db, request.encounterId, coverage.id);
      }
      saveVisitChoice(db, request.encounterId, request.choice);
      return request.encounterId;
    });
    onChange();
    return this.view(request.encounterId);
  }

  /** Errors: see the contract. */
  async preSettle({ encounterId, key }: Request<'preSettle'>, clerkId: string): Promise<VisitView> {
    const { db, clock, centre, lookups, onChange } = this.#deps;
    await learnCoverage(this.#deps, this.#read(encounterId).facts);
    const { facts } = this.#read(encounterId);
    this.#maySend(facts);
    const patient = findPatient(db, facts.encounter.patientId);
    invariant(patient !== undefined, 'a visit refers to its patient');
    await lookups.recheck(patient, facts.coverage, facts.order.visitType);
    once(db, key, { encounterId, clerkId }, clock.now(), () => this.#send(encounterId, key, clerkId));
    onChange();
    await untilSent(db, encounterId);
    const now = this.#read(encounterId).facts;
    if (now.busy || now.batch === null || !now.current) return this.view(encounterId);
    try {
      const content = preSettlementContent(db, now.encounter, insuredOf(db, now.encounter), now.batch);
      const split = await centre.preSettleVisit(content);
      this.#preSettled.set(encounterId, { split, at: clock.now(), batch: now.batch, account: now.choice.account });
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'rejected')) throw error;
      this.#preSettled.delete(encounterId);
      noteOnVisit(this.#deps, encounterId, 'refused', String(error.details['words'] ?? error.message), null);
    }
    onChange();
    return this.view(encounterId);
  }

  /** Errors: see the contract. */
  settle(request: Request<'settle'>, clerkId: string): VisitView {
    const { db, clock, onChange } = this.#deps;
    once(db, request.key, { ...request, clerkId }, clock.now(), () => this.#settle(request, clerkId));
    onChange();
    return this.view(request.encounterId);
  }

  /** Errors: encounter.wrong-state. */
  refund({ encounterId, reason, key }: Request<'refund'>, clerkId: string): VisitView {
    const { db, clock, onChange, stayMoney } = this.#deps;
    once(db, key, { encounterId, reason, clerkId }, clock.now(), () => {
      const { view, facts } = this.#read(encounterId);
      if (!view.refund.open) throw wrongState(facts, view.refund.closedBecause[0]);
      stayMoney.dealtWith(encounterId, clerkId);
      noteOnVisit(this.#deps, encounterId, facts.lines.length === 0 && facts.final === null ? 'cancelled' : 'refund', reason, clerkId);
      if (facts.final === null) refundSelfPaid(this.#deps, facts, clerkId);
      else {
        insertVisitActs(this.#deps, encounterId, stepsBack(facts.standing, facts.lines.length === 0), key, clerkId);
        saveState(db, encounterId, 'settling');
      }
      return encounterId;
    });
    onChange();
    return this.view(encounterId);
  }

  /** Errors: encounter.wrong-state. */
  resettle({ encounterId, reason, key }: Request<'resettle'>, clerkId: string): VisitView {
    const { db, clock, onChange, stayMoney } = this.#deps;
    once(db, key, { encounterId, reason, clerkId }, clock.now(), () => {
      const { view, facts } = this.#read(encounterId);
      if (view.resettle?.open !== true) throw wrongState(facts, view.resettle?.closedBecause[0]);
      stayMoney.dealtWith(encounterId, clerkId);
      stayMoney.onRecalled(encounterId);
      noteOnVisit(this.#deps, encounterId, 'resettle', reason, clerkId);
      saveState(db, encounterId, 'registered');
      return encounterId;
    });
    onChange();
    return this.view(encounterId);
  }

  #maySend(facts: VisitFacts): void {
    const { encounter, coverage, lines } = facts;
    if (encounter.identityStanding !== 'verified') throw new AppError('rule', 'identity.to-verify', 'no real credential was seen');
    if (coverage.schemeCode === SELF_PAY || !coverage.active)
      throw new AppError('rule', 'coverage.not-active', 'this coverage is not in force');
    if (facts.final !== null || facts.selfPaid !== null || lines.length === 0 || encounter.state === 'cancelled') throw wrongState(facts);
    if (facts.acts.some(({ state }) => state === 'unknown')) throw new AppError('unknown', 'encounter.locked', 'an outcome is unknown');
  }

  /** What the centre does not know of the visit becomes acts; what it refused before gives way to them. */
  #send(encounterId: EncounterId, key: IdempotencyKey, clerkId: string): string {
    const { db } = this.#deps;
    const { facts } = this.#read(encounterId);
    if (facts.busy) return encounterId;
    giveUpRefused(db, encounterId);
    const steps = stepsToSend(facts.standing, facts.current);
    if (steps.length > 0 || facts.refusal !== null) noteOnVisit(this.#deps, encounterId, 'sent', '', clerkId);
    insertVisitActs(this.#deps, encounterId, steps, key, clerkId);
    if (steps.includes('visit-charges')) this.#preSettled.delete(encounterId);
    invariant(db.inTransaction, 'acts are saved together');
    return encounterId;
  }

  #settle({ encounterId, way, phone, reason, quoteHash, key }: Request<'settle'>, clerkId: string): string {
    const { db } = this.#deps;
    const { view, facts, guess } = this.#read(encounterId);
    if (view.quoteHash !== quoteHash) throw new AppError('conflict', 'claim.quote-stale', 'the clerk confirmed other amounts than these');
    const chosen = view.ways.find((each) => each.way === way);
    if (chosen?.open !== true) throw wrongState(facts, chosen?.closedBecause[0]);
    if (phone !== '') savePhone(db, facts.encounter.patientId, phone);
    if (way === 'wait') noteOnVisit(this.#deps, encounterId, 'wait', reason, clerkId);
    else if (way === 'insured') settleInsured(this.#deps, facts, guess, key, clerkId);
    else payInFull(this.#deps, facts, way, reason, key, clerkId);
    insertAudit(db, { at: this.#deps.clock.now(), clerkId, event: 'visit-settled', subjectId: encounterId, facts: { way } });
    return encounterId;
  }

  #read(encounterId: EncounterId): ReturnType<typeof visitView> {
    return visitView(this.#deps, encounterId, this.#preSettled.get(encounterId));
  }
}

const wrongState = (facts: VisitFacts, because = ''): AppError =>
  new AppError('conflict', 'encounter.wrong-state', 'not possible in this state', { state: stageOf(facts), because });
