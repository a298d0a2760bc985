import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { CommitSettlement, settlementContract, SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import { standing } from '../../../../shared/claim/recall-steps.ts';
import type { ActKind, ActState } from '../../../../shared/model/acts.ts';
import { nextClaim } from '../../../../shared/claim/next-claim.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Split } from '../../../../shared/model/settlement.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf, insertAct, saveActState } from '../../db/repositories/act-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter, saveState } from '../../db/repositories/encounter-repository.ts';
import { stayKindOf } from '../../db/repositories/order-repository.ts';
import { findCoverage, findPatient } from '../../db/repositories/patient-repository.ts';
import { type Claim, insertSettlement, saveClaim } from '../../db/repositories/settlement-repository.ts';
import type { CentreGateway } from '../../ports/centre-gateway.ts';
import { settlementContent } from '../acts/act-content.ts';
import { compareBeforehand } from './charges-repair.ts';
import type { Guess } from './estimate-service.ts';
import { once } from '../desk/keyed.ts';
import type { LookupService } from '../admission/lookup-service.ts';
import { saveVisitChoice } from '../../db/repositories/visit-repository.ts';
import { accountOf } from './stay-account.ts';
import { type PreSettlement, type ReadingDeps, readSettlement, type SettlementReading } from './settlement-reading.ts';
import { firstEstimate } from './settlement-view.ts';
import type { StayMoney } from '../money/stay-money.ts';

export interface SettlementDeps extends ReadingDeps {
  readonly db: WritableDb;
  readonly centre: CentreGateway;
  readonly lookups: LookupService;
  readonly dischargeBeforeSettlement: boolean;
  readonly linesPerUpload: number;
  readonly stayMoney: StayMoney;
  readonly onChange: () => void;
}

type ChooseAccount = z.output<typeof settlementContract.chooseAccount.request>;
type Queued = Pick<CommitSettlement, 'exit' | 'key'>;

const GIVE_WAY: readonly ActKind[] = ['settlement', 'settlement-adoption'];
const OPEN: readonly ActState[] = ['waiting', 'unknown', 'rejected'];

/** Estimate beside the centre's word, the ways out of the hospital, and the commit. */
export class SettlementService {
  readonly #deps: SettlementDeps;
  /** Answers to 2303, with the total they were given for: not saved, a pre-settlement moves nothing and ages at once. */
  readonly #preSettled = new Map<EncounterId, PreSettlement>();

  constructor(deps: SettlementDeps) {
    this.#deps = deps;
  }

  /** Errors: encounter.not-found. */
  view(encounterId: EncounterId): SettlementView {
    return this.#view(this.#encounter(encounterId)).view;
  }

  /**
   * Asks the centre again what the patient has used this year and what it would pay (2001, 5206, 2303). Where it has other lines than the
   * hospital, they are compared and mended by themselves.
   * Errors: those of the line; encounter.wrong-state while the centre has no visit of this stay.
   */
  async askCentre(encounterId: EncounterId): Promise<SettlementView> {
    const { db, clock, lookups } = this.#deps;
    const encounter = this.#encounter(encounterId);
    if (encounter.visitNumber === null)
      throw new AppError('conflict', 'encounter.wrong-state', 'the centre has no visit of this stay yet', { state: encounter.state });
    const patient = findPatient(db, encounter.patientId);
    const coverage = findCoverage(db, encounter.coverageId);
    invariant(patient !== undefined && coverage !== undefined, 'a stay refers to its patient and coverage');
    await lookups.recheck(patient, coverage, stayKindOf(db, encounter.orderNumber) ?? 'inpatient');
    const split = await this.#preSettle(encounter);
    this.#preSettled.set(encounterId, { split, at: clock.now() });
    return this.view(encounterId);
  }

  async #preSettle(encounter: Encounter): Promise<Split> {
    const { db, centre, onChange } = this.#deps;
    const content = settlementContent(db, encounter);
    try {
      const split = await centre.preSettle(content);
      if (!split.total.equals(content.total)) this.#compareCharges(encounter);
      return split;
    } catch (error) {
      if (error instanceof AppError && error.details['because'] === 'charges-total') this.#compareCharges(encounter);
      throw error;
    } finally {
      onChange();
    }
  }

  #compareCharges(encounter: Encounter): void {
    compareBeforehand(this.#deps, encounter, null);
  }

  /** Saves estimate, acts and state in one transaction; no network inside. The outbox asks the centre: its answer is the settlement. */
  commit(request: CommitSettlement, clerkId: string): SettlementView {
    const { db, clock, onChange } = this.#deps;
    once(db, request.key, request, clock.now(), () => this.#commit(request, clerkId));
    onChange();
    return this.view(request.encounterId);
  }

  /**
   * The program settles by itself what is open to be settled with the centre (rule D-12). False where it is not. Nobody's till: no shift dealt with it.
   */
  settleByItself(encounterId: EncounterId): boolean {
    const { db, clock, onChange } = this.#deps;
    const begun = db
      .transaction(() => {
        const encounter = this.#encounter(encounterId);
        const { view, claim, guess } = this.#view(encounter);
        if (claim.state.kind !== 'draft' || !view.exits.some(({ exit, open }) => exit === 'online' && open)) return false;
        this.#queue(encounter, { exit: 'online', key: randomUUID() as IdempotencyKey }, claim, guess, null);
        saveState(db, encounter.id, 'settling');
        insertAudit(db, { at: clock.now(), clerkId: null, event: 'settled-by-itself', subjectId: encounter.id, facts: {} });
        return true;
      })
      .immediate();
    if (begun) onChange();
    return begun;
  }

  /** Errors: see the contract. */
  chooseAccount({ encounterId, choice, key }: ChooseAccount, clerkId: string): SettlementView {
    const { db, clock, onChange } = this.#deps;
    once(db, key, { encounterId, choice, clerkId }, clock.now(), () => {
      const encounter = this.#encounter(encounterId);
      const offered = accountOf(this.#deps, encounter, choice);
      if (offered === null || offered.fixed)
        throw new AppError('conflict', 'encounter.wrong-state', 'no account is chosen now', { state: encounter.state });
      saveVisitChoice(db, encounterId, choice);
      insertAudit(db, { at: clock.now(), clerkId, event: 'account-chosen', subjectId: encounterId, facts: { account: choice.account } });
      return encounterId;
    });
    // What the centre would pay was asked for the other one.
    this.#preSettled.delete(encounterId);
    onChange();
    return this.view(encounterId);
  }

  #commit(request: CommitSettlement, clerkId: string): string {
    const { db, clock } = this.#deps;
    const encounter = this.#encounter(request.encounterId);
    const { view, claim, guess } = this.#view(encounter);
    if (view.quoteHash !== request.quoteHash)
      throw new AppError('conflict', 'claim.quote-stale', 'the clerk confirmed other amounts than these');
    const exit = view.exits.find((each) => each.exit === request.exit);
    if (exit?.open !== true)
      throw new AppError('conflict', 'encounter.wrong-state', 'this way out is closed', { state: encounter.state, exit: request.exit });
    this.#deps.stayMoney.dealtWith(encounter.id, clerkId);
    this.#go(encounter, request, claim, guess, clerkId);
    insertAudit(db, { at: clock.now(), clerkId, event: 'settlement-committed', subjectId: encounter.id, facts: { exit: request.exit } });
    return encounter.id;
  }

  #go(encounter: Encounter, request: CommitSettlement, claim: Claim, guess: Guess, clerkId: string): void {
    const { db, leaves } = this.#deps;
    const { exit } = request;
    if (exit === 'self-pay') {
      leaves.selfPay(encounter, request, clerkId);
      return;
    }
    if (exit !== 'come-back') this.#queue(encounter, request, claim, guess, clerkId);
    if (exit === 'online') saveState(db, encounter.id, 'settling');
    else leaves.leave(encounter, request, clerkId);
  }

  /** What settles, now or later, stands in the outbox; where it stood there already, only the way out is another one. */
  #queue(encounter: Encounter, request: Queued, claim: Claim, guess: Guess, clerkId: string | null): void {
    const { db } = this.#deps;
    if (claim.state.kind === 'pending') {
      saveClaim(db, claim, claim.state, request.exit);
      return;
    }
    saveClaim(db, claim, nextClaim(claim.state, { kind: 'commit', key: request.key }), request.exit);
    this.#saveEstimate(claim, guess);
    this.#insertActs(encounter, request, clerkId);
  }

  #saveEstimate(claim: Claim, guess: Guess): void {
    if (guess.kind === 'none') return;
    const estimate = firstEstimate(guess.range);
    invariant(estimate !== undefined, 'an estimate has a column');
    const { least, most, columns, causes } = guess.range;
    insertSettlement(this.#deps.db, claim.id, {
      standing: 'estimate',
      sourceMessageId: null,
      centreNumber: null,
      split: estimate.split,
      settledAt: this.#deps.clock.now(),
      pack: estimate.packs.insured,
      detailText: JSON.stringify({
        least,
        most,
        causes,
        columns: columns.map(({ assumptions, estimate: { split, steps } }) => ({ assumptions, split, steps })),
      }),
    });
  }

  #insertActs(encounter: Encounter, request: Queued, clerkId: string | null): void {
    const { db, clock, dischargeBeforeSettlement } = this.#deps;
    const act = { encounterId: encounter.id, key: request.key, clerkId, createdAt: clock.now(), deadlineAt: null };
    // The refused one gives way to this one, which would wait behind it for ever; so does a settlement of somebody else that stands no more.
    const refused = actsOf(db, encounter.id).filter(({ kind, state }) => GIVE_WAY.includes(kind) && state === 'rejected');
    for (const { id } of refused) saveActState(db, id, 'withdrawn');
    // A second settlement after a refusal must not report the discharge twice.
    const acts = actsOf(db, encounter.id);
    const reported = standing(acts).has('discharge') || acts.some(({ kind, state }) => kind === 'discharge' && OPEN.includes(state));
    const kinds = reported ? (['settlement'] as const) : (['discharge', 'settlement'] as const);
    for (const kind of dischargeBeforeSettlement ? kinds : [...kinds].reverse()) insertAct(db, { ...act, kind });
  }

  #view(encounter: Encounter): SettlementReading {
    return readSettlement(this.#deps, encounter, this.#preSettled.get(encounter.id));
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }
}
