import { WORK_GROUPS, type WorkItem } from '../../../shared/contract/worklist-contract.ts';
import { maskName } from '../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { type Instant, millisecondsOf, startOfDay } from '../../../shared/time/calendar-date.ts';
import type { PackProblem } from '../../../shared/policy/pack.ts';
import type { Clock } from '../clock.ts';
import type { ReadableDb } from '../db/database.ts';
import { type Act, actsOf, answersOf, attemptsOf, openActs } from '../db/repositories/act-repository.ts';
import { type Encounter, findEncounter, listSettledOrLeft } from '../db/repositories/encounter-repository.ts';
import { undecidedRecalls } from '../db/repositories/recall-repository.ts';
import { refusedFiles } from '../db/repositories/order-repository.ts';
import { findPatient } from '../db/repositories/patient-repository.ts';
import { openDifferences } from '../db/repositories/statement-repository.ts';
import { claimOf, lastSettlement } from '../db/repositories/settlement-repository.ts';
import type { EstimateService } from './estimate-service.ts';
import { maySendAgain } from './send-again.ts';
import { outcomeOf } from './settlement-outcome.ts';

export interface WorklistDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly packProblems: readonly PackProblem[];
}

const NOTHING = {
  refusedActId: null,
  recallId: null,
  amount: null,
  deadlineAt: null,
  deadlineStanding: null,
  settleBy: null,
  words: null,
} as const;

/** Everything that waits for somebody, most urgent group first, oldest first within it. */
export function workItems(deps: WorklistDeps): readonly WorkItem[] {
  const items = [
    ...actItems(deps),
    ...recallItems(deps),
    ...statementItems(deps),
    ...stayItems(deps),
    ...fileItems(deps),
    ...packItems(deps),
  ];
  const rank = (item: WorkItem) => WORK_GROUPS.indexOf(item.group);
  return items.sort((a, b) => rank(a) - rank(b) || a.at.localeCompare(b.at));
}

function actItems({ db, clock }: WorklistDeps): readonly WorkItem[] {
  return openActs(db).flatMap((act) => {
    const encounter = findEncounter(db, act.encounterId);
    if (encounter === undefined) return [];
    const groups = { unknown: 'outcome-unknown', rejected: 'rejected' } as const;
    const group = act.state === 'unknown' || act.state === 'rejected' ? groups[act.state] : 'waiting';
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
        words: lastWords(db, act),
        refusedActId: maySendAgain(act) ? act.id : null,
      },
    ];
  });
}

/** A legal deadline warns when half of its time is gone. */
export function deadlineStanding(
  { createdAt, deadlineAt }: Pick<Act, 'createdAt' | 'deadlineAt'>,
  now: Instant,
): WorkItem['deadlineStanding'] {
  if (deadlineAt === null) return null;
  if (now >= deadlineAt) return 'over';
  const half = (millisecondsOf(createdAt) + millisecondsOf(deadlineAt)) / 2;
  return millisecondsOf(now) >= half ? 'amber' : 'calm';
}

function recallItems({ db }: WorklistDeps): readonly WorkItem[] {
  return undecidedRecalls(db).flatMap(({ id, encounterId, depth, reason, askedAt }) => {
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) return [];
    const item = { ...NOTHING, ...whose(db, encounter), itemId: `recall-${id}`, matter: `recall.${depth}`, facts: {}, at: askedAt };
    return [{ ...item, group: 'recall-to-approve' as const, words: reason, recallId: id }];
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

function lastWords(db: ReadableDb, act: Act): string | null {
  const last = attemptsOf(db, act.id).at(-1);
  return last === undefined ? null : (answersOf(db, last.messageId).at(-1)?.words ?? null);
}

function stayItems({ db, estimates }: WorklistDeps): readonly WorkItem[] {
  return listSettledOrLeft(db).flatMap((encounter): WorkItem[] => {
    const base = { ...NOTHING, ...whose(db, encounter), itemId: encounter.id, facts: {}, at: encounter.wardLeftAt ?? encounter.admittedAt };
    if (encounter.state === 'left-unsettled')
      return [{ ...base, group: 'left-unsettled', matter: 'left-unsettled', settleBy: encounter.settleBy }];
    const claim = claimOf(db, encounter.id);
    const final = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final');
    if (final === undefined) return [];
    const outcome = outcomeOf(db, encounter, actsOf(db, encounter.id), final, estimates.ofStay(encounter));
    return [
      ...(outcome.owed.isZero()
        ? []
        : [{ ...base, group: 'self-paid-owed' as const, matter: 'self-paid-owed', amount: outcome.owed, at: final.settledAt }]),
      ...(outcome.difference.isZero()
        ? []
        : [{ ...base, group: 'difference' as const, matter: 'difference', amount: outcome.difference, at: final.settledAt }]),
    ];
  });
}

function fileItems({ db }: WorklistDeps): readonly WorkItem[] {
  return refusedFiles(db).map(({ name, reason, at }) => ({
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

function whose(db: ReadableDb, encounter: Encounter): Pick<WorkItem, 'encounterId' | 'patientName' | 'stayNumber'> {
  const name = findPatient(db, encounter.patientId)?.name ?? '';
  return { encounterId: encounter.id, patientName: maskName(name), stayNumber: encounter.stayNumber };
}
