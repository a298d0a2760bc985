import type { AttemptOutcome, FundPaid, SendOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { AccountUseKind } from '../../../shared/model/visit.ts';
import type { Filing } from '../../../shared/model/filing.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import type { AidClass } from '../../../shared/model/settlement-case.ts';
import type { AdmissionOrder, ChargeItem, InsuredStatus, Person, StayKind, WardNotice } from '../../../shared/model/stay.ts';
import type { VisitType } from '../../../shared/model/visit.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { CalendarDate, Instant } from '../../../shared/time/calendar-date.ts';
import type { BatchSums, InsuredPerson } from './insured-person.ts';
import type { OutpatientContent, VisitSettlementContent } from './outpatient.ts';

export type { BatchSums, InsuredPerson } from './insured-person.ts';

export interface AdmissionContent {
  readonly kind: 'admission';
  readonly insured: InsuredPerson;
  readonly order: AdmissionOrder;
  readonly stayNumber: string;
  readonly admittedAt: Instant;
  readonly contactName: string;
  readonly contactPhone: string;
  /** What was said of an injury; null: nobody was asked, for nothing points to one. */
  readonly injury: { readonly injured: boolean; readonly otherPayer: boolean } | null;
}

export interface ChargesContent {
  readonly kind: 'charges';
  readonly careKind: StayKind;
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly lines: readonly ChargeItem[];
}

export interface DischargeContent {
  readonly kind: 'discharge';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly stayNumber: string;
  readonly admittedAt: Instant;
  readonly order: AdmissionOrder;
  readonly notice: WardNotice;
}

/** For what care eligibility is asked: a kind of stay, or of visit. */
export type CareAsked = StayKind | VisitType;

export interface SettlementContent {
  readonly kind: 'settlement';
  readonly careKind: StayKind;
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly admittedAt: Instant;
  readonly leftAt: Instant;
  readonly total: Money;
  /** Whose account pays of his share. */
  readonly account: AccountUseKind;
  /** Sums of the centre's own line results; null while some line has none. */
  readonly sums: BatchSums | null;
  /** Messages of ours that asked for this settlement before; absent: none. */
  readonly sentBefore?: readonly string[];
  /** 中途结算: the stay goes on after it; absent: it ends it. */
  readonly interim?: boolean;
  /** Numbers of the interim settlements of this stay that stand: none of them is this one. */
  readonly settledParts?: readonly string[];
}

/** 2403: what the order says now. */
export interface AdmissionChangeContent extends Omit<AdmissionContent, 'kind'> {
  readonly kind: 'admission-change';
  readonly visitNumber: string;
}

/** 2305, of the settlement that stands. */
export interface SettlementReversalContent {
  readonly kind: 'settlement-reversal';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly settlementNumber: string;
}

/** 2405 and 2404. */
export interface StayReversalContent {
  readonly kind: 'discharge-reversal' | 'admission-reversal';
  readonly careKind: StayKind;
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly stayNumber: string;
  readonly admittedAt: Instant;
}

/** 2302 of everything that is not settled. */
export interface ChargesReversalContent {
  readonly kind: 'charges-reversal';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
}

/** 2302 of one line; null: of everything that is not settled. */
export interface ChargesRemovalContent {
  readonly kind: 'charges-removal';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly lineNumber: string | null;
}

/** 5204: which lines of the stay stand there. */
export interface ChargesComparisonContent {
  readonly kind: 'charges-comparison';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
}

/** 2601 of one message of ours, by its own number. */
export interface MessageReversalContent {
  readonly kind: 'message-reversal';
  readonly insured: InsuredPerson;
  readonly originalMessageId: string;
  /** Transaction of that message: 2304, 2401 … */
  readonly originalNumber: string;
}

/** 5203 of a settlement that we did not make. */
export interface AdoptionContent {
  readonly kind: 'settlement-adoption';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly settlementNumber: string;
}

/** 4101: the settlement as the bureau's auditors read it. */
export interface SettlementListContent {
  readonly kind: 'settlement-list';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly settlementNumber: string;
  readonly stayNumber: string;
  readonly admittedAt: Instant;
  readonly settledAt: Instant;
  readonly order: AdmissionOrder;
  readonly notice: WardNotice;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly agencyCode: string;
  readonly split: Split;
  readonly funds: readonly FundPaid[];
  readonly invoice: { readonly code: string; readonly number: string };
}

/** 4102: back to "not submitted". */
export interface SettlementListReversalContent {
  readonly kind: 'settlement-list-reversal';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly settlementNumber: string;
}

export type ReversalContent =
  | SettlementReversalContent
  | StayReversalContent
  | ChargesReversalContent
  | ChargesRemovalContent
  | MessageReversalContent
  | AdmissionChangeContent;

export type CentreContent =
  | AdmissionContent
  | ChargesContent
  | DischargeContent
  | SettlementContent
  | ReversalContent
  | AdoptionContent
  | ChargesComparisonContent
  | SettlementListContent
  | SettlementListReversalContent
  | OutpatientContent;

/** One attempt, ready to be saved and sent. */
export interface LineMessage {
  readonly messageId: string;
  readonly requestText: string;
}

/** What the centre says of a person's treatment right now (2001 and 5303). */
export interface Eligibility {
  readonly eligible: boolean;
  readonly reason: string | null;
  readonly inHospitalElsewhere: boolean;
  readonly askedAt: Instant;
}

/** What was used this year (5206); null where the centre did not say. */
export interface YearToDate {
  readonly year: number;
  readonly stayCount: number | null;
  readonly deductible: Money | null;
  readonly pooledFund: Money | null;
  readonly largeAmountBurden: Money | null;
  /** Of ordinary outpatient care, which counts apart from stays. */
  readonly outpatientDeductible: Money | null;
  readonly outpatientFund: Money | null;
  readonly askedAt: Instant;
}

/** A special identity of a person (救助身份), as the centre names it. */
export interface SpecialIdentity {
  readonly aid: AidClass;
  /** The centre's own words. */
  readonly words: string;
  readonly from: CalendarDate | null;
  readonly until: CalendarDate | null;
}

/** Who somebody is at the centre: his number, every insured status, and what assistance he has a right to. */
export interface KnownPerson {
  readonly personNumber: string;
  readonly statuses: readonly InsuredStatus[];
  readonly identities: readonly SpecialIdentity[];
}

/** What a 医保电子凭证 said when it was decoded. The token is short-lived and bound to its use: it is asked with at once and never kept. */
export interface Voucher {
  readonly token: string;
  readonly person: Person;
}

/** What the trail of an upload keeps before each taking-back of its lines. */
export const TAKING_BACK_CHARGES = '2302';

/** An attempt whose end is asked for, and what was seen of it until now. */
export interface AttemptTrail {
  readonly messageId: string;
  /** Oldest first. */
  readonly seen: readonly { readonly outcome: AttemptOutcome['kind']; readonly words: string | null }[];
  /** Keeps, before it leaves, that the attempt is being taken back, by what. */
  takingBack(words: string): void;
}

/**
 * Port. Its adapter is HTTP, tested against the stand-in in test/centre.
 *
 * Every reading call throws AppError gateway/centre.unreachable (nothing known), gateway/centre.clock-refused,
 * rejected/centre.rejected (details.words; details.because as in AttemptOutcome) or unknown/centre.unreadable-answer.
 */
export interface CentreGateway {
  /** 6101: whose code a scanned text is. rejected/voucher.refused (expired, of another use, not one), with the centre's words. */
  decodeVoucher(scanned: string): Promise<Voucher>;
  /**
   * 1101, by the voucher's token when one was decoded just now, else by card or document.
   * rejected/person.unknown-to-centre when the centre does not know the credential.
   */
  findPerson(person: Person, voucherToken?: string): Promise<KnownPerson>;
  /** 2001 and 5303, for an ordinary stay, or for care of this kind. */
  checkEligibility(insured: InsuredPerson, on: Instant, care?: CareAsked): Promise<Eligibility>;
  /** 5302 and 5304: filings for care elsewhere, past and to come; empty where there is none. */
  filings(insured: InsuredPerson, on: Instant): Promise<readonly Filing[]>;
  /** 5206. */
  yearToDate(insured: InsuredPerson, year: number): Promise<YearToDate>;
  /** 2303: changes nothing there. */
  preSettle(content: SettlementContent): Promise<Split>;
  /** 2206: changes nothing there. */
  preSettleVisit(content: VisitSettlementContent): Promise<Split>;
  /** 9001 with the shortest way: proves the line. */
  signIn(): Promise<void>;

  /**
   * Asks again what the act needs (2001 as of `eligibleOn`, null: not; 1101 where `coverageToo`; before a settlement also its total) and writes the message
   * now. Each call has a new message id.
   */
  build(content: CentreContent, eligibleOn: Instant | null, coverageToo?: boolean): Promise<LineMessage>;
  /** `unknown`: time-out, reset, 5xx or unreadable answer after bytes left. Throws gateway errors only when certainly nothing was done. */
  send(content: CentreContent, message: LineMessage): Promise<SendOutcome>;
  /** Finds out what became of an attempt, or undoes it, by the table in transactions.ts. Never repeats it. */
  resolve(content: CentreContent, trail: AttemptTrail): Promise<AttemptOutcome>;
}
