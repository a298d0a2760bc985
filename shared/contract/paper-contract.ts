import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema, paperIdSchema } from '../identity/ids.ts';
import { money } from '../money/money-schema.ts';
import { CONSENT_SIGNERS } from '../model/credential.ts';
import { MEANS, TILL_PAPER_KINDS } from '../model/ledger.ts';
import { EXITS, MANUAL_CLAIM_DOCUMENTS, PAPER_KINDS } from '../model/stay.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { amountRangeSchema, stripSchema } from './common-schemas.ts';
import { invoiceViewSchema } from './invoice-contract.ts';
import { sealContentSchema } from './shift-contract.ts';
import { defineChannel, nothing } from './define-channel.ts';

const paperSchema = z.strictObject({
  paperId: paperIdSchema,
  kind: z.enum(PAPER_KINDS),
  /** Where the PDF lies. */
  file: z.string(),
  sha256: z.string(),
  madeAt: instantSchema,
});

const paperCommon = { hospitalName: z.string(), clerkName: z.string(), windowNumber: z.string(), madeAt: instantSchema, copy: z.int() };
const commonFields = { ...paperCommon, strip: stripSchema } as const;

/** Papers that say one thing, all of one shape. */
export const SLIP_KINDS = [
  'credit-lock-slip',
  'credit-receipt',
  'visit-statement',
  'interim-statement',
  'result-pending',
  'refund-receipt',
  'transfer-request',
  'lost-receipt',
] as const;

const chargeLineSchema = z.strictObject({
  on: calendarDateSchema,
  code: z.string(),
  name: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  amount: money,
});

/** What stands on the paper. A notice has no settlement and no fund column; a statement has no estimate. */
export const paperContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('unsettled-notice'),
    hospitalName: z.string(),
    strip: stripSchema,
    contactPhone: z.string(),
    /** null: it cannot be estimated. */
    expectedOwnShare: amountRangeSchema.nullable(),
    selfPaid: money.nullable(),
    settleBy: calendarDateSchema,
    /** What stays behind for the settlement, or that he comes back for it. */
    exit: z.enum(EXITS),
    /** Masked account for what is left of the deposit. */
    payee: z.string().nullable(),
    clerkName: z.string(),
    windowNumber: z.string(),
    madeAt: instantSchema,
    copy: z.int(),
  }),
  z.strictObject({
    kind: z.literal('settlement-statement'),
    hospitalName: z.string(),
    strip: stripSchema,
    settlementNumber: z.string(),
    settledAt: instantSchema,
    figures: z.record(z.string(), money),
    paidByCredit: money,
    released: money,
    owed: money,
    clerkName: z.string(),
    windowNumber: z.string(),
    madeAt: instantSchema,
    copy: z.int(),
  }),
  z.strictObject({
    kind: z.literal('manual-claim'),
    ...commonFields,
    contactPhone: z.string(),
    hospitalCode: z.string(),
    paidAt: instantSchema,
    reason: z.string(),
    total: money,
    /** What the insured place wants to see (rule Y-16), and what this hospital adds in its own words. */
    documents: z.array(z.enum(MANUAL_CLAIM_DOCUMENTS)),
    more: z.array(z.string()),
    lines: z.array(chargeLineSchema),
  }),
  /** 自费结算单: what a stay costs its patient alone, and how he paid it. total = the tenders + due. */
  z.strictObject({
    kind: z.literal('self-pay-statement'),
    ...commonFields,
    settlementNumber: z.string(),
    settledAt: instantSchema,
    total: money,
    /** Net of what went back. */
    tenders: z.array(z.strictObject({ means: z.enum(MEANS), amount: money })),
    due: money,
    /** Deposit that is left over. */
    held: money,
  }),
  /** One fact with its amounts: what the bank locked or paid, what a visit came to, what went back, what is asked of finance, what nobody knows yet, which receipt is lost. */
  z.strictObject({
    kind: z.literal(SLIP_KINDS),
    ...commonFields,
    /** Of the bank, the centre, the posting or the request. */
    number: z.string(),
    at: instantSchema,
    /** Names are codes of renderer/i18n. */
    amounts: z.array(z.strictObject({ name: z.string(), amount: money })),
    facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
    /** Who signs. */
    signs: z.array(z.enum(['patient', 'payer', 'clerk', 'supervisor', 'finance'])),
  }),
  z.strictObject({
    kind: z.literal('deposit-reminder'),
    ...paperCommon,
    ward: z.string(),
    rows: z.array(
      z.strictObject({
        bed: z.string(),
        patientName: z.string(),
        stayNumber: z.string(),
        held: money,
        locked: money,
        expected: money,
        short: money,
      }),
    ),
    /** Of all of them. */
    short: money,
  }),
  /** The separate consent as it is read and signed before there is a stay. */
  z.strictObject({
    kind: z.literal('consent-form'),
    ...paperCommon,
    patientName: z.string(),
    maskedCertNumber: z.string(),
    orderNumber: z.string(),
    department: z.string(),
    textVersion: z.string(),
  }),
  z.strictObject({
    kind: z.literal('charge-list'),
    ...commonFields,
    total: money,
    /** Sums by day, and by class as the centre said it ('' where it has not), each adding up to the total. */
    days: z.array(z.strictObject({ on: calendarDateSchema, count: z.int(), amount: money })),
    classes: z.array(z.strictObject({ itemClass: z.string(), amount: money })),
    lines: z.array(chargeLineSchema.extend({ itemClass: z.string() })),
  }),
  z.strictObject({
    kind: z.literal('explanation'),
    ...commonFields,
    settlementNumber: z.string(),
    settledAt: instantSchema,
    /** Centre minus estimate; null where nothing could be estimated. */
    rows: z.array(z.strictObject({ figure: z.string(), estimate: money.nullable(), final: money, difference: money.nullable() })),
    causes: z.array(z.strictObject({ cause: z.string(), amount: money, facts: z.record(z.string(), z.string()) })),
    /** Of the estimate, each with the article it stands on. */
    steps: z.array(z.strictObject({ layer: z.string(), payer: z.string(), formula: z.string(), article: z.string(), amount: money })),
  }),
  z.strictObject({
    kind: z.literal('admission-notice'),
    ...commonFields,
    contactPhone: z.string(),
    /** Opaque: opens the stay at every window of this desk. */
    stayCode: z.string(),
    /** Until when a registration counts; null: there is none to come. */
    registerBy: instantSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('wristband'), ...commonFields, stayCode: z.string() }),
  z.strictObject({
    kind: z.literal('bank-consent'),
    ...commonFields,
    signedBy: z.enum(CONSENT_SIGNERS),
    /** Who signed for the patient; null: himself. */
    signerName: z.string().nullable(),
    givenAt: instantSchema,
    textVersion: z.string(),
  }),
  z.strictObject({
    kind: z.literal('invoice-notice'),
    ...commonFields,
    stayCode: z.string(),
    /** null: the platform is away, the invoice comes by itself later. */
    invoice: invoiceViewSchema.shape.invoice,
  }),
  z.strictObject({
    kind: z.literal('deposit-receipt'),
    ...paperCommon,
    strip: stripSchema,
    receiptNumber: z.string(),
    takenAt: instantSchema,
    amount: money,
    means: z.enum(MEANS),
    payer: z.string(),
    reference: z.string(),
    held: money,
  }),
  z.strictObject({ kind: z.literal('shift-sheet'), ...paperCommon, seal: sealContentSchema, hash: z.string() }),
]);
export type PaperContent = z.output<typeof paperContentSchema>;

export const paperContract = {
  /** Makes the PDF and keeps it with its hash. Errors: paper.not-allowed (a statement before the official settlement), paper.failed. */
  print: defineChannel({
    name: 'paper.print',
    request: z.strictObject({ encounterId: encounterIdSchema, kind: z.enum(PAPER_KINDS), key: idempotencyKeySchema }),
    response: paperSchema,
    permission: 'paper:print',
    effect: 'keyed',
  }),

  /**
   * A paper of the till, made and kept with its hash. `subject`: of a receipt, or the declaration that it is lost, its number; of a sealed shift the shift;
   * of what went back its posting; of a transfer its request; of 催款单 the ward; of the consent before the admission the order's number, a bar, the
   * patient's id. Errors: paper.not-allowed (nothing was taken, not sealed, nobody is short, no such order), paper.reprint-approval, paper.failed.
   */
  printTill: defineChannel({
    name: 'paper.printTill',
    request: z.strictObject({ kind: z.enum(TILL_PAPER_KINDS), subject: z.string().max(100), key: idempotencyKeySchema }),
    response: paperSchema.extend({ kind: z.enum(TILL_PAPER_KINDS) }),
    permission: 'paper:print',
    effect: 'keyed',
  }),

  list: defineChannel({
    name: 'paper.list',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: z.strictObject({ papers: z.array(paperSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),
} as const;

export type TillPaperRequest = z.output<typeof paperContract.printTill.request>;

/** The print window's own port. */
export const printContract = {
  load: defineChannel({
    name: 'print.load',
    request: z.strictObject({ paperId: paperIdSchema }),
    response: paperContentSchema,
    permission: 'anyone',
    effect: 'read',
  }),
  ready: defineChannel({
    name: 'print.ready',
    request: z.strictObject({ paperId: paperIdSchema }),
    response: nothing,
    permission: 'anyone',
    effect: 'read',
  }),
} as const;
