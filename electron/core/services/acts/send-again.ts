import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { WritableDb } from '../../db/database.ts';
import { type Act, findAct, makeDue, saveActState } from '../../db/repositories/act-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';

/** A settlement is committed anew on its page, on figures that are shown again; a bank that said no to a lock is not asked twice. */
export const maySendAgain = ({ state, kind }: Pick<Act, 'state' | 'kind'>): boolean =>
  state === 'rejected' && kind !== 'settlement' && kind !== 'visit-settlement' && kind !== 'credit-lock';

/**
 * A refused act goes back into its lane: the other side said no, so nothing was done there and a new attempt is no repeat.
 *
 * Errors: conflict/encounter.wrong-state.
 */
export function sendAgain(db: WritableDb, actId: number, clerkId: string, now: Instant): void {
  db.transaction(() => {
    const act = findAct(db, actId);
    if (act === undefined || !maySendAgain(act)) {
      throw new AppError('conflict', 'encounter.wrong-state', 'this act cannot be sent again', { state: act?.state ?? 'none' });
    }
    saveActState(db, act.id, 'waiting');
    makeDue(db, act.encounterId, now);
    insertAudit(db, { at: now, clerkId, event: 'act-sent-again', subjectId: act.encounterId, facts: { act: act.kind, actId } });
  }).immediate();
}
