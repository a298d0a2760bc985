import type { BookEntry, StatementDifference, StatementGroup } from '../model/statement.ts';
import { Money } from '../money/money.ts';
import type { Statement } from './statement-facts.ts';

/** How the place counts a cancellation in 3201: as a row of its own, or as one settlement less (interface reference §7.3, ask the bureau). */
export type CancellationCount = 'both-rows' | 'net';

export interface GroupTotals extends StatementGroup {
  readonly count: number;
  readonly total: Money;
  readonly fund: Money;
  readonly account: Money;
}

const keyOf = ({ schemeCode, clearingType, agencyCode }: StatementGroup): string => `${clearingType}\n${agencyCode}\n${schemeCode}`;

/** One row per group, also for `used` ones in which we have nothing: the centre may. Sorted by clearing type, agency, scheme. */
export function groupTotals(
  entries: readonly BookEntry[],
  used: readonly StatementGroup[],
  cancellations: CancellationCount,
): readonly GroupTotals[] {
  const groups = new Map([...used, ...entries].map((group) => [keyOf(group), group]));
  const byGroup = new Map<string, BookEntry[]>();
  for (const entry of entries) {
    const mine = byGroup.get(keyOf(entry));
    if (mine === undefined) byGroup.set(keyOf(entry), [entry]);
    else mine.push(entry);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { schemeCode, clearingType, agencyCode }]) => {
      const mine = byGroup.get(key) ?? [];
      const sum = (pick: (entry: BookEntry) => Money) => Money.sum(mine.map(pick));
      return {
        ...{ schemeCode, clearingType, agencyCode },
        count: countOf(mine, cancellations),
        total: sum(({ total }) => total),
        fund: sum(({ fund }) => fund),
        account: sum(({ account }) => account),
      };
    });
}

/** How many settlements these are, as the place counts a cancellation. */
export function countOf(entries: readonly BookEntry[], cancellations: CancellationCount): number {
  const minus = entries.filter(({ reversal }) => reversal).length;
  return cancellations === 'net' ? entries.length - 2 * minus : entries.length;
}

/** The lists (3202 knows no scheme) that must be compared line by line: those with an unequal group. */
export function listsToCompare(
  unequal: readonly StatementGroup[],
): readonly { readonly clearingType: string; readonly agencyCode: string }[] {
  const lists = new Map(unequal.map(({ clearingType, agencyCode }) => [`${clearingType}\n${agencyCode}`, { clearingType, agencyCode }]));
  return [...lists.values()];
}

/**
 * Entries that may be counted under another scheme: their lines are equal, and two schemes of one list are not. Only the record of each (5203) shows which.
 * `assumed`: those whose scheme the centre never named; `named`: the others, doubted only where nothing else explains their group.
 */
export function schemeSuspects(
  entries: readonly BookEntry[],
  unequal: readonly StatementGroup[],
): { readonly assumed: readonly BookEntry[]; readonly named: readonly BookEntry[] } {
  const suspect = unequal.filter((group) => unequal.some((other) => sameList(group, other) && other.schemeCode !== group.schemeCode));
  const keys = new Set(suspect.map(keyOf));
  const mine = entries.filter((entry) => !entry.reversal && entry.settlementNumber !== '' && keys.has(keyOf(entry)));
  return { assumed: mine.filter(({ assumed }) => assumed), named: mine.filter(({ assumed }) => !assumed) };
}

/** Of these entries, those in whose group no difference was found: neither in an entry of it nor in a row that the centre alone has in its list. */
export function inUntouchedGroups(
  entries: readonly BookEntry[],
  differences: readonly StatementDifference[],
  statement: Statement,
): readonly BookEntry[] {
  const ids = new Set(differences.map(({ entryId }) => entryId));
  const touched = new Set(statement.entries.filter(({ id }) => ids.has(id)).map(keyOf));
  const messages = new Set(differences.filter(({ entryId }) => entryId === null).map(({ messageId }) => messageId));
  const lists = statement.rows.filter(({ messageId }) => messages.has(messageId));
  return entries.filter((entry) => !touched.has(keyOf(entry)) && !lists.some((row) => sameList(row, entry)));
}

const sameList = (a: Omit<StatementGroup, 'schemeCode'>, b: Omit<StatementGroup, 'schemeCode'>): boolean =>
  a.clearingType === b.clearingType && a.agencyCode === b.agencyCode;
