import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { RECALL_DEPTHS } from '../model/acts.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { defineChannel, nothing } from './define-channel.ts';

const choiceSchema = z.strictObject({
  depth: z.enum(RECALL_DEPTHS),
  open: z.boolean(),
  /** Codes of renderer/i18n: why it is closed. */
  closedBecause: z.array(z.string()),
});

const recallSchema = z.strictObject({
  recallId: z.int(),
  depth: z.enum(RECALL_DEPTHS),
  reason: z.string(),
  clerkId: z.string(),
  askedAt: instantSchema,
  /** null: waits for a second person. */
  approved: z.boolean().nullable(),
});

export const recallViewSchema = z.strictObject({
  choices: z.array(choiceSchema),
  approval: z.enum(['none', 'supervisor']),
  /** Newest first. */
  recalls: z.array(recallSchema),
});
export type RecallView = z.output<typeof recallViewSchema>;

const reasonSchema = z.string().trim().min(2).max(200);
const encounterRequest = z.strictObject({ encounterId: encounterIdSchema });

export const recallContract = {
  /** What of a stay may be taken back at the centre, how far, and what was asked for. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'recall.view',
    request: encounterRequest,
    response: recallViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** 召回: asks for a taking-back; where nobody else must agree, its acts are saved at once. Errors: encounter.wrong-state, request.key-reused. */
  ask: defineChannel({
    name: 'recall.ask',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      depth: z.enum(RECALL_DEPTHS),
      reason: reasonSchema,
      key: idempotencyKeySchema,
    }),
    response: recallViewSchema,
    permission: 'settlement:commit',
    effect: 'keyed',
  }),

  /** A second person agrees or not. Errors: encounter.wrong-state; session.not-permitted when he asked for it himself. */
  decide: defineChannel({
    name: 'recall.decide',
    request: z.strictObject({ recallId: z.int(), approved: z.boolean() }),
    response: nothing,
    permission: 'recall:approve',
    effect: 'once',
  }),

  /** A recall that the centre refused is given up. Errors: encounter.wrong-state. */
  giveUp: defineChannel({
    name: 'recall.giveUp',
    request: encounterRequest,
    response: recallViewSchema,
    permission: 'settlement:commit',
    effect: 'once',
  }),
} as const;
