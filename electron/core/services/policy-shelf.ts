import { createHash } from 'node:crypto';
import { loadPacks } from '../../../shared/policy/load-pack.ts';
import type { Pack, PackProblem } from '../../../shared/policy/pack.ts';
import { isTrusted, readManifest } from '../../../shared/policy/pack-trust.ts';

/** The packs this desk computes with, and what is wrong with those it does not. */
export interface PolicyShelf {
  readonly packs: readonly Pack[];
  readonly problems: readonly PackProblem[];
}

/**
 * Loads all packs; only trusted ones are active. A pack that fails leaves the others standing:
 * its region answers 无法预估, and the work list names file, field and reason.
 *
 * @param files  texts by path relative to the packs folder, with "manifest.json" among them.
 */
export function loadShelf(files: ReadonlyMap<string, string>): PolicyShelf {
  const hashOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  const manifestText = files.get('manifest.json');
  if (manifestText === undefined) return { packs: [], problems: [{ file: 'manifest.json', path: '', reason: 'missing' }] };
  const manifest = readManifest(manifestText);
  const { packs, problems } = loadPacks(files, hashOf);
  const trusted = packs.filter((pack) => isTrusted(pack, manifest));
  const untrusted = packs
    .filter((pack) => !trusted.includes(pack))
    .map((pack) => ({
      file: `${pack.region.code}/pack.json`,
      path: '',
      reason: 'not trusted: its content is not the one this program was delivered with',
    }));
  return { packs: trusted, problems: [...problems, ...untrusted] };
}
