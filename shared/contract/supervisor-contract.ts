import { z } from 'zod';
import { encounterIdSchema } from '../identity/ids.ts';
import { RECALL_DEPTHS } from '../model/acts.ts';
import { SHARE_ASKS } from '../model/ledger.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { meansRowSchema } from './books-schemas.ts';
import { defineChannel } from './define-channel.ts';

const about = {
  encounterId: encounterIdSchema,
  /** Masked. */
  patientName: z.string(),
  stayNumber: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: instantSchema,
  /** What keeps this clerk from saying yes or no; null: it is for him. */
  notMine: z.enum(['asked-himself', 'other-office', 'agreed']).nullable(),
};

const approvalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refund'), requestId: z.int(), amount: money, ...about }),
  z.strictObject({ kind: z.literal('share'), share: z.enum(SHARE_ASKS), requestId: z.int(), amount: money, ...about }),
  z.strictObject({ kind: z.literal('recall'), recallId: z.int(), depth: z.enum(RECALL_DEPTHS), ...about }),
]);

export const supervisorViewSchema = z.strictObject({
  day: calendarDateSchema,
  /** Everything that waits for a second person's word, oldest first. */
  approvals: z.array(approvalSchema),
  /** Tills of the day. `expected`: cash that must lie in the drawer; `sealed`: closed. */
  tills: z.array(
    z.strictObject({
      shiftId: z.string(),
      clerkName: z.string(),
      openedAt: instantSchema,
      sealed: z.boolean(),
      expected: money,
      difference: money,
    }),
  ),
  means: z.array(meansRowSchema),
  /** By the hour of the hospital's clock, 0 to 23: settlements, and receipts of money. */
  hours: z.array(z.strictObject({ hour: z.int(), settlements: z.int(), receipts: z.int() })),
  /** Left unsettled, outcomes nobody knows, acts that wait, acts that were refused, recalls and refunds of the day. */
  counts: z.strictObject({
    leftUnsettled: z.int(),
    unknown: z.int(),
    waiting: z.int(),
    needsPerson: z.int(),
    recalls: z.int(),
    refunds: z.int(),
  }),
});
export type SupervisorView = z.output<typeof supervisorViewSchema>;

export const supervisorContract = {
  /** 班组长看板: approvals, tills and the day so far. */
  view: defineChannel({
    name: 'supervisor.view',
    request: z.strictObject({ day: calendarDateSchema }),
    response: supervisorViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** What is shown, as a workbook in the data folder; `words`: the page's own for sheets and columns. Errors: books.export-failed. */
  export: defineChannel({
    name: 'supervisor.export',
    request: z.strictObject({ day: calendarDateSchema, words: z.record(z.string().max(60), z.string().max(60)) }),
    response: z.strictObject({ file: z.string() }),
    permission: 'paper:print',
    effect: 'once',
  }),
} as const;
