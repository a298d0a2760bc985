import { z } from 'zod';
import { encounterIdSchema, idempotencyKeySchema } from '../identity/ids.ts';
import { CHARGE_PAYERS } from '../model/injury.ts';
import { LINE_FINDINGS } from '../model/line-check.ts';
import { money } from '../money/money-schema.ts';
import { instantSchema } from '../time/calendar-date.ts';
import { VISIT_TYPES } from '../model/visit.ts';
import { stripSchema } from './common-schemas.ts';
import { defineChannel } from './define-channel.ts';

/** Lines of one page of the list: enough for two screens, so little that its reading is never felt. */
export const CHARGES_OF_A_PAGE = 100;

const lineNumberSchema = z.string().min(1).max(30);

/** What speaks against a line, in codes of renderer/i18n with their facts. */
export const CHARGE_FINDINGS = ['unknown', 'ended', 'other-grade', 'over-limit', 'other-limit', ...LINE_FINDINGS] as const;
const chargeFindingSchema = z.strictObject({ finding: z.enum(CHARGE_FINDINGS), facts: z.record(z.string(), z.string()) });
export type ChargeFinding = z.output<typeof chargeFindingSchema>;

const chargeLineSchema = z.strictObject({
  lineNumber: lineNumberSchema,
  /** The line that this one takes back; null: it is one of its own. */
  originalLineNumber: lineNumberSchema.nullable(),
  occurredAt: instantSchema,
  itemCode: z.string(),
  name: z.string(),
  /** 4 decimals, and 6. */
  quantity: z.string(),
  unitPrice: z.string(),
  amount: money,
  department: z.string(),
  /** As the centre classified it (01 甲, 02 乙, 03 丙); null: it has not said. */
  itemClass: z.string().nullable(),
  /** 自费 with what is over a price cap, and 先行自付, by the centre's word. */
  selfPaid: money.nullable(),
  firstShare: money.nullable(),
  /** At the centre; `none`: it is not told of the line. */
  sending: z.enum(['none', 'waiting', 'unknown', 'acknowledged', 'rejected']),
  /** null: nobody said whose it is, and nobody has to. */
  payer: z.enum(CHARGE_PAYERS).nullable(),
  /** Catalogue, limit price, limits and tariff against the line, whatever the centre said of it; the ward mends it. */
  findings: z.array(chargeFindingSchema),
});
export type ChargeLine = z.output<typeof chargeLineSchema>;

const chargesViewSchema = z.strictObject({
  strip: stripSchema,
  count: z.int(),
  total: money,
  /** Lines with a minus, and what they took back; <= 0. */
  takenBack: z.strictObject({ count: z.int(), amount: money }),
  /** Lines that the centre does not have, or refused. */
  unsent: z.int(),
  /** Lines with findings. */
  doubtful: z.int(),
  /** Where somebody else may owe a part of the stay: whose each line is is the insurance office's word. null: nobody asks. */
  division: z
    .strictObject({
      undivided: z.int(),
      other: money,
      /** Why it cannot be said now, in a code of renderer/i18n; null: it can. */
      closedBecause: z.enum(['settled', 'outcome-unknown']).nullable(),
    })
    .nullable(),
});
export type ChargesView = z.output<typeof chargesViewSchema>;

/** Unpaid care from just before the admission, and what of it became part of the stay. */
const priorCareSchema = z.strictObject({
  visits: z.array(
    z.strictObject({
      orderNumber: z.string(),
      visitType: z.enum(VISIT_TYPES),
      visitedAt: instantSchema,
      department: z.string(),
      lineCount: z.int().positive(),
      total: money,
      /** `begun`: a window has it open, and ends it there. null: it can be taken over. */
      blockedBecause: z.enum(['begun']).nullable(),
    }),
  ),
  taken: z.array(z.strictObject({ orderNumber: z.string(), lineCount: z.int().positive(), at: instantSchema })),
});
export type PriorCare = z.output<typeof priorCareSchema>;

export const chargeContract = {
  /** The sums of a stay's charges. Errors: encounter.not-found. */
  view: defineChannel({
    name: 'charge.view',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: chargesViewSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** One page of the lines in the order in which care was given, from the `page`-th on (0 is the first). `search`: in name, item code or line number. `doubtful`: only those with findings. */
  lines: defineChannel({
    name: 'charge.lines',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      search: z.string().trim().max(50),
      doubtful: z.boolean().default(false),
      page: z.int().min(0).max(10_000),
    }),
    response: z.strictObject({ count: z.int(), lines: z.array(chargeLineSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** 入院前费用 of the same person, of the three days before. Errors: encounter.not-found. */
  prior: defineChannel({
    name: 'charge.prior',
    request: z.strictObject({ encounterId: encounterIdSchema }),
    response: priorCareSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /**
   * The lines of such a visit go on in the stay, from its beginning at the earliest; under the visit's number they are taken back.
   * Errors: encounter.not-found, charges.prior-closed (details.because), request.key-reused.
   */
  takePrior: defineChannel({
    name: 'charge.takePrior',
    request: z.strictObject({ encounterId: encounterIdSchema, orderNumber: z.string(), key: idempotencyKeySchema }),
    response: priorCareSchema,
    permission: 'admission:commit',
    effect: 'keyed',
  }),

  /**
   * 认定: these lines are another payer's, all others of the stay the insurance's. Those never go to the centre; what waited for the word goes now.
   * A line that takes another back goes with it. Errors: encounter.not-found, charges.division-closed (details.because; at-the-centre: a line was sent as another's), charges.line-unknown (details.line), request.key-reused.
   */
  divide: defineChannel({
    name: 'charge.divide',
    request: z.strictObject({
      encounterId: encounterIdSchema,
      other: z.array(lineNumberSchema).max(20_000),
      words: z.string().trim().min(2).max(200),
      key: idempotencyKeySchema,
    }),
    response: chargesViewSchema,
    permission: 'insurance:review',
    effect: 'keyed',
  }),
} as const;

export type DivideCharges = z.output<typeof chargeContract.divide.request>;
