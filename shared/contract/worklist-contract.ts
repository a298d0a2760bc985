import { z } from 'zod';
import { encounterIdSchema } from '../identity/ids.ts';
import { INJURY_FINDINGS } from '../model/injury.ts';
import { CALL_OUTCOMES, WORK_STEPS } from '../model/work-step.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { defineChannel, nothing } from './define-channel.ts';

/** Groups of the work list, most urgent first. */
export const WORK_GROUPS = [
  'outcome-unknown',
  'payment-unknown',
  'rejected',
  'repair',
  'credit',
  'lapsed',
  'filing',
  'injury',
  'to-verify',
  'pre-admission',
  'recall-to-approve',
  'left-unsettled',
  'reconciliation',
  'difference',
  'self-paid-owed',
  'refund-owed',
  'refund-request',
  'print-failed',
  'waiting',
  'refused-file',
] as const;

/** What somebody did about a row, oldest first. */
const workStepSchema = z.strictObject({
  kind: z.enum(WORK_STEPS),
  /** Of a call. */
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  /** Who takes care of it from then on: of a claim and a hand-over. */
  owner: z.string().nullable(),
  words: z.string(),
  clerk: z.string(),
  at: instantSchema,
});

export const workItemSchema = z.strictObject({
  group: z.enum(WORK_GROUPS),
  /** Names the row while it stands, whatever its group becomes. */
  row: z.string(),
  /** 责任人: who claimed it, or to whom it was handed over; null: nobody yet. */
  owner: z.strictObject({ clerkId: z.string(), name: z.string() }).nullable(),
  steps: z.array(workStepSchema),
  /** Stable within a group. */
  itemId: z.string(),
  encounterId: encounterIdSchema.nullable(),
  patientName: z.string().nullable(),
  stayNumber: z.string().nullable(),
  /** A code of renderer/i18n and what fills its sentence. */
  matter: z.string(),
  facts: z.record(z.string(), z.string()),
  amount: money.nullable(),
  at: instantSchema,
  deadlineAt: instantSchema.nullable(),
  /** Of `deadlineAt`: amber from half time on, over when it passed; null without one. */
  deadlineStanding: z.enum(['calm', 'amber', 'over']).nullable(),
  settleBy: calendarDateSchema.nullable(),
  /** The refused act that may be sent once more after its cause was mended; null: nothing to send. */
  refusedActId: z.int().nullable(),
  /** The recall that a second person decides on; null otherwise. */
  recallId: z.int().nullable(),
  /** The other side's own words, unchanged. */
  words: z.string().nullable(),
});
export type WorkItem = z.output<typeof workItemSchema>;

export const worklistContract = {
  /** What waits for somebody. Empty is a normal state. Of a long queue only the most urgent are listed; `total` counts the others, too. */
  list: defineChannel({
    name: 'worklist.list',
    request: nothing,
    response: z.strictObject({ items: z.array(workItemSchema), total: z.int().nonnegative() }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * Sends a refused act once more, as a new attempt: the other side said no, so nothing was done there. The clerk has mended the cause.
   * Errors: encounter.wrong-state when it is not refused (any more).
   */
  sendAgain: defineChannel({
    name: 'worklist.sendAgain',
    request: z.strictObject({ actId: z.int() }),
    response: nothing,
    permission: 'worklist:act',
    effect: 'once',
  }),

  /**
   * 医保办's finding on an injury: basic insurance pays, or somebody else does. The last one counts. Errors: encounter.not-found where nobody
   * said anything of an injury.
   */
  finding: defineChannel({
    name: 'worklist.finding',
    request: z.strictObject({ encounterId: encounterIdSchema, finding: z.enum(INJURY_FINDINGS), words: z.string().trim().min(2).max(300) }),
    response: nothing,
    permission: 'insurance:review',
    effect: 'once',
  }),

  /**
   * 认领、转交、备注、打电话、放一边: what a person does about a row; the row itself stands until its matter is done. Only an order that waits for
   * a call is put aside: it is no longer asked about nor listed for calls; the patient's card finds it all the same. Errors: work.gone,
   * work.not-possible.
   */
  step: defineChannel({
    name: 'worklist.step',
    request: z.strictObject({
      row: z.string(),
      step: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('claim') }),
        z.strictObject({ kind: z.literal('hand-over'), to: z.string(), words: z.string().trim().max(300) }),
        z.strictObject({ kind: z.literal('note'), words: z.string().trim().min(2).max(300) }),
        z.strictObject({ kind: z.literal('call'), outcome: z.enum(CALL_OUTCOMES), words: z.string().trim().max(300) }),
        z.strictObject({ kind: z.literal('put-aside'), words: z.string().trim().min(2).max(300) }),
      ]),
    }),
    response: nothing,
    permission: 'worklist:act',
    effect: 'once',
  }),

  /** Finds out now what became of a stay's unknown acts, instead of at the next turn. Sends nothing again. */
  findOut: defineChannel({
    name: 'worklist.findOut',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: nothing,
    permission: 'worklist:act',
    effect: 'read',
  }),
} as const;
