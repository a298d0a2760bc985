import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { nextClaim } from '../../../../shared/claim/next-claim.ts';
import { stepsBack, stepsToSend, visitStanding } from '../../../../shared/claim/visit-steps.ts';
import type { visitContract, VisitView, WaitingVisit } from '../../../../shared/contract/visit-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey, PatientId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { VisitActKind } from '../../../../shared/model/acts.ts';
import { splitOf } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAct, saveActState } from '../../db/repositories/act-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import {
  encounterOfOrder,
  findEncounter,
  insertEncounter,
  openVisits,
  saveCoverage,
  saveState,
} from '../../db/repositories/encounter-repository.ts';
import { coveragesOf, findPatient, savePhone, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { insertWithdrawal } from '../../db/repositories/recall-repository.ts';
import { insertClaim, insertSettlement, saveClaim } from '../../db/repositories/settlement-repository.ts';
import {
  findVisitOrder,
  insertBatch,
  insertVisitAccount,
  insertVisitEvent,
  saveVisitChoice,
  type VisitEventKind,
  waitingVisits,
} from '../../db/repositories/visit-repository.ts';
import type { CentreGateway } from '../../ports/centre-gateway.ts';
import { insuredOf } from '../acts/act-content.ts';
import { once } from '../desk/keyed.ts';
import { isVerifiedPatient, type LookupService, usualCoverage } from '../admission/lookup-service.ts';
import type { ShiftService } from '../money/shift-service.ts';
import type { StayMoney } from '../money/stay-money.ts';
import { chargedNow, preSettlementContent } from './visit-content.ts';
import { centreActsOf, type PreSettled, stageOf, type VisitFacts } from './visit-facts.ts';
import { visitRecords } from './visit-records.ts';
import { visitView, type VisitViewDeps } from './visit-view.ts';

export interface VisitDeps extends VisitViewDeps {
  readonly db: WritableDb;
  readonly centre: CentreGateway;
  readonly lookups: LookupService;
  readonly stayMoney: StayMoney;
  readonly shifts: Pick<ShiftService, 'require'>;
  readonly onChange: () => void;
}

type Request<Name extends keyof typeof visitContract> = z.output<(typeof visitContract)[Name]['request']>;

const POLL_MS = 60;
/** The centre has this long to take a visit before the clerk is told that it is still on its way. */
const WAIT_MS = 25_000;

/** 门诊收费: a visit of the hospital's system, told to the centre, settled with it or paid in full, refunded and settled anew. */
export class VisitService {
  readonly #deps: VisitDeps;
  readonly #preSettled = new Map<EncounterId, PreSettled>();

  constructor(deps: VisitDeps) {
    this.#deps = deps;
  }

  waiting(patientId: PatientId | null): WaitingVisit[] {
    const { db } = this.#deps;
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
      return [{ orderNumber, encounterId, ...words, visitType, visitedAt, total: totalOf(lines), lineCount: lines.length }];
    });
  }

  records(request: Request<'records'>, clerkId: string): ReturnType<typeof visitRecords> {
    return visitRecords(this.#deps, request, clerkId);
  }

  /** Errors: order.not-found, person.differs. */
  open({ orderNumber, patientId, key }: Request<'open'>, clerkId: string): EncounterId {
    const { db, clock, onChange } = this.#deps;
    const known = encounterOfOrder(db, orderNumber);
    if (known !== undefined && known.patientId === patientId) return known.id;
    const id = once(db, key, { orderNumber, patientId, clerkId }, clock.now(), () => this.#open(orderNumber, patientId, clerkId));
    onChange();
    return id as EncounterId;
  }

  #open(orderNumber: string, patientId: PatientId, clerkId: string): string {
    const { db } = this.#deps;
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
      openedAt: this.#deps.clock.now(),
      clerkId,
      careKind: 'outpatient',
    });
    insertClaim(db, id);
    this.#event(id, 'opened', '', clerkId);
    return id;
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
    await this.#learnCoverage(encounterId);
    const { facts } = this.#read(encounterId);
    this.#maySend(facts);
    const patient = findPatient(db, facts.encounter.patientId);
    invariant(patient !== undefined, 'a visit refers to its patient');
    await lookups.recheck(patient, facts.coverage, facts.order.visitType);
    once(db, key, { encounterId, clerkId }, clock.now(), () => this.#send(encounterId, key, clerkId));
    onChange();
    await this.#sent(encounterId);
    const now = this.#read(encounterId).facts;
    if (now.busy || now.batch === null || !now.current) return this.view(encounterId);
    try {
      const content = preSettlementContent(db, now.encounter, insuredOf(db, now.encounter), now.batch);
      const split = await centre.preSettleVisit(content);
      this.#preSettled.set(encounterId, { split, at: clock.now(), batch: now.batch, account: now.choice.account });
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'rejected')) throw error;
      this.#preSettled.delete(encounterId);
      this.#event(encounterId, 'refused', String(error.details['words'] ?? error.message), null);
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
      this.#event(encounterId, facts.lines.length === 0 && facts.final === null ? 'cancelled' : 'refund', reason, clerkId);
      if (facts.final === null) this.#refundSelfPaid(facts, clerkId);
      else {
        this.#insert(encounterId, stepsBack(facts.standing, facts.lines.length === 0), key, clerkId);
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
      this.#event(encounterId, 'resettle', reason, clerkId);
      saveState(db, encounterId, 'registered');
      return encounterId;
    });
    onChange();
    return this.view(encounterId);
  }

  /** His card was read while the centre was away and nobody knew him: he is asked about again before anything is sent. */
  async #learnCoverage(encounterId: EncounterId): Promise<void> {
    const { db, lookups } = this.#deps;
    const { encounter, selfPaid, insuranceUnknown } = this.#read(encounterId).facts;
    const patient = findPatient(db, encounter.patientId);
    invariant(patient !== undefined, 'a visit refers to its patient');
    if (!insuranceUnknown || selfPaid !== null || encounter.state !== 'registered' || !isVerifiedPatient(db, patient.id)) return;
    const known = () => usualCoverage(coveragesOf(db, patient.id));
    // What it said of his coverages counts, also when the rest of its answers was lost.
    const answered = known() !== undefined || (await lookups.refresh(patient.id, patient));
    const usual = known();
    if (usual !== undefined) saveCoverage(db, encounterId, usual.id);
    else if (!answered) throw new AppError('gateway', 'centre.unreachable', 'nobody said who insures him');
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
    this.#giveUpRefused(encounterId);
    const steps = stepsToSend(facts.standing, facts.current);
    if (steps.length > 0 || facts.refusal !== null) this.#event(encounterId, 'sent', '', clerkId);
    this.#insert(encounterId, steps, key, clerkId);
    if (steps.includes('visit-charges')) this.#preSettled.delete(encounterId);
    invariant(db.inTransaction, 'acts are saved together');
    return encounterId;
  }

  #giveUpRefused(encounterId: EncounterId): void {
    const { db } = this.#deps;
    for (const { id, state } of centreActsOf(db, encounterId)) if (state === 'rejected') saveActState(db, id, 'withdrawn');
  }

  #insert(encounterId: EncounterId, kinds: readonly VisitActKind[], key: IdempotencyKey, clerkId: string): void {
    const { db, clock } = this.#deps;
    const encounter = findEncounter(db, encounterId);
    invariant(encounter !== undefined, 'acts are of a visit');
    for (const kind of kinds) {
      const actId = insertAct(db, { kind, encounterId, key, clerkId, createdAt: clock.now(), deadlineAt: null });
      if (kind !== 'visit-charges') continue;
      const lines = chargedNow(db, encounter);
      insertBatch(db, { encounterId, orderNumber: encounter.orderNumber, actId, lines, at: clock.now() });
    }
  }

  /** Waits until nothing of the visit is on its way, or its patience ends. */
  async #sent(encounterId: EncounterId): Promise<void> {
    const { db } = this.#deps;
    const until = performance.now() + WAIT_MS;
    const open = () => centreActsOf(db, encounterId).some(({ state }) => state === 'waiting' || state === 'unknown');
    while (db.open && open() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }

  #settle({ encounterId, way, phone, reason, quoteHash, key }: Request<'settle'>, clerkId: string): string {
    const { db } = this.#deps;
    const { view, facts, guess } = this.#read(encounterId);
    if (view.quoteHash !== quoteHash) throw new AppError('conflict', 'claim.quote-stale', 'the clerk confirmed other amounts than these');
    const chosen = view.ways.find((each) => each.way === way);
    if (chosen?.open !== true) throw wrongState(facts, chosen?.closedBecause[0]);
    if (phone !== '') savePhone(db, facts.encounter.patientId, phone);
    if (way === 'wait') this.#event(encounterId, 'wait', reason, clerkId);
    else if (way === 'insured') this.#settleInsured(facts, guess, key, clerkId);
    else this.#payInFull(facts, way, reason, key, clerkId);
    insertAudit(db, { at: this.#deps.clock.now(), clerkId, event: 'visit-settled', subjectId: encounterId, facts: { way } });
    return encounterId;
  }

  #settleInsured(
    { encounter, claim, choice, batch }: VisitFacts,
    guess: ReturnType<typeof visitView>['guess'],
    key: IdempotencyKey,
    clerkId: string,
  ): void {
    const { db, clock, stayMoney } = this.#deps;
    invariant(batch !== null, 'only what the centre has is settled');
    this.#giveUpRefused(encounter.id);
    saveClaim(db, claim, nextClaim(claim.state, { kind: 'commit', key }), 'online');
    const estimate = guess.kind === 'none' ? undefined : guess.range.columns[0]?.estimate;
    if (estimate !== undefined)
      insertSettlement(db, claim.id, {
        standing: 'estimate',
        sourceMessageId: null,
        centreNumber: null,
        split: estimate.split,
        settledAt: clock.now(),
        pack: estimate.packs.insured,
        detailText: JSON.stringify({ steps: estimate.steps }),
      });
    const act = { kind: 'visit-settlement', encounterId: encounter.id, key, clerkId, createdAt: clock.now(), deadlineAt: null } as const;
    insertVisitAccount(db, insertAct(db, act), choice.account, batch);
    stayMoney.dealtWith(encounter.id, clerkId);
    saveState(db, encounter.id, 'settling');
    this.#event(encounter.id, 'settled', '', clerkId);
  }

  /**
   * He owes the whole. What waits for the centre is withdrawn before any money moves, and what it has is taken back: else he could be paid
   * twice. `claim` is for good.
   */
  #payInFull(facts: VisitFacts, way: 'self-pay' | 'claim', reason: string, key: IdempotencyKey, clerkId: string): void {
    const { db, clock, shifts, stayMoney } = this.#deps;
    const { encounter, total, acts } = facts;
    shifts.require(clerkId);
    if (way === 'claim' && reason.length < 2)
      throw new AppError('validation', 'leave.reason-missing', 'why he claims by hand is written down');
    this.#giveUpRefused(encounter.id);
    for (const { id, state } of acts) if (state === 'waiting') saveActState(db, id, 'withdrawn');
    this.#insert(encounter.id, stepsBack(visitStanding(centreActsOf(db, encounter.id)), true), key, clerkId);
    stayMoney.dealtWith(encounter.id, clerkId);
    this.#event(encounter.id, way, reason, clerkId);
    if (way === 'claim') insertWithdrawal(db, { encounterId: encounter.id, reason, clerkId, at: clock.now() });
    this.#owesAll(encounter.id, total);
  }

  #refundSelfPaid({ encounter, total }: VisitFacts, clerkId: string): void {
    const { stayMoney, shifts } = this.#deps;
    shifts.require(clerkId);
    stayMoney.onRecalled(encounter.id);
    this.#owesAll(encounter.id, total);
  }

  #owesAll(encounterId: EncounterId, total: Money): void {
    const { db, stayMoney } = this.#deps;
    const zero = Money.ZERO;
    stayMoney.onSettled(
      encounterId,
      splitOf({ total, selfPaid: total, overCap: zero, firstShare: zero, deductible: zero, pooledFund: zero }),
    );
    saveState(db, encounterId, total.isZero() ? 'cancelled' : 'settled');
  }

  #event(encounterId: EncounterId, kind: VisitEventKind, reason: string, clerkId: string | null): void {
    const { db, clock } = this.#deps;
    insertVisitEvent(db, { encounterId, kind, reason, postingId: null, clerkId, at: clock.now() });
  }

  #read(encounterId: EncounterId): ReturnType<typeof visitView> {
    return visitView(this.#deps, encounterId, this.#preSettled.get(encounterId));
  }
}

const totalOf = (lines: ReturnType<typeof chargedNow>): Money => Money.sum(lines.map(({ amount }) => amount));

const wrongState = (facts: VisitFacts, because = ''): AppError =>
  new AppError('conflict', 'encounter.wrong-state', 'not possible in this state', { state: stageOf(facts), because });
