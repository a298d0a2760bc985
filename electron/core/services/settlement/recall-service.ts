import { interimsStanding, type RecallLimits, recallOpen, recallSteps } from '../../../../shared/claim/recall-steps.ts';
import { nextClaim } from '../../../../shared/claim/next-claim.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { RECALL_DEPTHS, RECALL_OFFICES, type RecallDepth, type RecallOffice } from '../../../../shared/model/acts.ts';
import type { ClerkRole } from '../../../../shared/model/clerk.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf, insertAct, saveActState } from '../../db/repositories/act-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter, saveState } from '../../db/repositories/encounter-repository.ts';
import { insertInterimBack, standingInterims } from '../../db/repositories/interim-repository.ts';
import {
  findRecall,
  insertAgreement,
  insertDecision,
  insertRecall,
  insertWithdrawal,
  type Recall,
  recallsOf,
  withdrawalOf,
} from '../../db/repositories/recall-repository.ts';
import { claimOf, saveClaim } from '../../db/repositories/settlement-repository.ts';
import type { StayMoney } from '../money/stay-money.ts';
import type { ListBook } from './list-book.ts';
import { invoiceHolds } from '../invoice/invoice-service.ts';
import { once } from '../desk/keyed.ts';
import { selfPayAgain, selfSettled, whyNotRecalled, whyNotWithdrawn } from './recall-gates.ts';

export interface RecallRules extends RecallLimits {
  /** Whether a settlement may be taken back whose list (4101) is at the bureau. */
  readonly afterList: boolean;
  /** Whose yes it takes; nobody agrees to what he asked for himself. */
  readonly approval: 'none' | RecallOffice | 'both';
}

export interface RecallDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly rules: RecallRules;
  readonly lists: Pick<ListBook, 'keep'>;
  readonly stayMoney: Pick<StayMoney, 'dealtWith' | 'onRecalled'>;
  readonly onChange: () => void;
}

export interface RecallChoice {
  readonly depth: RecallDepth;
  readonly open: boolean;
  readonly closedBecause: readonly string[];
}

/** A yes or no in the name of an office, or why it is not for him. */
export type Vote = { readonly office: RecallOffice } | { readonly because: 'asked-himself' | 'agreed' | 'other-office' };

export interface RecallRequest {
  readonly key: IdempotencyKey;
  readonly encounterId: EncounterId;
  readonly depth: RecallDepth;
  readonly reason: string;
}

/** Takes a stay back at the centre (结算召回, 出院撤销, 入院撤销), and withdraws what is queued of one that is settled by hand. */
export class RecallService {
  readonly #deps: RecallDeps;

  constructor(deps: RecallDeps) {
    this.#deps = deps;
  }

  /** Errors: encounter.not-found. */
  view(encounterId: EncounterId): {
    readonly choices: readonly RecallChoice[];
    readonly offices: readonly RecallOffice[];
    readonly recalls: readonly Recall[];
    readonly mayGiveUp: boolean;
  } {
    const encounter = this.#encounter(encounterId);
    const acts = actsOf(this.#deps.db, encounterId);
    const offered = RECALL_DEPTHS.filter((depth) => depth !== 'interim' || interimsStanding(acts) > 0);
    const choices = offered.map((depth) => {
      const closedBecause = whyNotRecalled(this.#deps, encounter, depth);
      return { depth, open: closedBecause.length === 0, closedBecause };
    });
    const { db } = this.#deps;
    const open = actsOf(db, encounterId).filter((act) => recallOpen([act]));
    const mayGiveUp = open.some(({ state }) => state === 'rejected') && !open.some(({ state }) => state === 'unknown');
    return { choices, offices: this.#offices(), recalls: recallsOf(db, encounterId), mayGiveUp };
  }

  /** A clerk asks; without a second person the acts are saved at once. Errors: encounter.wrong-state, request.key-reused. */
  ask(request: RecallRequest, clerkId: string): void {
    const { db, clock, rules, onChange } = this.#deps;
    once(db, request.key, request, clock.now(), () => {
      const encounter = this.#mayRecall(request.encounterId, request.depth);
      const id = insertRecall(db, { ...request, clerkId, askedAt: clock.now() });
      this.#audit('recall-asked', encounter.id, clerkId, { depth: request.depth });
      if (rules.approval === 'none') this.#decide(id, true, clerkId);
      return String(id);
    });
    onChange();
  }

  /**
   * What the clerk may say about the recall that waits: his office's yes or no. Nobody agrees to what he asked for, and an office agrees once.
   */
  voteOf(encounterId: EncounterId, clerk: { readonly id: string; readonly role: ClerkRole }): Vote | null {
    const waiting = recallsOf(this.#deps.db, encounterId).find(({ approved }) => approved === null);
    if (waiting === undefined) return null;
    const office = this.#offices().find((each) => each === clerk.role);
    if (office === undefined) return { because: 'other-office' };
    if (waiting.clerkId === clerk.id) return { because: 'asked-himself' };
    return waiting.agreed.includes(office) ? { because: 'agreed' } : { office };
  }

  /**
   * An office agrees or not. The last yes carries it out, one no ends it. Errors: encounter.wrong-state; session.not-permitted when it is not for
   * this clerk to say.
   */
  decide(recallId: number, approved: boolean, clerk: { readonly id: string; readonly role: ClerkRole }, reason = ''): void {
    const { db, clock, onChange } = this.#deps;
    db.transaction(() => {
      const recall = findRecall(db, recallId);
      if (recall === undefined || recall.approved !== null) throw wrongState('this recall is not waiting for a decision', 'decided');
      const vote = this.voteOf(recall.encounterId, clerk);
      if (vote === null || !('office' in vote))
        throw new AppError('permission', 'session.not-permitted', 'it is not for him to say', { permission: 'recall:approve' });
      if (!approved) {
        this.#decide(recallId, false, clerk.id, reason);
        return;
      }
      insertAgreement(db, recallId, vote.office, clerk.id, clock.now());
      this.#audit('recall-agreed', recall.encounterId, clerk.id, { office: vote.office });
      const agreed = [...recall.agreed, vote.office];
      if (this.#offices().every((office) => agreed.includes(office))) this.#decide(recallId, true, clerk.id);
    }).immediate();
    onChange();
  }

  /** The stay whose invoice is asked about before this yes: it is the last one, and what is known of the invoice is too old to act on. */
  asksInvoice(recallId: number, clerk: { readonly id: string; readonly role: ClerkRole }): EncounterId | null {
    const { db, clock } = this.#deps;
    const recall = findRecall(db, recallId);
    if (recall === undefined || recall.approved !== null) return null;
    const vote = this.voteOf(recall.encounterId, clerk);
    if (vote === null || !('office' in vote)) return null;
    const last = this.#offices().every((office) => office === vote.office || recall.agreed.includes(office));
    return last && invoiceHolds(db, clock, recall.encounterId).includes('invoice-not-asked') ? recall.encounterId : null;
  }

  #offices(): readonly RecallOffice[] {
    const { approval } = this.#deps.rules;
    if (approval === 'none') return [];
    return approval === 'both' ? RECALL_OFFICES : [approval];
  }

  /** A recall that the centre refused is given up: what was not carried out of it never will be. Errors: encounter.wrong-state. */
  giveUp(encounterId: EncounterId, clerkId: string): void {
    const { db, onChange } = this.#deps;
    db.transaction(() => {
      const open = actsOf(db, encounterId).filter((act) => recallOpen([act]));
      if (open.length === 0 || open.some(({ state }) => state === 'unknown')) throw wrongState('nothing to give up', 'none');
      for (const { id } of open) saveActState(db, id, 'withdrawn');
      this.#deps.lists.keep(encounterId);
      this.#audit('recall-given-up', encounterId, clerkId, { acts: open.length });
    }).immediate();
    onChange();
  }

  /**
   * The patient pays everything himself and claims by hand: whatever of the stay still waits for the centre is never sent, and what the centre has of it
   * is taken back when the line is there. Runs inside the transaction of that way out. Errors: encounter.wrong-state.
   */
  withdraw({ encounterId, key, reason }: { key: IdempotencyKey; encounterId: EncounterId; reason: string }, clerkId: string): void {
    const { db, clock } = this.#deps;
    if (selfPayAgain(db, encounterId)) return; // it was withdrawn before it was corrected
    const encounter = this.#encounter(encounterId);
    const [why] = whyNotWithdrawn(db, encounter);
    if (why !== undefined) throw wrongState('the stay cannot be withdrawn', why);
    this.#withdrawWaiting(encounter);
    insertWithdrawal(db, { encounterId, reason, clerkId, at: clock.now() });
    this.#insertSteps(encounter, 'admission', key, clerkId);
    this.#audit('stay-withdrawn', encounterId, clerkId, {});
  }

  #decide(recallId: number, approved: boolean, clerkId: string, reason = ''): void {
    const { db, clock } = this.#deps;
    insertDecision(db, recallId, approved, clerkId, clock.now());
    const recall = findRecall(db, recallId);
    if (recall === undefined) return;
    this.#audit(approved ? 'recall-approved' : 'recall-declined', recall.encounterId, clerkId, { depth: recall.depth, reason });
    if (!approved) return;
    const encounter = this.#mayRecall(recall.encounterId, recall.depth);
    // It is booked today, in the till of whoever asked for it: what was sealed when it was settled stays.
    this.#deps.stayMoney.dealtWith(encounter.id, recall.clerkId);
    if (recall.depth === 'settlement' && selfSettled(db, encounter.id)) {
      this.#takeSelfPaidBack(encounter);
      return;
    }
    this.#withdrawWaiting(encounter);
    this.#insertSteps(encounter, recall.depth, recall.key, recall.clerkId);
    this.#deps.lists.keep(encounter.id);
  }

  /** 自费结算召回: nothing stands at the centre. The bill is turned, its invoice taken back, and the ward may correct the charges. */
  #takeSelfPaidBack(encounter: Encounter): void {
    this.#deps.stayMoney.onRecalled(encounter.id);
    saveState(this.#deps.db, encounter.id, 'ward-discharged');
  }

  /** What was queued on top of what goes now gives way: it would be refused, or done to a stay that is being taken back. */
  #withdrawWaiting(encounter: Encounter): void {
    const { db } = this.#deps;
    const open = actsOf(db, encounter.id).filter(({ line, state }) => line === 'centre' && (state === 'waiting' || state === 'rejected'));
    for (const { id } of open) saveActState(db, id, 'withdrawn');
    const claim = claimOf(db, encounter.id);
    if (claim?.state.kind === 'pending' && open.some(({ kind }) => kind === 'settlement')) {
      saveClaim(db, claim, nextClaim(claim.state, { kind: 'outcome', outcome: { kind: 'rejected', words: '' } }), claim.exit);
    }
  }

  #insertSteps(encounter: Encounter, depth: RecallDepth, key: IdempotencyKey, clerkId: string): void {
    const { db, clock } = this.#deps;
    const act = { encounterId: encounter.id, key, clerkId, createdAt: clock.now(), deadlineAt: null };
    const steps = recallSteps(actsOf(db, encounter.id), depth);
    for (const kind of steps) {
      const actId = insertAct(db, { ...act, kind });
      const interim = kind === 'interim-settlement-reversal' ? standingInterims(db, encounter.id).at(-1) : undefined;
      if (interim !== undefined) insertInterimBack(db, actId, interim.actId);
    }
    // Nothing of it ever reached the centre: there is nothing to take back.
    if (steps.length === 0 && depth === 'admission' && withdrawalOf(db, encounter.id) === undefined)
      saveState(db, encounter.id, 'cancelled');
  }

  #mayRecall(encounterId: EncounterId, depth: RecallDepth): Encounter {
    const encounter = this.#encounter(encounterId);
    const [why] = whyNotRecalled(this.#deps, encounter, depth);
    if (why !== undefined) throw wrongState('this cannot be taken back', why);
    return encounter;
  }

  #encounter(encounterId: EncounterId): Encounter {
    const encounter = findEncounter(this.#deps.db, encounterId);
    if (encounter === undefined) throw new AppError('not-found', 'encounter.not-found', 'no such stay');
    return encounter;
  }

  #audit(event: string, subjectId: string, clerkId: string, facts: Readonly<Record<string, string | number>>): void {
    const { db, clock } = this.#deps;
    insertAudit(db, { at: clock.now(), clerkId, event, subjectId, facts });
  }
}

const wrongState = (message: string, state: string): AppError => new AppError('conflict', 'encounter.wrong-state', message, { state });
