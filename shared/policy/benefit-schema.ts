import { z } from 'zod';
import { AID_CLASSES, CARE_KINDS, FILING_KINDS, HOSPITAL_LEVELS, PERSON_CLASSES, PERSONS_OF, SCHEMES } from '../model/settlement-case.ts';
import { choicesSchema } from './choices.ts';
import { distinct, head, parameterNameSchema, wordSchema } from './schema-parts.ts';

const ladder = { threshold: parameterNameSchema, bands: parameterNameSchema, annualCap: parameterNameSchema.nullable() };

/** A layer of a benefit. Named parameters are files under parameters/; null: the law sets none. */
export const layerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('away-first-share'), rate: parameterNameSchema }),
  z.strictObject({ kind: z.literal('deductible'), amount: parameterNameSchema, annualCeiling: parameterNameSchema.optional() }),
  z.strictObject({
    kind: z.literal('pooled-fund'),
    bands: parameterNameSchema,
    annualCap: parameterNameSchema.nullable(),
    monthlyCap: parameterNameSchema.optional(),
  }),
  z.strictObject({ kind: z.enum(['large-amount', 'serious-illness']), ...ladder }),
  z.strictObject({ kind: z.enum(['assistance', 'second-assistance']), classes: distinct(z.enum(AID_CLASSES)), ...ladder }),
  z.strictObject({
    kind: z.literal('commercial'),
    /** Pays for holders of this product. */
    product: wordSchema,
    duties: z
      .array(
        z.strictObject({
          id: wordSchema,
          of: z.enum(['in-scope', 'self-paid']),
          /** Disease groups for which alone the duty pays; absent: whatever the disease. */
          diseases: distinct(wordSchema).optional(),
          ...ladder,
        }),
      )
      .min(1)
      .refine((duties) => new Set(duties.map(({ id }) => id)).size === duties.length, 'a duty is named twice'),
  }),
  z.strictObject({ kind: z.literal('account') }),
  z.strictObject({ kind: z.literal('family-account') }),
  z.strictObject({ kind: z.literal('credit') }),
]);
/** The order in which layers may stand. */
export const LAYER_ORDER = [
  'away-first-share',
  'deductible',
  'pooled-fund',
  'large-amount',
  'serious-illness',
  'assistance',
  'second-assistance',
  'commercial',
  'account',
  'family-account',
  'credit',
] as const;

/** For whom, and through which layers. */
const writtenBenefit = z.strictObject({
  ...head,
  /** Ids of the rule list that the benefit as a whole follows. */
  rules: z.array(z.string().min(1)).optional(),
  scheme: z.enum(SCHEMES),
  /** One kind of care, or several that settle alike. */
  care: z.union([z.enum(CARE_KINDS), distinct(z.enum(CARE_KINDS))]),
  persons: distinct(z.enum(PERSON_CLASSES)),
  levels: distinct(z.enum(HOSPITAL_LEVELS)),
  filings: distinct(z.enum(FILING_KINDS)),
  /** Disease groups, in words of the pack, where the benefit is for these only; absent: whatever the disease. */
  diseases: distinct(wordSchema).optional(),
  /** The earliest point at which a case may enter: its charges, or the burden that basic insurance left. */
  entry: z.enum(['charges', 'burden-after-basic']),
  layers: z.array(layerSchema).min(1),
  choices: choicesSchema,
});
/** One file under benefits/, as a whole. */
export const benefitFileSchema = writtenBenefit
  .refine(({ layers }) => layers.every((layer, i) => i === 0 || rank(layers[i - 1]?.kind) < rank(layer.kind)), {
    path: ['layers'],
    message: 'layers must stand in the order of the chain, each once',
  })
  .superRefine(({ scheme, persons }, context) => {
    persons.forEach((person, index) => {
      if (!PERSONS_OF[scheme].includes(person))
        context.addIssue({
          code: 'custom',
          path: ['persons', index],
          message: `no person class of the scheme: ${PERSONS_OF[scheme].join(', ')}`,
        });
    });
  });
const rank = (kind: string | undefined) => LAYER_ORDER.indexOf(kind as (typeof LAYER_ORDER)[number]);
