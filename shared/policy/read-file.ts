import type { z } from 'zod';
import type { PackProblem } from './pack.ts';
import { readJson } from './read-json.ts';

/** A file of a pack, read or refused. */
export type ReadFile<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly PackProblem[] };

/** JSON text through a schema. Every refusal names file, field and reason. */
export function readFile<S extends z.ZodType>(file: string, text: string | undefined, schema: S): ReadFile<z.output<S>> {
  if (text === undefined) return { ok: false, problems: [{ file, path: '', reason: 'missing' }] };
  const json = readJson(text);
  if (!json.ok) return { ok: false, problems: json.faults.map((fault) => ({ file, ...fault })) };
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.flatMap((issue) => plain(issue)).map(({ path, reason }) => ({ file, path: path.join('.'), reason })),
  };
}

interface Plain {
  readonly path: readonly PropertyKey[];
  readonly reason: string;
}

/** "Invalid input" of a union helps nobody: the branch that comes nearest says what is wrong. */
function plain(issue: z.core.$ZodIssue): readonly Plain[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path: issue.path, reason: issue.message }];
  const branches = issue.errors.map((issues) => issues.flatMap((inner) => plain(inner)));
  const nearest = branches.reduce((best, branch) => (badness(branch) < badness(best) ? branch : best));
  return nearest.map(({ path, reason }) => ({ path: [...issue.path, ...path], reason }));
}

const badness = (branch: readonly Plain[]) => branch.length * 10 - Math.max(0, ...branch.map(({ path }) => path.length));
