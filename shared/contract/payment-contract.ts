import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { MEANS, SHARE_ASKS } from '../model/ledger.ts';
import { money } from '../money/money-schema.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { referenceSchema, stripSchema } from './common-schemas.ts';
import { defineChannel, nothing } from './define-channel.ts';

/** How a person pays at the window. `wallet`: 微信 or 支付宝, told apart by the payment code itself. */
export const PAY_WAYS = ['cash', 'wallet', 'bank-card', 'transfer'] as const;
export type PayWay = (typeof PAY_WAYS)[number];

/** What money may move for a stay now. `locked`: an outcome is unknown, nothing moves. `closed`: cancelled. */
export const PAY_MODES = ['deposit', 'settled', 'locked', 'closed'] as const;

const tenderSchema = z.strictObject({
  postingId: z.int(),
  kind: z.enum(['deposit-received', 'collected']),
  means: z.enum(MEANS),
  amount: money,
  /** Postings that gave of it back, oldest first: each has its 退款凭证. */
  backPostings: z.array(z.int()),
  /** What of it was given back, and what may still go back: of a deposit no more than is still held. */
  returned: money,
  left: money,
  at: instantSchema,
  clerkName: z.string(),
  receiptNumber: z.string().nullable(),
  payer: z.string(),
  /** Paid by somebody who is neither the patient nor of his family: it goes back to him, or to somebody for him with a second person's word. */
  thirdPayer: z.boolean(),
  reference: z.string(),
  /** `request`: only by a transfer that the finance office pays. null: goes back to the deposit or the credit by a recall alone. */
  back: z.enum(['same', 'request']).nullable(),
  /** A card that the connected terminal charged, and gives back: no slip is typed. */
  viaTerminal: z.boolean(),
});
export type TenderView = z.output<typeof tenderSchema>;

const walletOrderSchema = z.strictObject({
  orderId: z.string(),
  kind: z.enum(['pay', 'refund']),
  channel: z.enum(['wechat', 'alipay', 'bank-card']),
  amount: money,
  state: z.enum(['unknown', 'done', 'refused', 'closed']),
  askedAt: instantSchema,
  words: z.string().nullable(),
});

const requestSchema = z.strictObject({
  requestId: z.int(),
  amount: money,
  payeeName: z.string(),
  /** Masked. */
  payeeAccount: z.string(),
  payeeBank: z.string(),
  reason: z.string(),
  state: z.enum(['asked', 'approved', 'paid', 'refused']),
  askedBy: z.string(),
  askedAt: instantSchema,
  approvedBy: z.string().nullable(),
});

const shareRequestSchema = z.strictObject({
  requestId: z.int(),
  kind: z.enum(SHARE_ASKS),
  amount: money,
  reason: z.string(),
  state: z.enum(['asked', 'approved', 'refused']),
  askedBy: z.string(),
  askedAt: instantSchema,
  decidedBy: z.string().nullable(),
});

export const paymentViewSchema = z.strictObject({
  strip: stripSchema,
  mode: z.enum(PAY_MODES),
  shiftOpen: z.boolean(),
  held: money,
  /** What the patient still owes of his official share, without what the bank was told to pay. */
  due: money,
  /** What the bank was told to pay and has not answered yet. */
  awaitingDraw: money,
  /** What goes back to him: the rest of the deposit after the settlement, or what was paid too much before a recall. */
  refundable: money,
  /** Of what was collected: paid too much, as the books stand. More than this goes back only as a wrong tender, before the invoice, with a second person's word. */
  owedBack: money,
  /** An invoice was issued, or is being issued, for the settlement that stands: its money goes back after the red one. */
  invoiceStands: z.boolean(),
  /** `due` as it is asked for in cash. */
  cashDue: money,
  /** Before the settlement: what the published table asks for. */
  terms: z.strictObject({ amount: money.nullable(), limit: referenceSchema.nullable() }),
  nextReceipt: z.string(),
  tenders: z.array(tenderSchema),
  walletOrders: z.array(walletOrderSchema),
  /** A card terminal is connected: it charges a card unless the slip of another is typed in. */
  terminal: z.boolean(),
  /** Where a transfer goes unless another account is typed: named when he left; the number masked. null: none was named. */
  payee: z.strictObject({ name: z.string(), account: z.string(), bank: z.string() }).nullable(),
  requests: z.array(requestSchema),
  /** The signed-in clerk says that finance paid one: of the finance office, or the supervisor where none of it signs in here. */
  mayPayTransfers: z.boolean(),
  /** 欠费离院, 减免, 转财务, oldest first. */
  shareRequests: z.array(shareRequestSchema),
});
export type PaymentView = z.output<typeof paymentViewSchema>;

const text = (most: number) => z.string().trim().max(most);

export const paymentContract = {
  /** All money of a stay. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'payment.view',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: paymentViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Change for what was handed over, and what of the due the fen rule leaves; computed here so that the page computes no money. */
  change: defineChannel({
    name: 'payment.change',
    request: z.strictObject({ amount: money, received: money }),
    response: z.strictObject({ asked: money, rounding: money, change: money }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * Takes money: before the settlement as a deposit, after it towards the share. A wallet's answer may be unknown: then nothing is booked and
   * the order stands in the view until it is found out; it is never sent again.
   * Errors: shift.none-open, encounter.locked, deposit.above-table, deposit.reason-missing, deposit.closed, payment.too-much, payment.cash-too-little,
   * payment.not-in-cash, payment.reference-missing, payment.reference-used, payment.nothing-due, wallet.unreachable, request.key-reused.
   */
  take: defineChannel({
    name: 'payment.take',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      way: z.enum(PAY_WAYS),
      amount: money,
      /** Cash handed over; null: exactly the amount. */
      received: money.nullable(),
      /** Number of the card slip or of the transfer. */
      reference: text(40),
      /** The code on the patient's phone, as it was scanned. */
      code: z.string().regex(/^\d{0,24}$/),
      payer: text(50),
      relation: text(20),
      /** Why less than the table is taken. */
      reason: text(200),
      key: idempotencyKeySchema,
    }),
    response: paymentViewSchema,
    permission: 'money:move',
    effect: 'keyed',
  }),

  /**
   * Gives back what a receipt brought, all or a part: the way it came where that still can be, else as a request to the finance office.
   * Errors: shift.none-open, encounter.locked, payment.not-found, payment.wrong-state, refund.too-much, refund.account-missing, drawer.not-enough,
   * drawer.float-used-up, payment.not-in-cash, payment.reference-missing, refund.invoice-first, refund.approval-missing, refund.same-person, refund.taker-missing, refund.payer-only;
   * session.wrong-pin, session.locked-out, session.not-permitted of the approver.
   */
  giveBack: defineChannel({
    name: 'payment.giveBack',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      postingId: z.int(),
      amount: money,
      /** By a transfer of the finance office even where the old way is open. */
      byTransfer: z.boolean(),
      receipt: z.enum(['returned', 'lost', 'kept']),
      reason: text(200).min(1),
      /** The terminal's slip of the refund; card only. */
      reference: text(40),
      payee: z.strictObject({ name: text(50), account: text(40), bank: text(60), agentCert: text(40) }).nullable(),
      /** Who takes what a third person paid, and the document that he showed; by a transfer: whose account it is. null: nobody else paid. */
      taker: z
        .strictObject({ name: text(50), cert: text(40) })
        .nullable()
        .default(null),
      /** A supervisor at this window, where a share that is owed goes back (收错更正), or a third person's money to somebody for him; null: none is asked. */
      approval: z.strictObject({ clerkId: text(20), pin: z.string().regex(/^\d{4,12}$/) }).nullable(),
      key: idempotencyKeySchema,
    }),
    response: paymentViewSchema,
    permission: 'money:move',
    effect: 'keyed',
  }),

  /** Looks unknown wallet orders of a stay up now. Sends nothing again. */
  findOut: defineChannel({
    name: 'payment.findOut',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: paymentViewSchema,
    permission: 'money:move',
    effect: 'read',
  }),

  /** The second signature under a transfer refund. Errors: refund.same-person, payment.wrong-state, payment.not-found. */
  approveRefund: defineChannel({
    name: 'payment.approveRefund',
    request: z.strictObject({ requestId: z.int(), key: idempotencyKeySchema }),
    response: nothing,
    permission: 'money:approve',
    effect: 'keyed',
  }),

  /** The second person refuses a transfer, with a reason; the money is held again. Errors: payment.not-found, refund.same-person, payment.wrong-state. */
  refuseRefund: defineChannel({
    name: 'payment.refuseRefund',
    request: z.strictObject({ requestId: z.int(), reason: text(200).min(1), key: idempotencyKeySchema }),
    response: nothing,
    permission: 'money:approve',
    effect: 'keyed',
  }),

  /**
   * A share that is owed: he leaves owing it, the hospital bears `amount` of it, or finance collects it. Asked of a supervisor; nothing moves yet.
   * Errors: encounter.not-found, encounter.locked, payment.nothing-due, payment.too-much, payment.wrong-state (asked before).
   */
  askShare: defineChannel({
    name: 'payment.askShare',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      kind: z.enum(SHARE_ASKS),
      amount: money.refine((amount) => !amount.isZero() && !amount.isNegative(), 'an amount is above zero'),
      reason: text(200).min(2),
      key: idempotencyKeySchema,
    }),
    response: paymentViewSchema,
    permission: 'money:move',
    effect: 'keyed',
  }),

  /** The second person's word: the supervisor's, of what is handed to finance the finance office's own (session.not-permitted). Errors: payment.not-found, refund.same-person, refund.reason-missing (a no), payment.wrong-state, payment.nothing-due, payment.too-much. */
  decideShare: defineChannel({
    name: 'payment.decideShare',
    request: z.strictObject({ requestId: z.int(), approved: z.boolean(), reason: text(200), key: idempotencyKeySchema }),
    response: nothing,
    permission: 'share:decide',
    effect: 'keyed',
  }),

  /** The finance office has paid it; `reference`: its transfer number. Errors: payment.wrong-state, payment.not-found, payment.reference-missing. */
  refundPaid: defineChannel({
    name: 'payment.refundPaid',
    request: z.strictObject({ requestId: z.int(), reference: text(40), key: idempotencyKeySchema }),
    response: nothing,
    permission: 'money:finance',
    effect: 'keyed',
  }),
} as const;

export type TakeMoney = z.output<typeof paymentContract.take.request>;
