import { nextClaim } from '../../../../shared/claim/next-claim.ts';
import { stepsBack, visitStanding } from '../../../../shared/claim/visit-steps.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { splitOf } from '../../../../shared/model/settlement.ts';
import { Money } from '../../../../shared/money/money.ts';
import { insertAct, saveActState } from '../../db/repositories/act-repository.ts';
import { saveState } from '../../db/repositories/encounter-repository.ts';
import { insertWithdrawal } from '../../db/repositories/recall-repository.ts';
import { insertSettlement, saveClaim } from '../../db/repositories/settlement-repository.ts';
import { insertVisitAccount } from '../../db/repositories/visit-repository.ts';
import type { ShiftService } from '../money/shift-service.ts';
import type { StayMoney } from '../money/stay-money.ts';
import { centreActsOf, type VisitFacts } from './visit-facts.ts';
import { giveUpRefused, insertVisitActs, noteOnVisit, type VisitBooks } from './visit-sending.ts';
import type { visitView } from './visit-view.ts';

/** What a visit's money needs. */
export interface VisitMoney extends VisitBooks {
  readonly stayMoney: StayMoney;
  readonly shifts: Pick<ShiftService, 'require'>;
}

/** With the centre, by what was presettled. */
export function settleInsured(
  deps: VisitMoney,
  { encounter, claim, choice, batch }: VisitFacts,
  guess: ReturnType<typeof visitView>['guess'],
  key: IdempotencyKey,
  clerkId: string,
): void {
  const { db, clock, stayMoney } = deps;
  invariant(batch !== null, 'only what the centre has is settled');
  giveUpRefused(db, encounter.id);
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
  noteOnVisit(deps, encounter.id, 'settled', '', clerkId);
}

/**
 * He owes the whole. What waits for the centre is withdrawn before any money moves, and what it has is taken back: else he could be paid
 * twice. `claim` is for good.
 */
export function payInFull(
  deps: VisitMoney,
  facts: VisitFacts,
  way: 'self-pay' | 'claim',
  reason: string,
  key: IdempotencyKey,
  clerkId: string,
): void {
  const { db, clock, shifts, stayMoney } = deps;
  const { encounter, total, acts } = facts;
  shifts.require(clerkId);
  if (way === 'claim' && reason.length < 2)
    throw new AppError('validation', 'leave.reason-missing', 'why he claims by hand is written down');
  giveUpRefused(db, encounter.id);
  for (const { id, state } of acts) if (state === 'waiting') saveActState(db, id, 'withdrawn');
  insertVisitActs(deps, encounter.id, stepsBack(visitStanding(centreActsOf(db, encounter.id)), true), key, clerkId);
  stayMoney.dealtWith(encounter.id, clerkId);
  noteOnVisit(deps, encounter.id, way, reason, clerkId);
  if (way === 'claim') insertWithdrawal(db, { encounterId: encounter.id, reason, clerkId, at: clock.now() });
  owesAll(deps, encounter.id, total);
}

/** What was paid in full goes back: what is charged now is owed instead. */
export function refundSelfPaid(deps: VisitMoney, { encounter, total }: VisitFacts, clerkId: string): void {
  const { stayMoney, shifts } = deps;
  shifts.require(clerkId);
  stayMoney.onRecalled(encounter.id);
  owesAll(deps, encounter.id, total);
}

function owesAll({ db, stayMoney }: VisitMoney, encounterId: EncounterId, total: Money): void {
  const zero = Money.ZERO;
  stayMoney.onSettled(
    encounterId,
    splitOf({ total, selfPaid: total, overCap: zero, firstShare: zero, deductible: zero, pooledFund: zero }),
  );
  saveState(db, encounterId, total.isZero() ? 'cancelled' : 'settled');
}
