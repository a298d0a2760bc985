import type { WireAnswer } from './spoil.ts';

// An answer as somebody would read it who wants proof for each thing: written apart from the program's own reading.

export type Row = Readonly<Record<string, unknown>>;

export interface Proof {
  readonly done: boolean;
  readonly refused: boolean;
  readonly words: string;
  readonly output: unknown;
}

/** Every answer that was given, oldest first, by transaction and, where one act asks twice in different words, by these. */
export type Given = ReadonlyMap<string, WireAnswer>;

export function proofOf({ status, body }: WireAnswer): Proof {
  const none = { done: false, refused: false, words: '', output: undefined };
  const parsed = parse(body.toString());
  if (status >= 500 || !isRow(parsed)) return none;
  const code = typeof parsed['infcode'] === 'number' ? String(parsed['infcode']) : parsed['infcode'];
  if (typeof code !== 'string' || !/^\s*-?\d{1,4}\s*$/.test(code)) return none;
  const given = parsed['output'];
  const output = typeof given === 'string' && given !== '' ? parse(given) : given;
  const done = Number(code) === 0 && !code.includes('-');
  return { done, refused: Number(code) !== 0, words: String(parsed['err_msg'] ?? ''), output };
}

/** What was answered to this transaction. */
export const proofsOf = (given: Given, number: string): readonly Proof[] =>
  [...given].filter(([asked]) => asked.startsWith(number)).map(([, answer]) => proofOf(answer));

export const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows of a list of all answers; undefined when that cannot be told of one of them, or when there was no answer. */
export function rowsIn(proofs: readonly Proof[], name: string): readonly Row[] | undefined {
  const lists = proofs.map((proof) => rowsOfOne(proof, name));
  return lists.length === 0 || lists.includes(undefined) ? undefined : lists.flatMap((rows) => rows ?? []);
}

function rowsOfOne(proof: Proof, name: string): readonly Row[] | undefined {
  if (!proof.done) return undefined;
  if (proof.output === undefined || proof.output === null || proof.output === '') return [];
  if (!isRow(proof.output)) return undefined;
  const list = proof.output[name];
  if (list === undefined || list === null || list === '') return [];
  const rows: readonly unknown[] = Array.isArray(list) ? list : [list];
  return rows.every(isRow) ? rows.filter((row) => Object.keys(row).length > 0) : undefined;
}

/** The one node of this name of a done answer. */
export function nodeIn(proofs: readonly Proof[], name: string): Row | undefined {
  const [proof] = proofs;
  const node = proof?.done === true && isRow(proof.output) ? proof.output[name] : undefined;
  return isRow(node) ? node : undefined;
}

/** A text, or a number that came through whole; undefined: nothing that names anything. A long number is rounded on its way: it may be anybody's. */
export function named(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Left out, or ours. */
export const oursOrLeftOut = (value: unknown, ours: string): boolean =>
  value === undefined || value === null || value === '' || named(value) === ours;

export function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')); // a mark of the byte order says nothing
  } catch {
    return undefined;
  }
}
