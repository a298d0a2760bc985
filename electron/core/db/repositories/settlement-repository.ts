import { randomUUID } from 'node:crypto';
import type { CreditMove } from '../../../../shared/model/credit.ts';
import type { ClaimState } from '../../../../shared/model/claim-state.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { ClaimId, EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { PackStamp } from '../../../../shared/model/policy-reference.ts';
import { type Split, splitOf } from '../../../../shared/model/settlement.ts';
import type { Exit } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface Claim {
  readonly id: ClaimId;
  readonly encounterId: EncounterId;
  readonly state: ClaimState;
  readonly exit: Exit | null;
}

interface ClaimRow {
  id: ClaimId;
  encounterId: EncounterId;
  kind: ClaimState['kind'];
  key: IdempotencyKey | null;
  exit: Exit | null;
  centreNumber: string | null;
}

export function claimOf(db: ReadableDb, encounterId: EncounterId): Claim | undefined {
  const row = db
    .prepare(
      'SELECT id, encounter_id AS encounterId, state AS kind, key, exit, centre_number AS centreNumber FROM claim WHERE encounter_id = ?',
    )
    .get(encounterId) as ClaimRow | undefined;
  return row === undefined ? undefined : { id: row.id, encounterId: row.encounterId, state: toState(row), exit: row.exit };
}

/** The table's checks hold key and number together with the state. */
function toState({ kind, key, centreNumber }: ClaimRow): ClaimState {
  if (kind === 'draft') return { kind };
  invariant(key !== null, 'every state but draft has a key');
  if (kind !== 'acknowledged') return { kind, key };
  invariant(centreNumber !== null, 'an acknowledged claim has the centre number');
  return { kind, key, centreNumber };
}

export function insertClaim(db: WritableDb, encounterId: EncounterId): void {
  db.prepare(`INSERT INTO claim (id, encounter_id, state) VALUES (?, ?, 'draft')`).run(randomUUID(), encounterId);
}

export function saveClaim(db: WritableDb, { id }: Claim, state: ClaimState, exit: Exit | null): void {
  db.prepare('UPDATE claim SET state = @kind, key = @key, exit = @exit, centre_number = @centreNumber WHERE id = @id').run({
    id,
    kind: state.kind,
    key: 'key' in state ? state.key : null,
    exit,
    centreNumber: state.kind === 'acknowledged' ? state.centreNumber : null,
  });
}

export interface SavedSettlement {
  readonly id: string;
  readonly standing: 'estimate' | 'final' | 'reversal';
  readonly centreNumber: string | null;
  readonly sourceMessageId: string | null;
  readonly split: Split;
  readonly settledAt: Instant;
  readonly pack: PackStamp | null;
  readonly detailText: string;
}

interface Row {
  id: string;
  standing: SavedSettlement['standing'];
  centreNumber: string | null;
  sourceMessageId: string | null;
  settledAt: Instant;
  packId: string | null;
  packVersion: string | null;
  packHash: string | null;
  detailText: string;
  total: number;
  selfPaid: number;
  overCap: number;
  firstShare: number;
  deductible: number;
  pooledFund: number;
  largeAmount: number;
  seriousIllness: number;
  assistance: number;
  otherFunds: number;
  account: number;
}

const COLUMNS = `id, standing, centre_number AS centreNumber, source_message_id AS sourceMessageId, settled_at AS settledAt, pack_id AS packId,
  pack_version AS packVersion, pack_hash AS packHash, detail_text AS detailText, total_fen AS total, self_paid_fen AS selfPaid, over_cap_fen AS overCap,
  first_share_fen AS firstShare, deductible_fen AS deductible, pooled_fund_fen AS pooledFund, large_amount_fen AS largeAmount,
  serious_illness_fen AS seriousIllness, assistance_fen AS assistance, other_funds_fen AS otherFunds, account_fen AS account`;

const PARTS = [
  'total',
  'selfPaid',
  'overCap',
  'firstShare',
  'deductible',
  'pooledFund',
  'largeAmount',
  'seriousIllness',
  'assistance',
  'otherFunds',
  'account',
] as const;

function toSettlement(row: Row): SavedSettlement {
  const parts = Object.fromEntries(PARTS.map((part) => [part, Money.fromFen(row[part])])) as Record<(typeof PARTS)[number], Money>;
  const pack = row.packId === null ? null : { id: row.packId, version: row.packVersion ?? '', hash: row.packHash ?? '' };
  const { id, standing, centreNumber, sourceMessageId, settledAt, detailText } = row;
  return { id, standing, centreNumber, sourceMessageId, settledAt, detailText, pack, split: splitOf(parts) };
}

/** What has no column of its own counts among its like: other payers among the other funds, a relative's account among the accounts. */
function stored(split: Split, part: (typeof PARTS)[number]): Money {
  if (part === 'account') return split.account.plus(split.familyAccount);
  if (part !== 'otherFunds') return split[part];
  return Money.sum([split.otherFunds, split.secondAssistance, split.commercial, split.otherPayer]);
}

/** A condition on `settlement AS s`: it is the stay's own, not one of a part of it while it went on. */
const OF_THE_WHOLE = 'NOT EXISTS (SELECT 1 FROM interim_final AS i WHERE i.settlement_id = s.id)';

/** The newest settlement of a claim in a standing; a final one only while it was not taken back. Interim settlements are none. */
export function lastSettlement(db: ReadableDb, claimId: ClaimId, standing: SavedSettlement['standing']): SavedSettlement | undefined {
  const row = db
    .prepare(`SELECT ${COLUMNS} FROM settlement AS s WHERE claim_id = @claimId AND standing = @standing AND ${OF_THE_WHOLE}
      AND (@standing <> 'final' OR NOT EXISTS (
        SELECT 1 FROM settlement AS later WHERE later.claim_id = @claimId AND later.standing = 'reversal' AND later.rowid > s.rowid))
      ORDER BY rowid DESC LIMIT 1`)
    .get({ claimId, standing }) as Row | undefined;
  return row === undefined ? undefined : toSettlement(row);
}

export function settlementById(db: ReadableDb, id: string): SavedSettlement | undefined {
  const row = db.prepare(`SELECT ${COLUMNS} FROM settlement WHERE id = ?`).get(id) as Row | undefined;
  return row === undefined ? undefined : toSettlement(row);
}

/** The centre's number of the last settlement, also when it was taken back since. */
export const lastCentreNumber = (db: ReadableDb, claimId: ClaimId): string | null =>
  (db
    .prepare(
      `SELECT centre_number FROM settlement AS s WHERE claim_id = ? AND standing = 'final' AND ${OF_THE_WHOLE} ORDER BY rowid DESC LIMIT 1`,
    )
    .pluck()
    .get(claimId) as string | null | undefined) ?? null;

export function insertSettlement(db: WritableDb, claimId: ClaimId, saved: Omit<SavedSettlement, 'id'>): string {
  const id = randomUUID();
  const { split, pack } = saved;
  const fen = Object.fromEntries(PARTS.map((part) => [part, stored(split, part).toFen()]));
  db.prepare(`
    INSERT INTO settlement (id, claim_id, standing, source_message_id, centre_number, total_fen, self_paid_fen, over_cap_fen, first_share_fen, deductible_fen,
      pooled_fund_fen, large_amount_fen, serious_illness_fen, assistance_fen, other_funds_fen, account_fen, in_scope_own_share_fen, settled_at,
      pack_id, pack_version, pack_hash, detail_text)
    VALUES (@id, @claimId, @standing, @sourceMessageId, @centreNumber, @total, @selfPaid, @overCap, @firstShare, @deductible,
      @pooledFund, @largeAmount, @seriousIllness, @assistance, @otherFunds, @account, @inScopeOwnShare, @settledAt, @packId, @packVersion, @packHash, @detailText)`).run(
    {
      ...fen,
      id,
      claimId,
      standing: saved.standing,
      sourceMessageId: saved.sourceMessageId,
      centreNumber: saved.centreNumber,
      inScopeOwnShare: split.inScopeOwnShare.toFen(),
      settledAt: saved.settledAt,
      packId: pack?.id ?? null,
      packVersion: pack?.version ?? null,
      packHash: pack?.hash ?? null,
      detailText: saved.detailText,
    },
  );
  return id;
}

export interface SavedDifference {
  readonly cause: string;
  readonly amount: Money;
  readonly facts: Readonly<Record<string, string>>;
}

export function insertDifference(db: WritableDb, settlementId: string, { cause, amount, facts }: SavedDifference): void {
  db.prepare('INSERT INTO difference (settlement_id, cause, amount_fen, facts_text) VALUES (?, ?, ?, ?)').run(
    settlementId,
    cause,
    amount.toFen(),
    JSON.stringify(facts),
  );
}

export const differencesOf = (db: ReadableDb, settlementId: string): readonly SavedDifference[] =>
  (
    db
      .prepare('SELECT cause, amount_fen AS fen, facts_text AS factsText FROM difference WHERE settlement_id = ? ORDER BY id')
      .all(settlementId) as {
      cause: string;
      fen: number;
      factsText: string;
    }[]
  ).map(({ cause, fen, factsText }) => ({ cause, amount: Money.fromFen(fen), facts: JSON.parse(factsText) as Record<string, string> }));

export interface CreditEntry {
  readonly kind: CreditMove;
  readonly amount: Money;
  readonly bankNumber: string;
}

export function insertCreditEntry(db: WritableDb, encounterId: EncounterId, entry: CreditEntry, actId: number, at: Instant): void {
  db.prepare('INSERT INTO credit_entry (encounter_id, kind, amount_fen, bank_number, act_id, at) VALUES (?, ?, ?, ?, ?, ?)').run(
    encounterId,
    entry.kind,
    entry.amount.toFen(),
    entry.bankNumber,
    actId,
    at,
  );
}

/** The ledger of a stay's lock, oldest first. */
export const creditEntries = (db: ReadableDb, encounterId: EncounterId): readonly CreditEntry[] =>
  (
    db
      .prepare('SELECT kind, amount_fen AS fen, bank_number AS bankNumber FROM credit_entry WHERE encounter_id = ? ORDER BY id')
      .all(encounterId) as {
      kind: CreditEntry['kind'];
      fen: number;
      bankNumber: string;
    }[]
  ).map(({ kind, fen, bankNumber }) => ({ kind, amount: Money.fromFen(fen), bankNumber }));
