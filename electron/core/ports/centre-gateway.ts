import type { AttemptOutcome, SendOutcome } from '../../../shared/model/attempt-outcome.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import type { AdmissionOrder, ChargeItem, InsuredStatus, Person, WardNotice } from '../../../shared/model/stay.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';

/** Whom a message is about, for every transaction of one stay. */
export interface InsuredPerson {
  readonly person: Person;
  readonly personNumber: string;
  readonly schemeCode: string;
  readonly personClassCode: string;
  readonly insuredPlaceCode: string;
}

export interface AdmissionContent {
  readonly kind: 'admission';
  readonly insured: InsuredPerson;
  readonly order: AdmissionOrder;
  readonly stayNumber: string;
  readonly admittedAt: Instant;
  readonly contactName: string;
  readonly contactPhone: string;
}

export interface ChargesContent {
  readonly kind: 'charges';
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

export interface SettlementContent {
  readonly kind: 'settlement';
  readonly insured: InsuredPerson;
  readonly visitNumber: string;
  readonly admittedAt: Instant;
  readonly leftAt: Instant;
  readonly total: Money;
  /** Sums of the centre's own line results; null while some line has none. */
  readonly sums: { readonly selfPaid: Money; readonly overCap: Money; readonly firstShare: Money; readonly inScope: Money } | null;
  /** Messages of ours that asked for this settlement before; absent: none. */
  readonly sentBefore?: readonly string[];
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

export type ReversalContent =
  | SettlementReversalContent
  | StayReversalContent
  | ChargesReversalContent
  | MessageReversalContent
  | AdmissionChangeContent;

export type CentreContent = AdmissionContent | ChargesContent | DischargeContent | SettlementContent | ReversalContent | AdoptionContent;

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
  readonly askedAt: Instant;
}

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
 * rejected/centre.rejected (details.words) or unknown/centre.unreadable-answer.
 */
export interface CentreGateway {
  /** 1101. rejected/person.unknown-to-centre when the centre does not know the credential. */
  findPerson(person: Person): Promise<{ readonly personNumber: string; readonly statuses: readonly InsuredStatus[] }>;
  /** 2001 and 5303. */
  checkEligibility(insured: InsuredPerson, on: Instant): Promise<Eligibility>;
  /** 5206. */
  yearToDate(insured: InsuredPerson, year: number): Promise<YearToDate>;
  /** 2303: changes nothing there. */
  preSettle(content: SettlementContent): Promise<Split>;
  /** 9001 with the shortest way: proves the line. */
  signIn(): Promise<void>;

  /** Asks eligibility again where the act needs it and writes the message now. Each call has a new message id. */
  build(content: CentreContent): Promise<LineMessage>;
  /** `unknown`: time-out, reset, 5xx or unreadable answer after bytes left. Throws gateway errors only when certainly nothing was done. */
  send(content: CentreContent, message: LineMessage): Promise<SendOutcome>;
  /** Finds out what became of an attempt, or undoes it, by the table in transactions.ts. Never repeats it. */
  resolve(content: CentreContent, trail: AttemptTrail): Promise<AttemptOutcome>;
}
