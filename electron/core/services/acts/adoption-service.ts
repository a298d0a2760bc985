import { assertNever, invariant } from '../../../../shared/errors/invariant.ts';
import type { ActResult, AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { type Act, actsOf, type SavedAttempt, saveActState } from '../../db/repositories/act-repository.ts';
import { insertResults, unsentCharges } from '../../db/repositories/charge-repository.ts';
import { otherTotal } from '../../db/repositories/charge-share-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, findEncounter, saveState, saveVisitNumber } from '../../db/repositories/encounter-repository.ts';
import type { StayMoney } from '../money/stay-money.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { adoptComparison, compareBeforeSettling, insertUploads, mayRepair } from '../settlement/charges-repair.ts';
import type { InvoiceBook } from '../invoice/invoice-book.ts';
import type { ListBook } from '../settlement/list-book.ts';
import { VisitAdoption } from '../outpatient/visit-adoption.ts';
import { adoptCredit, adoptCreditRefusal, orderCreditUse } from './credit-adoption.ts';
import { awaitsAdoption, giveWayToAdoption, isKnownSettlement, moveClaim } from './claim-outcome.ts';
import { saveFinal } from './final-settlement.ts';
import { adoptInterim, adoptInterimReversal } from './interim-adoption.ts';
import { adoptAdmissionReversal, adoptSettlementReversal } from './reversal-adoption.ts';

export interface AdoptionDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly stayMoney: StayMoney;
  readonly linesPerUpload: number;
  readonly invoices: InvoiceBook;
  readonly lists: ListBook;
  readonly onChange: () => void;
}

/** Carries what another side answered into the books. Every method runs inside the transaction that records the answer. */
export class AdoptionService {
  readonly #deps: AdoptionDeps;
  readonly #visits: VisitAdoption;

  constructor(deps: AdoptionDeps) {
    this.#deps = deps;
    this.#visits = new VisitAdoption(deps);
  }

  adopt(act: Act, outcome: AttemptOutcome, attempt: SavedAttempt): void {
    const encounter = findEncounter(this.#deps.db, act.encounterId);
    invariant(encounter !== undefined, 'an act refers to its stay');
    giveWayToAdoption(this.#deps.db, act, outcome);
    if (encounter.careKind === 'outpatient' && act.line === 'centre') {
      this.#visits.adopt(act, encounter, outcome, attempt);
      this.#audit(act, outcome, attempt);
      this.#deps.onChange();
      return;
    }
    if (act.kind === 'settlement' || act.kind === 'settlement-adoption') {
      if (isKnownSettlement(this.#deps.db, encounter.id, outcome)) return;
      const toRepair = act.kind === 'settlement' && outcome.kind === 'rejected' && !awaitsAdoption(this.#deps.db, encounter.id);
      const repaired = toRepair && mayRepair(this.#deps.db, encounter, outcome);
      if (repaired) compareBeforeSettling(this.#deps, encounter, act);
      else this.#moveClaim(act, encounter, outcome);
      if (act.kind === 'settlement-adoption' && outcome.kind === 'rejected') this.#takeUpAgain(act, encounter);
    }
    if (outcome.kind === 'acknowledged') this.#acknowledged(act, encounter, outcome.result, attempt);
    else if (act.line === 'bank') adoptCreditRefusal(this.#deps, act, outcome);
    this.#deps.lists.keep(encounter.id);
    this.#audit(act, outcome, attempt);
    this.#deps.onChange();
  }

  #acknowledged(act: Act, encounter: Encounter, result: ActResult, attempt: SavedAttempt): void {
    const { db } = this.#deps;
    switch (result.kind) {
      case 'admission':
        saveVisitNumber(db, encounter.id, result.visitNumber);
        return;
      case 'charges':
        insertResults(db, encounter.orderNumber, attempt.messageId, result.lines);
        return;
      case 'visit':
      case 'visit-details':
      case 'visit-charges':
      case 'visit-charges-reversal':
      case 'visit-reversal':
        invariant(false, 'an act of a visit belongs to a visit');
        return;
      case 'charges-comparison':
        adoptComparison(this.#deps, encounter, act, result);
        return;
      case 'charges-removal':
      case 'discharge':
      case 'admission-change':
      case 'discharge-reversal':
      case 'charges-reversal':
      case 'message-reversal':
      case 'settlement-list':
      case 'settlement-list-reversal':
        return;
      case 'settlement-reversal':
        if (act.kind === 'interim-settlement-reversal') adoptInterimReversal(this.#deps, act, encounter, result, attempt);
        else adoptSettlementReversal(this.#deps, encounter, result, attempt);
        return;
      case 'admission-reversal':
        adoptAdmissionReversal(this.#deps, encounter);
        return;
      case 'settlement':
        if (act.kind === 'interim-settlement') adoptInterim(this.#deps, act, encounter, result, attempt);
        else this.#settled(act, encounter, result, attempt);
        return;
      case 'credit':
        adoptCredit(this.#deps, act, encounter.id, result);
        return;
      case 'invoice':
        this.#deps.invoices.adopt(act, result);
        return;
      default:
        assertNever(result);
    }
  }

  /** The claim's life, and with it the stay's: unknown locks both. */
  #moveClaim(act: Act, encounter: Encounter, outcome: AttemptOutcome): void {
    const { db } = this.#deps;
    const claim = moveClaim(db, encounter.id, act, outcome);
    if (claim === undefined) return;
    if (outcome.kind === 'acknowledged') saveState(db, encounter.id, 'settled');
    else if (claim.exit === 'online') saveState(db, encounter.id, outcome.kind === 'rejected' ? 'ward-discharged' : 'settling');
  }

  /** What was to be taken over stands no more: what had given way to it is to be done after all, before the next settlement. */
  #takeUpAgain(adoption: Act, encounter: Encounter): void {
    const { db } = this.#deps;
    const behind = actsOf(db, encounter.id).filter(
      ({ id, kind, state }) => id > adoption.id && kind === 'discharge' && state === 'waiting',
    );
    for (const { id } of behind) saveActState(db, id, 'withdrawn');
    insertUploads(this.#deps, encounter, unsentCharges(db, encounter.orderNumber));
  }

  /** The official split beside the estimate, why they differ, and what the bank is to do: all of it or nothing. */
  #settled(act: Act, encounter: Encounter, result: Extract<ActResult, { kind: 'settlement' }>, attempt: SavedAttempt): void {
    const { db } = this.#deps;
    const final = saveFinal(this.#deps, encounter, result, attempt);
    this.#deps.stayMoney.onSettled(encounter.id, result.split, otherTotal(db, encounter.orderNumber));
    orderCreditUse(this.#deps, act, encounter.id, final);
    this.#deps.stayMoney.applyDeposit(encounter.id);
  }

  #audit(act: Act, outcome: AttemptOutcome, attempt: SavedAttempt): void {
    const { db, clock } = this.#deps;
    const facts = { act: act.kind, outcome: outcome.kind, messageId: attempt.messageId };
    insertAudit(db, { at: clock.now(), clerkId: null, event: 'act-outcome', subjectId: act.encounterId, facts });
  }
}
