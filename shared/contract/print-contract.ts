import { z } from 'zod';
import { idempotencyKeySchema, paperIdSchema } from '../identity/ids.ts';
import { PRINT_STATES, PRINT_TROUBLES } from '../model/print.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { defineChannel, nothing } from './define-channel.ts';

const trouble = z.enum(PRINT_TROUBLES).nullable();

export const printingViewSchema = z.strictObject({
  /** Newest first. `who`: masked name, receipt or shift. `print` null: never sent, no printer was set. */
  papers: z.array(
    z.strictObject({
      paperId: paperIdSchema,
      kind: z.string(),
      who: z.string(),
      copy: z.int(),
      file: z.string(),
      madeAt: instantSchema,
      print: z
        .strictObject({ queue: z.string(), state: z.enum(PRINT_STATES), trouble, words: z.string(), seenAt: instantSchema })
        .nullable(),
    }),
  ),
  /** Queues of the settings; empty: papers are only kept. */
  set: z.array(z.string()),
  serviceThere: z.boolean(),
  /** Queues that this computer has. */
  queues: z.array(z.strictObject({ name: z.string(), trouble })),
});
export type PrintingView = z.output<typeof printingViewSchema>;

export const printingContract = {
  /** What was printed lately, and what became of it. */
  recent: defineChannel({
    name: 'paper.recent',
    request: nothing,
    response: printingViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Sends a paper once more of which nothing came out. Errors: paper.failed, print.not-failed. */
  sendAgain: defineChannel({
    name: 'paper.sendAgain',
    request: z.strictObject({ paperId: paperIdSchema }),
    response: nothing,
    permission: 'paper:print',
    effect: 'once',
  }),

  /**
   * 补打: a further copy of a paper that proves money, marked and audited. Errors: paper.reprint-approval, session.wrong-pin, session.locked-out,
   * session.not-permitted, paper.not-allowed, paper.failed.
   */
  reprint: defineChannel({
    name: 'paper.reprint',
    request: z.strictObject({
      paperId: paperIdSchema,
      reason: z.string().trim().min(2).max(200),
      approval: z.strictObject({ clerkId: z.string(), pin: z.string().regex(/^\d{4,12}$/) }).nullable(),
      key: idempotencyKeySchema,
    }),
    response: nothing,
    permission: 'paper:print',
    effect: 'keyed',
  }),
} as const;
