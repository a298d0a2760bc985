import path from 'node:path';
import { readCaseText } from '../../../shared/policy/case-text.ts';
import type { Pack, PackProblem } from '../../../shared/policy/pack.ts';
import { readJson } from '../../../shared/policy/read-json.ts';
import { answerCase } from './answer-case.ts';
import type { GivenPack, Shelf } from './packs.ts';

/**
 * Plays the worked cases a pack carries: `{ title, case, expected: { outcome?, split?, setlinfo?, reasons? } }`, the case as in CASES.md.
 * Returns what comes out otherwise; a case that cannot be read is a problem of its file.
 *
 * @param given  packs that lie beside it, itself among them or not; they stand in for `own`, the program's.
 */
export function playCases({ folder, pack, cases }: GivenPack, given: readonly Pack[], own: readonly Pack[]): readonly PackProblem[] {
  const neighbours = given.filter(({ region }) => region.code !== pack.region.code);
  const taken = new Set([pack, ...neighbours].map(({ region }) => region.code));
  const packs = [pack, ...neighbours, ...own.filter(({ region }) => !taken.has(region.code))];
  return [...cases].flatMap(([file, text]) => problemsOf(path.join(folder, file), text, { packs, trusts: () => false }));
}

function problemsOf(file: string, text: string, shelf: Shelf): readonly PackProblem[] {
  const problem = (at: string, reason: string): PackProblem => ({ file, path: at, reason });
  const json = readJson(text);
  if (!json.ok) return json.faults.map((fault) => problem(fault.path, fault.reason));
  const { case: written, expected } = (json.value ?? {}) as { readonly case?: unknown; readonly expected?: unknown };
  if (written === undefined || !isObject(expected)) return [problem('', 'a worked case has "case" and "expected"')];
  const read = readCaseText(written);
  if (!read.ok) return read.problems.map((one) => problem(`case.${one.path}`, one.reason));
  const answer = JSON.parse(JSON.stringify(answerCase(read.value, shelf, { explain: false, whatIf: false }).json));
  return differences(expected, summary(answer), 'expected').map(({ at, reason }) => problem(at, reason));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reasons by their codes: a case names those. */
const summary = (answer: { readonly reasons?: readonly { readonly code: string }[] }) => ({
  ...answer,
  reasons: answer.reasons?.map(({ code }) => code) ?? [],
});

/** What is expected and comes out otherwise; what is not expected may come out as it likes. */
function differences(expected: unknown, found: unknown, at: string): readonly { readonly at: string; readonly reason: string }[] {
  if (isObject(expected))
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, (found as Record<string, unknown> | null | undefined)?.[key], `${at}.${key}`),
    );
  const [wanted, given] = [JSON.stringify(expected), JSON.stringify(found)];
  return wanted === given ? [] : [{ at, reason: `comes out as ${given ?? 'nothing'}, expected ${wanted}` }];
}
