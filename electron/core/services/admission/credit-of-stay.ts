import { findPack } from '../../../../shared/policy/find-packs.ts';
import type { ReadableDb } from '../../db/database.ts';
import { consentFor, injuryOf, lastFinding } from '../../db/repositories/door-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { type Coverage, lastCreditStanding, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import type { HospitalFacts } from '../desk/hospital-facts.ts';
import type { PolicyShelf } from '../desk/policy-shelf.ts';
import { creditDecision, NOBODY_ELSE } from './credit-case.ts';

export interface CreditOfStayDeps {
  readonly db: ReadableDb;
  readonly hospital: HospitalFacts;
  readonly shelf: () => PolicyShelf;
}

/** Whether a stay on credit may stay so under another coverage: every condition of the door as on the day of its admission (rules D-01 ... D-12). */
export function creditGoesOn({ db, hospital, shelf }: CreditOfStayDeps, encounter: Encounter, coverage: Coverage): boolean {
  const pack = findPack(shelf().packs, hospital.region, 'care');
  if (pack === undefined || coverage.schemeCode === SELF_PAY) return false;
  const injury = injuryOf(db, encounter.id);
  const decision = creditDecision(
    {
      coverage,
      standing: lastCreditStanding(db, encounter.patientId),
      consented: consentFor(db, encounter.orderNumber, encounter.patientId)?.given === true,
      payer: injury === undefined || lastFinding(db, encounter.id) === 'insured' ? NOBODY_ELSE : injury,
      hospital,
      now: encounter.admittedAt,
    },
    pack,
  );
  // His limit may be used up by this very stay's lock.
  return decision.gates.length > 0 && decision.gates.every(({ closes, code }) => !closes || code === 'credit.used-up');
}
