import { AppError } from '../../../../shared/errors/app-error.ts';
import type { BookEntry, CentreRecord, StatementDifference } from '../../../../shared/model/statement.ts';
import { compareStatement, numbersToAsk } from '../../../../shared/reconcile/compare-statement.ts';
import {
  type CancellationCount,
  countOf,
  groupTotals,
  inUntouchedGroups,
  listsToCompare,
  schemeSuspects,
} from '../../../../shared/reconcile/group-totals.ts';
import type { OwnFacts, StayHere } from '../../../../shared/reconcile/statement-facts.ts';
import { type CalendarDate, plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import {
  type CentreEntry,
  centreEntries,
  entriesOfStay,
  entryOfMessage,
  groupsEverUsed,
} from '../../db/repositories/centre-entry-repository.ts';
import { insuredTotal } from '../../db/repositories/charge-share-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findCoverage } from '../../db/repositories/patient-repository.ts';
import { type ComparedGroup, settlingMessage, staysOfPerson } from '../../db/repositories/statement-repository.ts';
import type { OwnList, StatementGateway } from '../../ports/statement-gateway.ts';

/** A committed settlement may stay invisible to 5203 for so long. */
const YOUNG_MS = 10 * 60_000;

export interface ComparisonDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly statements: StatementGateway;
  readonly cancellations: CancellationCount;
  /** So many questions are on their way at once. */
  readonly lanes: number;
}

export interface Comparison {
  readonly groups: readonly ComparedGroup[];
  readonly differences: readonly StatementDifference[];
}

/**
 * One platform's day: our sums by group (3201), the lists of what is unequal (3202), and the single settlements that raise a question (5203). Saves nothing.
 * Errors: those of the line; a comparison that did not come to its end says nothing.
 */
export async function compareDay(deps: ComparisonDeps, day: CalendarDate): Promise<Comparison> {
  const { db, statements, cancellations, lanes } = deps;
  const all = centreEntries(db, day, day);
  const range = { from: day, to: day };
  const totals = groupTotals(all, groupsEverUsed(db), cancellations);
  const groups = await inLanes(lanes, totals, async (group) => ({ ...group, ...(await statements.compareTotals({ ...group, ...range })) }));
  const unequal = groups.filter(({ equal }) => !equal);
  const lists = listsToCompare(unequal).map((list) => ({
    ...list,
    ...range,
    entries: all.filter(({ clearingType, agencyCode }) => clearingType === list.clearingType && agencyCode === list.agencyCode),
  }));
  const rows = (await inLanes(lanes, lists, (list) => statements.compareList(listed(list, cancellations)))).flat();
  const statement = { entries: lists.flatMap(({ entries }) => entries), rows };
  const records = new Records(deps, statement.entries);
  await records.ask(numbersToAsk(statement));
  const { assumed, named } = schemeSuspects(statement.entries, unequal);
  await records.ask(numbersOf(assumed));
  const facts: OwnFacts = {
    message: (messageId) => settlingMessage(db, messageId),
    entryOfMessage: (messageId) => entryOfMessage(db, messageId),
    staysOf: (personNumber) => staysHere(db, personNumber, day),
    record: (number) => records.of(number),
  };
  const differences = compareStatement(statement, facts);
  const unexplained = inUntouchedGroups(named, differences, statement);
  if (unexplained.length === 0) return { groups, differences };
  await records.ask(numbersOf(unexplained));
  return { groups, differences: compareStatement(statement, facts) };
}

/** Without what has no number: a row of it would name nothing. Its head counts what the file has. */
function listed(list: Omit<OwnList, 'count'>, cancellations: CancellationCount): OwnList {
  const entries = list.entries.filter(({ settlementNumber }) => settlementNumber !== '');
  return { ...list, entries, count: countOf(entries, cancellations) };
}

/** What our books have of each stay and visit of a person. */
function staysHere(db: ReadableDb, personNumber: string, day: CalendarDate): readonly StayHere[] {
  return staysOfPerson(db, personNumber).map(({ stay, orderNumber }) => {
    const entries = entriesOfStay(db, stay);
    const made = entries.filter(({ reversal }) => !reversal);
    const settled = made.length > entries.length - made.length;
    const counted = settled ? (made.findLast((entry) => entry.day === day)?.total ?? null) : null;
    return { stay, settled, counted, charged: insuredTotal(db, orderNumber) };
  });
}

const numbersOf = (entries: readonly BookEntry[]): readonly string[] => entries.map(({ settlementNumber }) => settlementNumber);

/** What the centre says of single settlements; each is asked for once. */
class Records {
  readonly #deps: ComparisonDeps;
  readonly #entries: ReadonlyMap<string, CentreEntry>;
  readonly #known = new Map<string, CentreRecord | null>();

  constructor(deps: ComparisonDeps, entries: readonly CentreEntry[]) {
    this.#deps = deps;
    this.#entries = new Map(entries.map((entry) => [entry.settlementNumber, entry]));
  }

  of(number: string): CentreRecord | null | undefined {
    return this.#known.get(number);
  }

  async ask(numbers: readonly string[]): Promise<void> {
    const { db, clock, statements, lanes } = this.#deps;
    const entries = numbers.filter((number) => !this.#known.has(number)).map((number) => this.#entries.get(number));
    await inLanes(lanes, entries, async (entry) => {
      if (entry === undefined) return;
      const { personNumber, visitNumber, settlementNumber } = entry;
      const insuredPlaceCode = insuredPlaceOf(db, entry);
      try {
        const record = await statements.settlementRecord({ personNumber, insuredPlaceCode, visitNumber, settlementNumber });
        // What was settled a moment ago may not be visible yet: nobody says that it is not there.
        const young = plusMilliseconds(entry.settledAt, YOUNG_MS) > clock.now();
        if (record !== null || !young) this.#known.set(settlementNumber, record);
      } catch (error) {
        // A single settlement that the centre will not show stays unexplained; a line that is down ends the comparison.
        if (!(error instanceof AppError && ['rejected', 'unknown'].includes(error.kind))) throw error;
      }
    });
  }
}

function insuredPlaceOf(db: ReadableDb, entry: CentreEntry): string {
  const encounter = findEncounter(db, entry.stay);
  return encounter === undefined ? '' : (findCoverage(db, encounter.coverageId)?.insuredPlaceCode ?? '');
}

/** All results in the order of the items, so many under way at once. */
async function inLanes<T, R>(lanes: number, items: readonly T[], run: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next; index < items.length; index = next) {
      next += 1;
      results[index] = await run(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
