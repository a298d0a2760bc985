import type { ChargesView } from '../../../../shared/contract/charge-contract.ts';
import type { ReadableDb } from '../../db/database.ts';
import { actsOf } from '../../db/repositories/act-repository.ts';
import { otherTotal, undividedLines } from '../../db/repositories/charge-share-repository.ts';
import { injuryOf, lastFinding } from '../../db/repositories/door-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { findCoverage, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';

/** Somebody else owes some lines of an insured stay, and the insurance office has not found that the insurance owes them all. */
function isDivided(db: ReadableDb, { id, coverageId }: Encounter): boolean {
  if (injuryOf(db, id)?.extent !== 'some-lines' || lastFinding(db, id) === 'insured') return false;
  return findCoverage(db, coverageId)?.schemeCode !== SELF_PAY;
}

/** Lines wait for the insurance office's word: nothing of the stay goes to the centre before, since what went there wrongly is hard to take back. */
export const awaitsDivision = (db: ReadableDb, encounter: Encounter): boolean =>
  isDivided(db, encounter) && undividedLines(db, encounter.orderNumber) > 0;

export function divisionOf(db: ReadableDb, encounter: Encounter): ChargesView['division'] {
  if (!isDivided(db, encounter)) return null;
  const { orderNumber } = encounter;
  return { undivided: undividedLines(db, orderNumber), other: otherTotal(db, orderNumber), closedBecause: whyClosed(db, encounter) };
}

type Closed = NonNullable<NonNullable<ChargesView['division']>['closedBecause']>;

/** What is settled, or may be there, is not divided anew: a recall takes it back first. */
function whyClosed(db: ReadableDb, { id }: Encounter): Closed | null {
  const acts = actsOf(db, id).filter(({ line }) => line === 'centre');
  if (acts.some(({ state }) => state === 'unknown')) return 'outcome-unknown';
  if (!['draft', 'quoted', 'rejected'].includes(claimOf(db, id)?.state.kind ?? 'draft')) return 'settled';
  return null;
}
