import { z } from 'zod';
import { encounterIdSchema } from '../identity/ids.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { referenceSchema } from './common-schemas.ts';
import { defineChannel } from './define-channel.ts';

export const dayCareSchema = z.strictObject({
  today: calendarDateSchema,
  /** He may sign in now: the episode is open, and he has not today. */
  maySign: z.boolean(),
  /** Every day with a sign-in or with charges, oldest first. */
  days: z.array(
    z.strictObject({
      day: calendarDateSchema,
      /** null: charges of a day on which nobody signed in. */
      signedAt: instantSchema.nullable(),
      clerk: z.string().nullable(),
      lines: z.int(),
      charged: money,
    }),
  ),
  /** Bed and nursing fees against the day-care share of their tariff; null: no pack has a rule for it. */
  tariff: z
    .strictObject({
      verdict: z.enum(['met', 'ask', 'refused']),
      code: z.string(),
      facts: z.record(z.string(), z.string()),
      lines: z.array(z.string()),
      reference: referenceSchema,
    })
    .nullable(),
});
export type DayCareView = z.output<typeof dayCareSchema>;

const encounterRequest = z.strictObject({ encounterId: encounterIdSchema });

export const dayCareContract = {
  /** 中医日间: sign-ins and charges by day, prices against the tariff; null for any other stay. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'dayCare.view',
    request: encounterRequest,
    response: z.strictObject({ episode: dayCareSchema.nullable() }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** 今日签到: once a day, by the patient himself at the desk. Errors: day-care.closed, encounter.not-found. */
  sign: defineChannel({
    name: 'dayCare.sign',
    request: encounterRequest,
    response: z.strictObject({ episode: dayCareSchema.nullable() }),
    permission: 'admission:commit',
    effect: 'once',
  }),
} as const;
