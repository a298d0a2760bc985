import { WORK_GROUPS, type WorkItem } from '../../../shared/contract/worklist-contract.ts';
import { maskName } from '../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import type { PackProblem } from '../../../shared/policy/pack.ts';
import { dayOf, plusMilliseconds } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { ReadableDb } from '../db/database.ts';
import { type Act, actsOf, answersOf, attemptsOf, openActs } from '../db/repositories/act-repository.ts';
import { openInjuries } from '../db/repositories/door-repository.ts';
import { type Encounter, findEncounter, listSettledOrLeft, toVerify } from '../db/repositories/encounter-repository.ts';
import { findOrder, refusedFiles } from '../db/repositories/order-repository.ts';
import { findCoverage, findPatient } from '../db/repositories/patient-repository.ts';
import { troubledOrders } from '../db/repositories/pre-check-repository.ts';
import { lapsedStays } from '../db/repositories/proof-repository.ts';
import { claimOf, lastSettlement } from '../db/repositories/settlement-repository.ts';
import type { EstimateService } from './estimate-service.ts';
import { maySendAgain } from './send-again.ts';
import { outcomeOf } from './settlement-outcome.ts';

export interface WorklistDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly estimates: EstimateService;
  readonly packProblems: readonly PackProblem[];
  readonly lateRegistrationHours: number;
}

const NOTHING = { refusedActId: null, amount: null, deadlineAt: null, settleBy: null, words: null } as const;

/** Everything that waits for somebody, most urgent group first, oldest first within it. */
export function workItems(deps: WorklistDeps): readonly WorkItem[] {
  const items = [...actItems(deps), ...stayItems(deps), ...insuranceItems(deps), ...fileItems(deps), ...packItems(deps)];
  const rank = (item: WorkItem) => WORK_GROUPS.indexOf(item.group);
  return items.sort((a, b) => rank(a) - rank(b) || a.at.localeCompare(b.at));
}

function actItems(deps: WorklistDeps): readonly WorkItem[] {
  const { db } = deps;
  return openActs(db).flatMap((act) => {
    const encounter = findEncounter(db, act.encounterId);
    if (encounter === undefined) return [];
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
        words: lastWords(db, act),
        refusedActId: maySendAgain(act) ? act.id : null,
      },
    ];
  });
}

function lacksFiling({ db, estimates }: WorklistDeps, encounter: Encounter): boolean {
  const coverage = findCoverage(db, encounter.coverageId);
  const emergency = findOrder(db, encounter.orderNumber)?.route === 'emergency';
  if (coverage === undefined) return false;
  return ['temporary', 'unfiled'].includes(estimates.filingKind(coverage, { on: dayOf(encounter.admittedAt), emergency }));
}

/** What the insurance office looks after: lapsed insurance, injuries with their clock, people nobody has verified. */
function insuranceItems({ db, lateRegistrationHours }: WorklistDeps): readonly WorkItem[] {
  const of = (encounterId: EncounterId) => findEncounter(db, encounterId);
  const lapsed = lapsedStays(db).flatMap(({ encounterId, factsText, at }): WorkItem[] => {
    const encounter = of(encounterId);
    if (encounter === undefined) return [];
    const { reason } = JSON.parse(factsText) as { reason: string | null };
    return [{ ...NOTHING, ...whose(db, encounter), group: 'lapsed', itemId: encounterId, matter: 'lapsed', facts: {}, at, words: reason }];
  });
  const injuries = openInjuries(db).flatMap(({ encounterId, otherPayer, fileBy, words, at }): WorkItem[] => {
    const encounter = of(encounterId);
    if (encounter === undefined) return [];
    const base = { ...NOTHING, ...whose(db, encounter), group: 'injury' as const, itemId: encounterId, facts: {}, at, words };
    return [{ ...base, matter: otherPayer === 'none' ? 'injury' : 'injury-other-payer', deadlineAt: fileBy }];
  });
  const unverified = toVerify(db).map((encounter): WorkItem => {
    const deadlineAt = plusMilliseconds(encounter.admittedAt, lateRegistrationHours * 3_600_000);
    const base = { ...NOTHING, ...whose(db, encounter), group: 'to-verify' as const, itemId: encounter.id, facts: {} };
    return { ...base, matter: 'to-verify', at: encounter.admittedAt, deadlineAt };
  });
  const calls = troubledOrders(db).map(
    ({ order, check }): WorkItem => ({
      ...NOTHING,
      encounterId: null,
      patientName: maskName(order.patient.name),
      stayNumber: order.orderNumber,
      group: 'pre-admission',
      itemId: `pre-${order.orderNumber}`,
      matter: `pre-${check.finding}`,
      facts: { phone: order.patient.phone ?? '—' },
      at: check.askedAt,
      words: check.words,
    }),
  );
  return [...lapsed, ...injuries, ...unverified, ...calls];
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
