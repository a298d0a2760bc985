/**
 * What may have to be done at the centre, each one transaction (electron/core/centre/transactions.ts).
 *
 * A `…-reversal` takes back what an earlier act did, on purpose: settlement 2305, discharge 2405, all unsettled charges 2302, admission 2404.
 * `message-reversal` (2601) takes back a message of ours that stands there against our books. `settlement-adoption` asks for a settlement
 * that somebody else made (the patient's phone, the bureau) and changes nothing there.
 * `charges-comparison` (5204) asks which lines stand there, and changes nothing; `charges-removal` (2302) takes one line back, or all that are not settled.
 */
/** Acts of an outpatient's visit in the order of life: 2201, 2203, 2204, 2207; the last three take back, 2208, 2205, 2202. */
export const VISIT_ACT_KINDS = [
  'visit',
  'visit-details',
  'visit-charges',
  'visit-settlement',
  'visit-settlement-reversal',
  'visit-charges-reversal',
  'visit-reversal',
] as const;
export type VisitActKind = (typeof VISIT_ACT_KINDS)[number];

/** 结算清单 (4101) of a settlement that stands, and back to "not submitted" (4102) of one that does not any more. */
export const LIST_ACT_KINDS = ['settlement-list', 'settlement-list-reversal'] as const;
export type ListActKind = (typeof LIST_ACT_KINDS)[number];

/** 中途结算 (2304 with its own mark) of what was used until a year's end while the stay goes on, and its taking back (2305). */
export const INTERIM_ACT_KINDS = ['interim-settlement', 'interim-settlement-reversal'] as const;

export const CENTRE_ACT_KINDS = [
  'admission',
  'charges',
  'discharge',
  'settlement',
  'admission-change',
  'settlement-reversal',
  'discharge-reversal',
  'charges-reversal',
  'admission-reversal',
  'message-reversal',
  'settlement-adoption',
  'charges-comparison',
  'charges-removal',
  ...INTERIM_ACT_KINDS,
  ...VISIT_ACT_KINDS,
  ...LIST_ACT_KINDS,
] as const;
export type CentreActKind = (typeof CENTRE_ACT_KINDS)[number];

/** `credit-raise` 追加占用: the lock becomes larger. `credit-draw-reversal`: what was drawn goes back to the lock, because its settlement was taken back. */
export const BANK_ACT_KINDS = ['credit-lock', 'credit-raise', 'credit-draw', 'credit-release', 'credit-draw-reversal'] as const;
export type BankActKind = (typeof BANK_ACT_KINDS)[number];

/** 开票 and 冲红 at the hospital's platform of fiscal e-invoices. */
export const INVOICE_ACT_KINDS = ['invoice-issue', 'invoice-reversal'] as const;
export type InvoiceActKind = (typeof INVOICE_ACT_KINDS)[number];

export const ACT_KINDS = [...CENTRE_ACT_KINDS, ...BANK_ACT_KINDS, ...INVOICE_ACT_KINDS] as const;

/** The lines that acts wait for. `list`: over the centre's network, in a queue of its own, so that a list holds up nothing of the patient's. */
export const ACT_LINES = ['centre', 'list', 'bank', 'invoice'] as const;
export type ActLine = (typeof ACT_LINES)[number];

/** The other side that carries an act out. */
export function lineOf(kind: ActKind): ActLine {
  if ((LIST_ACT_KINDS as readonly ActKind[]).includes(kind)) return 'list';
  if ((BANK_ACT_KINDS as readonly ActKind[]).includes(kind)) return 'bank';
  return (INVOICE_ACT_KINDS as readonly ActKind[]).includes(kind) ? 'invoice' : 'centre';
}
export type ActKind = (typeof ACT_KINDS)[number];

export const ACT_STATES = ['waiting', 'unknown', 'acknowledged', 'rejected', 'withdrawn'] as const;
export type ActState = (typeof ACT_STATES)[number];

/**
 * How far a stay is taken back: only its settlement, also its discharge, or everything that the centre has of it; `interim`: its last interim settlement
 * alone, while nothing was settled on top of it.
 */
export const RECALL_DEPTHS = ['settlement', 'discharge', 'admission', 'interim'] as const;
export type RecallDepth = (typeof RECALL_DEPTHS)[number];

/** Who may have to agree to a recall, each with one yes. */
export const RECALL_OFFICES = ['supervisor', 'insurance-officer'] as const;
export type RecallOffice = (typeof RECALL_OFFICES)[number];
