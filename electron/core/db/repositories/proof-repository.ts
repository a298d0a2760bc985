import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { OPEN_STATES } from './encounter-repository.ts';

/** `offline`: checked by kept data alone. `lapsed`: the centre says that he is not entitled (any more). */
export interface CheckProof {
  readonly encounterId: EncounterId;
  readonly result: 'offline' | 'verified' | 'lapsed';
  readonly factsText: string;
  readonly at: Instant;
  readonly beforeHash: string;
  readonly hash: string;
}

const PROOF = 'encounter_id AS encounterId, result, facts_text AS factsText, at, before_hash AS beforeHash, hash';

export function insertProof(db: WritableDb, proof: CheckProof): void {
  db.prepare(`INSERT INTO check_proof (encounter_id, result, facts_text, at, before_hash, hash)
    VALUES (@encounterId, @result, @factsText, @at, @beforeHash, @hash)`).run(proof);
}

/** Hash of the last proof of this desk; '' before the first. */
export const lastProofHash = (db: ReadableDb): string =>
  (db.prepare('SELECT hash FROM check_proof ORDER BY id DESC LIMIT 1').pluck().get() as string | undefined) ?? '';

export const lastProofOf = (db: ReadableDb, encounterId: EncounterId): CheckProof | undefined =>
  db.prepare(`SELECT ${PROOF} FROM check_proof WHERE encounter_id = ? ORDER BY id DESC LIMIT 1`).get(encounterId) as CheckProof | undefined;

export const allProofs = (db: ReadableDb): readonly CheckProof[] =>
  db.prepare(`SELECT ${PROOF} FROM check_proof ORDER BY id`).all() as CheckProof[];

/**
 * Open insured stays whose last proof is only offline, or older than a moment: the riskiest first, by what was charged and no credit holds.
 */
export const staysToVerify = (db: ReadableDb, olderThan: Instant, selfPay: string, limit: number): readonly EncounterId[] =>
  db
    .prepare(`
      SELECT e.id FROM encounter AS e JOIN coverage AS c ON c.id = e.coverage_id
        JOIN check_proof AS p ON p.id = (SELECT max(id) FROM check_proof WHERE encounter_id = e.id)
      WHERE e.state IN ${OPEN_STATES} AND c.scheme_code <> @selfPay AND (p.result = 'offline' OR p.at < @olderThan)
      ORDER BY p.result = 'offline' DESC,
        (SELECT coalesce(sum(amount_fen), 0) FROM charge_item WHERE order_number = e.order_number)
          - (SELECT coalesce(sum(CASE kind WHEN 'lock' THEN amount_fen WHEN 'raise' THEN amount_fen WHEN 'release' THEN -amount_fen ELSE 0 END), 0)
             FROM credit_entry WHERE encounter_id = e.id) DESC,
        p.id
      LIMIT @limit`)
    .pluck()
    .all({ olderThan, selfPay, limit }) as EncounterId[];

/** Stays that the last check found lapsed, open ones only. */
export const lapsedStays = (
  db: ReadableDb,
): readonly { readonly encounterId: EncounterId; readonly factsText: string; readonly at: Instant }[] =>
  db
    .prepare(`SELECT p.encounter_id AS encounterId, p.facts_text AS factsText, p.at FROM check_proof AS p JOIN encounter AS e ON e.id = p.encounter_id
      WHERE p.result = 'lapsed' AND p.id = (SELECT max(id) FROM check_proof WHERE encounter_id = e.id) AND e.state IN ${OPEN_STATES}`)
    .all() as { encounterId: EncounterId; factsText: string; at: Instant }[];
