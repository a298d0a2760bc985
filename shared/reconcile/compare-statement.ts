import type { BookEntry, Cause, StatementDifference, StatementRow } from '../model/statement.ts';
import type { Money } from '../money/money.ts';
import { causeOf, originalsOf, placeOf } from './cause-here.ts';
import type { Matched, OwnFacts, Pair, SentMessage, Statement, StayHere } from './statement-facts.ts';

/**
 * All differences with their causes; none where both sides agree. Ask first for the records of `numbersToAsk`: without them what is only here stays
 * unexplained. Order: our entries as they are, then what the centre alone has.
 *
 * Interface reference §7.3, §7.4.
 */
export function compareStatement(statement: Statement, facts: OwnFacts): readonly StatementDifference[] {
  const found = matchRows(statement);
  const here = found.pairs.flatMap((pair) => ofEntry(pair, found, facts));
  const there = found.unmatched.flatMap((row) => ofRow(row, found, facts));
  return [...here, ...there];
}

/** The settlement numbers that must be asked for (5203) before the causes can be told. */
export function numbersToAsk(statement: Statement): readonly string[] {
  const { pairs, unmatched } = matchRows(statement);
  const doubtful = pairs.filter(({ row }) => row?.equal !== true).map(({ entry }) => entry);
  // What was taken back there may be the reversal of something that looks equal.
  const reversed = unmatched.filter(({ reversal }) => reversal).flatMap((row) => candidates(statement.entries, row));
  const originals = doubtful.flatMap((entry) => (entry.reversal ? originalsOf(statement.entries, entry) : [entry]));
  return [...new Set([...originals, ...reversed].map(({ settlementNumber }) => settlementNumber).filter((number) => number !== ''))];
}

/** By number where the centre gives one, else by our message; each row once. */
function matchRows({ entries, rows }: Statement): Matched {
  const onlyThere = rows.filter(isOnlyThere);
  const byNumber = new Map(rows.filter(({ settlementNumber }) => settlementNumber !== '').map((row) => [row.settlementNumber, row]));
  const byMessage = new Map(onlyThere.map((row) => [row.messageId, row]));
  const seen = new Set<string>();
  const used = new Set<StatementRow>();
  const pairs = entries.map((entry): Pair => {
    const again = entry.settlementNumber !== '' && seen.has(entry.settlementNumber);
    seen.add(entry.settlementNumber);
    const numbered = byNumber.get(entry.settlementNumber);
    // A row "only here" may have its other half, by our message, in another list: another agency's, or another clearing type's.
    const elsewhere = again || numbered?.equal === true ? undefined : byMessage.get(entry.messageId);
    const row = elsewhere?.reversal === entry.reversal ? elsewhere : numbered;
    if (row !== undefined) used.add(row);
    return { entry, row, again };
  });
  return { pairs, unmatched: onlyThere.filter((row) => !used.has(row)), entries };
}

/** §7.4: "centre has more" comes without our numbers, with the message. */
export const isOnlyThere = (row: StatementRow): boolean => row.settlementNumber === '' && row.messageId !== '';
const isOnlyHere = (row: StatementRow): boolean => row.settlementNumber !== '' && row.messageId === '';

function ofEntry(pair: Pair, found: Matched, facts: OwnFacts): readonly StatementDifference[] {
  const { entry, row, again } = pair;
  if (again) return [differenceHere(entry, 'duplicate-here', null, '', '')];
  const record = entry.reversal ? undefined : facts.record(entry.settlementNumber);
  if (row?.equal === true) {
    // Equal in its list, and yet counted under another scheme: only a record shows that.
    const told = record === undefined || record === null ? null : placeOf(entry, record);
    return told === null ? [] : [differenceHere(entry, told.cause, told.total, told.here, told.there)];
  }
  const there = row === undefined || isOnlyHere(row) ? undefined : row;
  const told = causeOf(entry, there, found, facts);
  return told === null ? [] : [differenceHere(entry, told.cause, told.total, told.here, told.there)];
}

/** What the centre alone has. */
function ofRow(row: StatementRow, found: Matched, facts: OwnFacts): readonly StatementDifference[] {
  const known = facts.entryOfMessage(row.messageId);
  // Our entry of that message lies outside this range of days: it has been told on its own day, or is told now.
  if (known !== undefined && known.reversal === row.reversal)
    return [
      { ...differenceThere(row, 'other-day', known.stay), entryId: known.id, here: known.total, said: { here: known.day, there: '' } },
    ];
  const sent = facts.message(row.messageId);
  if (row.reversal) return [reversalThere(row, sent, found)];
  const entries = found.entries.filter(({ reversal }) => !reversal);
  const stays = facts.staysOf(row.personNumber);
  if (sent === undefined) return [ofSomebodyElse(row, stays)];
  const again = stays.some(({ stay, settled }) => settled && stay === sent.stay) || entries.some(({ stay }) => stay === sent.stay);
  return [differenceThere(row, again ? 'duplicate-there' : 'answer-lost', sent.stay)];
}

/**
 * A settlement by no message of ours. It doubles one of ours only where our books have the same total of the same person in these days, and nothing open
 * of his could be meant: what a patient settled from his phone is the only settlement of that stay, and nobody may take it back for a double. Where
 * two stays could be meant none is named.
 */
function ofSomebodyElse(row: StatementRow, stays: readonly StayHere[]): StatementDifference {
  if (stays.length === 0) return differenceThere(row, 'not-ours', null);
  const fits = (amount: Money | null) => amount !== null && (row.total === null || amount.equals(row.total));
  const open = stays.filter(({ settled }) => !settled);
  const meant = open.filter(({ charged }) => fits(charged));
  const doubled = stays.filter(({ settled, counted }) => settled && fits(counted));
  if (meant.length === 0 && doubled.length > 0) return differenceThere(row, 'duplicate-there', onlyOne(doubled));
  return differenceThere(row, 'settled-elsewhere', onlyOne(meant.length > 0 ? meant : open));
}

const onlyOne = ([first, ...others]: readonly StayHere[]): string | null => (others.length === 0 ? (first?.stay ?? null) : null);

function reversalThere(row: StatementRow, sent: SentMessage | undefined, found: Matched): StatementDifference {
  if (sent?.reversal === true) return differenceThere(row, 'recall-answer-lost', sent.stay);
  const [original, ...others] = candidates(found.entries, row);
  const sure = original !== undefined && others.length === 0 ? original : undefined;
  const difference = differenceThere(
    row,
    sure === undefined && original === undefined ? 'not-ours' : 'recalled-there',
    original?.stay ?? null,
  );
  return sure === undefined ? difference : { ...difference, entryId: sure.id, settlementNumber: sure.settlementNumber };
}

/** Settlements of ours that this reversal may take back: same person, opposite amount, not taken back by ourselves. */
function candidates(entries: readonly BookEntry[], row: StatementRow): readonly BookEntry[] {
  const undone = new Set(entries.filter(({ reversal }) => reversal).map(({ stay }) => stay));
  const mine = entries.filter((entry) => !entry.reversal && entry.personNumber === row.personNumber && !undone.has(entry.stay));
  return mine.filter(({ total }) => row.total === null || total.equals(row.total.negated()));
}

function differenceHere(entry: BookEntry, cause: Cause, there: Money | null, here: string, said: string): StatementDifference {
  const { id, stay, reversal, settlementNumber, messageId, personNumber, total } = entry;
  return { cause, entryId: id, stay, reversal, settlementNumber, messageId, personNumber, here: total, there, said: { here, there: said } };
}

function differenceThere(row: StatementRow, cause: Cause, stay: string | null): StatementDifference {
  const { reversal, messageId, personNumber, total } = row;
  const nothing = { here: '', there: '' };
  return { cause, entryId: null, stay, reversal, settlementNumber: '', messageId, personNumber, here: null, there: total, said: nothing };
}
