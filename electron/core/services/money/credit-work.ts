import type { WorkItem } from '../../../../shared/contract/worklist-contract.ts';
import { Money } from '../../../../shared/money/money.ts';
import { dayOf, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { openActs } from '../../db/repositories/act-repository.ts';
import { type AdvanceEntry, unclearedBefore, wentToDeposit } from '../../db/repositories/credit-repository.ts';
import { findEncounter, forgottenOnCredit } from '../../db/repositories/encounter-repository.ts';
import { NOTHING, whose } from '../acts/work-item.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { creditLifeOf, heldByLock } from './credit-orders.ts';
import { stayBalance } from './stay-money.ts';

interface CreditWorkDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
}

/** What of the credit waits for somebody: locks the bank refused, leaving patients whom no lock holds wholly, days the bank has not paid. */
export function creditItems(deps: CreditWorkDeps): readonly WorkItem[] {
  return [...refused(deps), ...withoutCover(deps), ...short(deps), ...uncleared(deps)];
}

function refused({ db }: CreditWorkDeps): readonly WorkItem[] {
  return openActs(db).flatMap(({ id, kind, state, encounterId, createdAt }): WorkItem[] => {
    const encounter = kind === 'credit-lock' && state === 'rejected' ? findEncounter(db, encounterId) : undefined;
    if (encounter === undefined) return [];
    return [
      { ...NOTHING, ...whose(db, encounter), group: 'credit', itemId: `act-${id}`, matter: 'credit-refused', facts: {}, at: createdAt },
    ];
  });
}

/** Credit was given up or does not go with the new coverage: until somebody takes a deposit nothing covers him. */
function withoutCover({ db }: CreditWorkDeps): readonly WorkItem[] {
  return wentToDeposit(db).flatMap(({ encounterId, at }): WorkItem[] => {
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined || !stayBalance(db, encounterId).held.isZero()) return [];
    return [{ ...NOTHING, ...whose(db, encounter), group: 'credit', itemId: `door-${encounterId}`, matter: 'credit-left', facts: {}, at }];
  });
}

/** Those whom the ward has let go: before that a stay may still bring a raise by itself, and is shown on the page of the credit. */
function short({ db, estimates }: CreditWorkDeps): readonly WorkItem[] {
  return forgottenOnCredit(db).flatMap((encounter): WorkItem[] => {
    if (!creditLifeOf(db, encounter.id).entries.some(({ kind }) => kind === 'lock')) return [];
    const guess = estimates.expected(encounter);
    if (guess.kind === 'none') return [];
    const amount = guess.range.most.inScopeOwnShare.minus(heldByLock(db, encounter.id));
    if (amount.compare(Money.ZERO) <= 0) return [];
    const at = encounter.wardLeftAt ?? encounter.admittedAt;
    const item = { ...NOTHING, ...whose(db, encounter), itemId: `short-${encounter.id}`, matter: 'credit-short', facts: {}, at };
    return [{ ...item, group: 'credit' as const, amount }];
  });
}

/** One line per day of the bank that is over and not paid. */
function uncleared({ db, clock }: CreditWorkDeps): readonly WorkItem[] {
  const open = unclearedBefore(db, startOfDay(clock.today()));
  return [...Map.groupBy(open, ({ at }) => dayOf(at))].map(([day, entries]) => ({
    ...NOTHING,
    encounterId: null,
    patientName: null,
    stayNumber: null,
    group: 'credit' as const,
    itemId: `uncleared-${day}`,
    matter: 'credit-uncleared',
    facts: { day },
    amount: Money.sum(entries.map(signed)),
    at: startOfDay(day),
  }));
}

const signed = ({ kind, amount }: AdvanceEntry): Money => (kind === 'draw' ? amount : amount.negated());
