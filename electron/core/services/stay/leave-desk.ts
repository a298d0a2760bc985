import type { CommitSettlement } from '../../../../shared/contract/settlement-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Exit } from '../../../../shared/model/stay.ts';
import { splitOf } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type CalendarDate, plusWorkingDays } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { chargeTotals } from '../../db/repositories/charge-repository.ts';
import { type Encounter, saveLeave, saveState } from '../../db/repositories/encounter-repository.ts';
import { insertLeave } from '../../db/repositories/leave-repository.ts';
import type { RecallService } from '../settlement/recall-service.ts';
import { giveLockBack, withdrawUnsentLock } from './stay-end.ts';
import type { StayMoney } from '../money/stay-money.ts';

export interface LeaveDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly recalls: RecallService;
  readonly stayMoney: StayMoney;
  readonly holidays: ReadonlySet<string>;
}

/** Working days after the leave in which an unsettled stay must be settled (国卫办财务发〔2025〕5号; before that a hospital's own rule). */
const SETTLE_WITHIN_WORKING_DAYS = 3;

/** How a patient goes while his stay is not settled, or settled without the insurance. Always inside the transaction of that choice. */
export class LeaveDesk {
  readonly #deps: LeaveDeps;

  constructor(deps: LeaveDeps) {
    this.#deps = deps;
  }

  /** Exits 1, 2 and 4: he goes, and the clock of 3 working days runs. A second choice does not wind it up again. Errors: leave.phone-missing. */
  leave(encounter: Encounter, request: CommitSettlement, clerkId: string): void {
    const { db } = this.#deps;
    if (request.contactPhone === '') throw new AppError('validation', 'leave.phone-missing', 'a contact phone is mandatory');
    const settleBy = encounter.settleBy ?? this.settleBy();
    saveLeave(db, encounter.id, request.contactPhone, settleBy);
    saveState(db, encounter.id, 'left-unsettled');
    this.#note(encounter, request, settleBy, clerkId);
  }

  /**
   * Exit 3: withdrawn from the insurance for good first, then all of it becomes his bill, which the deposit pays as far as it goes. The bank's lock
   * is given back whole. Errors: encounter.wrong-state, leave.reason-missing.
   */
  selfPay(encounter: Encounter, request: CommitSettlement, clerkId: string): void {
    const { db, clock, recalls, stayMoney } = this.#deps;
    if (request.reason.length < 2) throw new AppError('validation', 'leave.reason-missing', 'why he pays himself is written down');
    recalls.withdraw({ encounterId: encounter.id, key: request.key, reason: request.reason }, clerkId);
    const { total } = chargeTotals(db, encounter.orderNumber);
    const none = Money.ZERO;
    const all = splitOf({ total, selfPaid: total, overCap: none, firstShare: none, deductible: none, pooledFund: none });
    stayMoney.onSettled(encounter.id, all);
    stayMoney.applyDeposit(encounter.id);
    withdrawUnsentLock(db, encounter.id);
    giveLockBack({ db, clock }, encounter.id);
    saveState(db, encounter.id, 'settled');
    this.#note(encounter, request, null, clerkId);
  }

  settleBy(): CalendarDate {
    return plusWorkingDays(this.#deps.clock.today(), SETTLE_WITHIN_WORKING_DAYS, this.#deps.holidays);
  }

  #note(encounter: Encounter, request: CommitSettlement, settleBy: CalendarDate | null, clerkId: string): void {
    const { db, clock } = this.#deps;
    const { payee, reason } = request;
    const exit: Exit = request.exit;
    const contactPhone = request.contactPhone === '' ? encounter.contactPhone : request.contactPhone;
    insertLeave(db, { encounterId: encounter.id, exit, contactPhone, settleBy, payee, reason, clerkId, at: clock.now() });
  }
}
