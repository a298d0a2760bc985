import { z } from 'zod';
import { encounterIdSchema } from '../identity/ids.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { money } from '../money/money-schema.ts';
import { coverageSchema, eligibilitySchema, filingSchema } from './insurance-schemas.ts';
import { defineChannel } from './define-channel.ts';

/** What an admitted stay is insured by, as far as the centre has said. */
export const stayInsuranceSchema = z.strictObject({
  coverage: coverageSchema,
  eligibility: eligibilitySchema,
  /** The last check of this stay; `lapsed`: the centre says that he is not entitled (any more), with its reason. null: none was needed. */
  proof: z.strictObject({ result: z.enum(['offline', 'verified', 'lapsed']), reason: z.string().nullable(), at: instantSchema }).nullable(),
  /** null for somebody insured here. */
  filing: filingSchema.nullable(),
  /** Total of the doctor's plan: what somebody who cannot be settled directly pays first. */
  planTotal: money,
  /** The registration that the centre refused and that may go out once more; null: none. */
  refused: z.strictObject({ actId: z.int(), words: z.string().nullable() }).nullable(),
});
export type StayInsurance = z.output<typeof stayInsuranceSchema>;

const encounterRequest = z.strictObject({ encounterId: encounterIdSchema });

export const stayInsuranceContract = {
  /** null: nothing to show, because he pays himself. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'stay.insurance',
    request: encounterRequest,
    response: z.strictObject({ insurance: stayInsuranceSchema.nullable() }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** 重查待遇与备案 of an admitted stay: asks 2001 and, for somebody insured elsewhere, 5302 again, and keeps the proof. Errors: encounter.not-found. */
  recheck: defineChannel({
    name: 'stay.recheck',
    request: encounterRequest,
    response: z.strictObject({ centreReached: z.boolean() }),
    permission: 'desk:read',
    effect: 'read',
  }),
} as const;
