import type { z } from 'zod';

/** What is wrong with one field, in one sentence. */
export interface FieldProblem {
  readonly path: string;
  readonly reason: string;
}

/** An issue of the schema in words for somebody who writes a case. Of a choice, the branch that comes nearest speaks. */
export function sentenceOf(issue: z.core.$ZodIssue, json: unknown, above: readonly PropertyKey[] = []): readonly FieldProblem[] {
  const keys = [...above, ...issue.path];
  const path = keys.join('.');
  const given = valueAt(json, keys);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...keys, key].join('.'), reason: UNKNOWN_KEY }));
    case 'invalid_union':
      return ofNearest(issue, json, keys) ?? [{ path, reason: reasonOf(issue, given) }];
    default:
      return [{ path, reason: reasonOf(issue, given) }];
  }
}

function ofNearest(issue: z.core.$ZodIssueInvalidUnion, json: unknown, keys: readonly PropertyKey[]): readonly FieldProblem[] | undefined {
  const given = valueAt(json, keys);
  // A bare value was meant bare, an object as an object: a branch of the other form only confuses.
  const fitting = issue.errors.filter((branch) => !branch.some((one) => one.path.length === 0 && ofOtherForm(one, given)));
  const branches = fitting.length > 0 ? fitting : issue.errors;
  const nearest = branches.reduce<readonly z.core.$ZodIssue[] | undefined>(
    (best, branch) => (best === undefined || badness(branch, given) < badness(best, given) ? branch : best),
    undefined,
  );
  return nearest?.flatMap((inner) => {
    if (inner.code !== 'unrecognized_keys') return sentenceOf(inner, json, keys);
    // A key of another form of the field is no unknown one.
    const ofAnother = (key: string) => branches.some((branch) => !branch.some((one) => one.code === inner.code && one.keys.includes(key)));
    return inner.keys.map((key) => ({
      path: [...keys, ...inner.path, key].join('.'),
      reason: ofAnother(key)
        ? 'This key belongs to another form of the field and does not stand beside the others given here.'
        : UNKNOWN_KEY,
    }));
  });
}
const UNKNOWN_KEY = 'This key is unknown; CASES.md lists all keys.';

const ofOtherForm = (issue: z.core.$ZodIssue, given: unknown) =>
  issue.code === 'invalid_type' || (issue.code !== 'unrecognized_keys' && typeof given === 'object');

/** Few complaints, and none about a key that was really given. */
const badness = (branch: readonly z.core.$ZodIssue[], given: unknown): number =>
  branch.reduce((sum, one) => {
    if (one.code === 'unrecognized_keys') return sum + 3 * one.keys.length;
    return sum + (valueAt(given, one.path) === undefined ? 2 : 1);
  }, 0);

function reasonOf(issue: z.core.$ZodIssue, given: unknown): string {
  if (given === undefined) return 'This field is missing.';
  // A field of the case's own says itself how it is written.
  if (issue.code === 'custom') return `${shown(given)} is ${issue.message}`;
  if (issue.code === 'too_small') return 'This field is empty.';
  if (issue.code === 'invalid_value') return `${shown(given)} is none of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
  if (issue.code === 'invalid_type') return `${shown(given)} stands where ${issue.expected} is wanted.`;
  return `${shown(given)}: ${issue.message}.`;
}

function valueAt(json: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined),
    json,
  );
}

function shown(given: unknown): string {
  if (Array.isArray(given)) return 'A list';
  if (typeof given === 'object' && given !== null) return 'An object';
  const text = JSON.stringify(given) ?? String(given);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
