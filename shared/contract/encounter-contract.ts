import { z } from 'zod';
import { encounterIdSchema } from '../identity/ids.ts';
import { ACT_KINDS, ACT_LINES, ACT_STATES } from '../model/acts.ts';
import { money } from '../money/money-schema.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { stripSchema } from './common-schemas.ts';
import { defineChannel } from './define-channel.ts';

/** One thing to be done at another side, with everything that was tried. */
export const actSchema = z.strictObject({
  actId: z.int(),
  kind: z.enum(ACT_KINDS),
  line: z.enum(ACT_LINES),
  state: z.enum(ACT_STATES),
  createdAt: instantSchema,
  deadlineAt: instantSchema.nullable(),
  attempts: z.array(
    z.strictObject({
      messageId: z.string(),
      sentAt: instantSchema,
      answers: z.array(z.strictObject({ outcome: z.string(), seenAt: instantSchema, words: z.string().nullable() })),
    }),
  ),
});
export type ActView = z.output<typeof actSchema>;

export const encounterContract = {
  /** Stays, newest first; `open` leaves out the settled ones. `search`: name or stay number. */
  list: defineChannel({
    name: 'encounter.list',
    request: z.strictObject({ open: z.boolean(), search: z.string().max(50) }),
    response: z.strictObject({ strips: z.array(stripSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** One stay with its acts. Errors: encounter.not-found. */
  get: defineChannel({
    name: 'encounter.get',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: z.strictObject({
      strip: stripSchema,
      acts: z.array(actSchema),
      /** Of a stay on credit: what the limit does not cover and no deposit holds yet (rule D-11). null: not on credit, or cannot be said. */
      depositDue: money.nullable(),
    }),
    permission: 'desk:read',
    effect: 'read',
  }),
} as const;
