import { admissionContract } from '../../../shared/contract/admission-contract.ts';
import { changeContract } from '../../../shared/contract/change-contract.ts';
import { dayCareContract } from '../../../shared/contract/day-care-contract.ts';
import { caseContract } from '../../../shared/contract/case-contract.ts';
import { deskContract } from '../../../shared/contract/desk-contract.ts';
import { encounterContract } from '../../../shared/contract/encounter-contract.ts';
import { type PaperContent, paperContract, printContract } from '../../../shared/contract/paper-contract.ts';
import { inPatientContract } from '../../../shared/contract/in-patient-contract.ts';
import { patientContract } from '../../../shared/contract/patient-contract.ts';
import { personContract } from '../../../shared/contract/person-contract.ts';
import { reconciliationContract } from '../../../shared/contract/reconciliation-contract.ts';
import { recallContract } from '../../../shared/contract/recall-contract.ts';
import { sessionContract } from '../../../shared/contract/session-contract.ts';
import { settingsContract } from '../../../shared/contract/settings-contract.ts';
import { settlementContract } from '../../../shared/contract/settlement-contract.ts';
import { stayContract } from '../../../shared/contract/stay-contract.ts';
import { stayInsuranceContract } from '../../../shared/contract/stay-insurance-contract.ts';
import { worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { AppError } from '../../../shared/errors/app-error.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import type { EncounterId, PaperId } from '../../../shared/identity/ids.ts';
import type { DeskServices } from '../services/desk-services.ts';
import { answerMoney, clerkOf } from './money-answers.ts';
import { type Answers, handle, type IpcDeps, type Session } from './register.ts';
import { answerCharges } from './charge-answers.ts';
import { answerVisits } from './visit-answers.ts';

/** What a desk that cannot work still answers: why. */
export function problemAnswers(deps: IpcDeps, { code, details }: AppError): Answers {
  const answers: Answers = new Map();
  handle(answers, deps, deskContract.problem, () => ({ problem: { code, details } }));
  return answers;
}

/** Every channel of the desk window. */
export function deskAnswers(deps: IpcDeps, services: DeskServices): Answers {
  const answers: Answers = new Map();
  handle(answers, deps, deskContract.problem, () => ({ problem: null }));
  handle(answers, deps, deskContract.status, (_request, session) => services.status(session.clerkId));
  handle(answers, deps, deskContract.board, () => services.board());
  handle(answers, deps, deskContract.keyMap, () => ({ keys: { ...services.keyMap }, scanner: services.scanner }));
  answerSession(answers, deps, services);
  answerPeople(answers, deps, services);
  answerAdmission(answers, deps, services);
  answerStays(answers, deps, services);
  answerStayChanges(answers, deps, services);
  answerRecalls(answers, deps, services);
  answerReconciliation(answers, deps, services);
  answerPapers(answers, deps, services);
  answerSettings(answers, deps, services);
  answerMoney(answers, deps, services);
  answerCharges(answers, deps, services);
  answerVisits(answers, deps, services);
  return answers;
}

function answerSession(answers: Answers, deps: IpcDeps, { sessions }: DeskServices): void {
  handle(answers, deps, sessionContract.current, () => sessions.view());
  handle(answers, deps, sessionContract.clerks, () => ({ clerks: [...sessions.clerks()] }));
  handle(answers, deps, sessionContract.signIn, ({ clerkId, pin }) => {
    sessions.signIn(clerkId, pin);
    return sessions.view();
  });
  handle(answers, deps, sessionContract.signOut, () => {
    sessions.signOut();
    return sessions.view();
  });
}

function answerSettings(answers: Answers, deps: IpcDeps, { settings }: DeskServices): void {
  handle(answers, deps, settingsContract.read, () => settings.view());
  handle(answers, deps, settingsContract.save, async ({ changes }, session) => ({
    problems: [...(await settings.save(changes, clerkOf(session)))],
  }));
}

function answerPeople(answers: Answers, deps: IpcDeps, services: DeskServices): void {
  handle(answers, deps, personContract.readCard, ({ ask }, session) => services.people.card(session.clerkId, ask));
  handle(answers, deps, personContract.scan, ({ text }, session) => services.people.scan(text, session.clerkId));
  handle(answers, deps, personContract.enter, (entered, session) => services.people.enter(entered, session.clerkId));
}

function answerAdmission(answers: Answers, deps: IpcDeps, services: DeskServices): void {
  const { admissions, strips } = services;
  handle(answers, deps, admissionContract.recheck, async ({ patientId }) => ({ centreReached: await services.recheck(patientId) }));
  handle(answers, deps, admissionContract.orders, () => ({ orders: [...services.orders()] }));
  handle(answers, deps, admissionContract.open, (request) => admissions.open(request));
  handle(answers, deps, admissionContract.consent, async (request, session) => {
    await services.consent(request, clerkOf(session));
    return {};
  });
  handle(answers, deps, admissionContract.withdrawConsent, (request, session) => {
    services.withdrawConsent(request, clerkOf(session));
    return {};
  });
  handle(answers, deps, admissionContract.premium, (request, session) => {
    services.premium(request, clerkOf(session));
    return {};
  });
  handle(answers, deps, admissionContract.commit, (request, session) => {
    const encounterId = admissions.commit(request, clerkOf(session));
    return { encounterId, strip: strips.of(encounterId) };
  });
}

function answerStayIdentity(answers: Answers, deps: IpcDeps, { stayPersons, stayInsurance, strips, admitUnknown }: DeskServices): void {
  handle(answers, deps, stayInsuranceContract.view, ({ encounterId }) => ({ insurance: stayInsurance.view(encounterId) }));
  handle(answers, deps, stayInsuranceContract.recheck, async ({ encounterId }) => ({
    centreReached: await stayInsurance.recheck(encounterId),
  }));
  handle(answers, deps, stayContract.identity, ({ encounterId }) => stayPersons.identity(encounterId));
  handle(answers, deps, stayContract.register, (request, session) => {
    stayPersons.register(request, clerkOf(session));
    return { strip: strips.of(request.encounterId) };
  });
  handle(answers, deps, stayContract.merge, (request, session) => {
    stayPersons.merge(request, clerkOf(session));
    return {};
  });
  handle(answers, deps, stayContract.linkOrder, ({ encounterId, orderNumber }, session) => {
    stayPersons.linkOrder(encounterId, orderNumber, clerkOf(session));
    return {};
  });
  handle(answers, deps, stayContract.undoMerge, ({ encounterId, reason }, session) => {
    stayPersons.undoMerge(encounterId, reason, clerkOf(session));
    return {};
  });
  handle(answers, deps, stayContract.admitUnknown, (request, session) => ({ encounterId: admitUnknown(request, clerkOf(session)) }));
}

function answerStayChanges(answers: Answers, deps: IpcDeps, { stayChanges, strips, dayCare }: DeskServices): void {
  handle(answers, deps, dayCareContract.view, ({ encounterId }) => ({ episode: dayCare.view(encounterId) }));
  handle(answers, deps, dayCareContract.sign, ({ encounterId }, session) => ({ episode: dayCare.sign(encounterId, clerkOf(session)) }));
  handle(answers, deps, changeContract.view, ({ encounterId }) => stayChanges.view(encounterId));
  handle(answers, deps, changeContract.change, (request, session) => {
    stayChanges.change(request, clerkOf(session));
    return { strip: strips.of(request.encounterId) };
  });
  handle(answers, deps, changeContract.changeCoverage, (request, session) => {
    stayChanges.changeCoverage(request, clerkOf(session));
    return { strip: strips.of(request.encounterId) };
  });
  handle(answers, deps, changeContract.cancel, (request, session) => {
    stayChanges.cancel(request, clerkOf(session));
    return { strip: strips.of(request.encounterId) };
  });
}

function answerStays(answers: Answers, deps: IpcDeps, services: DeskServices): void {
  const { settlements, strips } = services;
  answerStayIdentity(answers, deps, services);
  handle(answers, deps, encounterContract.list, (request) => ({ strips: [...services.stays(request)] }));
  handle(answers, deps, encounterContract.get, ({ encounterId }) => ({
    strip: strips.of(encounterId),
    acts: [...services.acts(encounterId)],
    depositDue: services.credits.depositDue(encounterId),
  }));
  answerPatients(answers, deps, services);
  handle(answers, deps, settlementContract.view, ({ encounterId }) => settlements.view(encounterId));
  handle(answers, deps, settlementContract.askCentre, ({ encounterId }) => settlements.askCentre(encounterId));
  handle(answers, deps, settlementContract.leaving, () => ({ leaving: services.leaving() }));
  handle(answers, deps, settlementContract.chooseAccount, (request, session) => settlements.chooseAccount(request, clerkOf(session)));
  handle(answers, deps, settlementContract.adopt, (request, session) => {
    services.adoptSettlement(request, clerkOf(session));
    return {};
  });
  handle(answers, deps, settlementContract.commit, (request, session) => settlements.commit(request, clerkOf(session)));
  answerCases(answers, deps, services);
  handle(answers, deps, worklistContract.list, () => {
    const { items, total } = services.worklist();
    return { items: [...items], total };
  });
  handle(answers, deps, worklistContract.step, (request, session) => {
    services.workStep(request, clerkOf(session));
    return {};
  });
  handle(answers, deps, worklistContract.sendAgain, ({ actId }, session) => {
    services.sendAgain(actId, clerkOf(session));
    return {};
  });
  handle(answers, deps, worklistContract.finding, (request, session) => {
    services.finding(request, clerkOf(session));
    return {};
  });
  handle(answers, deps, worklistContract.findOut, ({ encounterId }) => {
    services.findOut(encounterId);
    return {};
  });
}

/** 在院病人, and everything known of one person. */
function answerPatients(answers: Answers, deps: IpcDeps, { inPatients, patients, books }: DeskServices): void {
  handle(answers, deps, inPatientContract.list, async (request) => {
    const { rows, total } = await inPatients.list(request);
    return { rows: [...rows], total };
  });
  handle(answers, deps, inPatientContract.export, async ({ words, ...asked }) => {
    const { rows, day } = await inPatients.list(asked);
    return { file: await books.exportInPatients(day, rows, words) };
  });
  handle(answers, deps, patientContract.find, ({ search }) => ({ people: [...patients.find(search)] }));
  handle(answers, deps, patientContract.view, ({ patientId }) => patients.view(patientId));
  handle(answers, deps, patientContract.certificate, ({ patientId }, session) => ({
    certNumber: patients.certificate(patientId, clerkOf(session)),
  }));
}

function answerCases(answers: Answers, deps: IpcDeps, { cases, caseStep }: DeskServices): void {
  handle(answers, deps, caseContract.list, () => cases());
  handle(answers, deps, caseContract.step, (request, session) => {
    caseStep(request, clerkOf(session));
    return {};
  });
}

function answerRecalls(answers: Answers, deps: IpcDeps, { recalls, recallView, clerk, invoices }: DeskServices): void {
  const view = (encounterId: EncounterId, session: Session) => recallView(encounterId, clerkOf(session));
  handle(answers, deps, recallContract.view, ({ encounterId }, session) => view(encounterId, session));
  handle(answers, deps, recallContract.ask, (request, session) => {
    recalls.ask(request, clerkOf(session));
    return view(request.encounterId, session);
  });
  handle(answers, deps, recallContract.decide, async ({ recallId, approved, reason }, session) => {
    const decider = clerk(clerkOf(session));
    // The clerk asked about the invoice when he asked for the recall; by now that may be too long ago.
    const asked = approved ? recalls.asksInvoice(recallId, decider) : null;
    if (asked !== null) await invoices.askStanding(asked);
    recalls.decide(recallId, approved, decider, reason);
    return {};
  });
  handle(answers, deps, recallContract.giveUp, ({ encounterId }, session) => {
    recalls.giveUp(encounterId, clerkOf(session));
    return view(encounterId, session);
  });
}

function answerReconciliation(answers: Answers, deps: IpcDeps, { reconciliation, reconciled }: DeskServices): void {
  handle(answers, deps, reconciliationContract.view, ({ day }) => reconciled(day));
  handle(answers, deps, reconciliationContract.compare, async ({ day }, session) => {
    await reconciliation.compare(day, session.clerkId);
    return reconciled(day);
  });
  handle(answers, deps, reconciliationContract.handle, async (request, session) => {
    const day = await reconciliation.handle(request, clerkOf(session));
    return reconciled(day);
  });
  handle(answers, deps, reconciliationContract.confirm, ({ day }, session) => {
    reconciliation.confirm(day, clerkOf(session));
    return reconciled(day);
  });
}

function answerPapers(answers: Answers, deps: IpcDeps, { papers }: DeskServices): void {
  const view = ({ paperId, kind, fileName, sha256, madeAt }: Awaited<ReturnType<typeof papers.print>>) => ({
    paperId,
    kind,
    file: fileName,
    sha256,
    madeAt,
  });
  handle(answers, deps, paperContract.print, async ({ encounterId, kind, key }, session) =>
    view(await papers.print(encounterId, kind, key, clerkOf(session))),
  );
  handle(answers, deps, paperContract.list, ({ encounterId }) => ({ papers: papers.list(encounterId).map(view) }));
}

/** Papers as long as a stay: whoever holds one page sees how many there are. */
const NUMBERED: ReadonlySet<PaperContent['kind']> = new Set(['charge-list', 'manual-claim', 'explanation']);

/** The port of one print window: its own paper and nothing else. */
export function printAnswers(deps: IpcDeps, { papers, paperReady }: DeskServices, own: PaperId): Answers {
  const answers: Answers = new Map();
  const onlyOwn = (paperId: PaperId) => invariant(paperId === own, 'a print window asks for its own paper');
  handle(answers, deps, printContract.load, ({ paperId }) => {
    onlyOwn(paperId);
    return papers.content(paperId);
  });
  handle(answers, deps, printContract.ready, ({ paperId }) => {
    onlyOwn(paperId);
    paperReady(paperId, NUMBERED.has(papers.content(paperId).kind));
    return {};
  });
  return answers;
}
