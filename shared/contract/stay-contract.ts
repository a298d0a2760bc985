import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema, patientIdSchema } from '../identity/ids.ts';
import { CREDENTIAL_KINDS } from '../model/credential.ts';
import { INJURY_FINDINGS, INJURY_PAYERS } from '../model/injury.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { coverageSchema } from './insurance-schemas.ts';
import { stripSchema } from './common-schemas.ts';
import { defineChannel, nothing } from './define-channel.ts';

/** Why a stay cannot be registered at the centre now. */
export const REGISTER_BLOCKS = ['registered', 'closed', 'to-verify', 'unknown-person', 'order-missing', 'injury', 'no-coverage'] as const;

/** One change of the person of a stay. Names as on lists. */
const mergeSchema = z.strictObject({
  kind: z.enum(['merge', 'undo']),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  at: instantSchema,
});

export const stayIdentitySchema = z.strictObject({
  standing: z.enum(['verified', 'to-verify']),
  /** Nobody knows who he is: a local name and number. */
  unknownPerson: z.boolean(),
  by: z.enum(CREDENTIAL_KINDS),
  at: instantSchema.nullable(),
  merges: z.array(mergeSchema),
  mayUndoMerge: z.boolean(),
  coverages: z.array(coverageSchema),
  coverageId: z.string(),
  /** Until when a late registration counts; null: nothing is to be registered. */
  registerBy: instantSchema.nullable(),
  injury: z.strictObject({ payer: z.enum(INJURY_PAYERS), finding: z.enum(INJURY_FINDINGS).nullable() }).nullable(),
  /** null: it can be registered. */
  blocked: z.enum(REGISTER_BLOCKS).nullable(),
  /** Orders of the hospital that wait for this person, newest first, where the stay still lacks one. */
  waitingOrders: z.array(z.string()),
});
export type StayIdentity = z.output<typeof stayIdentitySchema>;

const encounterRequest = z.strictObject({ encounterId: encounterIdSchema });

export const stayContract = {
  /** Whose stay it is, how that is known, and whether it can be registered late (补登). Errors: encounter.not-found. */
  identity: defineChannel({
    name: 'stay.identity',
    request: encounterRequest,
    response: stayIdentitySchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * Late registration: the stay becomes insured and is told to the centre with its true beginning. Errors: register.blocked
   * (details.because), coverage.not-active, encounter.not-found.
   */
  register: defineChannel({
    name: 'stay.register',
    request: z.strictObject({ encounterId: encounterIdSchema, coverageId: z.string(), key: idempotencyKeySchema }),
    response: z.strictObject({ strip: stripSchema }),
    permission: 'worklist:act',
    effect: 'keyed',
  }),

  /**
   * The stay of an unknown person is this verified person's; with his order where the hospital has sent one. Errors: merge.not-possible,
   * identity.to-verify, encounter.person-in-hospital, order.not-found, order.already-admitted, order.other-person.
   */
  merge: defineChannel({
    name: 'stay.merge',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      patientId: patientIdSchema,
      orderNumber: z.string().nullable(),
      reason: z.string().trim().min(2).max(200),
    }),
    response: nothing,
    permission: 'admission:commit',
    effect: 'once',
  }),

  /**
   * The hospital's order that came after the person was known: the stay goes on under it, with its lines and the ward's notice.
   * Errors: merge.not-possible, identity.to-verify, order.not-found, order.already-admitted, order.other-person, encounter.not-found.
   */
  linkOrder: defineChannel({
    name: 'stay.linkOrder',
    request: z.strictObject({ encounterId: encounterIdSchema, orderNumber: z.string() }),
    response: nothing,
    permission: 'admission:commit',
    effect: 'once',
  }),

  /** Takes the last merge back, while the centre knows nothing of the stay. The history keeps both. Errors: merge.not-possible. */
  undoMerge: defineChannel({
    name: 'stay.undoMerge',
    request: z.strictObject({ encounterId: encounterIdSchema, reason: z.string().trim().min(2).max(200) }),
    response: nothing,
    permission: 'admission:commit',
    effect: 'once',
  }),

  /** An emergency of whom nobody knows the name: a local number, the green channel, no order. Errors: session.wrong-pin, session.not-permitted. */
  admitUnknown: defineChannel({
    name: 'stay.admitUnknown',
    request: z.strictObject({
      sex: z.enum(['male', 'female', 'unknown']),
      /** As he looks: 约 60 岁. */
      seemsAge: z.int().min(0).max(120).nullable(),
      department: z.string().trim().min(1).max(50),
      bed: z.string().trim().min(1).max(30),
      words: z.string().trim().min(2).max(100),
      /** Who brought him. */
      contactName: z.string().trim().min(1).max(50),
      contactPhone: z.string().regex(/^\+?\d{5,20}$/),
      approval: z.strictObject({ clerkId: z.string(), pin: z.string().regex(/^\d{4,12}$/), reason: z.string().trim().min(2).max(200) }),
      key: idempotencyKeySchema,
    }),
    response: z.strictObject({ encounterId: encounterIdSchema }),
    permission: 'admission:commit',
    effect: 'keyed',
  }),
} as const;
