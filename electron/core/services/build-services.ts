import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BoardView } from '../../../shared/contract/desk-contract.ts';
import type { Strip } from '../../../shared/contract/common-schemas.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import { maskName } from '../../../shared/identity/mask-name.ts';
import type { PaperId, PatientId } from '../../../shared/identity/ids.ts';
import type { Clock } from '../clock.ts';
import type { WritableDb } from '../db/database.ts';
import { type Act, makeDue, openActCounts } from '../db/repositories/act-repository.ts';
import { type Clerk, findClerk } from '../db/repositories/clerk-repository.ts';
import { type FactAge, factAges } from '../db/repositories/fact-ages.ts';
import { listEncounters } from '../db/repositories/encounter-repository.ts';
import { waitingOrders } from '../db/repositories/order-repository.ts';
import { findPatient } from '../db/repositories/patient-repository.ts';
import { patientsWithoutInitials, saveInitials } from '../db/repositories/stay-repository.ts';
import type { BoundGateway, WorkerDeps } from '../jobs/outbox-worker.ts';
import type { BankGateway } from '../ports/bank-gateway.ts';
import type { CardReader } from '../ports/card-reader.ts';
import type { CentreGateway } from '../ports/centre-gateway.ts';
import type { KeySealing } from '../ports/key-sealing.ts';
import type { PrintQueues } from '../ports/print-queues.ts';
import type { InvoiceGateway } from '../ports/invoice-gateway.ts';
import type { WalletGateway } from '../ports/wallet-gateway.ts';
import type { ReadingGateway } from '../ports/reading-gateway.ts';
import type { StatementGateway } from '../ports/statement-gateway.ts';
import type { Settings } from '../settings.ts';
import { lazily } from '../lazily.ts';
import { boardTasks } from './desk/board.ts';
import { bankContent, centreContent } from './acts/act-content.ts';
import { eligibilityAskedOn } from './acts/act-eligibility.ts';
import { actViews } from './acts/act-views.ts';
import { AdmissionOpening } from './admission/admission-opening.ts';
import { AdmissionService } from './admission/admission-service.ts';
import { toOrderView } from './admission/admission-view.ts';
import { AdoptionService } from './acts/adoption-service.ts';
import { giveConsent, savePremium, withdrawConsent } from './admission/consent.ts';
import { BooksService } from './money/books-service.ts';
import type { DeskServices } from './desk-services.ts';
import { DayCareService } from './admission/day-care-service.ts';
import { EstimateService } from './settlement/estimate-service.ts';
import { IdentifyService } from './admission/identify-service.ts';
import { IntakeService } from './stay/intake-service.ts';
import type { LineWatch } from './desk/line-watch.ts';
import { openCases, takeCaseStep } from './settlement/case-service.ts';
import { settleForgotten } from './settlement/auto-settle.ts';
import { LeaveDesk } from './stay/leave-desk.ts';
import { InvoiceBook } from './invoice/invoice-book.ts';
import { invoiceContent } from './invoice/invoice-content.ts';
import { InvoiceService } from './invoice/invoice-service.ts';
import { LedgerBook } from './money/ledger-book.ts';
import { LookupService } from './admission/lookup-service.ts';
import { PrintService } from './paper/print-service.ts';
import { reprint } from './paper/reprint-service.ts';
import { PaperPress } from './paper/paper-press.ts';
import { PaperService } from './paper/paper-service.ts';
import type { PolicyShelf } from './desk/policy-shelf.ts';
import { PreCheckService } from './admission/pre-check-service.ts';
import { ProofService } from './admission/proof-service.ts';
import { ReconciliationService } from './reconciliation/reconciliation-service.ts';
import { reconciliationView } from './reconciliation/reconciliation-view.ts';
import { takeDrawBack } from './acts/credit-adoption.ts';
import { RecallService } from './settlement/recall-service.ts';
import { recallView } from './settlement/recall-view.ts';
import { sendAgain } from './acts/send-again.ts';
import { SessionService } from './desk/session-service.ts';
import { SettlementService } from './settlement/settlement-service.ts';
import { SettingsService } from './desk/settings-service.ts';
import { StayChangeService } from './stay/stay-change-service.ts';
import { StayService } from './stay/stay-service.ts';
import { deskStatus } from './desk/status-service.ts';
import { PaymentService } from './money/payment-service.ts';
import { StayMoney } from './money/stay-money.ts';
import { TillPaperService } from './paper/till-paper-service.ts';
import { VisitService } from './outpatient/visit-service.ts';
import { WalletService } from './money/wallet-service.ts';
import { ShiftService } from './money/shift-service.ts';
import { StripService } from './stay/strip-service.ts';
import { saveFinding } from './admission/injury-finding.ts';
import { workItems } from './acts/worklist-service.ts';

export interface BuildDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly shelf: () => PolicyShelf;
  readonly watch: LineWatch;
  readonly lines: {
    readonly centre: CentreGateway;
    readonly bank: BankGateway;
    readonly statements: StatementGateway;
    readonly reading: ReadingGateway;
    readonly wallet: WalletGateway | null;
    readonly invoice: InvoiceGateway | null;
    readonly printers: PrintQueues;
  };
  readonly reader: CardReader;
  readonly dataDir: string;
  readonly runId: string;
  readonly keyMap: Readonly<Record<string, string>>;
  readonly changed: () => void;
  readonly makePaper: (paperId: PaperId) => void;
  readonly paperReady: (paperId: PaperId) => void;
  readonly sealing: KeySealing;
  readonly restart: () => void;
}

export interface Built {
  readonly services: DeskServices;
  readonly intake: IntakeService;
  readonly verifyChecks: () => Promise<void>;
  readonly followPrints: () => Promise<void>;
  readonly preCheck: () => Promise<void>;
  readonly spellNames: () => Promise<void>;
  readonly settleForgotten: () => Promise<void>;
  readonly bind: WorkerDeps['bind'];
  readonly adopt: WorkerDeps['adopt'];
}

/** Checks made again in one turn: a hundred stays are through in the first minute online. */
const CHECKS_AT_ONCE = 20;
/** Names spelled in one turn: a transaction of some milliseconds. */
const NAMES_AT_ONCE = 200;

/** Every queue that papers of this desk go to. */
export const queuesOf = ({ printing }: Settings): readonly string[] => [
  ...new Set([...(printing.queue === null ? [] : [printing.queue]), ...Object.values(printing.queues)]),
];

/** All services of a desk, each given only what it needs. */
export function buildServices(deps: BuildDeps): Built {
  const { db, clock, settings, shelf, watch, lines, changed } = deps;
  const { hospital, window } = settings;
  const centreUp = () => ['up', 'slow'].includes(watch.state('centre'));
  const places = lazily(() => new Map(shelf().packs.map(({ region }) => [region.code, region.name])));
  const estimates = new EstimateService({ db, clock, shelf, hospital, freshForHours: settings.facts.freshForHours });
  const strips = new StripService({ db, clock, estimates, places });
  const { linesPerUpload } = settings.centre;
  const intake = new IntakeService({ db, clock, linesPerUpload, onChange: changed });
  const invoiceBook = new InvoiceBook({
    db,
    clock,
    connected: lines.invoice !== null,
    onTakenBack: (encounterId) => takeDrawBack({ db, clock }, encounterId),
  });
  const book = new LedgerBook({ db, clock, windowNumber: window.number, onPosting: (posting) => invoiceBook.onPosting(posting) });
  const stayMoney = new StayMoney({ db, clock, book });
  const adoption = new AdoptionService({ db, clock, estimates, stayMoney, invoices: invoiceBook, linesPerUpload, onChange: changed });
  const { dischargeBeforeSettlement, lateRegistrationHours } = settings.centre;
  const recalls = new RecallService({ db, clock, rules: settings.centre.recall, onChange: changed });
  const leaves = new LeaveDesk({ db, clock, recalls, stayMoney, holidays: new Set(settings.holidays) });
  const lookups = new LookupService({
    db,
    clock,
    centre: lines.centre,
    bank: lines.bank,
    reading: lines.reading,
    careRegion: hospital.region,
  });
  const settlements = new SettlementService({
    lookups,
    db,
    clock,
    estimates,
    strips,
    centre: lines.centre,
    centreUp,
    hisUp: () => ['up', 'slow'].includes(watch.state('his')),
    leaves,
    dischargeBeforeSettlement,
    linesPerUpload,
    stayMoney,
    onChange: changed,
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
  const stayChanges = new StayChangeService({
    db,
    clock,
    intake,
    proofs,
    places,
    lateRegistrationHours,
    approve: (clerkId, pin) => sessions.approve(clerkId, pin),
    onChange: changed,
  });
  const press = new PaperPress(path.join(deps.dataDir, 'papers'), deps.makePaper);
  const invoices = new InvoiceService({
    db,
    clock,
    book: invoiceBook,
    gateway: lines.invoice,
    mayShowArrears: settings.invoice?.arrears === 'show',
    onChange: changed,
  });
  const prints = new PrintService({
    db,
    clock,
    queues: lines.printers,
    queueOf: (kind) => settings.printing.queues[kind] ?? settings.printing.queue,
    watched: queuesOf(settings),
    heard: (event) => watch.heard('printer', event),
    onChange: changed,
  });
  const onMade = (paperId: PaperId, clerkId: string) => void prints.send(paperId, clerkId);
  const papers = new PaperService({
    onMade,
    invoiceOf: (encounterId) => invoices.view(encounterId),
    db,
    clock,
    settlements,
    hospitalName: hospital.name,
    hospitalCode: hospital.code,
    manualClaimPapers: settings.manualClaim.papers,
    windowNumber: window.number,
    press,
    clerkName: (clerkId) => findClerk(db, clerkId)?.name ?? clerkId,
  });
  const { usualFloat } = settings.till;
  const shifts = new ShiftService({ db, clock, book, estimates, windowNumber: window.number, usualFloat, onChange: changed });
  const { absentAfterSeconds } = settings.outbox;
  const wallets = new WalletService({
    db,
    clock,
    book,
    gateway: lines.wallet,
    absentAfterSeconds,
    monotonicMs: () => performance.now(),
    onChange: changed,
  });
  const payments = new PaymentService({
    db,
    clock,
    book,
    shifts,
    strips,
    wallets,
    shelf,
    till: settings.till,
    region: hospital.region,
    onChange: changed,
  });
  const tillPapers = new TillPaperService({
    db,
    clock,
    press,
    onMade,
    strips,
    shifts,
    hospitalName: hospital.name,
    windowNumber: window.number,
  });
  const reconciliation = new ReconciliationService({
    db,
    clock,
    statements: lines.statements,
    stayMoney,
    ...settings.centre.statement,
    onChange: changed,
  });
  const clerkById = (id: string): Clerk => {
    const found = findClerk(db, id);
    invariant(found !== undefined, 'whoever is signed in, or has asked, is a clerk of this desk');
    return found;
  };
  const visits = new VisitService({
    db,
    clock,
    estimates,
    strips,
    places,
    hospital,
    shelf,
    centre: lines.centre,
    centreUp,
    lookups,
    stayMoney,
    shifts,
    limits: settings.centre.recall,
    resettleDays: settings.outpatient.resettleDays,
    onChange: changed,
  });
  const services: DeskServices = {
    visits,
    sessions,
    press,
    tillPapers,
    shifts,
    payments,
    wallets,
    invoices,
    books: new BooksService({ db, strips, folder: path.join(deps.dataDir, 'exports') }),
    admissions,
    settlements,
    recalls,
    recallView: (encounterId, clerkId) => recallView(recalls, encounterId, clerkById(clerkId), (id) => clerkById(id).name),
    clerk: clerkById,
    reconciliation,
    reconciled: (day) => reconciliationView(db, reconciliation, day),
    strips,
    stayPersons,
    stayChanges,
    dayCare: new DayCareService({ db, clock, hospital, shelf, estimates, onChange: changed }),
    admitUnknown: (request, clerkId) => admissions.admitUnknown(request, clerkId),
    papers,
    prints,
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
      }),
    people: new IdentifyService({ db, clock, reader: deps.reader, centre: lines.centre, lookups }),
    scanner: settings.scanner,
    settings: new SettingsService({ db, clock, dataDir: deps.dataDir, sealing: deps.sealing, restart: deps.restart }),
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
    stays: (filter) => listEncounters(db, filter).map((encounter) => listed(strips.from(encounter))),
    acts: (encounterId) => actViews(db, encounterId),
    cases: () => openCases({ db, clock, estimates }),
    caseStep: (request, clerkId) => takeCaseStep({ db, clock, estimates, onChange: changed }, request, clerkId),
    worklist: () => workItems({ db, clock, estimates, packProblems: shelf().problems, lateRegistrationHours }),
    finding: (request, clerkId) => {
      saveFinding({ db, clock }, request, clerkId);
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
  return {
    services,
    intake,
    /** Nothing while the centre is away. */
    spellNames: async () => {
      const nameless = patientsWithoutInitials(db, NAMES_AT_ONCE);
      if (nameless.length === 0) return;
      // The dictionary is large and the first page needs none of it.
      const { initialsOf } = await import('./desk/name-initials.ts');
      db.transaction(() => {
        for (const { id, name } of nameless) saveInitials(db, id, initialsOf(name));
      }).immediate();
    },
    followPrints: () => prints.follow(),
    verifyChecks: async () => void (centreUp() && (await proofs.verifySome(CHECKS_AT_ONCE))),
    settleForgotten: async () => {
      const forgotten = { db, clock, settlements, strips, rules: settings.autoSettle, holidays: new Set<string>(settings.holidays) };
      if (centreUp()) await settleForgotten(forgotten);
    },
    preCheck: async () => void (centreUp() && (await preChecks.checkSome(CHECKS_AT_ONCE))),
    bind: (act) => bindAct(deps, act),
    adopt: (act, outcome, attempt) => adoption.adopt(act, outcome, attempt),
  };
}

function boardOf(db: WritableDb, watch: LineWatch, packs: number): BoardView {
  const ages = Object.entries(factAges(db)) as [Exclude<BoardView['facts'][number]['fact'], 'packs'>, FactAge][];
  const facts = ages.map(([fact, age]) => ({ fact, source: fact === 'item-mapping' ? ('his' as const) : ('centre' as const), ...age }));
  return {
    tasks: boardTasks(watch.all(), openActCounts(db)),
    facts: [...facts, { fact: 'packs', source: 'program', count: packs, asOf: null }],
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

/** An act with its line: the content is read from the tables once, and serves building, sending and finding out alike. */
function bindAct({ db, clock, lines: { centre, bank, invoice } }: BuildDeps, act: Act): BoundGateway {
  if (act.line === 'invoice') {
    const content = invoiceContent(db, act);
    if (invoice === null) throw new AppError('gateway', 'invoice.unreachable', 'no platform is connected');
    return {
      build: async () => invoice.build(content),
      send: (message) => invoice.send(content, message),
      resolve: () => invoice.resolve(content),
    };
  }
  if (act.line === 'bank') {
    const content = bankContent(db, act);
    return {
      build: async () => bank.build(content),
      send: (message) => bank.send(content, message),
      resolve: ({ messageId }) => bank.resolve(content, messageId),
    };
  }
  const content = centreContent(db, act);
  return {
    build: () => centre.build(content, eligibilityAskedOn(db, act, clock.now())),
    isCurrent: () => !('order' in content) || isDeepStrictEqual(centreContent(db, act), content),
    send: (message) => centre.send(content, message),
    resolve: (trail) => centre.resolve(content, trail),
  };
}
