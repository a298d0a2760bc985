import type { ItemLimits } from './line-check.ts';
import type { ItemGrade } from './settlement-case.ts';
import type { Money } from '../money/money.ts';
import type { CalendarDate, Instant } from '../time/calendar-date.ts';

/** States of a stay in the order of life (domain: a stay from order to books). */
export const STAY_STATES = ['registered', 'in-hospital', 'ward-discharged', 'left-unsettled', 'settling', 'settled', 'cancelled'] as const;
export type StayState = (typeof STAY_STATES)[number];

/** How somebody comes in: bank credit, deposit, a waiver by his hardship status (政策减免), or as an emergency without any (绿色通道). */
export const DOORS = ['credit', 'deposit', 'exemption', 'green-channel'] as const;
export type Door = (typeof DOORS)[number];

/**
 * Ways out of the hospital, exclusive, chosen with the patient. `online` settles now. The four for when the centre is away:
 * 1 `credit-leave` 信用挂账, 2 `deposit-leave` 预交金留存, 3 `self-pay` 全额自费 and claimed by hand, 4 `come-back` 改日办理: nothing moves.
 */
export const EXITS = ['online', 'credit-leave', 'deposit-leave', 'self-pay', 'come-back'] as const;
export type Exit = (typeof EXITS)[number];

/** 《离院未结算告知单》, 医保结算单, 手工报销材料单, 解释单, 入院告知单, 腕带贴, 单独同意书, 电子票据告知单. */
export const PAPER_KINDS = [
  'unsettled-notice',
  'settlement-statement',
  'manual-claim',
  'self-pay-statement',
  'explanation',
  'admission-notice',
  'wristband',
  'bank-consent',
  'invoice-notice',
  'charge-list',
  'credit-lock-slip',
  'credit-receipt',
  'visit-statement',
  'interim-statement',
  'result-pending',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** 病历, 明细清单, 发票, 定点机构证明: what a claim by hand is made of. Source: rule Y-16; places add or drop some. */
export const MANUAL_CLAIM_DOCUMENTS = ['medical-record', 'charge-list', 'invoice', 'institution-proof'] as const;

export const STAY_KINDS = ['inpatient', 'day-care'] as const;
export type StayKind = (typeof STAY_KINDS)[number];

/** A code of a national or hospital list with its name. */
export interface Coded {
  readonly code: string;
  readonly name: string;
}

export interface Diagnosis extends Coded {
  readonly main: boolean;
}

/** The doctor's electronic order (住院证), as the hospital's system sent it. */
export interface AdmissionOrder {
  readonly orderNumber: string;
  readonly patient: {
    readonly name: string;
    readonly certType: 'id-card' | 'other';
    readonly certNumber: string;
    readonly sex: 'male' | 'female' | 'unknown';
    /** null: nobody knows (an unknown emergency). */
    readonly birthOn: CalendarDate | null;
    readonly phone: string | null;
  };
  readonly issuedAt: Instant;
  readonly orderingDepartment: Coded;
  readonly orderingDoctor: Coded;
  readonly ward: string;
  readonly department: Coded;
  readonly bed: string;
  readonly attendingDoctor: Coded;
  readonly diagnoses: readonly Diagnosis[];
  readonly condition: 'critical' | 'urgent' | 'ordinary';
  readonly route: 'emergency' | 'outpatient' | 'transfer';
  /** `day-care`: 中医日间诊疗, an episode of treatment days that counts as a stay. */
  readonly careKind: StayKind;
  /** What the doctor expects the stay to cost: total, 自费, 乙类先行自付. */
  readonly plan: { readonly total: Money; readonly selfPaid: Money; readonly firstShare: Money };
}

/** One billable line. `amount` comes from the hospital and is checked, never recomputed. */
export interface ChargeItem {
  readonly lineNumber: string;
  readonly originalLineNumber: string | null;
  readonly occurredAt: Instant;
  readonly itemCode: string;
  readonly hospitalItemCode: string;
  readonly name: string;
  /** Four decimals; negative where a line is taken back. */
  readonly quantity: string;
  /** Six decimals. */
  readonly unitPrice: string;
  readonly amount: Money;
  readonly department: Coded;
  readonly doctor: Coded;
}

/** How the insurance counts one item, by the hospital's own mapping. */
export interface CatalogueItem {
  readonly itemCode: string;
  readonly name: string;
  readonly grade: ItemGrade;
  /** 床位费, 护理费 or neither; null: the hospital does not say. */
  readonly fee: 'bed' | 'nursing' | 'other' | null;
  /** Published tariff of one unit, six decimals; null: not known here. */
  readonly tariff: string | null;
  /** Whom it may be charged for, and how much of it; null: the hospital says of no limit. */
  readonly limits: ItemLimits | null;
}

/** The ward's word that the patient may go (出院通知单). `leftAt` is the legal end of the stay. */
export interface WardNotice {
  readonly orderNumber: string;
  readonly leftAt: Instant;
  readonly department: Coded;
  readonly bed: string;
  readonly way: 'ordered' | 'transfer' | 'community' | 'against-advice' | 'death' | 'other';
  readonly diagnoses: readonly Diagnosis[];
  readonly nurse: Coded;
}

/** A person as a credential and the centre name him. Personal data: never in an error or a log. */
export interface Person {
  readonly name: string;
  readonly certType: 'id-card' | 'other';
  readonly certNumber: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birthOn: CalendarDate | null;
  readonly cardNumber: string | null;
  readonly cardSerial: string | null;
}

/** One insured status as the centre told it. */
export interface InsuredStatus {
  readonly schemeCode: string;
  readonly personClassCode: string;
  readonly insuredPlaceCode: string;
  readonly active: boolean;
  readonly statusCode: string;
  readonly from: CalendarDate | null;
  readonly balance: Money | null;
}

/** The day on which the ward means to let somebody go; null: not for now. */
export interface DischargePlan {
  readonly orderNumber: string;
  readonly leavesOn: CalendarDate | null;
}
