import { AdmissionOpening } from '../admission/admission-opening.ts';
import { AdmissionService } from '../admission/admission-service.ts';
import { LookupService } from '../admission/lookup-service.ts';
import { PreCheckService } from '../admission/pre-check-service.ts';
import { ProofService } from '../admission/proof-service.ts';
import { SessionService } from '../desk/session-service.ts';
import { StayChangeService } from '../stay/stay-change-service.ts';
import { StayInsuranceService } from '../stay/stay-insurance.ts';
import { StayService } from '../stay/stay-service.ts';
import type { Basis } from './basis.ts';
import { bankUpOf, type BuildDeps, centreUpOf } from './build-deps.ts';

/** Persons, doors and admissions, and what of an admission is changed later. */
export function buildAdmission(deps: BuildDeps, { estimates, intake, places }: Basis) {
  const { db, clock, settings, shelf, lines, changed } = deps;
  const { hospital, window } = settings;
  const { lateRegistrationHours } = settings.centre;
  const centreUp = centreUpOf(deps);
  const lookups = new LookupService({
    db,
    clock,
    centre: lines.centre,
    bank: lines.bank,
    reading: lines.reading,
    careRegion: hospital.region,
  });
  const opening = new AdmissionOpening({
    db,
    clock,
    estimates,
    hospital,
    shelf,
    places,
    centreUp,
    depositTable: settings.till.depositTable,
    bankUp: bankUpOf(deps),
    unconfirmedCap: settings.credit.unconfirmedCap,
    thirdParty: settings.injury.thirdParty,
  });
  const sessions = new SessionService({ db, clock, runId: deps.runId });
  const proofs = new ProofService({
    db,
    clock,
    centre: lines.centre,
    windowNumber: window.number,
    freshForHours: settings.facts.freshForHours,
    onChange: changed,
  });
  const admissions = new AdmissionService({
    db,
    clock,
    opening,
    intake,
    proofs,
    windowNumber: window.number,
    lateRegistrationHours,
    injuryFilingHours: settings.injury.filingHours,
    approve: (clerkId, pin) => sessions.approve(clerkId, pin),
    onChange: changed,
  });
  const preChecks = new PreCheckService({ db, clock, centre: lines.centre, careRegion: hospital.region, onChange: changed });
  const stayPersons = new StayService({ db, clock, intake, proofs, places, lateRegistrationHours, onChange: changed });
  const stayInsurance = new StayInsuranceService({
    db,
    clock,
    estimates,
    hospital,
    shelf,
    places,
    lookups,
    proofs,
    onChange: changed,
  });
  const stayChanges = new StayChangeService({
    db,
    clock,
    hospital,
    shelf,
    intake,
    proofs,
    places,
    lateRegistrationHours,
    approve: (clerkId, pin) => sessions.approve(clerkId, pin),
    onChange: changed,
  });
  return { lookups, opening, sessions, proofs, admissions, preChecks, stayPersons, stayInsurance, stayChanges };
}

/** What `buildAdmission` built. */
export type Admission = ReturnType<typeof buildAdmission>;
