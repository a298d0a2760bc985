import { AppError } from '../../../shared/errors/app-error.ts';
import type { CentreContent } from '../ports/centre-gateway.ts';
import type { Answer } from './answer.ts';
import { ALREADY_UNDONE, NOT_FOUND } from './asker.ts';

// What the platform's own words mean where they change what is done next: it has no list of error codes (interface reference §1.2).

export const NOT_SIGNED_IN = /未签到|签到已失效|请先签到/;
/** Their outcome says everything. */
const WITHOUT_OUTPUT = new Set(['2203', '2205', '2302', '2601']);
export const ALREADY_SETTLED = /已结算|重复结算/;
/** Refusals of a taking-back that may mean that it was carried out before; of an adoption, that it is not visible yet. */
export const SAYS_DONE: Partial<Record<CentreContent['kind'], RegExp>> = {
  'settlement-reversal': ALREADY_UNDONE,
  'discharge-reversal': /未办理出院/,
  'admission-reversal': NOT_FOUND,
  'charges-reversal': NOT_FOUND,
  'charges-removal': NOT_FOUND,
  'settlement-adoption': NOT_FOUND,
  'settlement-list': /已上传|重复上传/,
  'settlement-list-reversal': NOT_FOUND,
  'visit-settlement-reversal': ALREADY_UNDONE,
  'visit-charges-reversal': NOT_FOUND,
  'visit-reversal': NOT_FOUND,
  'message-reversal': new RegExp(`${ALREADY_UNDONE.source}|${NOT_FOUND.source}`),
};

/** The output of a question. Throws rejected/centre.rejected, unknown/centre.unreadable-answer. */
export function outputOf(number: string, answer: Answer): Readonly<Record<string, unknown>> {
  if (answer.kind === 'done' && (answer.output !== null || WITHOUT_OUTPUT.has(number))) return answer.output ?? {};
  if (answer.kind === 'refused')
    throw new AppError('rejected', 'centre.rejected', 'the centre refused a question', { words: answer.words, transaction: number });
  throw new AppError('unknown', 'centre.unreadable-answer', 'the answer cannot be read', { transaction: number });
}
