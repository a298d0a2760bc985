import type { CalendarDate, Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** How far a list was fetched, and when. */
export interface Download {
  readonly list: string;
  readonly watermark: string;
  readonly rowCount: number;
  readonly fetchedAt: Instant;
}

export const downloadOf = (db: ReadableDb, list: string): Download | undefined =>
  db.prepare('SELECT list, watermark, row_count AS rowCount, fetched_at AS fetchedAt FROM download WHERE list = ?').get(list) as
    | Download
    | undefined;

export const allDownloads = (db: ReadableDb): readonly Download[] =>
  db.prepare('SELECT list, watermark, row_count AS rowCount, fetched_at AS fetchedAt FROM download ORDER BY list').all() as Download[];

export function saveDownload(db: WritableDb, download: Download): void {
  db.prepare(`INSERT OR REPLACE INTO download (list, source, watermark, row_count, fetched_at)
    VALUES (@list, 'centre', @watermark, @rowCount, @fetchedAt)`).run(download);
}

/** The dictionary as it is now: what is not in it any more goes. */
export function replaceDictionary(
  db: WritableDb,
  dictionary: string,
  entries: readonly { readonly code: string; readonly name: string; readonly parentCode: string; readonly valid: boolean }[],
  asOf: Instant,
): void {
  db.prepare('DELETE FROM dictionary_entry WHERE dictionary = ?').run(dictionary);
  const insert = db.prepare(`INSERT OR REPLACE INTO dictionary_entry (dictionary, code, name, parent_code, valid, as_of)
    VALUES (@dictionary, @code, @name, @parentCode, @valid, @asOf)`);
  for (const { valid, code, name, parentCode } of entries) insert.run({ dictionary, code, name, parentCode, valid: valid ? 1 : 0, asOf });
}

export interface SavedItem {
  readonly itemCode: string;
  readonly name: string;
  readonly grade: string;
  readonly listType: string;
  readonly from: CalendarDate | null;
  readonly to: CalendarDate | null;
  readonly valid: boolean;
  readonly changedAt: string;
}

/** Adds what is new and changes what changed; nothing goes: an item of an old bill is still looked up. */
export function saveInsuranceItems(db: WritableDb, items: readonly SavedItem[], asOf: Instant): void {
  const insert =
    db.prepare(`INSERT OR REPLACE INTO insurance_item (item_code, name, grade, list_type, from_on, to_on, valid, changed_text, as_of)
    VALUES (@itemCode, @name, @grade, @listType, @from, @to, @valid, @changedAt, @asOf)`);
  for (const { valid, ...item } of items) insert.run({ ...item, valid: valid ? 1 : 0, asOf });
}

export const countItems = (db: ReadableDb): number => db.prepare('SELECT count(*) FROM insurance_item').pluck().get() as number;
