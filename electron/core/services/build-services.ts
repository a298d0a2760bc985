import path from 'node:path';
import type { Strip } from '../../../shared/contract/common-schemas.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import { maskName } from '../../../shared/identity/mask-name.ts';
import type { PatientId } from '../../../shared/identity/ids.ts';
import type { WritableDb } from '../db/database.ts';
import { makeDue } from '../db/repositories/act-repository.ts';
import { type Clerk, findClerk } from '../db/repositories/clerk-repository.ts';
import { listEncounters } from '../db/repositories/encounter-repository.ts';
import { waitingOrders } from '../db/repositories/order-repository.ts';
import { findPatient } from '../db/repositories/patient-repository.ts';
import type { StatementIntake } from '../ports/day-statement.ts';
import type { WorkerDeps } from '../jobs/outbox-worker.ts';
import { actViews } from './acts/act-views.ts';
import { toOrderView } from './admission/admission-view.ts';
import { giveConsent, savePremium, withdrawConsent } from './admission/consent.ts';
import { BooksService } from './money/books-service.ts';
import type { DeskServices } from './desk-services.ts';
import { DayCareService } from './admission/day-care-service.ts';
import { IdentifyService } from './admission/identify-service.ts';
import type { IntakeService } from './stay/intake-service.ts';
import { openCases, takeCaseStep } from './settlement/case-service.ts';
import { adoptByHand } from './settlement/adopt-by-hand.ts';
import type { LookupService } from './admission/lookup-service.ts';
import { reprint } from './paper/reprint-service.ts';
import { supervisorView } from './money/supervisor-view.ts';
import { dayEndView } from './reconciliation/day-end-view.ts';
import { reconciliationView } from './reconciliation/reconciliation-view.ts';
import { recallView } from './settlement/recall-view.ts';
import { sendAgain } from './acts/send-again.ts';
import { SettingsService } from './desk/settings-service.ts';
import { deskStatus } from './desk/status-service.ts';
import { ChargeService } from './stay/charge-service.ts';
import { InPatientService } from './stay/in-patient-service.ts';
import { PatientService } from './patient/patient-service.ts';
import { PriorCareService } from './stay/prior-care.ts';
import { saveFinding } from './admission/injury-finding.ts';
import { takeWorkStep } from './acts/work-steps.ts';
import { workItems, worklist, type WorklistDeps } from './acts/worklist-service.ts';
import { boardOf } from './desk/board-view.ts';
import { bindAct } from './build/act-binding.ts';
import { type Admission, buildAdmission } from './build/admission.ts';
import { type Background, buildBackground } from './build/background.ts';
import { type Basis, buildBasis } from './build/basis.ts';
import type { BuildDeps } from './build/build-deps.ts';
import { buildPapers, type Papers } from './build/papers.ts';
import { buildSettling, type Settling } from './build/settling.ts';
import { leavingList } from './settlement/leaving-list.ts';
import { buildTill, type Till } from './build/till.ts';

export interface Built extends Background {
  readonly services: DeskServices;
  readonly intake: IntakeService;
  /** Lists of a day that lie in the folder. */
  readonly statements: StatementIntake;
  readonly bind: WorkerDeps['bind'];
  readonly adopt: WorkerDeps['adopt'];
}

/** All services of a desk, each given only what it needs. */
export function buildServices(deps: BuildDeps): Built {
  const basis = buildBasis(deps);
  const admission = buildAdmission(deps, basis);
  const till = buildTill(deps, basis, admission);
  const settling = buildSettling(deps, basis, admission, till);
  const papers = buildPapers(deps, basis, till, settling);
  const parts = { ...basis, ...admission, ...till, ...settling, ...papers };
  return {
    services: deskServices(deps, parts),
    intake: basis.intake,
    statements: till.dayEnd,
    bind: (act) => bindAct(deps, act),
    adopt: (act, outcome, attempt) => basis.adoption.adopt(act, outcome, attempt),
    ...buildBackground(deps, parts),
  };
}

type Parts = Basis & Admission & Till & Settling & Papers;

/** What the channels call: the services themselves, and the few calls that are too small for one. */
function deskServices(deps: BuildDeps, parts: Parts): DeskServices {
  const { db, clock, settings, shelf, watch, changed } = deps;
  const { hospital, window } = settings;
  const { lateRegistrationHours, dischargeBeforeSettlement } = settings.centre;
  const { admissions, dayEnd, estimates, intake, lookups, papers, prints, recalls, reconciliation, sessions, strips, tillPapers } = parts;
  const work = (): WorklistDeps => ({
    db,
    clock,
    estimates,
    packProblems: shelf().problems,
    hisProblem: deps.hisProblem?.() ?? null,
    lateRegistrationHours,
    dayDifferences: () => dayEnd.open(),
  });
  const clerkById = (id: string): Clerk => {
    const found = findClerk(db, id);
    invariant(found !== undefined, 'whoever is signed in, or has asked, is a clerk of this desk');
    return found;
  };
  return {
    ...parts,
    inPatients: new InPatientService({ db, clock, strips }),
    patients: new PatientService({ db, clock, strips, estimates, places: parts.places }),
    charges: new ChargeService({ db, clock, strips, intake, onChange: changed }),
    priorCare: new PriorCareService({ db, clock, intake, onChange: changed }),
    books: new BooksService({ db, strips, folder: path.join(deps.dataDir, 'exports') }),
    recallView: (encounterId, clerkId) => recallView(recalls, encounterId, clerkById(clerkId), (id) => clerkById(id).name),
    clerk: clerkById,
    supervisor: (day, clerkId) => supervisorView(db, recalls, clerkById(clerkId), day),
    dayEnded: (day) => dayEndView(db, dayEnd, day, deps.lines.invoice !== null),
    reconciled: (day) => reconciliationView(db, reconciliation, day),
    dayCare: new DayCareService({ db, clock, hospital, shelf, estimates, onChange: changed }),
    admitUnknown: (request, clerkId) => admissions.admitUnknown(request, clerkId),
    reprint: async (request, clerkId) => {
      const approve = (id: string, pin: string) => sessions.approve(id, pin);
      await reprint({ db, clock, papers, tillPapers, prints, rule: settings.printing.reprint, approve }, request, clerkId);
      changed();
    },
    keyMap: { ...deps.keyMap, ...settings.keyMap },
    status: (clerkId) =>
      deskStatus({
        clerkId,
        db,
        clock,
        lines: watch,
        hospitalName: hospital.name,
        window,
        training: settings.training !== undefined,
        filingUrl: settings.filingUrl,
        cardIn: deps.reader.cardIn,
      }),
    people: new IdentifyService({ db, clock, reader: deps.reader, centre: deps.lines.centre, lookups }),
    scanner: settings.scanner,
    settings: new SettingsService({ db, clock, dataDir: deps.dataDir, sealing: deps.sealing, restart: deps.restart }),
    adoptSettlement: (request, clerkId) => adoptByHand({ db, clock, dischargeBeforeSettlement, onChange: changed }, request, clerkId),
    board: () => boardOf(db, watch, shelf().packs.length),
    recheck: (patientId) => recheck(db, lookups, patientId),
    consent: async (request, clerkId) => {
      await giveConsent({ db, clock, lookups }, request, clerkId);
      changed();
    },
    withdrawConsent: (request, clerkId) => {
      withdrawConsent({ db, clock }, request, clerkId);
      changed();
    },
    premium: (request, clerkId) => {
      savePremium({ db, clock }, request, clerkId);
      changed();
    },
    orders: () =>
      waitingOrders(db)
        .map(toOrderView)
        .map((order) => ({ ...order, patientName: maskName(order.patientName) })),
    leaving: () => leavingList({ db, clock, settlements: parts.settlements }),
    stays: (filter) => listEncounters(db, filter).map((encounter) => listed(strips.from(encounter))),
    acts: (encounterId) => actViews(db, encounterId),
    cases: () => openCases({ db, clock, estimates }),
    caseStep: (request, clerkId) => takeCaseStep({ db, clock, estimates, onChange: changed }, request, clerkId),
    worklist: () => worklist(work()),
    workStep: (request, clerkId) => {
      takeWorkStep({ db, clock, items: () => workItems(work()) }, request, clerkId);
      changed();
    },
    finding: (request, clerkId) => {
      saveFinding({ db, clock, intake }, request, clerkId);
      changed();
    },
    findOut: (encounterId) => {
      makeDue(db, encounterId, clock.now());
      changed();
    },
    sendAgain: (actId, clerkId) => {
      sendAgain(db, actId, clerkId, clock.now());
      changed();
    },
    paperReady: deps.paperReady,
  };
}

/** Lists hang in everybody's sight: no whole name in them. */
const listed = (strip: Strip): Strip => ({ ...strip, patient: { ...strip.patient, name: maskName(strip.patient.name) } });

/** Errors: not-found/patient.not-found, rejected/person.unknown-to-centre. */
function recheck(db: WritableDb, lookups: LookupService, patientId: PatientId): Promise<boolean> {
  const patient = findPatient(db, patientId);
  if (patient === undefined) throw new AppError('not-found', 'patient.not-found', 'no such patient');
  return lookups.refresh(patientId, patient);
}
