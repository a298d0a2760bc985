import type { LeavingView, settlementContract } from '../../../shared/contract/settlement-contract.ts';
import type { z } from 'zod';
import type { admissionContract, OrderView } from '../../../shared/contract/admission-contract.ts';
import type { Strip } from '../../../shared/contract/common-schemas.ts';
import type { deskContract } from '../../../shared/contract/desk-contract.ts';
import type { ActView } from '../../../shared/contract/encounter-contract.ts';
import type { BoardView } from '../../../shared/contract/desk-contract.ts';
import type { stayContract } from '../../../shared/contract/stay-contract.ts';
import type { worklistContract } from '../../../shared/contract/worklist-contract.ts';
import type { SupervisorView } from '../../../shared/contract/supervisor-contract.ts';
import type { DayEndView } from '../../../shared/contract/day-end-contract.ts';
import type { Worklist } from './acts/worklist-service.ts';
import type { ReconciliationView } from '../../../shared/contract/reconciliation-contract.ts';
import type { RecallView } from '../../../shared/contract/recall-contract.ts';
import type { Clerk } from '../db/repositories/clerk-repository.ts';
import type { CaseList } from '../../../shared/contract/case-contract.ts';
import type { TakeCaseStep } from './settlement/case-service.ts';
import type { EncounterId, PaperId, PatientId } from '../../../shared/identity/ids.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import type { AdmissionService } from './admission/admission-service.ts';
import type { IdentifyService } from './admission/identify-service.ts';
import type { DayCareService } from './admission/day-care-service.ts';
import type { ClearingService } from './money/clearing-service.ts';
import type { CreditService } from './money/credit-service.ts';
import type { BooksService } from './money/books-service.ts';
import type { InvoiceService } from './invoice/invoice-service.ts';
import type { PrintService } from './paper/print-service.ts';
import type { Reprint } from './paper/reprint-service.ts';
import type { PaymentService } from './money/payment-service.ts';
import type { PaperPress } from './paper/paper-press.ts';
import type { TillPaperService } from './paper/till-paper-service.ts';
import type { PaperService } from './paper/paper-service.ts';
import type { DayEndService } from './reconciliation/day-end-service.ts';
import type { ReconciliationService } from './reconciliation/reconciliation-service.ts';
import type { RecallService } from './settlement/recall-service.ts';
import type { SessionService } from './desk/session-service.ts';
import type { InterimService } from './settlement/interim-service.ts';
import type { SettlementService } from './settlement/settlement-service.ts';
import type { SettingsService } from './desk/settings-service.ts';
import type { ShiftService } from './money/shift-service.ts';
import type { DeskStatus } from './desk/status-service.ts';
import type { StayChangeService } from './stay/stay-change-service.ts';
import type { InPatientService } from './stay/in-patient-service.ts';
import type { PatientService } from './patient/patient-service.ts';
import type { StayInsuranceService } from './stay/stay-insurance.ts';
import type { StayService } from './stay/stay-service.ts';
import type { PriorCareService } from './stay/prior-care.ts';
import type { ChargeService } from './stay/charge-service.ts';
import type { VisitService } from './outpatient/visit-service.ts';
import type { WalletService } from './money/wallet-service.ts';
import type { StripService } from './stay/strip-service.ts';

/** What the channels call. Built once, in the composition root. */
export interface DeskServices {
  readonly sessions: SessionService;
  readonly admissions: AdmissionService;
  readonly settlements: SettlementService;
  readonly interims: InterimService;
  readonly recalls: RecallService;
  /** Who leaves today or tomorrow, and who mends what. */
  readonly leaving: () => LeavingView[];
  /** A settlement that stands at the centre and not here. Errors: see the contract. */
  adoptSettlement(request: z.output<typeof settlementContract.adopt.request>, clerkId: string): void;
  /** A stay's recalls as this clerk sees them. Errors: encounter.not-found. */
  recallView(encounterId: EncounterId, clerkId: string): RecallView;
  clerk(clerkId: string): Clerk;
  readonly reconciliation: ReconciliationService;
  /** A platform's day as the page shows it. */
  reconciled(day: CalendarDate): ReconciliationView;
  /** 日终对账 of all that is not the centre. */
  readonly dayEnd: DayEndService;
  dayEnded(day: CalendarDate): DayEndView;
  /** 班组长看板 as this clerk sees it. */
  supervisor(day: CalendarDate, clerkId: string): SupervisorView;
  readonly strips: StripService;
  readonly stayPersons: StayService;
  readonly inPatients: InPatientService;
  readonly patients: PatientService;
  readonly stayInsurance: StayInsuranceService;
  readonly stayChanges: StayChangeService;
  readonly dayCare: DayCareService;
  readonly papers: PaperService;
  readonly people: IdentifyService;
  readonly settings: SettingsService;
  readonly scanner: z.output<typeof deskContract.keyMap.response>['scanner'];
  readonly press: PaperPress;
  readonly tillPapers: TillPaperService;
  readonly shifts: ShiftService;
  readonly payments: PaymentService;
  readonly credits: CreditService;
  readonly clearings: ClearingService;
  readonly books: BooksService;
  readonly visits: VisitService;
  readonly charges: ChargeService;
  readonly priorCare: PriorCareService;
  readonly wallets: WalletService;
  readonly invoices: InvoiceService;
  readonly prints: PrintService;
  /** Errors: those of a second person's word. */
  reprint(request: Reprint, clerkId: string): Promise<void>;
  readonly keyMap: Readonly<Record<string, string>>;
  /** @param clerkId  who is signed in: his till is shown. */
  status(clerkId: string | null): DeskStatus;
  /** Errors: session.wrong-pin, session.locked-out, session.not-permitted. */
  admitUnknown(request: z.output<typeof stayContract.admitUnknown.request>, clerkId: string): EncounterId;
  /** Errors: order.not-found, patient.not-found. */
  consent(request: z.output<typeof admissionContract.consent.request>, clerkId: string): Promise<void>;
  /** Errors: consent.not-given. */
  withdrawConsent(request: z.output<typeof admissionContract.withdrawConsent.request>, clerkId: string): void;
  /** Errors: patient.not-found. */
  premium(request: z.output<typeof admissionContract.premium.request>, clerkId: string): void;
  board(): BoardView;
  /** Whether the centre answered. */
  recheck(patientId: PatientId): Promise<boolean>;
  orders(): readonly OrderView[];
  stays(filter: { readonly open: boolean; readonly search: string }): readonly Strip[];
  acts(encounterId: EncounterId): readonly ActView[];
  worklist(): Worklist;
  /** Errors: work.gone, work.not-possible. */
  workStep(request: z.output<typeof worklistContract.step.request>, clerkId: string): void;
  /** Settled stays that are not even, or not as expected. */
  cases(): CaseList;
  /** Errors: encounter.not-found, encounter.wrong-state, request.key-reused. */
  caseStep(request: TakeCaseStep, clerkId: string): void;
  /** Errors: encounter.not-found. */
  finding(request: z.output<typeof worklistContract.finding.request>, clerkId: string): void;
  /** Errors: conflict/encounter.wrong-state. */
  sendAgain(actId: number, clerkId: string): void;
  /** Makes a stay's open acts due now; the outbox asks. */
  findOut(encounterId: EncounterId): void;
  /** Tells the shell that a print window stands. */
  paperReady(paperId: PaperId, numbered: boolean): void;
}
