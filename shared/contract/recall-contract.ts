import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { RECALL_DEPTHS, RECALL_OFFICES } from '../model/acts.ts';
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
  clerkName: z.string(),
  askedAt: instantSchema,
  /** Offices that have agreed so far. */
  agreed: z.array(z.enum(RECALL_OFFICES)),
  /** null: waits for the offices. */
  approved: z.boolean().nullable(),
});

export const recallViewSchema = z.strictObject({
  choices: z.array(choiceSchema),
  /** Offices whose yes it takes; none: it is carried out at once. */
  offices: z.array(z.enum(RECALL_OFFICES)),
  /** What the signed-in clerk may say about the recall that waits: null where none waits or it is not for him to say. */
  mayDecide: z.enum(RECALL_OFFICES).nullable(),
  /** Why it is not for him: he asked himself, or his office has agreed. null otherwise. */
  mayNotDecideBecause: z.enum(['asked-himself', 'agreed', 'other-office']).nullable(),
  /** A recall that the centre refused may be given up. */
  mayGiveUp: z.boolean(),
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

  /**
   * An office agrees or not; with the last yes it is carried out, after the platform was asked what became of the invoice. Errors: encounter.wrong-state;
   * invoice.unreachable; session.not-permitted when he asked for it
   * himself, or his office is not asked.
   */
  decide: defineChannel({
    name: 'recall.decide',
    request: z.strictObject({
      recallId: z.int(),
      approved: z.boolean(),
      /** Why not, or what he adds; kept in the audit. */
      reason: z.string().trim().max(200).default(''),
    }),
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
