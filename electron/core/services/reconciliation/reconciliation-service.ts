import { AppError } from '../../../../shared/errors/app-error.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { type Cause, CAUSES, type StatementDifference } from '../../../../shared/model/statement.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAct, insertActTarget, makeDue } from '../../db/repositories/act-repository.ts';
import { type CentreEntry, centreEntries, findCentreEntry, insertCentreEntry } from '../../db/repositories/centre-entry-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findCoverage } from '../../db/repositories/patient-repository.ts';
import {
  confirmationOf,
  differencesOfRun,
  findDifference,
  groupsOfRun,
  type HandlingAction,
  insertConfirmation,
  insertHandling,
  insertRun,
  lastHandling,
  lastRun,
  openDifferences,
  type SavedDifference,
} from '../../db/repositories/statement-repository.ts';
import { once } from '../desk/keyed.ts';
import type { StayMoney } from '../money/stay-money.ts';
import { bookReversal } from '../acts/reversal-adoption.ts';
import { type ComparisonDeps, compareDay } from './statement-comparison.ts';

export interface ReconciliationDeps extends Omit<ComparisonDeps, 'db'> {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly stayMoney: StayMoney;
  readonly onChange: () => void;
}

export interface HandleRequest {
  readonly differenceId: number;
  readonly action: HandlingAction;
  readonly note: string;
  readonly key: IdempotencyKey;
}

/** Reconciliation with the centre (医保对账), by the platform's day: compare, find the cause, put it right, until nothing is left. */
export class ReconciliationService {
  readonly #deps: ReconciliationDeps;
  #comparing: { readonly day: CalendarDate; readonly done: Promise<void> } | undefined;

  constructor(deps: ReconciliationDeps) {
    this.#deps = deps;
  }

  /** The last comparison of a day, as it was saved; null when there was none. */
  view(day: CalendarDate) {
    const { db } = this.#deps;
    const run = lastRun(db, day);
    const differences = run === undefined ? [] : differencesOfRun(db, run.id);
    return {
      day,
      comparedAt: run?.comparedAt ?? null,
      groups: run === undefined ? [] : groupsOfRun(db, run.id),
      differences: differences.map((difference) => ({ ...difference, handling: lastHandling(db, difference.identity) ?? null })),
      confirmed: confirmationOf(db, day) ?? null,
      /** Our own sums of the moment, also before anything was compared. */
      own: sumsOf(centreEntries(db, day, day)),
    };
  }

  /** Compares now; two clicks are one comparison. Errors: those of the line: then nothing is saved. */
  async compare(day: CalendarDate, clerkId: string | null): Promise<void> {
    const running = this.#comparing;
    if (running !== undefined && running.day === day) return running.done;
    const done = this.#compare(day, clerkId);
    this.#comparing = { day, done };
    try {
      await done;
    } finally {
      this.#comparing = undefined;
    }
  }

  async #compare(day: CalendarDate, clerkId: string | null): Promise<void> {
    const { db, clock, onChange } = this.#deps;
    const { groups, differences } = await compareDay(this.#deps, day);
    const named = differences.map((difference) => ({ ...difference, identity: identityOf(difference) }));
    db.transaction(() => {
      insertRun(db, { day, comparedAt: clock.now(), clerkId }, groups, named);
      const facts = { day, groups: groups.length, differences: differences.length };
      insertAudit(db, { at: clock.now(), clerkId, event: 'statement-compared', subjectId: null, facts });
    }).immediate();
    onChange();
  }

  /** What the last comparison of each day still shows. */
  open(): readonly SavedDifference[] {
    return openDifferences(this.#deps.db);
  }

  /** Returns the platform's day. Errors: conflict/statement.wrong-state when this does not fit the difference, or the day moved on. Line errors where the centre is asked. */
  async handle(request: HandleRequest, clerkId: string): Promise<CalendarDate> {
    const { db, clock, onChange } = this.#deps;
    const difference = this.#difference(request.differenceId);
    if (!actionsOf(difference).includes(request.action)) throw wrongState(`${request.action} does not fit ${difference.cause}`);
    const corrected = request.action === 'correct' ? await this.#recorded(difference) : null;
    once(db, request.key, request, clock.now(), () => {
      this.#carryOut(difference, request, corrected, clerkId);
      insertHandling(db, difference.identity, { action: request.action, note: request.note, clerkId, at: clock.now() });
      const facts = { cause: difference.cause, action: request.action, day: difference.day };
      insertAudit(db, { at: clock.now(), clerkId, event: 'difference-handled', subjectId: difference.stay, facts });
      return String(difference.id);
    });
    onChange();
    return difference.day;
  }

  /** 平账确认. Errors: conflict/statement.wrong-state while a difference is open, or nothing was compared. */
  confirm(day: CalendarDate, clerkId: string): void {
    const { db, clock, onChange } = this.#deps;
    db.transaction(() => {
      const run = lastRun(db, day);
      const unequal = run === undefined || groupsOfRun(db, run.id).some(({ equal }) => !equal) || differencesOfRun(db, run.id).length > 0;
      if (unequal) throw wrongState('the day is not equal');
      if (day >= clock.today()) throw wrongState('the day is not over');
      if (confirmationOf(db, day) !== undefined) return;
      insertConfirmation(db, day, run.id, clerkId, clock.now());
      insertAudit(db, { at: clock.now(), clerkId, event: 'statement-confirmed', subjectId: null, facts: { day } });
    }).immediate();
    onChange();
  }

  #carryOut(difference: SavedDifference, { action, key }: HandleRequest, corrected: CentreEntry | null, clerkId: string): void {
    const { db, clock } = this.#deps;
    const encounter = difference.stay === null ? undefined : findEncounter(db, difference.stay as never);
    switch (action) {
      case 'find-out':
        if (encounter !== undefined) makeDue(db, encounter.id, clock.now());
        return;
      case 'reverse': {
        if (encounter === undefined) throw wrongState('nobody here has this stay');
        const act = {
          kind: 'message-reversal',
          encounterId: encounter.id,
          key,
          clerkId,
          createdAt: clock.now(),
          deadlineAt: null,
        } as const;
        const transactionNumber = encounter.careKind === 'outpatient' ? '2207' : '2304';
        const target = { messageId: difference.messageId, transactionNumber, settlementNumber: null };
        insertActTarget(db, insertAct(db, act), target);
        return;
      }
      case 'correct': {
        if (corrected === null || difference.entryId === null) throw wrongState('the centre does not show it');
        const { id: _id, ...entry } = corrected;
        insertCentreEntry(db, entry, difference.entryId);
        return;
      }
      case 'record-reversal':
        if (encounter === undefined) throw wrongState('nobody here has this stay');
        bookReversal(this.#deps, encounter, difference);
        return;
      default: // handed over: only the note is kept
    }
  }

  /** Our entry as the centre has it: its day, place and sums. Ours stays beside it, replaced. */
  async #recorded(difference: SavedDifference): Promise<CentreEntry> {
    const { db, statements } = this.#deps;
    const entry = difference.entryId === null ? undefined : findCentreEntry(db, difference.entryId);
    if (entry === undefined) throw wrongState('there is no entry of ours');
    const { personNumber, visitNumber, settlementNumber } = entry;
    const encounter = findEncounter(db, entry.stay);
    const insuredPlaceCode = encounter === undefined ? '' : (findCoverage(db, encounter.coverageId)?.insuredPlaceCode ?? '');
    const record = await statements.settlementRecord({ personNumber, insuredPlaceCode, visitNumber, settlementNumber });
    if (record === null || !record.total.equals(entry.total)) throw wrongState('the centre does not show it as ours');
    const { day, schemeCode, clearingType, agencyCode, fund, account } = record;
    return {
      ...entry,
      ...{ day: day ?? entry.day, fund, account, assumed: [schemeCode, clearingType, agencyCode].includes('') },
      ...{
        schemeCode: schemeCode || entry.schemeCode,
        clearingType: clearingType || entry.clearingType,
        agencyCode: agencyCode || entry.agencyCode,
      },
    };
  }

  #difference(id: number): SavedDifference {
    const found = findDifference(this.#deps.db, id);
    if (found === undefined || lastRun(this.#deps.db, found.day)?.id !== found.runId)
      throw wrongState('this difference belongs to an older comparison');
    return found;
  }
}

/** The same difference has the same name in every comparison. */
const identityOf = ({ cause, reversal, settlementNumber, messageId, entryId }: StatementDifference): string =>
  [cause, settlementNumber || messageId, reversal ? 'R' : '', cause === 'duplicate-here' ? entryId : ''].join(' ').trim();

/** What may be done about a difference: its remedy where the program can, and always handing it over. */
export function actionsOf({ cause, entryId, stay }: Pick<StatementDifference, 'cause' | 'entryId' | 'stay'>): readonly HandlingAction[] {
  const { remedy } = CAUSES[cause as Cause];
  const can: Partial<Record<typeof remedy, readonly HandlingAction[]>> = {
    'find-out': ['find-out'],
    reverse: stay === null ? [] : ['reverse'],
    correct: entryId === null ? [] : ['correct'],
    'record-reversal': entryId === null ? [] : ['record-reversal'],
    'settle-again': entryId === null ? [] : ['record-reversal'],
  };
  return [...(can[remedy] ?? []), 'to-insurance-office', 'to-finance'];
}

const sumsOf = (entries: readonly CentreEntry[]) => ({
  count: entries.length,
  total: Money.sum(entries.map(({ total }) => total)),
  fund: Money.sum(entries.map(({ fund }) => fund)),
  account: Money.sum(entries.map(({ account }) => account)),
});

const wrongState = (reason: string): AppError => new AppError('conflict', 'statement.wrong-state', reason, { reason });
