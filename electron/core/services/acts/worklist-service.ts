import { WORK_GROUPS, type WorkItem } from '../../../../shared/contract/worklist-contract.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { type CalendarDate, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { PackProblem } from '../../../../shared/policy/pack.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { actsOf, lastWordsOf, openActs } from '../../db/repositories/act-repository.ts';
import { openActStates } from '../../db/repositories/queue-repository.ts';
import { chargeTotals, fruitlessComparisons } from '../../db/repositories/charge-repository.ts';
import { type Encounter, findEncounter, listSettledOrLeft } from '../../db/repositories/encounter-repository.ts';
import { leaveOf } from '../../db/repositories/leave-repository.ts';
import { undecidedRecalls } from '../../db/repositories/recall-repository.ts';
import { failedPrints } from '../../db/repositories/print-repository.ts';
import { openStatementRefusals } from '../../db/repositories/day-end-repository.ts';
import { refusedFiles } from '../../db/repositories/order-repository.ts';
import { openRefundRequests, unknownWalletOrders } from '../../db/repositories/payment-repository.ts';
import { openDifferences } from '../../db/repositories/statement-repository.ts';
import { openCase } from '../settlement/case-service.ts';
import type { OpenDifference } from '../reconciliation/day-end-service.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { creditItems } from '../money/credit-work.ts';
import { insuranceItems, lacksFiling } from '../admission/insurance-work.ts';
import { maySendAgain } from './send-again.ts';
import { agreedTo } from '../money/share-desk.ts';
import { stayBalance } from '../money/stay-money.ts';
import { troubleItems } from './trouble-items.ts';
import { deadlineStanding, NOTHING, whose } from './work-item.ts';
import { withSteps } from './work-steps.ts';

export interface WorklistDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly packProblems: readonly PackProblem[];
  /** Why the hospital's system cannot push; null: it can, or is not meant to. */
  readonly hisProblem: { readonly port: number; readonly because: 'taken' | 'not-allowed' | 'other' } | null;
  readonly lateRegistrationHours: number;
  /** What the lists of the last days still show. */
  readonly dayDifferences: () => readonly OpenDifference[];
}

/** The list, and how many there are in all: of a queue of thousands only what a person can read is written out. */
export interface Worklist {
  readonly items: readonly WorkItem[];
  readonly total: number;
}

/** Everything that waits for somebody, most urgent group first, oldest first within it. */
export function worklist(deps: WorklistDeps): Worklist {
  const items = workItems(deps);
  const listed = items.filter(({ matter }) => matter.startsWith('act.')).length;
  const acts = openActStates(deps.db).reduce((sum, { count }) => sum + count, 0);
  return { items, total: items.length - listed + acts };
}

/** Everything, without what is only counted. */
export function workItems(deps: WorklistDeps): readonly WorkItem[] {
  const items = [
    ...actItems(deps),
    ...paymentItems(deps),
    ...creditItems(deps),
    ...repairItems(deps),
    ...troubleItems(deps),
    ...recallItems(deps),
    ...statementItems(deps),
    ...dayItems(deps),
    ...stayItems(deps),
    ...insuranceItems(deps),
    ...printItems(deps),
    ...fileItems(deps),
    ...packItems(deps),
    ...portItems(deps),
  ];
  const rank = (item: WorkItem) => WORK_GROUPS.indexOf(item.group);
  return withSteps(deps.db, items).sort((a, b) => rank(a) - rank(b) || a.at.localeCompare(b.at));
}

function actItems(deps: WorklistDeps): readonly WorkItem[] {
  const { db, clock } = deps;
  return openActs(db).flatMap((act) => {
    const encounter = findEncounter(db, act.encounterId);
    if (encounter === undefined || (act.kind === 'credit-lock' && act.state === 'rejected')) return [];
    const groups = { unknown: 'outcome-unknown', rejected: 'rejected' } as const;
    const known = act.state === 'unknown' || act.state === 'rejected' ? groups[act.state] : 'waiting';
    // A registration that only lacks its filing is no quarrel with the centre: the family must be helped to file.
    const group = known === 'rejected' && act.kind === 'admission' && lacksFiling(deps, encounter) ? ('filing' as const) : known;
    return [
      {
        ...NOTHING,
        ...whose(db, encounter),
        group,
        itemId: `act-${act.id}`,
        matter: `act.${act.kind}`,
        facts: {},
        at: act.createdAt,
        deadlineAt: act.deadlineAt,
        deadlineStanding: deadlineStanding(act, clock.now()),
        words: lastWordsOf(db, act.id),
        refusedActId: maySendAgain(act) ? act.id : null,
      },
    ];
  });
}

function recallItems({ db }: WorklistDeps): readonly WorkItem[] {
  return undecidedRecalls(db).flatMap(({ id, encounterId, depth, reason, askedAt }) => {
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) return [];
    const item = { ...NOTHING, ...whose(db, encounter), itemId: `recall-${id}`, matter: `recall.${depth}`, facts: {}, at: askedAt };
    return [{ ...item, group: 'recall-to-approve' as const, words: reason, recallId: id }];
  });
}

/** The lines were compared and are the same on both sides, and the centre still counts another sum: its own words go to a person. */
function repairItems({ db }: WorklistDeps): readonly WorkItem[] {
  return fruitlessComparisons(db).flatMap(({ id, encounterId, createdAt }) => {
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) return [];
    const refused = actsOf(db, encounterId).filter(({ kind, state }) => kind === 'settlement' && state === 'withdrawn');
    const words = refused.map((act) => lastWordsOf(db, act.id)).findLast((said) => said !== null) ?? null;
    const item = { ...NOTHING, ...whose(db, encounter), itemId: `charges-${id}`, matter: 'charges-disagree', facts: {}, at: createdAt };
    return [{ ...item, group: 'repair' as const, amount: chargeTotals(db, encounter.orderNumber).total, words }];
  });
}

/** What the last comparison with the centre of each day still shows. `settleBy`: the platform's day. */
function statementItems({ db }: WorklistDeps): readonly WorkItem[] {
  return openDifferences(db).map(({ id, day, stay, cause, here, there, settlementNumber, messageId }) => {
    const encounter = stay === null ? undefined : findEncounter(db, stay as EncounterId);
    const who = encounter === undefined ? { encounterId: null, patientName: null, stayNumber: null } : whose(db, encounter);
    const facts = { day, number: settlementNumber || messageId };
    const at = startOfDay(day);
    const item = { ...NOTHING, ...who, itemId: `statement-${id}`, matter: `statement.${cause}`, facts, at, amount: there ?? here };
    return { ...item, group: 'reconciliation' as const };
  });
}

/** Bank, wallets, cards, invoices and deposits of a day: what a list shows otherwise than our books. */
function dayItems({ db, dayDifferences }: WorklistDeps): readonly WorkItem[] {
  return dayDifferences().map(({ day, line, kind, identity, here, there }) => {
    const encounter = here?.stay == null ? undefined : findEncounter(db, here.stay as EncounterId);
    const who = encounter === undefined ? { encounterId: null, patientName: null, stayNumber: null } : whose(db, encounter);
    const facts = { day, line, number: here?.number || there?.number || '' };
    const item = { ...NOTHING, ...who, itemId: `${day} ${identity}`, matter: `dayEnd.${kind}`, facts, at: startOfDay(day) };
    return { ...item, group: 'reconciliation' as const, amount: (there ?? here)?.amount ?? null };
  });
}

function stayItems({ db, estimates, clock }: WorklistDeps): readonly WorkItem[] {
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

/** Wallets that have not answered, and transfers that wait for a signature or for the finance office. */
function paymentItems({ db }: WorklistDeps): readonly WorkItem[] {
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

/** Papers of which nothing came out. */
function printItems({ db }: WorklistDeps): readonly WorkItem[] {
  return failedPrints(db).map(({ paperId, kind, words, seenAt }) => ({
    ...NOTHING,
    group: 'print-failed',
    itemId: paperId,
    encounterId: null,
    patientName: null,
    stayNumber: null,
    matter: 'print-failed',
    facts: { kind },
    at: seenAt,
    words: words === '' ? null : words,
  }));
}

function fileItems({ db }: WorklistDeps): readonly WorkItem[] {
  const lists = openStatementRefusals(db).map(({ name, row, column, reason, seenAt }) => ({
    name,
    reason: [row > 0 ? `row ${row}` : '', column, reason].filter((part) => part !== '').join(' '),
    at: seenAt,
  }));
  return [...refusedFiles(db), ...lists].map(({ name, reason, at }) => ({
    ...NOTHING,
    group: 'refused-file',
    itemId: name,
    encounterId: null,
    patientName: null,
    stayNumber: null,
    matter: 'refused-file',
    facts: { file: name },
    at,
    words: reason,
  }));
}

/** A pack with a fault stays out; its region cannot be estimated, and somebody must know why. */
function packItems({ packProblems, clock }: WorklistDeps): readonly WorkItem[] {
  return packProblems.map(({ file, path, reason }) => ({
    ...NOTHING,
    group: 'refused-file',
    itemId: `${file} ${path}`,
    encounterId: null,
    patientName: null,
    stayNumber: null,
    matter: 'refused-pack',
    facts: { file, path },
    at: clock.now(),
    words: reason,
  }));
}

function portItems({ hisProblem, clock }: WorklistDeps): readonly WorkItem[] {
  if (hisProblem === null) return [];
  const nobody = { encounterId: null, patientName: null, stayNumber: null };
  const matter = `his-port-${hisProblem.because}`;
  return [
    {
      ...NOTHING,
      ...nobody,
      group: 'refused-file',
      itemId: matter,
      matter,
      facts: { port: String(hisProblem.port) },
      at: clock.now(),
      words: null,
    },
  ];
}
