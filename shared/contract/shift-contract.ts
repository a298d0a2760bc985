import { z } from 'zod';
import { idempotencyKeySchema } from '../identity/ids.ts';
import { MEANS, POSTING_KINDS } from '../model/ledger.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { shiftSheetSchema } from './books-schemas.ts';
import { defineChannel, nothing, quoteHashSchema } from './define-channel.ts';

/** "03-20230613-1": window, business day, running number. */
export const shiftIdSchema = z.string().regex(/^\d{2}-\d{8}-\d{1,3}$/);

const shiftSchema = z.strictObject({
  shiftId: shiftIdSchema,
  windowNumber: z.string(),
  clerkName: z.string(),
  /** The day on which it was opened, also after midnight. */
  businessOn: calendarDateSchema,
  openedAt: instantSchema,
});

/** Notes and coins of a count; a denomination that is not named was not there. */
export const piecesSchema = z.array(z.strictObject({ fen: z.int().positive(), count: z.int().min(0).max(99_999) })).max(20);

const countSchema = z.strictObject({
  pieces: piecesSchema,
  counted: money,
  /** counted − expected; below zero: short (短款). A row of its own in the books, never an adjustment. */
  difference: money,
});

/** What was sealed: it never changes, whatever comes later. */
export const sealContentSchema = z.strictObject({
  shift: shiftSchema,
  sheet: shiftSheetSchema,
  count: countSchema,
  reason: z.string(),
  receiver: z.string(),
  /** What went to the cash office: counted less the float. */
  handedOver: money,
  closedBy: z.string(),
  sealedAt: instantSchema,
  /** The part of the book that belongs to it, and the hash that stands for it. */
  book: z.strictObject({ count: z.int(), firstId: z.int(), lastId: z.int(), hash: z.string() }),
  previousSeal: z.string(),
  /** Closes of this shift that were undone before. */
  undone: z.array(z.strictObject({ hash: z.string(), at: instantSchema, by: z.string(), reason: z.string() })),
});
export type SealContent = z.output<typeof sealContentSchema>;

const sealedSchema = z.strictObject({
  content: sealContentSchema,
  hash: z.string(),
  /** False: something that was sealed is not as it was. */
  intact: z.boolean(),
  /** A close that was undone keeps its page and this mark. */
  undone: z.strictObject({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
  /** The page after the close: what came later by itself for stays of this shift. */
  later: z.array(
    z.strictObject({
      postingId: z.int(),
      at: instantSchema,
      kind: z.enum(POSTING_KINDS),
      means: z.enum(MEANS).nullable(),
      stayNumber: z.string().nullable(),
      patientName: z.string().nullable(),
      amount: money,
    }),
  ),
});
export type SealedView = z.output<typeof sealedSchema>;

export const shiftViewSchema = z.strictObject({
  /** null: nobody's till is open; money cannot move. */
  open: z.strictObject({ shift: shiftSchema, sheet: shiftSheetSchema, count: countSchema, quoteHash: quoteHashSchema }).nullable(),
  /** The hospital's usual float. */
  usualFloat: money,
});
export type ShiftView = z.output<typeof shiftViewSchema>;

export const shiftContract = {
  /** The signed-in clerk's own shift, with what these pieces would come to. Moves nothing, may be asked as often as one likes (试结). */
  view: defineChannel({
    name: 'shift.view',
    request: z.strictObject({ pieces: piecesSchema }),
    response: shiftViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Opens a shift with its float. Errors: shift.already-open. */
  open: defineChannel({
    name: 'shift.open',
    request: z.strictObject({ float: money, key: idempotencyKeySchema }),
    response: nothing,
    permission: 'money:move',
    effect: 'keyed',
  }),

  /** More change from finance during the shift. Errors: shift.none-open. */
  addFloat: defineChannel({
    name: 'shift.addFloat',
    request: z.strictObject({ amount: money, key: idempotencyKeySchema }),
    response: nothing,
    permission: 'money:move',
    effect: 'keyed',
  }),

  /** Seals the shift (封班); it is not 9002. Errors: shift.none-open, shift.quote-stale, shift.reason-missing. */
  close: defineChannel({
    name: 'shift.close',
    request: z.strictObject({
      pieces: piecesSchema,
      reason: z.string().trim().max(200),
      /** Who took the money: the next clerk or the cash office. */
      receiver: z.string().trim().min(1).max(50),
      quoteHash: quoteHashSchema,
      key: idempotencyKeySchema,
    }),
    response: z.strictObject({ shiftId: shiftIdSchema }),
    permission: 'money:move',
    effect: 'keyed',
  }),

  /** Undoes a close: the sealed page stays, with a mark; the shift is open again. Errors: shift.not-found, shift.not-open, shift.already-open. */
  voidClose: defineChannel({
    name: 'shift.voidClose',
    request: z.strictObject({ shiftId: shiftIdSchema, reason: z.string().trim().min(1).max(200), key: idempotencyKeySchema }),
    response: nothing,
    permission: 'money:approve',
    effect: 'keyed',
  }),

  /** The last shifts of this desk, newest first. */
  list: defineChannel({
    name: 'shift.list',
    request: nothing,
    response: z.strictObject({
      shifts: z.array(shiftSchema.extend({ sealedAt: instantSchema.nullable(), undone: z.int(), difference: money.nullable() })),
    }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Every close of a shift, the last one first, and what came after. Errors: shift.not-found. */
  sealed: defineChannel({
    name: 'shift.sealed',
    request: z.strictObject({ shiftId: shiftIdSchema }),
    response: z.strictObject({ seals: z.array(sealedSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),
} as const;
