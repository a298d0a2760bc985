import { AppError } from '../../../shared/errors/app-error.ts';
import type { CentreContent } from '../ports/centre-gateway.ts';
import type { Answer } from './answer.ts';

// What the platform's own words mean where they change what is done next: it has no list of error codes (interface reference §1.2), and they differ by place.

const NAMES = [
  'notSignedIn',
  'unknownPerson',
  'notFound',
  'alreadyThere',
  'alreadyUndone',
  'alreadySettled',
  'notDischarged',
  'listThere',
  'chargesDiffer',
] as const;
type Name = (typeof NAMES)[number];

/** Patterns from the settings. */
export type WordTexts = Readonly<Record<Name, string>>;
export type CentreWords = Readonly<Record<Name, RegExp>>;

export const compileWords = (texts: WordTexts): CentreWords =>
  Object.fromEntries(NAMES.map((name) => [name, new RegExp(texts[name])])) as CentreWords;

/** Their outcome says everything. */
const WITHOUT_OUTPUT = new Set(['2203', '2205', '2302', '2601']);

/**
 * Refusals that may mean that it was carried out before: a message that arrived after everybody had given it up. Of an adoption, that it is not
 * visible yet.
 */
const MAY_BE_DONE: Partial<Record<CentreContent['kind'], readonly Name[]>> = {
  admission: ['alreadyThere'],
  discharge: ['alreadyThere'],
  visit: ['alreadyThere'],
  'settlement-reversal': ['alreadyUndone'],
  'discharge-reversal': ['notDischarged'],
  'admission-reversal': ['notFound'],
  'charges-reversal': ['notFound'],
  'charges-removal': ['notFound'],
  'settlement-adoption': ['notFound'],
  'settlement-list': ['listThere'],
  'settlement-list-reversal': ['notFound'],
  'visit-settlement-reversal': ['alreadyUndone'],
  'visit-charges-reversal': ['notFound'],
  'visit-reversal': ['notFound'],
  'message-reversal': ['alreadyUndone', 'notFound'],
};

/** Whether a refusal of such an act may mean that it is so already. */
export const saysDone = (words: CentreWords, kind: CentreContent['kind'], refusal: string): boolean =>
  (MAY_BE_DONE[kind] ?? []).some((name) => words[name].test(refusal));

/** The output of a question. Throws rejected/centre.rejected, unknown/centre.unreadable-answer. */
export function outputOf(number: string, answer: Answer): Readonly<Record<string, unknown>> {
  if (answer.kind === 'done' && (answer.output !== null || WITHOUT_OUTPUT.has(number))) return answer.output ?? {};
  if (answer.kind === 'refused')
    throw new AppError('rejected', 'centre.rejected', 'the centre refused a question', { words: answer.words, transaction: number });
  throw new AppError('unknown', 'centre.unreadable-answer', 'the answer cannot be read', { transaction: number });
}
