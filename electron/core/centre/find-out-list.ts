import { AppError } from '../../../shared/errors/app-error.ts';
import type { AttemptOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { SettlementListContent, SettlementListReversalContent } from '../ports/centre-gateway.ts';
import type { Asker } from './asker.ts';
import { listQueryInput, readListThere } from './list-codec.ts';

/** As `findOut`, for the settlement list: 4103 shows it, and its state. */
export async function findOutList(centre: Asker, content: SettlementListContent | SettlementListReversalContent): Promise<AttemptOutcome> {
  const there = await listThere(centre, content);
  if (content.kind === 'settlement-list') {
    if (there === undefined) return { kind: 'absent', words: '4103' };
    return { kind: 'acknowledged', numberThere: there.number, result: { kind: 'settlement-list', listNumber: there.number } };
  }
  if (there?.submitted === true) return { kind: 'absent', words: '4103' };
  const back = { kind: 'acknowledged', numberThere: content.settlementNumber, result: { kind: content.kind } } as const;
  return there === undefined ? { ...back, byAbsence: true } : back;
}

async function listThere(centre: Asker, { insured, settlementNumber }: SettlementListContent | SettlementListReversalContent) {
  try {
    return readListThere(await centre.ask('4103', insured.insuredPlaceCode, listQueryInput(insured, settlementNumber)), settlementNumber);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'rejected' && centre.words.notFound.test(String(error.details['words'])))
      return undefined;
    throw error;
  }
}
