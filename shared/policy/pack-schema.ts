import { z } from 'zod';
import { legalReferenceSchema } from '../model/policy-reference.ts';
import { CARE_KINDS, FILING_KINDS, HOSPITAL_LEVELS, ITEM_CLASSES, SPECIALTIES } from '../model/settlement-case.ts';
import { rateTextSchema, unitPriceTextSchema } from '../money/money-schema.ts';
import { calendarDateSchema } from '../time/calendar-date.ts';
import { choicesSchema, questionSchema } from './choices.ts';
import { gapSchema } from './parameter-schema.ts';
import { ascends, distinct, head, parameterNameSchema, regionCodeSchema } from './schema-parts.ts';

const itemSchema = z.strictObject({
  code: z.string().min(1),
  values: z
    .array(
      z.strictObject({
        from: calendarDateSchema,
        class: z.enum(ITEM_CLASSES),
        firstShare: rateTextSchema,
        priceCap: unitPriceTextSchema.nullable(),
        /** The public tariff of one unit, to check bills against; never used to price them. */
        tariff: unitPriceTextSchema.refine((text) => Number(text) < 10_000_000, 'beyond any unit price').optional(),
        /** Bed fee or nursing fee, for which day care has a tariff of its own. */
        fee: z.enum(['bed', 'nursing']).optional(),
      }),
    )
    .min(1)
    .refine(ascends, 'values must ascend by from')
    .refine((values) => values.every((entry) => entry.class === 'B' || Number(entry.firstShare) === 0), 'only class B has a first share'),
});

/** One file under catalogue/: classes of items, from the place of care. `reference` stands for the whole list. */
export const catalogueFileSchema = z.strictObject({ ...head, reference: legalReferenceSchema, items: z.array(itemSchema) });

const since = { from: calendarDateSchema, reference: legalReferenceSchema };

/** hospitals.json: what the rules say of single hospitals, found by any of their names, and of kinds of hospitals. */
export const hospitalsFileSchema = z.strictObject({
  ...head,
  /** Levels for benefits by kind of hospital, of care or of filing; the first that holds counts, after the hospital's own. */
  levelRules: z
    .array(
      z.strictObject({
        ...since,
        when: z.strictObject({
          specialty: distinct(z.enum(SPECIALTIES)).optional(),
          care: distinct(z.enum(CARE_KINDS)).optional(),
          filing: distinct(z.enum(FILING_KINDS)).optional(),
          level: distinct(z.enum(HOSPITAL_LEVELS)).optional(),
        }),
        level: z.enum(HOSPITAL_LEVELS),
        /** The ambiguity of the text that this rule reads one way. */
        question: questionSchema.optional(),
      }),
    )
    .optional(),
  hospitals: z.array(
    z.strictObject({
      names: distinct(z.string().min(1)),
      /** Level for benefits where it is not the hospital's own. */
      benefitLevels: z.array(z.strictObject({ ...since, level: z.enum(HOSPITAL_LEVELS) })),
      /** Joined the bank credit on this day, for these kinds of care. */
      credit: z.array(z.strictObject({ ...since, care: distinct(z.enum(CARE_KINDS)) })),
    }),
  ),
});

/** Gates of the credit door; each product cites an article for each. */
export const CREDIT_GATES = [
  'start-day',
  'care-kind',
  'insured-and-treated-here',
  'authorised-before-admission',
  'agreement-signed',
  'consent-to-bank',
  'meets-criteria',
  'deposit-waived',
  'limit-in-range',
  'hospital-listed',
  'advances-own-share',
  'within-limit',
  'hospital-may-settle',
  'no-work-injury',
  'no-third-party',
  'no-public-health',
  'bank-agrees',
] as const;
export type CreditGateName = (typeof CREDIT_GATES)[number];

const gateReferences = z.strictObject(
  Object.fromEntries(CREDIT_GATES.map((gate) => [gate, legalReferenceSchema])) as Record<CreditGateName, typeof legalReferenceSchema>,
);

/** credit.json: the bank credit, products ascending by first day; each product ends where the next begins. */
export const creditFileSchema = z.strictObject({
  ...head,
  products: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]+$/),
        name: z.string().min(1),
        issuer: z.string().min(1),
        from: calendarDateSchema,
        /** First day of each kind of care under this product. */
        care: z.array(z.strictObject({ kind: z.enum(CARE_KINDS), from: calendarDateSchema })).min(1),
        limitLeast: parameterNameSchema,
        limitMost: parameterNameSchema,
        interestFreeDays: parameterNameSchema,
        gates: gateReferences,
      }),
    )
    .min(1)
    .refine(ascends, 'products must ascend by from'),
});

/** pack.json: what the folder is. */
export const packFileSchema = z.strictObject({
  $schema: z.string(),
  description: z.string().min(1).optional(),
  checkedOn: calendarDateSchema.optional(),
  id: z.string().regex(/^[a-z0-9-]+$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  region: z.strictObject({ code: regionCodeSchema, name: z.string().min(1) }),
  from: calendarDateSchema,
  /** insured: its benefits settle its insured. care: its catalogues class the lines of care given there. */
  /** insured, care: as above. national: its gates and facts hold everywhere. */
  places: distinct(z.enum(['insured', 'care', 'national'])),
  catalogues: z.array(z.string().regex(/^[a-z0-9-]+$/)),
  /** For all benefits that do not choose themselves. */
  choices: choicesSchema,
  /** Parameters that benefits name and that nobody found: normal, but declared. */
  gaps: z
    .array(gapSchema.extend({ parameter: parameterNameSchema }))
    .refine((gaps) => new Set(gaps.map(({ parameter }) => parameter)).size === gaps.length, 'one gap is declared twice'),
});

/** manifest.json: the content hash of every pack inside the program. */
export const manifestSchema = z.record(regionCodeSchema, z.strictObject({ version: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/) }));
