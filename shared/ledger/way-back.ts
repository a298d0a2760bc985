import type { ErrorCode, ErrorKind } from '../errors/app-error.ts';
import type { Means } from '../model/ledger.ts';
import { cardWayBack, type Move, type RefundDays, routeBack } from './means-table.ts';

/** Everything that decides how money that came goes back. */
export interface BackFacts {
  readonly means: Means;
  readonly move: Move;
  /** Whole days since it came. */
  readonly daysAgo: number;
  /** All that came goes back at once. */
  readonly whole: boolean;
  /** A connected line of this desk charged it, under a key of ours. */
  readonly byOrder: boolean;
  /** The slip of a card's refund was typed in: it was made on the terminal itself. */
  readonly slip: boolean;
  /** The patient wants it on an account. */
  readonly byTransfer: boolean;
  /** An outcome of the stay is unknown. */
  readonly locked: boolean;
  /** He left unsettled: what he left waits for the centre. */
  readonly leftUnsettled: boolean;
  /** The settlement's invoice is being taken back, or must be and was refused. */
  readonly invoiceOpen: boolean;
  /** The books owe it to him: more was paid than his share is now. */
  readonly owedBack: boolean;
  /** An invoice was issued, or is being issued, for the settlement that stands. */
  readonly invoiceStands: boolean;
  /** A second person, a supervisor, agreed at this window. */
  readonly approved: boolean;
}

/** `drawer` in cash, `line` by the line that charged it, `slip` on a terminal that is not connected, `request` 转账退款. */
export type WayBack =
  | { readonly kind: 'refused'; readonly error: readonly [ErrorKind, ErrorCode] }
  | { readonly kind: 'drawer' | 'slip' | 'request' }
  | { readonly kind: 'line'; readonly way: 'void' | 'refund' };

const refused = (kind: ErrorKind, code: ErrorCode): WayBack => ({ kind: 'refused', error: [kind, code] });

/**
 * The one decision of every refund at the desk (row D6): to the means by which it came while that still takes it, else as a transfer that two persons
 * sign. Deposit and credit are no money of the till: they go back by the settlement's own undo alone. Money that an invoice shows goes back against the
 * red one; a share that is owed and was paid goes back only as a wrong tender (收错更正), before its invoice and with a second person's word.
 */
export function wayBack(facts: BackFacts, limits: RefundDays): WayBack {
  const { means, move, daysAgo, whole, byOrder, slip } = facts;
  if (means === 'deposit' || means === 'credit') return refused('not-found', 'payment.not-found');
  if (facts.locked) return refused('unknown', 'encounter.locked');
  if (facts.leftUnsettled) return refused('rule', 'payment.wrong-state');
  if (move === 'collected' && (facts.invoiceOpen || (facts.invoiceStands && !facts.owedBack)))
    return refused('conflict', 'refund.invoice-first');
  if (move === 'collected' && !facts.owedBack && !facts.approved) return refused('permission', 'refund.approval-missing');
  if (facts.byTransfer || routeBack(means, daysAgo, limits) === 'request') return { kind: 'request' };
  if (means === 'cash') return { kind: 'drawer' };
  if (means === 'bank-card') return cardBack(byOrder && !slip, cardWayBack(daysAgo, whole), slip);
  // A wallet's payment that no order of ours knows cannot be told to go back.
  return byOrder ? { kind: 'line', way: 'refund' } : { kind: 'request' };
}

function cardBack(onLine: boolean, way: 'void' | 'refund', slip: boolean): WayBack {
  if (onLine) return { kind: 'line', way };
  return slip ? { kind: 'slip' } : refused('validation', 'payment.reference-missing');
}
