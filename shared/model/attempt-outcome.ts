import type { Money } from '../money/money.ts';
import type { Instant } from '../time/calendar-date.ts';
import type { Split } from './settlement.ts';

/** What the centre made of one charge line (2301). 自费, 超限价, 先行自付 and 范围内 add up to the line. */
export interface LineResult {
  readonly lineNumber: string;
  readonly itemClass: string;
  readonly selfPaid: Money;
  readonly overCap: Money;
  readonly firstShare: Money;
  readonly inScope: Money;
  /** The centre's own words on why a line is not paid as usual; "" where it says nothing. */
  readonly words: string;
}

/** A charge line as the centre shows it (5204); a line that stands there twice comes twice. */
export interface LineThere {
  readonly lineNumber: string;
  readonly amount: Money;
}

/** Under what the centre counts a settlement in its statements (3201): scheme, clearing type, agency, "" where its answer did not say; and its funds. */
export interface Clearing {
  /** The sum of all funds as the centre names it. */
  readonly fundTotal: Money;
  readonly schemeCode: string;
  readonly clearingType: string;
  readonly agencyCode: string;
}

/** What one fund paid of a settlement, under the centre's own code and name; `name` "" where it gave none. */
export interface FundPaid {
  readonly code: string;
  readonly name: string;
  readonly amount: Money;
}

/** What an acknowledged act brought back. */
export type ActResult =
  | { readonly kind: 'admission'; readonly visitNumber: string }
  | { readonly kind: 'charges'; readonly lines: readonly LineResult[] }
  | { readonly kind: 'visit'; readonly visitNumber: string }
  | { readonly kind: 'visit-charges'; readonly lines: readonly LineResult[] }
  | { readonly kind: 'discharge' }
  | {
      readonly kind: 'settlement';
      readonly settlementNumber: string;
      readonly settledAt: Instant;
      readonly split: Split;
      readonly clearing: Clearing;
      /** Fund by fund, as the centre lists them; empty where it does not. */
      readonly funds: readonly FundPaid[];
    }
  /** `reversalNumber`: the centre's own of the cancelling settlement; "" where only a query showed that it was cancelled. */
  | { readonly kind: 'settlement-reversal'; readonly reversalNumber: string; readonly reversedAt: Instant | null }
  | {
      readonly kind:
        | 'admission-change'
        | 'discharge-reversal'
        | 'charges-reversal'
        | 'charges-removal'
        | 'admission-reversal'
        | 'message-reversal';
    }
  /** null: this centre does not show lines that are not settled. */
  | { readonly kind: 'charges-comparison'; readonly lines: readonly LineThere[] | null }
  | { readonly kind: 'visit-details' | 'visit-charges-reversal' | 'visit-reversal' }
  | { readonly kind: 'settlement-list'; readonly listNumber: string }
  | { readonly kind: 'settlement-list-reversal' }
  | { readonly kind: 'credit'; readonly bankNumber: string; readonly amount: Money }
  | {
      readonly kind: 'invoice';
      readonly code: string;
      readonly number: string;
      readonly checkCode: string;
      /** What the patient takes his invoice with; "" for a red one. */
      readonly pickUpCode: string;
      readonly amount: Money;
      readonly issuedAt: Instant;
    };

/** How one attempt ended. Only `absent` and `undone` lead to a new attempt. `words`: the other side's own, unchanged. */
export type AttemptOutcome =
  /** `byAbsence`: only that something is not shown any more says so; believed as late and as often as `absent` is. */
  | { readonly kind: 'acknowledged'; readonly numberThere: string; readonly result: ActResult; readonly byAbsence?: true }
  /** `because`: the lines there do not add up to what the hospital charged. */
  | { readonly kind: 'rejected'; readonly words: string; readonly because?: 'charges-total' }
  /** Certainly nothing happened there, or a query said so; belief follows the rules of the outbox. */
  | { readonly kind: 'absent'; readonly words: string }
  | { readonly kind: 'undone'; readonly words: string }
  | { readonly kind: 'unknown'; readonly words: string };

export type SendOutcome = Extract<AttemptOutcome, { kind: 'acknowledged' | 'rejected' | 'unknown' }>;
