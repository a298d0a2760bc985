import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { CAUSES, type Cause, DIFFERENCE_KINDS } from '../model/statement.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { defineChannel } from './define-channel.ts';

export const HANDLING_ACTIONS = ['find-out', 'reverse', 'correct', 'record-reversal', 'to-insurance-office', 'to-finance'] as const;

const sums = { count: z.int(), total: money, fund: money, account: money };

const groupSchema = z.strictObject({
  schemeCode: z.string(),
  clearingType: z.string(),
  agencyCode: z.string(),
  /** The centre's own names of scheme and clearing type, and since when they lie here; null: not in a dictionary that was fetched. */
  named: z.strictObject({ scheme: z.string().nullable(), clearing: z.string().nullable(), asOf: instantSchema }).nullable(),
  ...sums,
  equal: z.boolean(),
  /** The centre's own words of what differs. */
  words: z.string(),
});

const differenceSchema = z.strictObject({
  differenceId: z.int(),
  kind: z.enum(DIFFERENCE_KINDS),
  cause: z.enum(Object.keys(CAUSES) as [Cause, ...Cause[]]),
  encounterId: encounterIdSchema.nullable(),
  /** Masked; null where the person is not ours. */
  patientName: z.string().nullable(),
  stayNumber: z.string().nullable(),
  reversal: z.boolean(),
  settlementNumber: z.string(),
  messageId: z.string(),
  /** Total charges on either side; null where that side has none, or did not say. */
  here: money.nullable(),
  there: money.nullable(),
  said: z.strictObject({ here: z.string(), there: z.string() }),
  /** What may be done; the first is the one that fits. */
  actions: z.array(z.enum(HANDLING_ACTIONS)),
  handling: z.strictObject({ action: z.enum(HANDLING_ACTIONS), note: z.string(), clerkId: z.string(), at: instantSchema }).nullable(),
});

/** Settlements of one clerk's shift, by the platform's day: what of it was compared, and how that ended. */
const shiftSchema = z.strictObject({
  clerkId: z.string(),
  clerkName: z.string(),
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  days: z.array(
    z.strictObject({ day: calendarDateSchema, ...sums, standing: z.enum(['not-compared', 'different', 'equal', 'confirmed']) }),
  ),
});

export const reconciliationViewSchema = z.strictObject({
  /** The platform's day. */
  day: calendarDateSchema,
  /** null: not compared yet. */
  comparedAt: instantSchema.nullable(),
  own: z.strictObject(sums),
  groups: z.array(groupSchema),
  differences: z.array(differenceSchema),
  confirmed: z.strictObject({ clerkId: z.string(), at: instantSchema }).nullable(),
  /** Shifts that lie in this calendar day, as the hospital counts. */
  shifts: z.array(shiftSchema),
  /** What the platform's day has beside them: settled by the program, taken over, or committed in a shift of an earlier day. */
  withoutShift: z.strictObject(sums),
});
export type ReconciliationView = z.output<typeof reconciliationViewSchema>;

const dayRequest = z.strictObject({ day: calendarDateSchema });

export const reconciliationContract = {
  /** The last comparison of a platform's day, and our own sums. */
  view: defineChannel({
    name: 'reconciliation.view',
    request: dayRequest,
    response: reconciliationViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Asks the centre (3201, where unequal 3202 and 5203) and saves what it says. Errors: centre.unreachable, centre.rejected: nothing is saved then. */
  compare: defineChannel({
    name: 'reconciliation.compare',
    request: dayRequest,
    response: reconciliationViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Does something about a difference. Errors: statement.wrong-state, request.key-reused, those of the line. */
  handle: defineChannel({
    name: 'reconciliation.handle',
    request: z.strictObject({
      differenceId: z.int(),
      action: z.enum(HANDLING_ACTIONS),
      note: z.string().trim().max(200),
      key: idempotencyKeySchema,
    }),
    response: reconciliationViewSchema,
    permission: 'worklist:act',
    effect: 'keyed',
  }),

  /** 平账确认. Errors: statement.wrong-state while something is open. */
  confirm: defineChannel({
    name: 'reconciliation.confirm',
    request: dayRequest,
    response: reconciliationViewSchema,
    permission: 'worklist:act',
    effect: 'once',
  }),
} as const;
