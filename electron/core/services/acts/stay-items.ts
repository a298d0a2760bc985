import type { WorkItem } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Encounter, findEncounter, listSettledOrLeft } from '../../db/repositories/encounter-repository.ts';
import { leaveOf } from '../../db/repositories/leave-repository.ts';
import { openRefundRequests, unknownWalletOrders } from '../../db/repositories/payment-repository.ts';
import { undecidedRecalls } from '../../db/repositories/recall-repository.ts';
import { agreedTo } from '../money/share-desk.ts';
import { stayBalance } from '../money/stay-money.ts';
import { openCase } from '../settlement/case-service.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { NOTHING, whose } from './work-item.ts';

export interface StayItemsDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
}

/** Who left unsettled, and what a settled stay still shows: a difference, money owed in one direction or the other. */
export function stayItems({ db, estimates, clock }: StayItemsDeps): readonly WorkItem[] {
  return listSettledOrLeft(db).flatMap((encounter): WorkItem[] => {
    const base = { ...NOTHING, ...whose(db, encounter), itemId: encounter.id, facts: {}, at: encounter.wardLeftAt ?? encounter.admittedAt };
    if (encounter.state === 'left-unsettled') return [{ ...base, ...leftItem(db, encounter, clock.today()) }];
    const open = openCase({ db, clock, estimates }, encounter);
    if (open === undefined) return [];
    const settled = { ...base, at: open.settledAt };
    const differs = { ...settled, group: 'difference' as const, matter: 'difference', amount: open.difference };
    return [...moneyItems(db, settled, encounter), ...(open.difference.isZero() ? [] : [differs])];
  });
}

/** Somebody who left unsettled: what is waited for depends on how he left; the last of his working days is amber, after it he is late. */
function leftItem(db: ReadableDb, { id, settleBy, contactPhone }: Encounter, today: CalendarDate) {
  const comesBack = leaveOf(db, id)?.exit === 'come-back';
  const standing = settleBy === null || today < settleBy ? 'calm' : today === settleBy ? 'amber' : 'over';
  return {
    group: 'left-unsettled' as const,
    matter: comesBack ? 'left-come-back' : 'left-unsettled',
    facts: { phone: contactPhone },
    settleBy,
    deadlineStanding: standing as WorkItem['deadlineStanding'],
  };
}

/** What the books still want of a settled stay, in one direction or the other. */
function moneyItems(db: ReadableDb, base: Omit<WorkItem, 'group' | 'matter'>, { id }: Encounter): WorkItem[] {
  const { due, held, owed } = stayBalance(db, id);
  const back = held.plus(Money.max(Money.ZERO, owed.negated()));
  return [
    ...(due.isZero() ? [] : [{ ...base, group: 'self-paid-owed' as const, matter: matterOfOwed(db, id), amount: due }]),
    ...(back.isZero() ? [] : [{ ...base, group: 'refund-owed' as const, matter: 'refund-owed', amount: back }]),
  ];
}

/** Whose it is to collect: the window's, with his leave to owe it, or finance's since the hand-over. */
function matterOfOwed(db: ReadableDb, id: EncounterId): string {
  if (agreedTo(db, id, 'finance')) return 'owed-finance';
  return agreedTo(db, id, 'arrears') ? 'owed-agreed' : 'self-paid-owed';
}

/** Settlements that somebody wants taken back and nobody has decided on. */
export function recallItems({ db }: StayItemsDeps): readonly WorkItem[] {
  return undecidedRecalls(db).flatMap(({ id, encounterId, depth, reason, askedAt }) => {
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) return [];
    const item = { ...NOTHING, ...whose(db, encounter), itemId: `recall-${id}`, matter: `recall.${depth}`, facts: {}, at: askedAt };
    return [{ ...item, group: 'recall-to-approve' as const, words: reason, recallId: id }];
  });
}

/** Wallets that have not answered, and transfers that wait for a signature or for the finance office. */
export function paymentItems({ db }: StayItemsDeps): readonly WorkItem[] {
  const wallets = unknownWalletOrders(db).map(({ id, encounterId, amount, askedAt }) => ({
    itemId: id,
    encounterId,
    amount,
    at: askedAt,
    group: 'payment-unknown' as const,
    matter: 'payment-unknown',
  }));
  const requests = openRefundRequests(db).map(({ id, encounterId, amount, askedAt, approvedBy }) => ({
    itemId: String(id),
    encounterId,
    amount,
    at: askedAt,
    group: 'refund-request' as const,
    matter: approvedBy === null ? 'refund-to-approve' : 'refund-to-pay',
  }));
  return [...wallets, ...requests].flatMap((item) => {
    const encounter = findEncounter(db, item.encounterId);
    return encounter === undefined ? [] : [{ ...NOTHING, facts: {}, ...item, ...whose(db, encounter) }];
  });
}
