import type { Coded, Diagnosis } from '../../../shared/model/stay.ts';
import type { Money } from '../../../shared/money/money.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import type { InsuredPerson } from './centre-gateway.ts';

/** One line of an outpatient's bill (2204). */
export interface VisitCharge {
  readonly lineNumber: string;
  readonly occurredAt: Instant;
  readonly itemCode: string;
  readonly hospitalItemCode: string;
  readonly amount: Money;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly department: Coded;
  readonly doctor: Coded;
  readonly external: boolean;
}

interface Visit {
  readonly insured: InsuredPerson;
  /** The centre's; "" before 2201 was answered. */
  readonly visitNumber: string;
  /** The hospital's own, one per visit: the key of 2201. */
  readonly outpatientNumber: string;
}

/** The sums of a batch's line results, as 2207 wants them. */
export interface BatchSums {
  readonly selfPaid: Money;
  readonly overCap: Money;
  readonly firstShare: Money;
  readonly inScope: Money;
}

/** What a cashier's window asks of the centre for one visit, in the order of life; the last three take back, in reverse order. */
export type OutpatientContent =
  | (Visit & { readonly kind: 'visit'; readonly at: Instant; readonly department: Coded; readonly doctor: Coded; readonly caty: string })
  | (Visit & {
      readonly kind: 'visit-details';
      readonly at: Instant;
      readonly visitType: string;
      readonly disease: Coded;
      readonly diagnoses: readonly Diagnosis[];
      readonly department: Coded;
      readonly doctor: Coded;
    })
  /** A batch is sent whole in one message. */
  | (Visit & { readonly kind: 'visit-charges'; readonly batch: string; readonly lines: readonly VisitCharge[] })
  | (Visit & {
      readonly kind: 'visit-settlement';
      readonly batch: string;
      readonly visitType: string;
      readonly total: Money;
      readonly sums: BatchSums;
      readonly account: 'none' | 'own' | 'family';
    })
  | (Visit & { readonly kind: 'visit-settlement-reversal'; readonly settlementNumber: string })
  | (Visit & { readonly kind: 'visit-charges-reversal' })
  | (Visit & { readonly kind: 'visit-reversal' });
