import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PackProblem } from '../../shared/policy/pack.ts';

/** Texts of the JSON files of a folder by path relative to it ("/" between folders), and those that cannot be read as text. */
export interface FolderTexts {
  readonly texts: ReadonlyMap<string, string>;
  readonly problems: readonly PackProblem[];
}

/** All JSON files below a folder; none where there is no folder. Whether any is used is decided by who asks. */
export function readTexts(folder: string): FolderTexts {
  const texts = new Map<string, string>();
  const problems: PackProblem[] = [];
  for (const file of jsonNames(folder)) {
    const read = readText(path.join(folder, file));
    if (read.ok) texts.set(file, read.text);
    else problems.push({ file, path: '', reason: read.reason });
  }
  return { texts, problems };
}

/** Texts of a packs folder by path relative to it. What cannot be read is missed by the loader where it is needed. */
export const readPackFolder = (folder: string): ReadonlyMap<string, string> => readTexts(folder).texts;

function jsonNames(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.json')).map((name) => name.split(path.sep).join('/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A file as UTF-8 text, with its byte order mark, or why it is none. */
export function readText(file: string): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EISDIR') return { ok: false, reason: 'a folder stands where a file is wanted' };
    if (error instanceof TypeError) return { ok: false, reason: 'not UTF-8 text: save it as UTF-8' };
    return { ok: false, reason: `cannot be read (${code})` };
  }
}
