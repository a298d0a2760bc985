import { invariant } from '../../../../shared/errors/invariant.ts';
import type { ActResult, AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import type { Act, SavedAttempt } from '../../db/repositories/act-repository.ts';
import { type Encounter, saveState, saveVisitNumber } from '../../db/repositories/encounter-repository.ts';
import { batchOfAct, insertVisitEvent, insertVisitResults, visitEvents } from '../../db/repositories/visit-repository.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { isKnownSettlement, moveClaim } from '../acts/claim-outcome.ts';
import { saveFinal } from '../acts/final-settlement.ts';
import { adoptSettlementReversal } from '../acts/reversal-adoption.ts';
import type { StayMoney } from '../money/stay-money.ts';

interface VisitAdoptionDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly stayMoney: StayMoney;
}

/** Carries what the centre answered of a visit into the books. Runs inside the transaction that records the answer. */
export class VisitAdoption {
  readonly #deps: VisitAdoptionDeps;

  constructor(deps: VisitAdoptionDeps) {
    this.#deps = deps;
  }

  adopt(act: Act, encounter: Encounter, outcome: AttemptOutcome, attempt: SavedAttempt): void {
    const { db } = this.#deps;
    if (act.kind === 'visit-settlement' || act.kind === 'settlement-adoption') {
      if (isKnownSettlement(db, encounter.id, outcome)) return;
      this.#moveClaim(act, encounter, outcome);
    }
    if (outcome.kind === 'acknowledged') this.#acknowledged(act, encounter, outcome.result, attempt);
    if (outcome.kind !== 'rejected') return;
    this.#refused(encounter, outcome.words);
    // The settlement stands as it was: a person looks at the refusal.
    if (act.kind === 'visit-settlement-reversal') saveState(db, encounter.id, 'settled');
  }

  #acknowledged(act: Act, encounter: Encounter, result: ActResult, attempt: SavedAttempt): void {
    const { db } = this.#deps;
    switch (result.kind) {
      case 'visit':
        saveVisitNumber(db, encounter.id, result.visitNumber);
        return;
      case 'visit-charges': {
        const batch = batchOfAct(db, act.id);
        invariant(batch !== undefined, 'an upload has its batch');
        insertVisitResults(db, batch, attempt.messageId, result.lines);
        return;
      }
      case 'settlement':
        this.#settled(encounter, result, attempt);
        return;
      case 'settlement-reversal':
        adoptSettlementReversal(this.#deps, encounter, result, attempt);
        return;
      case 'visit-reversal':
        this.#gone(encounter);
        return;
      case 'visit-details':
      case 'visit-charges-reversal':
      case 'message-reversal':
        return;
      default:
        invariant(false, 'the centre answers what a visit asked');
    }
  }

  #moveClaim(act: Act, encounter: Encounter, outcome: AttemptOutcome): void {
    const { db } = this.#deps;
    if (moveClaim(db, encounter.id, act, outcome) === undefined) return;
    saveState(db, encounter.id, outcome.kind === 'acknowledged' ? 'settled' : outcome.kind === 'rejected' ? 'registered' : 'settling');
  }

  /** The official split beside the estimate, why they differ, and what he owes. */
  #settled(encounter: Encounter, result: Extract<ActResult, { kind: 'settlement' }>, attempt: SavedAttempt): void {
    saveFinal(this.#deps, encounter, result, attempt, { familyAccount: result.split.familyAccount });
    this.#deps.stayMoney.onSettled(encounter.id, result.split);
  }

  /** The centre has nothing of the visit any more. Paid in full it goes on; else it is over. */
  #gone(encounter: Encounter): void {
    const { db } = this.#deps;
    saveVisitNumber(db, encounter.id, null);
    const last = visitEvents(db, encounter.id).findLast(({ kind }) =>
      ['self-pay', 'claim', 'resettle', 'cancelled', 'refund'].includes(kind),
    );
    if (last?.kind === 'cancelled' || last?.kind === 'refund') saveState(db, encounter.id, 'cancelled');
  }

  #refused(encounter: Encounter, words: string): void {
    const { db, clock } = this.#deps;
    insertVisitEvent(db, { encounterId: encounter.id, kind: 'refused', reason: words, postingId: null, clerkId: null, at: clock.now() });
  }
}
