import { z } from 'zod';
import { legalReferenceSchema } from '../model/policy-reference.ts';
import {
  AID_CLASSES,
  CARE_KINDS,
  FILING_KINDS,
  HOSPITAL_LEVELS,
  ITEM_CLASSES,
  PERSON_CLASSES,
  PERSONS_OF,
  SCHEMES,
  SPECIALTIES,
} from '../model/settlement-case.ts';
import { amountTextSchema, rateTextSchema, unitPriceTextSchema } from '../money/money-schema.ts';
import { calendarDateSchema } from '../time/calendar-date.ts';
import { choicesSchema, questionSchema } from './choices.ts';

/** Six digits of a place, as in the national division codes. */
export const regionCodeSchema = z.string().regex(/^\d{6}$/);

/** Path of a parameter inside parameters/, without ".json": "employee.inpatient.deductible". */
export const parameterNameSchema = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/);

/** A word of the pack's own: a disease group, a product, a duty. */
export const wordSchema = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Whole numbers a table row holds for: "1", "2+", "0-69". */
export const intervalTextSchema = z.string().regex(/^(0|[1-9]\d{0,2})(\+|-(0|[1-9]\d{0,2}))?$/);
/** The same of stays, of which the first has the number 1. */
const stayTextSchema = intervalTextSchema.refine((text) => !text.startsWith('0'), 'the first stay of a year has the number 1');

const distinct = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .min(1)
    .refine((items) => new Set(items).size === items.length, 'named twice');

const ascends = (dated: readonly { readonly from: string }[]) => dated.every(({ from }, i) => i === 0 || (dated[i - 1]?.from ?? '') < from);

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

const count = z.string().regex(/^(0|[1-9]\d{0,3})$/);
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

const head = {
  $schema: z.string(),
  description: z.string().min(1),
  /** Somebody compared the last value with the law on this day. */
  checkedOn: calendarDateSchema,
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
