import type { WorkItem } from '../../../../shared/contract/worklist-contract.ts';
import type { ReadableDb } from '../../db/database.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { troublesFrom } from '../../db/repositories/trouble-repository.ts';
import { NOTHING, whose } from './work-item.ts';

/** Once or twice may be the disk, a moment or a lost request; what happened so often will not mend itself. */
const LASTING = 3;

/** Acts that the program cannot bring to an end: they would wait for ever, and nobody would know why. */
export const troubleItems = ({ db }: { readonly db: ReadableDb }): readonly WorkItem[] =>
  troublesFrom(db, LASTING).flatMap(({ actId, encounterId, cause, times, words, firstAt }): WorkItem[] => {
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) return [];
    const item = { ...NOTHING, ...whose(db, encounter), itemId: `trouble-${actId}-${cause}`, matter: `trouble-${cause}`, at: firstAt };
    return [{ ...item, group: 'repair', facts: { times: String(times) }, words: words === '' ? null : words }];
  });
