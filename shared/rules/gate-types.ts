import type { LegalReference } from '../model/policy-reference.ts';
import type { CareKind, ChargeLine, Scheme } from '../model/settlement-case.ts';
import type { Money } from '../money/money.ts';
import type { AccountPurpose, Credential, FilingCategory, GateName, Relative } from '../policy/gate-schema.ts';
import type { Pack } from '../policy/pack.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import type { OtherPayer } from './door-types.ts';

/** A filing for care elsewhere, as the insured place knows it. `until` null: until it is changed. */
export interface Filing {
  readonly category: FilingCategory;
  /** The household register moved there; asked of retired people who settled. */
  readonly householdMoved: boolean;
  readonly filedOn: CalendarDate;
  readonly from: CalendarDate;
  readonly until: CalendarDate | null;
  /** Filed or renewed under the rules now in force. */
  readonly renewed: boolean;
}

/** What is known when a patient asks for direct settlement. No name, no number of a document. */
export interface DirectApplication {
  readonly coverage: {
    readonly region: string;
    readonly scheme: Scheme;
    /** What the insured place pays for ordinary outpatient care: a pooled benefit, the own account alone, or nothing. */
    readonly outpatient: 'pooled' | 'account-only' | 'none';
    readonly accountBalance: Money | null;
    /** When this year's premium was paid; null: not asked (employees). */
    readonly paidOn: CalendarDate | null;
    /** The insured place's own server answers. */
    readonly answers: boolean;
    /** It counts targeted drugs as a special disease; null: nobody asked. */
    readonly targetedDrugsAreSpecial: boolean | null;
  };
  /** `networked`, `designated`: null when nobody knows. */
  readonly provider: {
    readonly region: string;
    readonly name: string;
    readonly networked: boolean | null;
    readonly designated: boolean | null;
  };
  readonly care: {
    readonly kind: CareKind;
    /** First day: of the stay, or of the visit. */
    readonly on: CalendarDate;
    readonly emergency: boolean;
    readonly disease: string | null;
    /** He is an in-patient somewhere at this time. */
    readonly inPatientNow: boolean;
  };
  /** The day of the settlement; null: it is still to come. */
  readonly settledOn: CalendarDate | null;
  readonly filing: Filing | null;
  readonly credential: { readonly kind: Credential | null; readonly matchesPerson: boolean };
  /** Registered at the insured place for a special disease (放化疗 …). */
  readonly specialRegistration: boolean;
  readonly otherPayer: OtherPayer;
  readonly targetedDrugLines: readonly string[];
  /** Money asked before care: at the outpatient window, or as a deposit. null: none. */
  readonly prepayment: { readonly asked: Money; readonly voluntary: boolean } | null;
  readonly deposit: { readonly asked: Money; readonly average: Money | null } | null;
  /** Lines to check against tariffs. */
  readonly lines: readonly ChargeLine[];
}

/** Somebody's account is to pay for himself or for a relative. `relative` null: for himself. */
export interface AccountUse {
  readonly on: CalendarDate;
  readonly purpose: AccountPurpose;
  readonly relative: Relative | null;
  readonly owner: { readonly region: string; readonly scheme: Scheme; readonly hasAccount: boolean; readonly balance: Money };
  readonly user: { readonly region: string; readonly scheme: Scheme };
  readonly bound: boolean;
  readonly faceChecked: boolean;
  readonly due: Money;
}

/** Packs whose gates are asked, in this order: of two packs with a gate for the same thing the earlier one counts. */
export interface GatePacks {
  readonly insured: Pack | null;
  readonly care: Pack | null;
  readonly national: Pack | null;
}

/** What the patient, or the desk, can do about a refusal. */
export const REMEDIES = [
  'file-now',
  'renew-filing',
  'change-filing',
  'go-to-networked-hospital',
  'go-to-designated-hospital',
  'bring-credential',
  'show-person',
  'pay-and-claim',
  'pay-cash',
  'ask-insurance-office',
  'apply-special-registration',
  'retry-later',
  'wait-until',
  'settle-as-self-paid',
  'settle-after-stay',
  'lower-deposit',
  'take-no-prepayment',
  'correct-price',
  'bind-account',
  'use-other-means',
] as const;
export type Remedy = (typeof REMEDIES)[number];

/**
 * One condition with its answer. `code`: stable, "filing.missing". `facts`: texts for its sentence. `lines`: it concerns these lines only.
 * `documents`: what a manual claim needs, where one is the way out.
 */
export interface GateAnswer {
  readonly gate: GateName;
  readonly rule: string | null;
  readonly verdict: 'met' | 'ask' | 'refused';
  readonly code: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
  readonly remedy: Remedy | null;
  readonly documents: readonly string[];
  readonly reference: LegalReference;
}

/** Every gate with its answer. `open`: nothing refuses the whole. `ask`: somebody must be asked first. `refusedLines`: paid by the patient. */
export interface GateDecision {
  readonly open: boolean;
  readonly ask: boolean;
  readonly gates: readonly GateAnswer[];
  readonly refusedLines: readonly string[];
}
