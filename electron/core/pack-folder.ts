import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Texts of all packs by path relative to their folder: those delivered with the program, and over them those of the data folder.
 * Whether any of them is used is decided by the shelf, not here.
 */
export function readPackFolder(delivered: string, own: string): ReadonlyMap<string, string> {
  return new Map([...filesIn(delivered), ...(existsSync(own) ? filesIn(own) : [])]);
}

function filesIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8')] as const);
}
