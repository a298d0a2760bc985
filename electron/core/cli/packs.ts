import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { AMOUNT_TEXT, Money } from '../../../shared/money/money.ts';
import { RATE_TEXT, Rate } from '../../../shared/money/rate.ts';
import { loadPack, loadPacks, type PackFiles } from '../../../shared/policy/load-pack.ts';
import type { Pack, PackProblem } from '../../../shared/policy/pack.ts';
import { isTrusted, readManifest } from '../../../shared/policy/pack-trust.ts';
import { sweepPack } from '../../../shared/policy/sweep-pack.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';

/** Packs to compute with, those given by hand in place of the program's own of the same region. */
export interface Shelf {
  readonly packs: readonly Pack[];
  /** Lies inside the program and matches its manifest. A pack given by hand never is. */
  readonly trusts: (pack: Pack) => boolean;
}
export type ReadShelf = { readonly ok: true; readonly shelf: Shelf } | { readonly ok: false; readonly problems: readonly PackProblem[] };

/** A pack read from a folder, and the worked cases it carries. */
export interface GivenPack {
  readonly folder: string;
  readonly pack: Pack;
  readonly cases: ReadonlyMap<string, string>;
}
export type ReadGiven =
  | { readonly ok: true; readonly given: readonly GivenPack[] }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

const hashOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** The program's own packs, and over them those of these folders. Every refusal names file, field and reason. */
export function readShelf(delivered: string, folders: readonly string[], until: CalendarDate): ReadShelf {
  const own = ownPacks(delivered);
  const read = folders.map((folder) => readGiven(folder, until));
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) return { ok: false, problems };
  const given = read.flatMap((one) => (one.ok ? one.given.map(({ pack }) => pack) : []));
  const codes = new Set(given.map(({ region }) => region.code));
  const manifest = readManifest(readFileSync(path.join(delivered, 'manifest.json'), 'utf8'));
  return {
    ok: true,
    shelf: {
      packs: [...given, ...own.filter(({ region }) => !codes.has(region.code))],
      trusts: (pack) => !given.includes(pack) && isTrusted(pack, manifest),
    },
  };
}

/** A damaged pack of the program does not hide the others; a case that needs it finds none. */
function ownPacks(delivered: string): readonly Pack[] {
  return loadPacks(withoutCases(textsIn(delivered)).files, hashOf).packs;
}

/** One pack folder, or a folder of pack folders: each must be valid. */
export function readGiven(folder: string, until: CalendarDate): ReadGiven {
  const problem = (reason: string): ReadGiven => ({ ok: false, problems: [{ file: folder, path: '', reason }] });
  if (!existsSync(folder)) return problem('there is no such folder');
  if (!statSync(folder).isDirectory()) return problem('a pack is a folder');
  const folders = packFolders(folder);
  if (folders.length === 0) return problem('no pack.json here nor in the folders below');
  const read = folders.map((one) => readOne(one, until));
  const problems = read.flatMap((one) => (one.ok ? [] : one.problems));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, given: read.flatMap((one) => (one.ok ? one.given : [])) };
}

/** The pack folders in a folder: itself, or those right below it. */
export function packFolders(folder: string): readonly string[] {
  if (existsSync(path.join(folder, 'pack.json'))) return [folder];
  return readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name))
    .filter((inner) => existsSync(path.join(inner, 'pack.json')));
}

/** One pack folder as read: its texts by path inside it, the pack when it loads, and everything that is wrong with it. */
export interface PackFolder {
  readonly texts: ReadonlyMap<string, string>;
  readonly pack: Pack | null;
  readonly cases: ReadonlyMap<string, string>;
  readonly problems: readonly PackProblem[];
}

/**
 * Loads and sweeps one pack folder. Given by hand it may have any name; inside the program it is the region's code, which the rules of
 * packs ask for. Files in problems are named as they lie on the disk.
 */
export function readPackFolder(folder: string, until: CalendarDate): PackFolder {
  const texts = textsIn(folder);
  const region = regionOf(texts.get('pack.json') ?? '') ?? path.basename(folder);
  const { files, cases } = withoutCases(new Map([...texts].map(([file, text]) => [`${region}/${file}`, text])));
  const loaded = loadOr(region, files);
  const problems = loaded.ok ? sweepPack(region, loaded.pack, until) : loaded.problems;
  return {
    texts,
    pack: loaded.ok ? loaded.pack : null,
    cases: new Map([...cases].map(([file, text]) => [file.slice(region.length + 1), text])),
    problems: problems.map((one) => ({ ...one, file: path.join(folder, one.file.slice(region.length + 1)) })),
  };
}

/** A number of the right form but beyond its range is a fault of the pack, too, and has its place in a file. */
function loadOr(region: string, files: PackFiles) {
  try {
    return loadPack(region, files, hashOf);
  } catch (error) {
    const problems = [...files].flatMap(([file, text]) => outOfRange(file, jsonOf(text), []));
    if (problems.length === 0) throw error;
    return { ok: false as const, problems };
  }
}

function outOfRange(file: string, json: unknown, keys: readonly string[]): readonly PackProblem[] {
  if (typeof json === 'object' && json !== null)
    return Object.entries(json).flatMap(([key, value]) => outOfRange(file, value, [...keys, key]));
  if (typeof json !== 'string') return [];
  const at = { file, path: keys.join('.') };
  if (RATE_TEXT.test(json) && Rate.read(json) === undefined)
    return [{ ...at, reason: `${json} is no rate: a share of one lies between 0 and 1` }];
  if (AMOUNT_TEXT.test(json) && Money.read(json) === undefined) return [{ ...at, reason: `${json} is beyond any amount of money` }];
  return [];
}

function readOne(folder: string, until: CalendarDate): ReadGiven {
  const { pack, cases, problems } = readPackFolder(folder, until);
  return pack === null || problems.length > 0 ? { ok: false, problems } : { ok: true, given: [{ folder, pack, cases }] };
}

function regionOf(text: string): string | undefined {
  const code = (jsonOf(text) as { readonly region?: { readonly code?: unknown } } | null | undefined)?.region?.code;
  return typeof code === 'string' && /^\d{6}$/.test(code) ? code : undefined;
}

/** undefined where the text is no JSON: the loader says what is wrong with it. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Worked cases lie beside the rules, under cases/, and are no rules. */
function withoutCases(texts: ReadonlyMap<string, string>): { readonly files: PackFiles; readonly cases: ReadonlyMap<string, string> } {
  const isCase = (file: string) => /^\d{6}\/cases\/[^/]+\.json$/.test(file);
  return {
    files: new Map([...texts].filter(([file]) => !isCase(file))),
    cases: new Map([...texts].filter(([file]) => isCase(file))),
  };
}

/** Texts of the JSON files of a folder by path relative to it, "/" between folders. */
function textsIn(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.json') && name !== 'manifest.json',
  );
  return new Map(names.map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8')]));
}
