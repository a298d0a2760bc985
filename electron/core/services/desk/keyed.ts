import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { WritableDb } from '../../db/database.ts';
import { findKeyed, insertKeyed } from '../../db/repositories/desk-repository.ts';

/** SHA-256 of what is shown or asked, Money as its text. Only the core hashes: shared has no Node. */
export const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/**
 * Carries a request out once: one transaction, and a repeat of the key finds the result of the first.
 *
 * @throws AppError conflict/request.key-reused when the key comes with another body.
 */
export function once(db: WritableDb, key: IdempotencyKey, request: object, now: Instant, act: () => string): string {
  const requestHash = sha256(request);
  return db
    .transaction(() => {
      const done = findKeyed(db, key);
      if (done === undefined) {
        const resultId = act();
        insertKeyed(db, key, requestHash, resultId, now);
        return resultId;
      }
      if (done.requestHash !== requestHash) throw new AppError('conflict', 'request.key-reused', 'this key belongs to another request');
      return done.resultId;
    })
    .immediate();
}
