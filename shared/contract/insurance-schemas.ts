import { z } from 'zod';
import { FILING_CATEGORIES } from '../model/filing.ts';
import { FILING_KINDS } from '../model/settlement-case.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { factAgeSchema, referenceSchema } from './common-schemas.ts';

// What several pages say of a person's insurance.

/** One insured status, or 全额自费. */
export const coverageSchema = z.strictObject({
  coverageId: z.string(),
  /** 全额自费: the choice that needs no insurance. */
  selfPay: z.boolean(),
  /** e.g. 职工基本医疗保险. */
  schemeName: z.string(),
  personClassName: z.string(),
  insuredPlaceName: z.string(),
  active: z.boolean(),
  statusName: z.string(),
  from: calendarDateSchema.nullable(),
  age: factAgeSchema.nullable(),
  /** Its names are the centre's own, from its dictionary as of then; null: those of the national tables. */
  namedAsOf: instantSchema.nullable(),
});

/** 2001 and 5303, as the centre said last. */
export const eligibilitySchema = z.strictObject({
  standing: z.enum(['eligible', 'not-eligible', 'unknown']),
  reason: z.string().nullable(),
  elsewhere: z.enum(['none', 'in-hospital', 'unknown']),
  age: factAgeSchema.nullable(),
});

/** One condition with its answer, its article and what can be done about it. `facts` fill the sentence. */
export const gateSchema = z.strictObject({
  gate: z.string(),
  rule: z.string().nullable(),
  verdict: z.enum(['met', 'ask', 'refused']),
  code: z.string(),
  facts: z.record(z.string(), z.string()),
  remedy: z.string().nullable(),
  /** Papers of a manual claim, where that is the way out. */
  documents: z.array(z.string()),
  reference: referenceSchema,
});

/** 异地就医备案 of somebody insured elsewhere. */
export const filingSchema = z.strictObject({
  place: z.enum(['in-province', 'cross-province']),
  /** How the stay counts as things stand. */
  kind: z.enum(FILING_KINDS),
  filed: z
    .strictObject({
      category: z.enum(FILING_CATEGORIES),
      filedOn: calendarDateSchema,
      from: calendarDateSchema,
      until: calendarDateSchema.nullable(),
    })
    .nullable(),
  /** When the insured place was asked the last time; null: never. */
  age: factAgeSchema.nullable(),
  /** The filing lets the stay be settled directly. */
  direct: z.boolean(),
  /** What he would have to pay himself first as things stand: the burden, or everything. null: cannot be estimated. */
  payNow: money.nullable(),
  /** What another filing would leave him to pay, and how much less that is (negative: more). */
  whatIf: z.array(z.strictObject({ kind: z.enum(FILING_KINDS), burden: money, less: money.nullable() })),
});
