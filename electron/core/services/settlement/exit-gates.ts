import { interimOpen, interimsStanding, moneyGoesBack, recallOpen } from '../../../../shared/claim/recall-steps.ts';
import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import type { ActKind, ActState } from '../../../../shared/model/acts.ts';
import { EXITS, type Exit } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import { outcomeUnknown } from '../../db/repositories/act-repository.ts';
import type { GateFacts } from './settlement-gates.ts';

/** Every reason that closes a way out (codes of renderer/i18n); nothing: it is open. */
type Reasons = readonly string[];

/** The ways out, each with every reason that closes it and what it asks of the patient's money. */
export function exitsOf(facts: GateFacts): SettlementView['exits'] {
  const closed: Readonly<Record<Exit, () => Reasons>> = {
    online: () => [...commonReasons(facts), ...onlineReasons(facts)],
    'credit-leave': () => [...leaveReasons(facts), ...creditReasons(facts)],
    'deposit-leave': () => [...leaveReasons(facts), ...depositReasons(facts)],
    'self-pay': () => selfPayReasons(facts),
    'come-back': () => comeBackReasons(facts),
  };
  return EXITS.map((exit) => {
    const closedBecause = [...closed[exit]()];
    const covers = exit === 'deposit-leave' ? depositNeed(facts) : null;
    return { exit, open: closedBecause.length === 0, closedBecause, asks: asksOf(exit, facts), covers };
  });
}

const when = (holds: boolean, reason: string): Reasons => (holds ? [reason] : []);

/** Sent and not answered; a stay in this state is touched by nobody. */
const unknown = ({ acts }: GateFacts): Reasons => when(acts.some(outcomeUnknown), 'outcome-unknown');

/** What nobody can leave without. */
const basics = (facts: GateFacts): Reasons => [
  ...when(facts.encounter.wardLeftAt === null, 'no-ward-notice'),
  ...when(facts.encounter.state === 'cancelled', 'cancelled'),
  ...unknown(facts),
  ...when(recallOpen(facts.acts), 'recall-open'),
  ...when(moneyGoesBack(facts.acts), 'money-goes-back'),
  ...when(facts.withdrawn, 'withdrawn'),
];

function commonReasons(facts: GateFacts): Reasons {
  const { claim, strip } = facts;
  return [
    ...basics(facts),
    ...when(!['draft', 'rejected'].includes(claim.state.kind), 'already-committed'),
    ...when(strip.registration === 'rejected', 'registration-rejected'),
    ...when(strip.chargeCount === 0, 'no-charges'),
    ...when(facts.undivided, 'charges-undivided'),
    ...when(facts.accountClosed, 'account-closed'),
    ...when(interimOpen(facts.acts), 'interim-open'),
  ];
}

function onlineReasons({ centreUp, acts, strip }: GateFacts): Reasons {
  const inState = (kinds: readonly ActKind[], ...states: readonly ActState[]) =>
    acts.some(({ kind, state }) => kinds.includes(kind) && states.includes(state));
  return [
    ...when(!centreUp, 'centre-down'),
    ...when(strip.registration !== 'acknowledged', 'not-registered'),
    ...when(inState(MENDS_CHARGES, 'rejected'), 'charges-rejected'),
    ...when(inState(['charges'], 'waiting', 'unknown'), 'charges-waiting'),
    ...when(inState(COMPARES_CHARGES, 'waiting', 'unknown'), 'charges-compared'),
  ];
}

const COMPARES_CHARGES: readonly ActKind[] = ['charges-comparison', 'charges-removal'];
const MENDS_CHARGES: readonly ActKind[] = ['charges', ...COMPARES_CHARGES];

/** The line fell after F9 and nothing of the settlement was sent: he may still go, and it settles later all the same. */
export const stillQueued = ({ encounter, claim, acts }: Pick<GateFacts, 'encounter' | 'claim' | 'acts'>): boolean =>
  encounter.state === 'settling' &&
  claim.state.kind === 'pending' &&
  acts.some(({ kind, state }) => kind === 'settlement' && state === 'waiting');

/** Ways that settle later are for when the centre is away. Whoever is not insured has nothing to settle later. */
function leaveReasons(facts: GateFacts): Reasons {
  const common = commonReasons(facts);
  const queued = stillQueued(facts);
  return [
    ...(queued ? common.filter((reason) => reason !== 'already-committed') : common),
    ...when(facts.centreUp, 'centre-up'),
    ...when(!['acknowledged', 'waiting'].includes(facts.strip.registration) && !common.includes('registration-rejected'), 'not-insured'),
  ];
}

/** 1 信用挂账: a lock that the bank confirmed and that holds the whole range. */
function creditReasons({ encounter, strip, guess }: GateFacts): Reasons {
  const credit = encounter.door === 'credit';
  const confirmed = strip.creditState === 'locked';
  const most = guess.kind === 'none' ? null : guess.range.most.inScopeOwnShare;
  return [
    ...when(!credit, 'not-on-credit'),
    ...when(credit && !confirmed, 'lock-not-confirmed'),
    ...when(most === null, 'no-estimate'),
    ...when(most !== null && confirmed && strip.creditLocked.compare(most) < 0, 'lock-too-small'),
  ];
}

/** 2 预交金留存: what is held covers all that he may have to bear, beside what a confirmed lock pays. */
function depositReasons(facts: GateFacts): Reasons {
  const { depositBalance } = facts.strip;
  return [
    ...when(depositBalance.isZero(), 'no-deposit'),
    ...when(!depositBalance.isZero() && depositBalance.compare(depositNeed(facts)) < 0, 'deposit-too-small'),
  ];
}

/** Without an estimate only the whole bill is certainly enough. */
function depositNeed({ strip, guess, beside }: GateFacts): Money {
  if (guess.kind === 'none') return strip.chargesTotal;
  const { burden, inScopeOwnShare } = guess.range.most;
  const byCredit = strip.creditState === 'locked' ? Money.min(strip.creditLocked, inScopeOwnShare) : Money.ZERO;
  return burden.minus(byCredit).plus(beside);
}

/**
 * 3 全额自费: with the whole list of charges, which only the hospital's system can vouch for. Who left on credit or deposit may change his mind
 * while nothing of the settlement was sent.
 */
function selfPayReasons(facts: GateFacts): Reasons {
  const { claim, strip, hisUp, selfPayAgain } = facts;
  // Corrected and settled by himself anew: what is still taken back at the centre does not concern it.
  const base = selfPayAgain ? basics(facts).filter((reason) => !['withdrawn', 'recall-open'].includes(reason)) : basics(facts);
  return [
    ...base,
    ...when(claim.state.kind === 'acknowledged', 'settled'),
    ...when(interimOpen(facts.acts), 'interim-open'),
    ...when(interimsStanding(facts.acts) > 0, 'interim-standing'),
    ...when(strip.chargeCount === 0, 'no-charges'),
    ...when(!hisUp, 'his-down'),
  ];
}

/** 4 改日办理: nothing moves, so little is in its way. */
function comeBackReasons({ encounter, claim, withdrawn }: GateFacts): Reasons {
  return [
    ...when(encounter.wardLeftAt === null, 'no-ward-notice'),
    ...when(withdrawn, 'withdrawn'),
    ...when(!['draft', 'rejected'].includes(claim.state.kind), 'already-committed'),
    ...when(encounter.state === 'left-unsettled', 'left-already'),
  ];
}

/** What is held counts for every way; the credit never pays what lies outside the scope. */
function asksOf(exit: Exit, facts: GateFacts): Money {
  const { strip, guess, beside } = facts;
  const over = (need: Money) => Money.max(Money.ZERO, need.minus(strip.depositBalance));
  if (exit === 'self-pay') return over(strip.chargesTotal);
  if (exit === 'deposit-leave') return over(depositNeed(facts));
  if (exit !== 'credit-leave' || guess.kind === 'none') return Money.ZERO;
  const { burden, inScopeOwnShare } = guess.range.most;
  return over(burden.minus(inScopeOwnShare).plus(beside));
}
