import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { ACT_STATES } from '../model/acts.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { defineChannel } from './define-channel.ts';

/** Why nothing can be settled in between now (codes of renderer/i18n). */
export const INTERIM_BLOCKS = [
  'not-insured',
  'not-registered',
  'outcome-unknown',
  'recall-open',
  'money-goes-back',
  'already-committed',
  'charges-waiting',
  'charges-rejected',
  'charges-undivided',
  'interim-open',
  'no-charges',
] as const;

export const interimViewSchema = z.strictObject({
  /** What may be settled until the last year's end that the stay has seen; null: it has seen none. */
  next: z
    .strictObject({
      untilOn: calendarDateSchema,
      lines: z.int(),
      total: money,
      /** Lines of the new year that the centre has: they are taken back before, and told again after. */
      laterThere: z.int(),
      /** His expected share of it; null: nothing can be estimated. */
      ownShare: z.strictObject({ least: money, most: money }).nullable(),
      closedBecause: z.array(z.enum(INTERIM_BLOCKS)),
    })
    .nullable(),
  /** Oldest first. */
  interims: z.array(
    z.strictObject({
      actId: z.int(),
      state: z.enum(ACT_STATES),
      untilOn: calendarDateSchema,
      askedAt: instantSchema,
      lines: z.int(),
      total: money,
      takenBack: z.boolean(),
      /** The centre's own words about one that it refused. */
      words: z.string().nullable(),
      settlement: z.strictObject({ number: z.string(), settledAt: instantSchema, funds: money, ownShare: money }).nullable(),
    }),
  ),
  /** The last one was not carried out, and may be withdrawn. */
  mayWithdraw: z.boolean(),
});
export type InterimView = z.output<typeof interimViewSchema>;

const encounterRequest = z.strictObject({ encounterId: encounterIdSchema });

export const interimContract = {
  /** 年终中途结算 of a stay. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'interim.view',
    request: encounterRequest,
    response: interimViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * Settles what was used until a year's end with the centre; the stay goes on. `total`: as it was shown. Errors: claim.quote-stale;
   * encounter.wrong-state (details.state: one of INTERIM_BLOCKS); encounter.not-found, request.key-reused.
   */
  commit: defineChannel({
    name: 'interim.commit',
    request: z.strictObject({
      ...encounterRequest.shape,
      untilOn: calendarDateSchema,
      total: money,
      reason: z.string().trim().min(2).max(200),
      key: idempotencyKeySchema,
    }),
    response: interimViewSchema,
    permission: 'settlement:commit',
    effect: 'keyed',
  }),

  /** One that was refused, or not sent yet, is given up: its lines stay open. Errors: encounter.wrong-state, encounter.not-found. */
  withdraw: defineChannel({
    name: 'interim.withdraw',
    request: encounterRequest,
    response: interimViewSchema,
    permission: 'settlement:commit',
    effect: 'once',
  }),
} as const;
