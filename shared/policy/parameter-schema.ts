import { z } from 'zod';
import { legalReferenceSchema } from '../model/policy-reference.ts';
import { AID_CLASSES, CARE_KINDS, FILING_KINDS, HOSPITAL_LEVELS, PERSON_CLASSES, SPECIALTIES } from '../model/settlement-case.ts';
import { amountTextSchema, rateTextSchema } from '../money/money-schema.ts';
import { calendarDateSchema } from '../time/calendar-date.ts';
import { ascends, distinct, head, wordSchema } from './schema-parts.ts';

/** Whole numbers a table row holds for: "1", "2+", "0-69". */
export const intervalTextSchema = z.string().regex(/^(0|[1-9]\d{0,2})(\+|-(0|[1-9]\d{0,2}))?$/, 'no interval: write "1", "2+" or "0-69"');
/** The same of stays, of which the first has the number 1. */
const stayTextSchema = intervalTextSchema.refine((text) => !text.startsWith('0'), 'the first stay of a year has the number 1');

/** Facts of a case for which a table row holds. A fact that is not named may be anything; a case must meet exactly one row. */
export const conditionSchema = z.strictObject({
  level: distinct(z.enum(HOSPITAL_LEVELS)).optional(),
  person: distinct(z.enum(PERSON_CLASSES)).optional(),
  filing: distinct(z.enum(FILING_KINDS)).optional(),
  /** Number of the stay in the year, 1 for the first. */
  stay: stayTextSchema.optional(),
  /** Completed years on the day of care. */
  age: intervalTextSchema.optional(),
  aid: distinct(z.enum(AID_CLASSES)).optional(),
  /** Disease groups in the pack's own words, as in the benefit's `diseases`. */
  disease: distinct(wordSchema).optional(),
  /** Kind of care, where a benefit for several has numbers of their own. */
  care: distinct(z.enum(CARE_KINDS)).optional(),
  /** Kind of hospital. */
  specialty: distinct(z.enum(SPECIALTIES)).optional(),
  /** Signed up with a family doctor. */
  familyDoctor: z.boolean().optional(),
  /** Has a disease that a commercial product pays less for. */
  priorDisease: z.boolean().optional(),
});

const notNegative = amountTextSchema.refine((text) => !text.startsWith('-'), 'a legal amount is not negative');

/**
 * The law has a number that nobody found: the layer is left to the centre. `atLeast`: the amount that the number is certainly not below;
 * of other units there is none.
 */
export const gapSchema = z.strictObject({ reason: z.string().min(1), atLeast: notNegative.nullable() });
const gapWithoutAmount = z.strictObject({ reason: z.string().min(1), atLeast: z.null('only a gap of the unit money has an amount') });

const count = z.string().regex(/^(0|[1-9]\d{0,3})$/, 'no whole number: write it as text, "59"');
const bandsSchema = z
  .array(z.strictObject({ above: notNegative, rate: rateTextSchema }))
  .min(1)
  .refine((bands) => bands[0]?.above === '0.00', 'the first band begins above 0.00')
  .refine((bands) => bands.every((band, i) => i === 0 || Number(bands[i - 1]?.above) < Number(band.above)), 'bands must ascend by above');

const dated = <V extends z.ZodType>(value: V, gap: typeof gapSchema | typeof gapWithoutAmount = gapWithoutAmount) => {
  const entry = { from: calendarDateSchema, reference: legalReferenceSchema };
  const row = z.union([z.strictObject({ when: conditionSchema, value }), z.strictObject({ when: conditionSchema, gap })]);
  return z
    .array(
      z.union([
        /** null: repealed from this day, no value follows. */
        z.strictObject({ ...entry, value: value.nullable() }),
        z.strictObject({ ...entry, rows: z.array(row).min(1) }),
        z.strictObject({ ...entry, gap }),
      ]),
    )
    .min(1);
};

/** What a higher law demands of the value: each of its amounts or rates lies between. */
const frameSchema = z.strictObject({
  rule: z.string().min(1).nullable(),
  least: z
    .string()
    .regex(/^\d+\.\d{2,12}$/)
    .nullable(),
  most: z
    .string()
    .regex(/^\d+\.\d{2,12}$/)
    .nullable(),
});
const parameterHead = { ...head, frame: frameSchema.optional() };

/** One file under parameters/, as written: every number is text. */
export const parameterFileSchema = z
  .discriminatedUnion('unit', [
    z.strictObject({ ...parameterHead, unit: z.literal('money'), values: dated(notNegative, gapSchema) }),
    z.strictObject({ ...parameterHead, unit: z.literal('rate'), values: dated(rateTextSchema) }),
    z.strictObject({ ...parameterHead, unit: z.literal('days'), values: dated(count) }),
    z.strictObject({ ...parameterHead, unit: z.literal('count'), values: dated(count) }),
    z.strictObject({ ...parameterHead, unit: z.literal('bands'), values: dated(bandsSchema) }),
  ])
  .refine(({ values }) => ascends(values), { path: ['values'], message: 'values must ascend by from' });
export type ParameterFile = z.output<typeof parameterFileSchema>;
