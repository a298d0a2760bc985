import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Texts of a packs folder by path relative to it; none where there is no folder. Whether any is used is decided by the shelf. */
export function readPackFolder(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8')]));
}
