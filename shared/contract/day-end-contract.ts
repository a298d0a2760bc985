import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { DAY_ACTIONS, DAY_DIFFERENCE_KINDS, DAY_LINES, DAY_OWNERS, DAY_SOURCES } from '../model/day-end.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { defineChannel } from './define-channel.ts';

/** In less out; what failed or is not known does not count. */
const sumSchema = z.strictObject({ count: z.int(), net: money });

const lineSchema = z.strictObject({
  line: z.enum(DAY_LINES),
  here: sumSchema,
  /** null: their list has not come. Of the deposits: the receipts that were printed. */
  there: sumSchema.nullable(),
  /** Whose list it is compared with; null: our own receipts. */
  source: z.enum(DAY_SOURCES).nullable(),
  list: z.strictObject({ name: z.string(), takenAt: instantSchema, clerkName: z.string().nullable() }).nullable(),
  /** Differences that wait for somebody. */
  open: z.int(),
  /** `nothing`: neither side has anything. */
  standing: z.enum(['no-list', 'nothing', 'equal', 'different']),
});

const differenceSchema = z.strictObject({
  identity: z.string(),
  line: z.enum(DAY_LINES),
  kind: z.enum(DAY_DIFFERENCE_KINDS),
  /** The other side's number, or the receipt's; "" where nobody knows it. */
  number: z.string(),
  encounterId: encounterIdSchema.nullable(),
  /** Masked; null where it is nobody's. */
  patientName: z.string().nullable(),
  stayNumber: z.string().nullable(),
  here: z.strictObject({ amount: money, standing: z.enum(['done', 'unknown']), day: calendarDateSchema }).nullable(),
  /** `row`: in the other side's list, from 1. */
  there: z
    .strictObject({ amount: money, standing: z.enum(['done', 'failed', 'pending']), day: calendarDateSchema, row: z.int() })
    .nullable(),
  /** What may be done; the first is the one that fits. Empty: it explains itself. */
  actions: z.array(z.enum(DAY_ACTIONS)),
  owner: z.enum(DAY_OWNERS),
  handling: z.strictObject({ action: z.enum(DAY_ACTIONS), note: z.string(), clerkName: z.string(), at: instantSchema }).nullable(),
  /** It still waits for somebody. */
  open: z.boolean(),
});

export const dayEndViewSchema = z.strictObject({
  day: calendarDateSchema,
  lines: z.array(lineSchema),
  differences: z.array(differenceSchema),
  /** Files that could not be taken, newest first. `reason`: a code of renderer/i18n; `row` 0: the file as a whole. */
  refusals: z.array(z.strictObject({ name: z.string(), row: z.int(), column: z.string(), reason: z.string(), seenAt: instantSchema })),
  /** `changed`: the sums are no longer those that he confirmed. */
  confirmed: z.strictObject({ clerkName: z.string(), at: instantSchema, changed: z.boolean() }).nullable(),
  /** What keeps the day from being confirmed; empty: it may be. */
  heldBy: z.array(z.enum(['day-not-over', 'no-list', 'open'])),
  /** A platform of e-invoices answers here: its list is fetched, not sent. */
  mayAskInvoices: z.boolean(),
});
export type DayEndView = z.output<typeof dayEndViewSchema>;

const dayRequest = z.strictObject({ day: calendarDateSchema });

export const dayEndContract = {
  /** Both sides of a day on every line but the centre's, compared now. */
  view: defineChannel({ name: 'dayEnd.view', request: dayRequest, response: dayEndViewSchema, permission: 'desk:read', effect: 'read' }),

  /**
   * Takes a list that a person chose, as the list of this side and day; it replaces an earlier one, which is kept.
   * Errors: statement.file-refused with file, row, column and reason.
   */
  take: defineChannel({
    name: 'dayEnd.take',
    request: z.strictObject({
      day: calendarDateSchema,
      source: z.enum(DAY_SOURCES),
      name: z.string().min(1).max(200),
      /** Its bytes, Base64. */
      content: z.base64().max(28_000_000),
    }),
    response: dayEndViewSchema,
    permission: 'worklist:act',
    effect: 'once',
  }),

  /**
   * Fetches the bank's clearing file, if it has one, and the platform's list of invoices, and looks up what is unknown. Moves no money; what the bank
   * paid is booked as cleared. Errors: bank.unreachable, invoice.unreachable.
   */
  ask: defineChannel({ name: 'dayEnd.ask', request: dayRequest, response: dayEndViewSchema, permission: 'worklist:act', effect: 'read' }),

  /** Errors: statement.wrong-state when it is no longer there or this does not fit it, statement.reason-missing, request.key-reused. */
  handle: defineChannel({
    name: 'dayEnd.handle',
    request: z.strictObject({
      day: calendarDateSchema,
      identity: z.string().min(1).max(200),
      action: z.enum(DAY_ACTIONS),
      note: z.string().trim().max(200),
      key: idempotencyKeySchema,
    }),
    response: dayEndViewSchema,
    permission: 'worklist:act',
    effect: 'keyed',
  }),

  /** 日终平账, by name. Errors: statement.wrong-state while something holds it. */
  confirm: defineChannel({
    name: 'dayEnd.confirm',
    request: dayRequest,
    response: dayEndViewSchema,
    permission: 'money:approve',
    effect: 'once',
  }),
} as const;
