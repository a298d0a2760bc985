import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { money } from '../money/money-schema.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { defineChannel } from './define-channel.ts';

/**
 * Where a stay's e-invoice stands. `not-here`: no platform is connected. `not-settled`: nothing to invoice yet. `money-open`: something is still owed.
 * `queued` waits for the line, `unknown` was sent and is asked about, `refused` wants a person. `taking-back` and its two troubles: the red one.
 */
export const INVOICE_STATES = [
  'not-here',
  'not-settled',
  'money-open',
  'queued',
  'unknown',
  'refused',
  'issued',
  'taking-back',
  'taking-back-unknown',
  'taking-back-refused',
] as const;

const invoiceSchema = z.strictObject({
  code: z.string(),
  number: z.string(),
  checkCode: z.string(),
  /** What the patient takes it with on his phone or at the machine; "" for a red one. */
  pickUpCode: z.string(),
  amount: money,
  issuedAt: instantSchema,
});

export const invoiceViewSchema = z.strictObject({
  state: z.enum(INVOICE_STATES),
  /** The invoice that stands, or is being taken back. */
  invoice: invoiceSchema.nullable(),
  /** Red ones of this stay, oldest first. */
  red: z.array(invoiceSchema),
  /** What the platform said when it was last asked: a paper one was taken (换开), somebody booked it (入账). */
  standing: z.strictObject({ paperTaken: z.boolean(), booked: z.boolean(), seenAt: instantSchema }).nullable(),
  owed: money,
  /** The hospital lets an invoice show arrears (个人欠费). */
  mayShowArrears: z.boolean(),
  /** The platform's own words of a refusal. */
  words: z.string().nullable(),
  refusedActId: z.int().nullable(),
});
export type InvoiceView = z.output<typeof invoiceViewSchema>;

export const invoiceContract = {
  /** Errors: encounter.not-found. */
  view: defineChannel({
    name: 'invoice.view',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: invoiceViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Asks the platform whether a paper one was taken and whether it was booked. Errors: invoice.unreachable, invoice.none. */
  askStanding: defineChannel({
    name: 'invoice.askStanding',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: invoiceViewSchema,
    permission: 'worklist:act',
    effect: 'read',
  }),

  /** Orders the invoice though something is still owed, where the hospital shows arrears on it. Errors: invoice.arrears-held, invoice.none. */
  issueWithArrears: defineChannel({
    name: 'invoice.issueWithArrears',
    request: z.strictObject({ encounterId: encounterIdSchema, key: idempotencyKeySchema }),
    response: invoiceViewSchema,
    permission: 'money:move',
    effect: 'keyed',
  }),
} as const;
