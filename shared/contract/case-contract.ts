import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { CASE_ACTIONS, CASE_OFFICES, CASE_STEPS } from '../model/case.ts';
import { money } from '../money/money-schema.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { defineChannel, nothing } from './define-channel.ts';

/** A settled stay that is not even, or not as expected. Yuan as Money. */
export const caseSchema = z.strictObject({
  encounterId: encounterIdSchema,
  stayNumber: z.string(),
  patientName: z.string(),
  phone: z.string(),
  settledAt: instantSchema,
  /** Whole days since then. */
  days: z.int(),
  selfPay: z.boolean(),
  /** Centre minus estimate of the in-scope own share, and why. */
  difference: money,
  causes: z.array(z.strictObject({ cause: z.string(), amount: money, facts: z.record(z.string(), z.string()) })),
  due: money,
  back: money,
  action: z.enum(CASE_ACTIONS),
  office: z.enum(CASE_OFFICES),
  /** Who took it on; null: nobody yet. */
  owner: z.string().nullable(),
  /** Newest first. */
  steps: z.array(z.strictObject({ step: z.enum(CASE_STEPS), words: z.string(), clerkName: z.string(), at: instantSchema })),
});
export type CaseView = z.output<typeof caseSchema>;

const caseListSchema = z.strictObject({ cases: z.array(caseSchema), due: money, back: money });
export type CaseList = z.output<typeof caseListSchema>;

export const caseContract = {
  /** Difference cases and arrears, the oldest first. Empty is the aim. */
  list: defineChannel({
    name: 'case.list',
    request: nothing,
    response: caseListSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Writes down what was done about one. Errors: encounter.wrong-state when it is off the list, ipc.invalid-request without words where they are wanted. */
  step: defineChannel({
    name: 'case.step',
    request: z
      .strictObject({
        encounterId: encounterIdSchema,
        step: z.enum(CASE_STEPS),
        words: z.string().trim().max(200),
        key: idempotencyKeySchema,
      })
      .refine(({ step, words }) => step === 'claimed' || words.length >= 2, {
        message: 'what was said or done is written down',
        path: ['words'],
      }),
    response: nothing,
    permission: 'worklist:act',
    effect: 'keyed',
  }),
} as const;
