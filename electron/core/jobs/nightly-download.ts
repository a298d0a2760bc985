import { type Instant, hospitalText } from '../../../shared/time/calendar-date.ts';
import type { Clock } from '../clock.ts';
import type { WritableDb } from '../db/database.ts';
import { countItems, downloadOf, replaceDictionary, saveDownload, saveInsuranceItems } from '../db/repositories/download-repository.ts';
import { countLimits, LIMIT_PRICES, saveLimitPrices } from '../db/repositories/limit-price-repository.ts';
import type { ListPage, ReadingGateway } from '../ports/reading-gateway.ts';

export interface DownloadDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly reading: ReadingGateway;
  readonly atHour: number;
  readonly dictionaries: readonly string[];
  readonly catalogue: boolean;
  readonly limitPrices: boolean;
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
  const { db, reading } = deps;
  if (deps.catalogue && isDue(deps, CATALOGUE)) {
    const fetch = (since: string, page: number, rows: number) => reading.catalogue(since, page, rows);
    await fetchPages(deps, { list: CATALOGUE, fetch, save: saveInsuranceItems, count: () => countItems(db) });
    fetched.push(CATALOGUE);
  }
  if (deps.limitPrices && isDue(deps, LIMIT_PRICES)) {
    const fetch = (since: string, page: number, rows: number) => reading.limitPrices(since, page, rows);
    await fetchPages(deps, { list: LIMIT_PRICES, fetch, save: saveLimitPrices, count: () => countLimits(db) });
    fetched.push(LIMIT_PRICES);
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

interface PagedList<Row> {
  readonly list: string;
  readonly fetch: (since: string, page: number, rows: number) => Promise<ListPage<Row>>;
  readonly save: (db: WritableDb, rows: readonly Row[], asOf: Instant) => void;
  readonly count: () => number;
}

async function fetchPages<Row extends { readonly changedAt: string }>(
  { db, clock, pageRows }: DownloadDeps,
  { list, fetch, save, count }: PagedList<Row>,
): Promise<void> {
  const since = downloadOf(db, list)?.watermark || BEGINNING;
  let newest = since;
  for (let page = 1, more = true; more && page <= MOST_PAGES; page += 1) {
    const answer = await fetch(since, page, pageRows);
    more = answer.more;
    newest = [newest, ...answer.items.map(({ changedAt }) => changedAt)].reduce((a, b) => (b > a ? b : a));
    const at = clock.now();
    db.transaction(() => {
      save(db, answer.items, at);
      // The mark moves only with the last page: pages are not ordered by their time everywhere.
      const watermark = newest === BEGINNING ? '' : newest;
      if (!more) saveDownload(db, { list, watermark, rowCount: count(), fetchedAt: at });
    }).immediate();
  }
}
