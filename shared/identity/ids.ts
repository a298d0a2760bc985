import { z } from 'zod';

const id = <B extends string>() => z.uuid().brand<B>();

/** One person at this hospital. Random: says nothing about him. */
export const patientIdSchema = id<'PatientId'>();
export type PatientId = z.output<typeof patientIdSchema>;

/** One stay or visit at this hospital. */
export const encounterIdSchema = id<'EncounterId'>();
export type EncounterId = z.output<typeof encounterIdSchema>;

/** One claim: what is settled together, a stay or a visit. */
export const claimIdSchema = id<'ClaimId'>();
export type ClaimId = z.output<typeof claimIdSchema>;

/** One printed paper, kept with its hash. */
export const paperIdSchema = id<'PaperId'>();
export type PaperId = z.output<typeof paperIdSchema>;

/** Born when the form of an act opens, renewed after each finished act: a double click is one act. The centre never sees it. */
export const idempotencyKeySchema = id<'IdempotencyKey'>();
export type IdempotencyKey = z.output<typeof idempotencyKeySchema>;

/** Number of one attempt, in the centre's format: institution 12, time 14, window 2, counter 2. Never used twice. */
export const messageIdSchema = z
  .string()
  .regex(/^[A-Z0-9]{12}\d{18}$/)
  .brand<'MessageId'>();
export type MessageId = z.output<typeof messageIdSchema>;
