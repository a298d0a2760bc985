import { strToU8, unzipSync, zipSync } from 'fflate';
import { unreadable } from './answer.ts';

/** No file of the platform is longer, unpacked; a smaller one that says it is longer is not opened. */
const LONGEST_FILE_BYTES = 256 * 1024 * 1024;

/** §1.3: UTF-8, TAB between columns, one record per line, an empty value as the literal `null`, in a ZIP of one file. */
export function packRows(name: string, rows: readonly (readonly string[])[]): Uint8Array {
  const text = rows.map((row) => row.map((value) => (value === '' ? 'null' : value)).join('\t')).join('\n');
  return zipSync({ [name]: strToU8(text) });
}

/** @throws AppError unknown/centre.unreadable-answer when it is no ZIP of a text. */
export function unpackRows(file: Uint8Array): readonly (readonly string[])[] {
  return unpackText(file)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t').map((value) => (value === 'null' ? '' : value)));
}

function unpackText(file: Uint8Array): string {
  try {
    const files = Object.values(unzipSync(file, { filter: ({ originalSize }) => originalSize <= LONGEST_FILE_BYTES }));
    const [first] = files;
    if (files.length === 1 && first !== undefined) return new TextDecoder('utf-8', { fatal: true }).decode(first);
  } catch {
    // said below: a broken ZIP, and a text that is no UTF-8, are both no answer
  }
  throw unreadable('ZIP');
}
