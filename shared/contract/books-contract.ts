import { z } from 'zod';
import { encounterIdSchema } from '../identity/ids.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema } from '../time/calendar-date.ts';
import { depositSheetSchema, meansRowSchema, settlementSheetSchema } from './books-schemas.ts';
import { defineChannel } from './define-channel.ts';

const stayRowSchema = z.strictObject({ encounterId: encounterIdSchema, stayNumber: z.string(), patientName: z.string() });

const settlementRowSchema = z.strictObject({ shiftId: z.string().nullable(), clerkName: z.string(), sheet: settlementSheetSchema });

/** The sheets of one day of the books. Yuan as Money. */
export const dayBookSchema = z.strictObject({
  day: calendarDateSchema,
  /** 预交金日报: the desk's, and each stay that moved or holds something. */
  deposits: depositSheetSchema,
  depositRows: z.array(
    stayRowSchema.extend({ receipts: z.string(), opening: money, received: money, refunded: money, applied: money, closing: money }),
  ),
  /** 结算日报: one row per shift, one for what the program settled by itself, and the day. */
  settlementRows: z.array(settlementRowSchema),
  settlements: settlementSheetSchema,
  /** 门诊日报: the visits among them alone; rows of shifts that had any. */
  outpatientRows: z.array(settlementRowSchema),
  outpatients: settlementSheetSchema,
  /** 作废号: receipts of which everything went back on this day and whose paper was taken back. */
  voidReceipts: z.array(z.string()),
  means: z.array(meansRowSchema),
  /** 在院病人医药费动态, from midnight to midnight whatever shift it was: opening + charges of the day − settled = closing. */
  care: z.strictObject({ opening: money, charged: money, settled: money, closing: money }),
  /** 应收医疗款: what patients owe at the end of the day; below zero: owed to them. */
  arrears: z.array(stayRowSchema.extend({ amount: money })),
  arrearsTotal: money,
  /** Shifts of the day that are not sealed. */
  openShifts: z.int(),
});
export type DayBook = z.output<typeof dayBookSchema>;

/** A stay whose cover does not hold what it is expected to cost (催款). */
const reminderSchema = stayRowSchema.extend({
  ward: z.string(),
  bed: z.string(),
  held: money,
  locked: money,
  expected: money,
  short: money,
});

export const booksContract = {
  day: defineChannel({
    name: 'books.day',
    request: z.strictObject({ day: calendarDateSchema }),
    response: dayBookSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Writes the day as a workbook into the data folder. `words`: the page's own words for sheets and columns. Errors: books.export-failed. */
  export: defineChannel({
    name: 'books.export',
    request: z.strictObject({ day: calendarDateSchema, words: z.record(z.string().max(60), z.string().max(60)) }),
    response: z.strictObject({ file: z.string() }),
    permission: 'paper:print',
    effect: 'once',
  }),

  /** Whom the wards should remind, by ward and bed. Green channels, exemptions and settled stays are never reminded. */
  reminders: defineChannel({
    name: 'books.reminders',
    request: z.strictObject({}),
    response: z.strictObject({ reminders: z.array(reminderSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),
} as const;
export type Reminder = z.output<typeof reminderSchema>;
