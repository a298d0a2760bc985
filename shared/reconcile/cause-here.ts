import type { BookEntry, Cause, CentreRecord, StatementRow } from '../model/statement.ts';
import type { Money } from '../money/money.ts';
import type { Matched, OwnFacts } from './statement-facts.ts';

/** A cause with the centre's total and what each side writes. */
export interface Told {
  readonly cause: Cause;
  readonly total: Money | null;
  readonly here: string;
  readonly there: string;
}

/**
 * Why an entry of ours is not as the centre has it; null when it is after all. `row`: what the centre has of it, in whatever list; undefined: nothing.
 * The record (5203) decides before the row: it has the platform's day and place.
 */
export function causeOf(entry: BookEntry, row: StatementRow | undefined, found: Matched, facts: OwnFacts): Told | null {
  if (entry.reversal) return row === undefined ? reversalOf(entry, found, facts) : amounts(entry, row);
  const record = facts.record(entry.settlementNumber);
  if (record !== undefined && record !== null) {
    return placeOf(entry, record) ?? amounts(entry, record) ?? returned(entry, record, found, row);
  }
  if (row !== undefined) return amounts(entry, row) ?? placeOfRow(entry, row) ?? told('unexplained-amount', row.total);
  return record === null ? told('never-there', null) : told('unexplained-here', null);
}

const told = (cause: Cause, total: Money | null, here = '', there = ''): Told => ({ cause, total, here, there });

/** Counted on another day, or under something else than in our books; null when it is not. */
export function placeOf(entry: BookEntry, record: CentreRecord): Told | null {
  if (record.day !== null && record.day !== entry.day) return told('other-day', record.total, entry.day, record.day);
  const { agencyCode, clearingType, schemeCode } = record;
  if (agencyCode !== '' && agencyCode !== entry.agencyCode) return told('wrong-agency', record.total, entry.agencyCode, agencyCode);
  if (clearingType !== '' && clearingType !== entry.clearingType)
    return told('wrong-clearing-type', record.total, entry.clearingType, clearingType);
  return schemeCode !== '' && schemeCode !== entry.schemeCode ? told('wrong-scheme', record.total, entry.schemeCode, schemeCode) : null;
}

/** The settlement that a reversal of ours takes back. */
export const originalsOf = (entries: readonly BookEntry[], { stay, total }: BookEntry): readonly BookEntry[] =>
  entries.filter((entry) => !entry.reversal && entry.stay === stay && entry.total.equals(total.negated()));

/** In another list than ours. */
function placeOfRow(entry: BookEntry, row: StatementRow): Told | null {
  if (row.agencyCode !== entry.agencyCode) return told('wrong-agency', row.total, entry.agencyCode, row.agencyCode);
  return row.clearingType === entry.clearingType ? null : told('wrong-clearing-type', row.total, entry.clearingType, row.clearingType);
}

function amounts(entry: BookEntry, there: Pick<StatementRow, 'total' | 'fund' | 'account'>): Told | null {
  const { total, fund, account } = there;
  if (total !== null && !total.equals(entry.total)) return told('total-differs', total, String(entry.total), String(total));
  if (fund !== null && !fund.equals(entry.fund)) return told('fund-differs', total, String(entry.fund), String(fund));
  return account === null || account.equals(entry.account) ? null : told('account-differs', total, String(entry.account), String(account));
}

/** Everything is as we have it, and yet it is not in the list: taken back there, or nobody knows why. */
function returned(entry: BookEntry, record: CentreRecord, found: Matched, row: StatementRow | undefined): Told | null {
  const recalledHere = found.entries.some(({ reversal, stay }) => reversal && stay === entry.stay);
  if (record.returned && !recalledHere) return told('reversed-there', record.total);
  return row === undefined ? told('unexplained-here', record.total) : null;
}

/** Taken back here, and not in the centre's list: it stands there, or it is gone there altogether. */
function reversalOf(entry: BookEntry, found: Matched, facts: OwnFacts): Told | null {
  const [original] = originalsOf(found.entries, entry);
  const record = original === undefined ? undefined : facts.record(original.settlementNumber);
  if (record?.returned === false) return told('recall-missing-there', null);
  return told('unexplained-here', null);
}
