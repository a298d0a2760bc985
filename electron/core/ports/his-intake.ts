import type { AppError } from '../../../shared/errors/app-error.ts';
import type { AdmissionOrder, CatalogueItem, ChargeItem, DischargePlan, WardNotice } from '../../../shared/model/stay.ts';
import type { VisitOrder } from '../../../shared/model/visit.ts';

/** One line of a batch file of the hospital's system, in our words. */
export type HisEntry =
  | { readonly kind: 'admission-order'; readonly order: AdmissionOrder }
  | { readonly kind: 'charge'; readonly orderNumber: string; readonly item: ChargeItem }
  | { readonly kind: 'discharge-notice'; readonly notice: WardNotice }
  | { readonly kind: 'catalogue-item'; readonly item: CatalogueItem }
  | { readonly kind: 'visit'; readonly order: VisitOrder }
  | { readonly kind: 'discharge-plan'; readonly plan: DischargePlan }
  | { readonly kind: 'settled-elsewhere'; readonly event: SettledElsewhere };

/** The stay was settled at the centre by somebody else: from the patient's phone, or by the bureau. */
export interface SettledElsewhere {
  readonly orderNumber: string;
  /** The centre's own number. */
  readonly settlementNumber: string;
  readonly by: 'phone' | 'bureau';
}

/** A batch that lies in the folder. */
export interface HisBatch {
  readonly name: string;
  readonly sha256: string;
  readonly entries: readonly HisEntry[];
}

/** What becomes of each file: `take` saves a batch in one transaction, `refuse` saves that it was refused and why. */
export interface HisIntake {
  /** Throws AppError when the batch cannot be taken: nothing of it is saved then. */
  take(batch: HisBatch): void;
  refuse(name: string, sha256: string, error: AppError): void;
}
