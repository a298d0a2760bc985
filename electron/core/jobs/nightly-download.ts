import { type Instant, hospitalText } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { WritableDb } from '../db/database.ts';
import { countItems, downloadOf, replaceDictionary, saveDownload, saveInsuranceItems } from '../db/repositories/download-repository.ts';
import type { ReadingGateway } from '../ports/reading-gateway.ts';

export interface DownloadDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly reading: ReadingGateway;
  readonly atHour: number;
  readonly dictionaries: readonly string[];
  readonly catalogue: boolean;
  readonly pageRows: number;
}

export const CATALOGUE = 'catalogue';
export const dictionaryList = (name: string): string => `dictionary ${name}`;

/** Before the first change that any platform has. */
const BEGINNING = '1900-01-01 00:00:00';
/** No catalogue has more pages: a platform that always says "more" is not asked for ever. */
const MOST_PAGES = 5_000;

/**
 * Fetches what is due: each list once a day, from the hour on that the settings name, and at once when it was never fetched. Each list is saved by itself,
 * the catalogue page by page with its mark, so a line that breaks loses nothing that came.
 *
 * Returns the lists that were fetched. Errors: those of the line; what came before them is saved.
 */
export async function downloadLists(deps: DownloadDeps): Promise<readonly string[]> {
  const fetched: string[] = [];
  for (const name of deps.dictionaries) {
    if (!isDue(deps, dictionaryList(name))) continue;
    await fetchDictionary(deps, name);
    fetched.push(dictionaryList(name));
  }
  if (deps.catalogue && isDue(deps, CATALOGUE)) {
    await fetchCatalogue(deps);
    fetched.push(CATALOGUE);
  }
  return fetched;
}

function isDue({ db, clock, atHour }: DownloadDeps, list: string): boolean {
  const last = downloadOf(db, list);
  if (last === undefined) return true;
  const now = hospitalText(clock.now());
  return hospitalText(last.fetchedAt).slice(0, 10) < now.slice(0, 10) && Number(now.slice(11, 13)) >= atHour;
}

async function fetchDictionary({ db, clock, reading }: DownloadDeps, name: string): Promise<void> {
  const entries = await reading.dictionary(name, clock.today());
  const at = clock.now();
  db.transaction(() => {
    // An empty answer is no dictionary: what we have stays, and keeps its age.
    if (entries.length > 0) replaceDictionary(db, name, entries, at);
    if (entries.length > 0) saveDownload(db, { list: dictionaryList(name), watermark: '', rowCount: entries.length, fetchedAt: at });
  }).immediate();
}

async function fetchCatalogue({ db, clock, reading, pageRows }: DownloadDeps): Promise<void> {
  const since = downloadOf(db, CATALOGUE)?.watermark || BEGINNING;
  let watermark = since;
  for (let page = 1, more = true; more && page <= MOST_PAGES; page += 1) {
    const answer = await reading.catalogue(since, page, pageRows);
    more = answer.more;
    watermark = [watermark, ...answer.items.map(({ changedAt }) => changedAt)].reduce((a, b) => (b > a ? b : a));
    const at = clock.now();
    db.transaction(() => {
      saveInsuranceItems(db, answer.items, at);
      // The mark moves only with the last page: pages are not ordered by their time everywhere.
      if (!more) saveMark(db, watermark === BEGINNING ? '' : watermark, at);
    }).immediate();
  }
}

const saveMark = (db: WritableDb, watermark: string, fetchedAt: Instant): void =>
  saveDownload(db, { list: CATALOGUE, watermark, rowCount: countItems(db), fetchedAt });
