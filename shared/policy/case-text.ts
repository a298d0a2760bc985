import { toCase } from './case-claim.ts';
import { contradictions } from './case-contradictions.ts';
import type { CaseProblem, CaseReading } from './case-reading.ts';
import { caseTextSchema } from './case-schema.ts';
import { sentenceOf } from './case-sentence.ts';

/** Reads the JSON of a case. Never throws; every refusal names the field. */
export function readCaseText(json: unknown): CaseReading {
  const parsed = caseTextSchema.safeParse(json);
  if (!parsed.success) return { ok: false, problems: firstOfEach(parsed.error.issues.flatMap((issue) => sentenceOf(issue, json))) };
  const problems = contradictions(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: toCase(parsed.data) };
}

/** One sentence for each field: the first says what is wrong, the others follow from it. */
const firstOfEach = (problems: readonly CaseProblem[]) =>
  [...new Map(problems.toReversed().map((one) => [one.path, one])).values()].toReversed();
