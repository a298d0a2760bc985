import { z } from 'zod';
import { SETTLEMENT_COLUMN_NAMES, TILL_MEANS } from '../model/ledger.ts';
import { money } from '../money/money-schema.ts';

/** The cash of a shift: expected = float + in − out, due 应缴 = in − out. Yuan as Money. */
export const tillSheetSchema = z.strictObject({ float: money, cashIn: money, cashOut: money, expected: money, due: money });

export const meansRowSchema = z.strictObject({
  means: z.enum(TILL_MEANS),
  inCount: z.int(),
  inAmount: money,
  outCount: z.int(),
  outAmount: money,
});

/** closing = opening + received − refunded − applied + elsewhere; `elsewhere`: moved meanwhile, but not in this shift. */
export const depositSheetSchema = z.strictObject({
  opening: money,
  received: money,
  refunded: money,
  applied: money,
  elsewhere: money,
  closing: money,
  receipts: z.strictObject({ count: z.int(), first: z.string().nullable(), last: z.string().nullable() }),
});

/** total = the sum of the columns. arrears: what patients came to owe, below zero where old debts were paid. */
export const settlementSheetSchema = z.strictObject({
  settlements: z.int(),
  recalls: z.int(),
  total: money,
  columns: z.record(z.enum(SETTLEMENT_COLUMN_NAMES), money),
});

/** What is not finished: outside of all totals. `range`: an estimate, never a sum of the books. */
export const pendingSchema = z.strictObject({
  matter: z.enum(['outcome-unknown', 'waiting', 'left-unsettled', 'refund-due', 'owed', 'payment-unknown']),
  stayNumber: z.string().nullable(),
  /** Masked. */
  patientName: z.string().nullable(),
  amount: money.nullable(),
  estimate: z.strictObject({ least: money, most: money }).nullable(),
  count: z.int(),
});
export type Pending = z.output<typeof pendingSchema>;

/** The sheets of one shift as they stand. */
export const shiftSheetSchema = z.strictObject({
  till: tillSheetSchema,
  means: z.array(meansRowSchema),
  deposits: depositSheetSchema,
  settlements: settlementSheetSchema,
  pending: z.array(pendingSchema),
  postings: z.int(),
});
export type ShiftSheet = z.output<typeof shiftSheetSchema>;
