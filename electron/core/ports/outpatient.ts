import type { BatchSums, InsuredPerson } from './insured-person.ts';
import type { Coded, Diagnosis } from '../../../shared/model/stay.ts';
import type { AccountUseKind, NetLine, VisitType } from '../../../shared/model/visit.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';

interface Visit {
  readonly insured: InsuredPerson;
  /** The centre's; "" before 2201 was answered. */
  readonly visitNumber: string;
  /** The hospital's own, one per visit: the key of 2201. */
  readonly outpatientNumber: string;
  readonly at: Instant;
  readonly visitType: VisitType;
}

export interface VisitSettlementContent extends Visit {
  readonly kind: 'visit-settlement';
  readonly batch: string;
  readonly total: Money;
  readonly sums: BatchSums;
  readonly account: AccountUseKind;
  /** Messages of ours that asked for this settlement before; absent: none. */
  readonly sentBefore?: readonly string[];
}

export interface VisitSettlementReversalContent extends Visit {
  readonly kind: 'visit-settlement-reversal';
  readonly settlementNumber: string;
}

/** A batch is sent whole in one message. */
export interface VisitChargesContent extends Visit {
  readonly kind: 'visit-charges';
  readonly batch: string;
  readonly lines: readonly NetLine[];
}

/** What a cashier's window asks of the centre for one visit, in the order of life; the last three take back, in reverse order. */
export type OutpatientContent =
  | (Visit & { readonly kind: 'visit'; readonly department: Coded; readonly doctor: Coded })
  | (Visit & {
      readonly kind: 'visit-details';
      readonly disease: Coded;
      readonly diagnoses: readonly Diagnosis[];
      readonly department: Coded;
      readonly doctor: Coded;
    })
  | VisitChargesContent
  | VisitSettlementContent
  | VisitSettlementReversalContent
  | (Visit & { readonly kind: 'visit-charges-reversal' | 'visit-reversal' });
