import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readCaseText } from '../../../shared/policy/case-text.ts';
import { readJson } from '../../../shared/policy/read-json.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { type Answer, answerCase, asSentence, malformed } from './answer-case.ts';
import { readShelf } from './shelf.ts';

const DELIVERED = path.join(import.meta.dirname, '../../../shared/policy/packs');
/** Larger than any bill; a larger file is not a case. */
const BYTES_MOST = 64 * 1024 * 1024;

/** Where the command was called. */
export interface Caller {
  /** Relative paths count from here. */
  readonly from: string;
  readonly readInput: () => Buffer;
}

/** settle CASE.json [--pack DIR …] [--explain] [--what-if], or the case on standard input. Throws only for mistakes of ours. */
export function settleCommand(args: readonly string[], { from, readInput }: Caller): Answer {
  const command = readArguments(args, from);
  if (typeof command === 'string') return malformed([{ path: '', reason: command }]);
  const text = command.file === undefined ? readText('standard input', readInput) : readFile(path.resolve(from, command.file));
  if (!text.ok) return malformed([{ path: '', reason: text.reason }]);
  if (text.text.trim() === '') return malformed([{ path: '', reason: 'There is no case: the text is empty.' }]);
  const json = readJson(text.text);
  if (!json.ok) return malformed(json.faults.map(({ path: at, reason }) => ({ path: at, reason: asSentence(reason) })));
  const read = readCaseText(json.value);
  if (!read.ok) return malformed(read.problems);
  const until = `${Number(read.value.claim.care.on.slice(0, 4)) + 1}-12-31` as CalendarDate;
  const shelf = readShelf(
    DELIVERED,
    command.packs.map((folder) => path.resolve(from, folder)),
    until,
  );
  if (!shelf.ok) return malformed(shelf.problems);
  return answerCase(read.value, shelf.shelf, command.wish);
}

/** A folder where a case might stand is a pack: `--pack ONE TWO` names two. */
function readArguments(args: readonly string[], from: string) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { pack: { type: 'string', multiple: true }, explain: { type: 'boolean' }, 'what-if': { type: 'boolean' } },
      allowPositionals: true,
    });
    const isFolder = (name: string) => statSync(path.resolve(from, name), { throwIfNoEntry: false })?.isDirectory() === true;
    const [file, ...more] = positionals.filter((name) => !isFolder(name));
    if (more.length > 0) return `One case at a time: ${more.length + 1} files were named.`;
    const packs = [...(values.pack ?? []), ...positionals.filter(isFolder)];
    return { file: file === '-' ? undefined : file, packs, wish: { explain: values.explain ?? false, whatIf: values['what-if'] ?? false } };
  } catch (error) {
    return `${(error as Error).message}. Usage: settle CASE.json [--pack DIR …] [--explain] [--what-if]`;
  }
}

type Read<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: string };

const readFile = (file: string) => readText(path.basename(file), () => readFileSync(file));

function readText(name: string, readBytes: () => Buffer): Read<{ readonly text: string }> {
  try {
    const bytes = readBytes();
    if (bytes.length > BYTES_MOST) return { ok: false, reason: `${bytes.length} bytes are not a case.` };
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const notText = error instanceof TypeError;
    return {
      ok: false,
      reason: notText ? `${name} is not UTF-8 text.` : `${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    };
  }
}
