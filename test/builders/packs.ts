import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPacks } from '../../shared/policy/find-packs.ts';
import { type HashOf, loadPack, loadPacks, type PackFiles, type PackShelf } from '../../shared/policy/load-pack.ts';
import type { Pack, RulePacks } from '../../shared/policy/pack.ts';

export const PACKS_FOLDER = join(import.meta.dirname, '../../shared/policy/packs');

export const sha256: HashOf = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** The texts of all packs inside the program, as the core reads them. */
export function packFiles(folder = PACKS_FOLDER): PackFiles {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.json') && path !== 'manifest.json',
  );
  return new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
}

let shelf: PackShelf | undefined;
export function allPacks(): readonly Pack[] {
  shelf ??= loadPacks(packFiles(), sha256);
  if (shelf.problems.length > 0) throw new Error(JSON.stringify(shelf.problems, null, 2));
  return shelf.packs;
}

/** The packs of a case insured in one place and cared for in another. */
export const packsOf = (insured: string, care = insured): RulePacks => findPacks(allPacks(), { insured, care });

/** A file changed by hand: `edit` gets its JSON and may change it in place or return another. */
export function withFile(path: string, edit: (json: any) => unknown, files: PackFiles = packFiles()): PackFiles {
  const json = JSON.parse(files.get(path) ?? '{}');
  return new Map(files).set(path, JSON.stringify(edit(json) ?? json));
}

/** An edit for `withFile`: puts a value at a path. */
export const put =
  (value: unknown, ...path: readonly (string | number)[]) =>
  (json: any): void => {
    const parent = path.slice(0, -1).reduce((inner, key) => inner[key], json);
    parent[path[path.length - 1] ?? ''] = value;
  };

/** A pack with one file changed; it must be sound. */
export const packWith = (region: string, path: string, edit: (json: any) => unknown): Pack => packWithAll(region, [[path, edit]]);

/** A pack with some files changed; it must be sound. */
export function packWithAll(region: string, edits: readonly (readonly [path: string, edit: (json: any) => unknown])[]): Pack {
  const files = edits.reduce((changed, [path, edit]) => withFile(`${region}/${path}`, edit, changed), packFiles());
  const loaded = loadPack(region, files, sha256);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.pack;
}
