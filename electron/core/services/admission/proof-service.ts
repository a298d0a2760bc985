import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { type Instant, plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { lastCredentialCheck } from '../../db/repositories/identity-repository.ts';
import { stayKindOf } from '../../db/repositories/order-repository.ts';
import { findCoverage, findPatient, insertEligibility, lastEligibility, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { allProofs, type CheckProof, insertProof, lastProofHash, staysToVerify } from '../../db/repositories/proof-repository.ts';
import type { CentreGateway, Eligibility } from '../../ports/centre-gateway.ts';
import { sha256 } from '../desk/keyed.ts';
import { insuredPerson } from './lookup-service.ts';

export interface ProofDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly centre: CentreGateway;
  readonly windowNumber: string;
  readonly freshForHours: number;
  readonly onChange: () => void;
}

/** A check that was made so long before the admission is no check of it. */
const SAME_VISIT_MS = 30 * 60_000;

/** Keeps the proof of each check of a stay's insurance, and has every check that was made without the centre made again with it. */
export class ProofService {
  readonly #deps: ProofDeps;

  constructor(deps: ProofDeps) {
    this.#deps = deps;
  }

  /** Of the admission; runs inside its transaction. */
  onAdmission(encounterId: EncounterId): void {
    const { db, clock } = this.#deps;
    const encounter = findEncounter(db, encounterId);
    const coverage = encounter === undefined ? undefined : findCoverage(db, encounter.coverageId);
    if (encounter === undefined || coverage === undefined || coverage.schemeCode === SELF_PAY) return;
    const checked = lastEligibility(db, coverage.id);
    const fresh = checked !== undefined && checked.askedAt >= plusMilliseconds(clock.now(), -SAME_VISIT_MS);
    this.#insert(encounterId, fresh ? (checked.eligible ? 'verified' : 'lapsed') : 'offline', checked);
  }

  /**
   * Asks the centre about some stays whose check is only offline or old, the riskiest first. Returns how many were asked; a line that fails
   * ends the turn, a stay that cannot be asked about does not.
   */
  async verifySome(limit: number): Promise<number> {
    const { db, clock, freshForHours, onChange } = this.#deps;
    const olderThan = plusMilliseconds(clock.now(), -freshForHours * 3_600_000);
    let asked = 0;
    for (const encounterId of staysToVerify(db, olderThan, SELF_PAY, limit)) {
      try {
        await this.verify(encounterId);
        asked += 1;
      } catch (error) {
        if (error instanceof AppError && error.kind === 'gateway') break;
        throw error;
      }
    }
    if (asked > 0) onChange();
    return asked;
  }

  /** Asks the centre about one stay and keeps the proof; a no in any words is a lapse. Errors: those of the line. */
  async verify(encounterId: EncounterId): Promise<void> {
    try {
      await this.#verify(encounterId);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'gateway') throw error;
      this.#insert(encounterId, 'lapsed', undefined, String(error.details['words'] ?? error.code));
    }
  }

  async #verify(encounterId: EncounterId): Promise<void> {
    const { db, centre } = this.#deps;
    const encounter = findEncounter(db, encounterId);
    const patient = encounter === undefined ? undefined : findPatient(db, encounter.patientId);
    const coverage = encounter === undefined ? undefined : findCoverage(db, encounter.coverageId);
    if (encounter === undefined || patient === undefined || coverage === undefined) return;
    const care = stayKindOf(db, encounter.orderNumber);
    const answer = await centre.checkEligibility(insuredPerson(patient, coverage), encounter.admittedAt, care);
    db.transaction(() => {
      insertEligibility(db, coverage.id, answer);
      this.#insert(encounterId, answer.eligible ? 'verified' : 'lapsed', answer);
    }).immediate();
  }

  #insert(
    encounterId: EncounterId,
    result: CheckProof['result'],
    check: Pick<Eligibility, 'askedAt' | 'eligible' | 'reason'> | undefined,
    words = '',
  ): void {
    const { db, clock, windowNumber } = this.#deps;
    const encounter = findEncounter(db, encounterId);
    if (encounter === undefined) return;
    const patient = findPatient(db, encounter.patientId);
    const identity = lastCredentialCheck(db, encounter.patientId);
    const facts = {
      stayNumber: encounter.stayNumber,
      patientId: encounter.patientId,
      coverageId: encounter.coverageId,
      card: patient?.cardSerial ?? null,
      identity: identity?.kind ?? null,
      identifiedAt: identity?.at ?? null,
      clerkId: encounter.clerkId,
      windowNumber,
      askedAt: check?.askedAt ?? null,
      reason: check?.reason ?? (words === '' ? null : words),
    };
    insertProof(db, linked(db, { encounterId, result, factsText: JSON.stringify(facts), at: clock.now() }));
  }
}

const hashOf = (proof: Omit<CheckProof, 'hash'>): string =>
  sha256([proof.beforeHash, proof.encounterId, proof.result, proof.factsText, proof.at]);

function linked(
  db: ReadableDb,
  proof: { encounterId: EncounterId; result: CheckProof['result']; factsText: string; at: Instant },
): CheckProof {
  const whole = { ...proof, beforeHash: lastProofHash(db) };
  return { ...whole, hash: hashOf(whole) };
}

/** The first proof whose place or content was changed after it was written; undefined: the chain holds. */
export function brokenProof(db: ReadableDb): CheckProof | undefined {
  let before = '';
  for (const proof of allProofs(db)) {
    if (proof.beforeHash !== before || hashOf(proof) !== proof.hash) return proof;
    before = proof.hash;
  }
  return undefined;
}
