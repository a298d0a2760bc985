import type { LegalReference } from '../model/policy-reference.ts';
import type { CareKind, HospitalLevel } from '../model/settlement-case.ts';
import type { Money } from '../money/money.ts';
import type { CreditGateName } from '../policy/pack-schema.ts';
import type { CalendarDate, Instant } from '../time/calendar-date.ts';

/** Who would pay other than basic insurance: nobody, some of the lines, or the whole stay. */
export type OtherPayer = 'none' | 'some-lines' | 'all-lines';

/** What is known when a patient asks for admission (or a visit) on credit. No name, no reason of the bank. */
export interface CreditApplication {
  readonly coverage: { readonly region: string };
  readonly provider: { readonly region: string; readonly name: string; readonly level: HospitalLevel };
  readonly care: {
    readonly kind: CareKind;
    readonly admittedOn: CalendarDate;
    readonly admittedAt: Instant;
    /** Absent: he is still in. */
    readonly dischargedOn?: CalendarDate;
  };
  /** The doctor's admission order is there. */
  readonly meetsAdmissionCriteria: boolean;
  readonly credit: {
    /** When the patient opened the service in his app; null: never. */
    readonly authorisedAt: Instant | null;
    /** When the one-stop settlement agreement was signed; null: never. */
    readonly agreementSignedAt: Instant | null;
    /** Separate consent to give data to the bank. */
    readonly consentToBank: boolean;
    /** The bank's limit for this person and what of it is advanced and unpaid; null: the bank has named none. */
    readonly limit: Money | null;
    readonly outstanding: Money;
    /** The bank says yes or no and no more; `not-asked` also while its line is down. */
    readonly bankAnswer: 'yes' | 'no' | 'not-asked';
    /** The agreement lets the hospital start the settlement (自动结算). */
    readonly hospitalMaySettle: boolean;
  };
  readonly exclusions: { readonly workInjury: OtherPayer; readonly thirdParty: OtherPayer; readonly publicHealth: OtherPayer };
}

/** Every sentence a gate can say. Stable: renderer/i18n has one for each; `facts` fill it. */
export const GATE_CODES = [
  'credit.started',
  'credit.before-start-day',
  'credit.care-covered',
  'credit.care-not-covered',
  'credit.insured-and-treated-here',
  'credit.not-insured-here',
  'credit.treated-elsewhere',
  'credit.opened-before-admission',
  'credit.opened-after-admission',
  'credit.not-opened',
  'credit.agreement-signed',
  'credit.agreement-missing',
  'credit.consent-given',
  'credit.consent-missing',
  'credit.criteria-met',
  'credit.criteria-not-met',
  'credit.deposit-waived',
  'credit.limit-in-range',
  'credit.limit-out-of-range',
  'credit.no-limit',
  'credit.hospital-listed',
  'credit.hospital-not-listed',
  'credit.advances-own-share',
  'credit.available',
  'credit.used-up',
  'credit.hospital-may-settle',
  'credit.patient-settles',
  'credit.no-work-injury',
  'credit.work-injury-lines-excluded',
  'credit.work-injury-pays',
  'credit.no-third-party',
  'credit.third-party-lines-excluded',
  'credit.third-party-pays',
  'credit.no-public-health',
  'credit.public-health-lines-excluded',
  'credit.public-health-pays',
  'credit.bank-agreed',
  'credit.bank-declined',
  'credit.bank-not-asked',
] as const;
export type GateCode = (typeof GATE_CODES)[number];

/** One condition, met or not, with its article. `rule`: id of the rule list; null: of another law. `closes`: not met, and it keeps the door shut. */
export interface Gate {
  readonly gate: CreditGateName;
  readonly rule: string | null;
  readonly ok: boolean;
  readonly closes: boolean;
  readonly code: GateCode;
  readonly facts: Readonly<Record<string, string>>;
  readonly reference: LegalReference;
}

/**
 * The credit door with every reason. `open`: no gate closes it, no deposit is asked up to `available`.
 * `available` = limit − outstanding, 0 when closed. `hospitalMaySettle`: rule D-12.
 * `excludedLines`: some lines have another payer; credit covers the rest only.
 */
export interface DoorDecision {
  readonly open: boolean;
  readonly gates: readonly Gate[];
  readonly available: Money;
  readonly product: string | null;
  readonly hospitalMaySettle: boolean;
  readonly excludedLines: boolean;
}
