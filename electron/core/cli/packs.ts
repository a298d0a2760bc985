import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { loadPack, type PackFiles } from '../../../shared/policy/load-pack.ts';
import type { Pack, PackProblem } from '../../../shared/policy/pack.ts';
import { readJson } from '../../../shared/policy/read-json.ts';
import { sweepPack } from '../../../shared/policy/sweep-pack.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { readTexts } from '../pack-folder.ts';

/** Packs to compute with, those given by hand in place of the program's own of the same region. */
export interface Shelf {
  readonly packs: readonly Pack[];
  /** Lies inside the program and matches its manifest. A pack given by hand never is. */
  readonly trusts: (pack: Pack) => boolean;
}

/** A pack read from a folder, and the worked cases it carries. */
export interface GivenPack {
  readonly folder: string;
  readonly pack: Pack;
  readonly cases: ReadonlyMap<string, string>;
}
export type ReadGiven =
  | { readonly ok: true; readonly given: readonly GivenPack[] }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

export const hashOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

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
  const { texts, problems: unreadable } = readTexts(folder);
  const region = regionOf(texts.get('pack.json') ?? '') ?? path.basename(folder);
  const { files, cases } = withoutCases(new Map([...texts].map(([file, text]) => [`${region}/${file}`, text])));
  const loaded = loadPack(region, files, hashOf);
  // What follows from a file that could not be read only confuses.
  const pack = loaded.ok && unreadable.length === 0 ? loaded.pack : null;
  const found = loaded.ok ? sweepPack(region, loaded.pack, until) : loaded.problems;
  const problems = unreadable.length > 0 ? unreadable : found.map((one) => ({ ...one, file: one.file.slice(region.length + 1) }));
  return {
    texts,
    pack,
    cases: new Map([...cases].map(([file, text]) => [file.slice(region.length + 1), text])),
    problems: problems.map((one) => ({ ...one, file: path.join(folder, one.file) })),
  };
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
  const read = readJson(text);
  return read.ok ? read.value : undefined;
}

/** Worked cases lie beside the rules, under cases/, and are no rules. */
export function withoutCases(texts: ReadonlyMap<string, string>): {
  readonly files: PackFiles;
  readonly cases: ReadonlyMap<string, string>;
} {
  const isCase = (file: string) => /^\d{6}\/cases\/[^/]+\.json$/.test(file);
  return {
    files: new Map([...texts].filter(([file]) => !isCase(file))),
    cases: new Map([...texts].filter(([file]) => isCase(file))),
  };
}
