import { createHash } from 'node:crypto';
import { loadPacks } from '../../../../shared/policy/load-pack.ts';
import type { Pack, PackProblem } from '../../../../shared/policy/pack.ts';
import { isTrusted, type PackManifest, readManifest } from '../../../../shared/policy/pack-trust.ts';

/** The packs this desk computes with, and what is wrong with those it does not. */
export interface PolicyShelf {
  readonly packs: readonly Pack[];
  readonly problems: readonly PackProblem[];
}

/** Pack texts by path relative to their folder ("210200/pack.json"), with "manifest.json" among the delivered ones. */
export type PackTexts = ReadonlyMap<string, string>;

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * Loads the packs of the program and those a hospital laid beside them. Only trusted ones are active, and a bad or untrusted
 * one never takes the place of a good one: the work list names its file, field and reason.
 */
export function loadShelf(delivered: PackTexts, own: PackTexts): PolicyShelf {
  const manifestText = delivered.get('manifest.json');
  if (manifestText === undefined) return { packs: [], problems: [{ file: 'manifest.json', path: '', reason: 'missing' }] };
  const manifest = readManifest(manifestText);
  const shelves = [trustedOf(own, manifest), trustedOf(delivered, manifest)];
  const packs = new Map<string, Pack>();
  for (const shelf of shelves) for (const pack of shelf.packs) if (!packs.has(pack.region.code)) packs.set(pack.region.code, pack);
  return { packs: [...packs.values()], problems: shelves.flatMap(({ problems }) => problems) };
}

function trustedOf(files: PackTexts, manifest: PackManifest): PolicyShelf {
  const { packs, problems } = loadPacks(files, hashOf);
  const trusted = packs.filter((pack) => isTrusted(pack, manifest));
  const untrusted = packs
    .filter((pack) => !trusted.includes(pack))
    .map((pack) => ({
      file: `${pack.region.code}/pack.json`,
      path: '',
      reason: 'not trusted: not signed, and not the content this program was delivered with',
    }));
  return { packs: trusted, problems: [...problems, ...untrusted] };
}
