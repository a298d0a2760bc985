import { WORK_GROUPS, type WorkItem } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { startOfDay } from '../../../../shared/time/calendar-date.ts';
import { actsOf, lastWordsOf, openActs } from '../../db/repositories/act-repository.ts';
import { openActStates } from '../../db/repositories/queue-repository.ts';
import { chargeTotals, fruitlessComparisons } from '../../db/repositories/charge-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { openDifferences } from '../../db/repositories/statement-repository.ts';
import type { OpenDifference } from '../reconciliation/day-end-service.ts';
import { creditItems } from '../money/credit-work.ts';
import { insuranceItems, lacksFiling } from '../admission/insurance-work.ts';
import { type DeskItemsDeps, deskItems } from './desk-items.ts';
import { maySendAgain } from './send-again.ts';
import { paymentItems, recallItems, type StayItemsDeps, stayItems } from './stay-items.ts';
import { troubleItems } from './trouble-items.ts';
import { deadlineStanding, NOTHING, whose } from './work-item.ts';
import { withSteps } from './work-steps.ts';

export interface WorklistDeps extends StayItemsDeps, DeskItemsDeps {
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
    ...deskItems(deps),
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
