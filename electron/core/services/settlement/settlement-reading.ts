import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { Split } from '../../../../shared/model/settlement.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { actsOf } from '../../db/repositories/act-repository.ts';
import { checkCatalogue } from '../../db/repositories/catalogue-repository.ts';
import { otherTotal } from '../../db/repositories/charge-share-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { checkLimits } from '../../db/repositories/limit-price-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { lastEligibility } from '../../db/repositories/patient-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { type Claim, claimOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import { visitChoice } from '../../db/repositories/visit-repository.ts';
import type { FilingDeps } from '../admission/filing-service.ts';
import { sha256 } from '../desk/keyed.ts';
import { agreedTo } from '../money/share-desk.ts';
import { awaitsDivision } from '../stay/charge-division.ts';
import type { LeaveDesk } from '../stay/leave-desk.ts';
import { checkItems } from '../stay/line-checks.ts';
import { leaveView, selfPayView } from '../stay/leave-view.ts';
import type { StripService } from '../stay/strip-service.ts';
import type { EstimateService, Guess } from './estimate-service.ts';
import { exitsOf } from './exit-gates.ts';
import { selfPayAgain } from './recall-gates.ts';
import { prechecksOf } from './settlement-gates.ts';
import { outcomeOf } from './settlement-outcome.ts';
import { columnsOf, rowsOf, stepsOf, uncertaintyOf } from './settlement-view.ts';
import { accountOf, mayPay } from './stay-account.ts';

export interface ReadingDeps extends Pick<FilingDeps, 'hospital' | 'shelf'> {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly strips: StripService;
  readonly centreUp: () => boolean;
  readonly hisUp: () => boolean;
  readonly leaves: LeaveDesk;
}

/** An answer to 2303: not saved, it moves nothing and ages at once. */
export interface PreSettlement {
  readonly split: Split;
  readonly at: Instant;
}

/** A stay's settlement as it stands: estimate beside the centre's word, checks and ways out, with the claim and the guess they were read from. */
export interface SettlementReading {
  readonly view: SettlementView;
  readonly claim: Claim;
  readonly guess: Guess;
}

/** `asked`: what the centre said last when it was asked beforehand. */
export function readSettlement(deps: ReadingDeps, encounter: Encounter, asked: PreSettlement | undefined): SettlementReading {
  const { db, estimates, strips, centreUp, hisUp, leaves } = deps;
  const claim = claimOf(db, encounter.id);
  invariant(claim !== undefined, 'every stay has a claim');
  const acts = actsOf(db, encounter.id);
  const guess = estimates.ofStay(encounter);
  const final = lastSettlement(db, claim.id, 'final') ?? null;
  const preSettled = preSettlementOf(db, asked, claim, guess);
  const strip = strips.from(encounter);
  const withdrawn = withdrawalOf(db, encounter.id) !== undefined;
  const again = selfPayAgain(db, encounter.id);
  const account = final === null ? accountOf(deps, encounter, visitChoice(db, encounter.id)) : null;
  const gates = {
    ...{ encounter, claim, acts, guess, strip, centreUp: centreUp(), hisUp: hisUp(), withdrawn, selfPayAgain: again },
    ...{
      undivided: awaitsDivision(db, encounter),
      accountClosed: account !== null && !mayPay(account),
      beside: otherTotal(db, encounter.orderNumber),
    },
    // An emergency counts as filed: 2001 may say no for the filing that is missing.
    eligible: lastEligibility(db, encounter.coverageId)?.eligible !== false || findOrder(db, encounter.orderNumber)?.route === 'emergency',
    catalogue: checkCatalogue(db, encounter.orderNumber),
    limits: checkLimits(db, encounter.orderNumber),
    items: checkItems(db, encounter),
  };
  const quoted = {
    columns: columnsOf(guess),
    rows: rowsOf(guess, preSettled?.split ?? null, final?.split ?? null),
    expectedOwnShare: guess.kind === 'none' ? null : { least: guess.range.least.inScopeOwnShare, most: guess.range.most.inScopeOwnShare },
    exits: exitsOf(gates),
  };
  const view: SettlementView = {
    ...quoted,
    strip,
    quoteHash: sha256({ encounterId: encounter.id, ...quoted, locked: strip.creditLocked, account: account?.choice.account }),
    standing: final !== null ? 'final' : preSettled !== null ? 'pre-settled' : guess.kind === 'none' ? 'none' : 'estimate',
    uncertain: uncertaintyOf(guess),
    steps: stepsOf(guess),
    prechecks: prechecksOf(gates),
    settleBy: encounter.settleBy ?? (encounter.wardLeftAt === null ? null : leaves.settleBy()),
    pack: guess.kind === 'none' ? null : { ...guess.packs.insured.stamp },
    preSettledAt: preSettled?.at ?? null,
    leave: leaveView(db, encounter.id),
    selfPay: withdrawn && !again ? selfPayView(db, encounter) : null,
    account,
    unpaidAgreed: agreedTo(db, encounter.id, 'arrears') || agreedTo(db, encounter.id, 'finance'),
    outcome: final === null ? null : outcomeOf(db, encounter, acts, final, guess),
  };
  return { view, claim, guess };
}

/** A pre-settlement counts only while it is for the charges on the screen, and not beyond a recall. */
function preSettlementOf(db: ReadableDb, asked: PreSettlement | undefined, claim: Claim, guess: Guess): PreSettlement | null {
  if (asked === undefined) return null;
  const takenBack = lastSettlement(db, claim.id, 'reversal');
  if (takenBack !== undefined && asked.at <= takenBack.settledAt) return null;
  const total = guess.kind === 'none' ? asked.split.total : guess.range.most.total;
  return asked.split.total.equals(total) ? asked : null;
}
