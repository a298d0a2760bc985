import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadPacks } from '../../../shared/policy/load-pack.ts';
import type { Pack, PackProblem } from '../../../shared/policy/pack.ts';
import { isTrusted, readManifest } from '../../../shared/policy/pack-trust.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { readTexts } from '../pack-folder.ts';
import { hashOf, readGiven, type Shelf, withoutCases } from './packs.ts';
import { playCases } from './play-cases.ts';

export type ReadShelf = { readonly ok: true; readonly shelf: Shelf } | { readonly ok: false; readonly problems: readonly PackProblem[] };

/**
 * The program's own packs, and over them those of these folders. A pack given by hand is valid when it loads, has no hole and its worked
 * cases come out as they say. Every refusal names file, field and reason.
 */
export function readShelf(delivered: string, folders: readonly string[], until: CalendarDate): ReadShelf {
  const own = ownPacks(delivered);
  const read = folders.map((folder) => readGiven(folder, until));
  const unsound = read.flatMap((one) => (one.ok ? [] : one.problems));
  if (unsound.length > 0) return { ok: false, problems: unsound };
  const given = read.flatMap((one) => (one.ok ? one.given : []));
  const packs = given.map(({ pack }) => pack);
  const problems = [...sameRegion(given), ...given.flatMap((one) => playCases(one, packs, own))];
  if (problems.length > 0) return { ok: false, problems };
  const codes = new Set(packs.map(({ region }) => region.code));
  const manifest = readManifest(readFileSync(path.join(delivered, 'manifest.json'), 'utf8'));
  return {
    ok: true,
    shelf: {
      packs: [...packs, ...own.filter(({ region }) => !codes.has(region.code))],
      trusts: (pack) => !packs.includes(pack) && isTrusted(pack, manifest),
    },
  };
}

/** Of two packs of one region only one could be meant. */
function sameRegion(given: readonly { readonly folder: string; readonly pack: Pack }[]): readonly PackProblem[] {
  return given.flatMap(({ folder, pack }, index) => {
    const earlier = given.slice(0, index).find((one) => one.pack.region.code === pack.region.code);
    if (earlier === undefined || earlier.folder === folder) return [];
    return [{ file: path.join(folder, 'pack.json'), path: 'region.code', reason: `${earlier.folder} is of the same region` }];
  });
}

/** A damaged pack of the program does not hide the others; a case that needs it finds none. */
const ownPacks = (delivered: string): readonly Pack[] => {
  const { texts } = readTexts(delivered);
  return loadPacks(withoutCases(new Map([...texts].filter(([file]) => file !== 'manifest.json'))).files, hashOf).packs;
};
