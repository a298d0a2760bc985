import { randomUUID } from 'node:crypto';
import { compareCharges } from '../../../../shared/claim/compare-charges.ts';
import { nextClaim } from '../../../../shared/claim/next-claim.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { ActKind } from '../../../../shared/model/acts.ts';
import type { ActResult, AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import type { ChargeItem } from '../../../../shared/model/stay.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { type Act, actsOf, insertAct, saveActState } from '../../db/repositories/act-repository.ts';
import {
  type ChargeFinding,
  chargesNotUnderWay,
  insertFinding,
  insertRemoval,
  insertSending,
} from '../../db/repositories/charge-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, saveState } from '../../db/repositories/encounter-repository.ts';
import { awaitsAdoption } from '../acts/claim-outcome.ts';
import { claimOf, saveClaim } from '../../db/repositories/settlement-repository.ts';

export interface RepairDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly linesPerUpload: number;
}

/** After so many comparisons the centre's word goes to a person. */
const COMPARISONS_OF_A_STAY = 3;

type Rejected = Extract<AttemptOutcome, { kind: 'rejected' }>;
type Compared = Extract<ActResult, { kind: 'charges-comparison' }>;

/** A settlement that was refused because the lines there add up to something else: they can be looked at before a person is asked. */
export const mayRepair = (db: ReadableDb, encounter: Encounter, { because }: Rejected): boolean =>
  because === 'charges-total' && comparisonsOf(db, encounter).length < COMPARISONS_OF_A_STAY;

/**
 * The centre has other lines than the hospital: they are compared first, then the settlement is tried anew. The refused one gives way to a new
 * act behind the comparison; runs inside the transaction that records the refusal.
 */
export function compareBeforeSettling(deps: RepairDeps, encounter: Encounter, refused: Act): void {
  insertOne(deps, encounter, 'charges-comparison', refused.clerkId);
  settleAnew(deps, encounter, refused);
}

/** 2303 showed it before anybody settled. Nothing while lines are still on their way, or are compared already. */
export function compareBeforehand(deps: RepairDeps, encounter: Encounter, clerkId: string | null): void {
  deps.db
    .transaction(() => {
      const underWay = actsOf(deps.db, encounter.id).some(
        ({ kind, state }) => CARRIES_LINES.includes(kind) && ['waiting', 'unknown', 'rejected'].includes(state),
      );
      const compared = comparisonsOf(deps.db, encounter).length >= COMPARISONS_OF_A_STAY;
      if (!underWay && !compared) insertOne(deps, encounter, 'charges-comparison', clerkId);
    })
    .immediate();
}

/** What an answered comparison leads to: strange lines go, missing ones come, then the settlement that waits; or a person, when all is the same. */
export function adoptComparison(deps: RepairDeps, encounter: Encounter, act: Act, { lines }: Compared): void {
  const { db, clock } = deps;
  const ours = chargesNotUnderWay(db, encounter.orderNumber);
  // An empty list may only mean that nothing unsettled is shown.
  const shown = lines !== null && lines.length > 0;
  const { missing, strange } = shown ? compareCharges(ours, lines) : { missing: ours.map(({ lineNumber }) => lineNumber), strange: [] };
  const finding = { shown, missing: missing.length, strange: strange.length };
  insertFinding(db, act.id, finding, clock.now());
  insertAudit(db, {
    at: clock.now(),
    clerkId: null,
    event: 'charges-compared',
    subjectId: encounter.id,
    facts: { ...finding, shown: String(shown) },
  });
  if (isSettledBySomebody(db, encounter)) return;
  const waiting = actsOf(db, encounter.id).find(({ kind, state }) => kind === 'settlement' && state === 'waiting');
  if (isSame(finding)) {
    if (waiting !== undefined) giveToPerson(deps, encounter, waiting);
    return;
  }
  for (const lineNumber of shown ? strange : [null]) {
    insertRemoval(db, insertOne(deps, encounter, 'charges-removal', act.clerkId), lineNumber);
  }
  insertUploads(
    deps,
    encounter,
    ours.filter(({ lineNumber }) => missing.includes(lineNumber)),
  );
  if (waiting !== undefined) settleAnew(deps, encounter, waiting);
}

/** It was told meanwhile that the stay is settled: its lines belong to that settlement, and none of them is touched. */
const isSettledBySomebody = (db: ReadableDb, encounter: Encounter): boolean =>
  awaitsAdoption(db, encounter.id) || claimOf(db, encounter.id)?.state.kind === 'acknowledged';

/** Acts that carry these lines to the centre, as many lines each as it takes at once; inside a transaction. */
export function insertUploads(deps: RepairDeps, encounter: Encounter, lines: readonly ChargeItem[]): void {
  const { db, linesPerUpload } = deps;
  for (let from = 0; from < lines.length; from += linesPerUpload) {
    const numbers = lines.slice(from, from + linesPerUpload).map(({ lineNumber }) => lineNumber);
    insertSending(db, insertOne(deps, encounter, 'charges', null), encounter.orderNumber, numbers);
  }
}

const CARRIES_LINES: readonly ActKind[] = ['charges', 'charges-comparison', 'charges-removal', 'charges-reversal'];

const isSame = ({ shown, missing, strange }: ChargeFinding): boolean => shown && missing === 0 && strange === 0;

const comparisonsOf = (db: ReadableDb, encounter: Encounter): readonly Act[] =>
  actsOf(db, encounter.id).filter(({ kind }) => kind === 'charges-comparison');

function insertOne({ db, clock }: RepairDeps, encounter: Encounter, kind: ActKind, clerkId: string | null, key = newKey()): number {
  return insertAct(db, { kind, encounterId: encounter.id, key, clerkId, createdAt: clock.now(), deadlineAt: null });
}

const newKey = (): IdempotencyKey => randomUUID() as IdempotencyKey;

/** Acts of a stay are carried out in their order: what must come first has to be older, so the settlement becomes a new act. */
function settleAnew(deps: RepairDeps, encounter: Encounter, before: Act): void {
  const { db } = deps;
  // Where the discharge is reported after the settlement, it goes on waiting for it.
  const discharges = withdrawAfter(db, encounter, before);
  const key = newKey();
  insertOne(deps, encounter, 'settlement', before.clerkId, key);
  for (const { clerkId } of discharges) insertOne(deps, encounter, 'discharge', clerkId);
  const claim = claimOf(db, encounter.id);
  invariant(claim !== undefined, 'a settlement belongs to a claim');
  saveClaim(db, claim, nextClaim(refusedClaim(claim.state), { kind: 'commit', key }), claim.exit);
}

/** The settlement goes, and with it the discharge that waits behind it, which is returned. */
function withdrawAfter(db: WritableDb, encounter: Encounter, settlement: Act): readonly Act[] {
  const discharges = actsOf(db, encounter.id).filter(
    ({ id, kind, state }) => kind === 'discharge' && state === 'waiting' && id > settlement.id,
  );
  for (const { id } of [settlement, ...discharges]) saveActState(db, id, 'withdrawn');
  return discharges;
}

function giveToPerson({ db }: RepairDeps, encounter: Encounter, waiting: Act): void {
  withdrawAfter(db, encounter, waiting);
  const claim = claimOf(db, encounter.id);
  invariant(claim !== undefined, 'a settlement belongs to a claim');
  saveClaim(db, claim, refusedClaim(claim.state), claim.exit);
  if (claim.exit === 'online') saveState(db, encounter.id, 'ward-discharged');
}

const refusedClaim = (state: Parameters<typeof nextClaim>[0]): ReturnType<typeof nextClaim> =>
  nextClaim(state, { kind: 'outcome', outcome: { kind: 'rejected', words: '' } });
