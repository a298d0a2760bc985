import type { SupervisorView } from '../../../../shared/contract/supervisor-contract.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { meansSheet, movedOn, tillSheet } from '../../../../shared/ledger/books.ts';
import type { ClerkRole } from '../../../../shared/model/clerk.ts';
import type { Posting, ShareAsk } from '../../../../shared/model/ledger.ts';
import { type CalendarDate, hospitalText } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { listClerks } from '../../db/repositories/clerk-repository.ts';
import { findEncounter, listSettledOrLeft } from '../../db/repositories/encounter-repository.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { openRefundRequests } from '../../db/repositories/payment-repository.ts';
import { queueSummary } from '../../db/repositories/queue-repository.ts';
import { undecidedRecalls } from '../../db/repositories/recall-repository.ts';
import { openShareRequests } from '../../db/repositories/share-repository.ts';
import { sealsOf, type Shift, shiftsOfDay } from '../../db/repositories/shift-repository.ts';
import type { RecallService } from '../settlement/recall-service.ts';
import { clerkName } from './shift-seal.ts';

interface Who {
  readonly id: string;
  readonly role: ClerkRole;
}

/** The supervisor's board as this clerk sees it. */
export function supervisorView(db: ReadableDb, recalls: RecallService, clerk: Who, day: CalendarDate): SupervisorView {
  const postings = postingsOf(db, { businessOn: day });
  const { waiting, unknown, rejected } = queueSummary(db);
  const settled = postings.filter(({ kind }) => kind === 'settled');
  const approvals = [...refundsToApprove(db, clerk), ...sharesToDecide(db, clerk), ...recallsToDecide(db, recalls, clerk)];
  return {
    day,
    approvals: approvals.sort((a, b) => a.askedAt.localeCompare(b.askedAt)),
    tills: shiftsOfDay(db, day).map((shift) => tillOf(db, shift, postings)),
    means: [...meansSheet(postings)],
    hours: hoursOf(postings),
    counts: {
      ...{ waiting, unknown, needsPerson: rejected },
      leftUnsettled: listSettledOrLeft(db).filter(({ state }) => state === 'left-unsettled').length,
      recalls: settled.filter(({ reversesId }) => reversesId !== null).length,
      refunds: postings.filter(({ kind, reversesId }) => (kind === 'refunded' || kind === 'deposit-refunded') && reversesId === null)
        .length,
    },
  };
}

type Approval = SupervisorView['approvals'][number];

/** Two persons sign: nobody signs what he asked for himself, and a transfer is the supervisor's. */
function refundsToApprove(db: ReadableDb, clerk: Who): Approval[] {
  return openRefundRequests(db)
    .filter(({ approvedBy }) => approvedBy === null)
    .map(({ id, amount, encounterId, reason, clerkId, askedAt }) => ({
      ...{ kind: 'refund' as const, requestId: id, amount, reason, askedAt, ...whose(db, encounterId) },
      askedBy: clerkName(db, clerkId),
      notMine: clerkId === clerk.id ? 'asked-himself' : clerk.role === 'supervisor' ? null : 'other-office',
    }));
}

/** 欠费离院, 减免: the supervisor's; 转财务: finance's. Never his own wish. */
function sharesToDecide(db: ReadableDb, clerk: Who): Approval[] {
  return openShareRequests(db).map(({ id, kind, amount, encounterId, reason, clerkId, askedAt }) => ({
    ...{ kind: 'share' as const, share: kind, requestId: id, amount, reason, askedAt, ...whose(db, encounterId) },
    askedBy: clerkName(db, clerkId),
    notMine: clerkId === clerk.id ? 'asked-himself' : decides(db, clerk, kind) ? null : 'other-office',
  }));
}

/** What is handed to finance is finance's to take, where somebody of it signs in at this desk. */
function decides(db: ReadableDb, { role }: Who, kind: ShareAsk): boolean {
  if (kind !== 'finance') return role === 'supervisor';
  return role === 'finance' || (role === 'supervisor' && !listClerks(db).some((each) => each.role === 'finance'));
}

function recallsToDecide(db: ReadableDb, recalls: RecallService, clerk: Who): Approval[] {
  return undecidedRecalls(db).map(({ id, encounterId, depth, reason, clerkId, askedAt }) => {
    const vote = recalls.voteOf(encounterId, clerk);
    const asked = { kind: 'recall' as const, recallId: id, depth, reason, askedAt, askedBy: clerkName(db, clerkId) };
    return { ...asked, ...whose(db, encounterId), notMine: vote === null ? 'other-office' : 'because' in vote ? vote.because : null };
  });
}

function tillOf(db: ReadableDb, { id, clerkId, openedAt }: Shift, all: readonly Posting[]): SupervisorView['tills'][number] {
  const postings = all.filter(({ shiftId }) => shiftId === id);
  return {
    shiftId: id,
    clerkName: clerkName(db, clerkId),
    openedAt,
    sealed: sealsOf(db, id).some(({ voidedAt }) => voidedAt === null),
    expected: tillSheet(postings).expected,
    difference: movedOn(postings, 'cash-difference').negated(),
  };
}

function hoursOf(postings: readonly Posting[]): SupervisorView['hours'] {
  const hourOf = ({ at }: Posting): number => Number(hospitalText(at).slice(11, 13));
  const count = (hour: number, kinds: readonly Posting['kind'][]): number =>
    postings.filter((posting) => posting.reversesId === null && kinds.includes(posting.kind) && hourOf(posting) === hour).length;
  return Array.from({ length: 24 }, (_, hour) => ({
    hour,
    settlements: count(hour, ['settled']),
    receipts: count(hour, ['deposit-received', 'collected']),
  }));
}

function whose(db: ReadableDb, encounterId: EncounterId): Pick<Approval, 'encounterId' | 'patientName' | 'stayNumber'> {
  const encounter = findEncounter(db, encounterId);
  const name = encounter === undefined ? '' : (findPatient(db, encounter.patientId)?.name ?? '');
  return { encounterId, stayNumber: encounter?.stayNumber ?? '', patientName: maskName(name) };
}
