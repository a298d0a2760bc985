import { z } from 'zod';
import { Money } from '../money/money.ts';
import { money, quantityTextSchema, rate, unitPriceTextSchema } from '../money/money-schema.ts';
import { AGE_MOST, SCHEMES } from './settlement-case.ts';
import { STAY_KINDS } from './stay.ts';
import { VISIT_TYPES } from './visit.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';

// The text form of what the hospital's system sends: in its files and in our tables. Types stand in stay.ts.

const coded = z.strictObject({ code: z.string().min(1).max(30), name: z.string().min(1).max(100) });
const diagnosis = z.strictObject({ code: z.string().min(1).max(20), name: z.string().min(1).max(100), main: z.boolean() });
const oneMain = z
  .array(diagnosis)
  .min(1)
  .readonly()
  .refine((all) => all.filter(({ main }) => main).length === 1, 'exactly one main diagnosis');

/** A line number: digits, not 0, at most 15; the centre's key of a line. */
const lineNumber = z.string().regex(/^[1-9]\d{0,14}$/);
const orderNumber = z.string().regex(/^[A-Za-z0-9-]{1,30}$/);

const patientSchema = z.strictObject({
  name: z.string().min(1).max(50),
  certType: z.enum(['id-card', 'other']),
  certNumber: z.string().min(1).max(30),
  sex: z.enum(['male', 'female', 'unknown']),
  birthOn: calendarDateSchema.nullable(),
  phone: z.string().max(20).nullable(),
});

/** The electronic order (住院证). What it plans to cost must hold its own parts. */
export const admissionOrderSchema = z.strictObject({
  orderNumber,
  patient: patientSchema,
  issuedAt: instantSchema,
  orderingDepartment: coded,
  orderingDoctor: coded,
  ward: z.string().min(1).max(50),
  department: coded,
  bed: z.string().min(1).max(30),
  attendingDoctor: coded,
  diagnoses: oneMain,
  condition: z.enum(['critical', 'urgent', 'ordinary']),
  route: z.enum(['emergency', 'outpatient', 'transfer']),
  careKind: z.enum(STAY_KINDS),
  plan: z
    .strictObject({ total: money, selfPaid: money, firstShare: money })
    .refine(({ total, selfPaid, firstShare }) => [total, selfPaid, firstShare].every((part) => !part.isNegative()), 'no part is negative')
    .refine(({ total, selfPaid, firstShare }) => selfPaid.plus(firstShare).compare(total) <= 0, 'the parts are not more than the total'),
});

/** One billable line. Quantity x unit price must give the amount, to the fen. */
export const chargeItemSchema = z
  .strictObject({
    lineNumber,
    originalLineNumber: lineNumber.nullable(),
    occurredAt: instantSchema,
    itemCode: z.string().min(1).max(50),
    hospitalItemCode: z.string().min(1).max(150),
    name: z.string().min(1).max(200),
    quantity: quantityTextSchema,
    unitPrice: unitPriceTextSchema,
    amount: money,
    department: coded,
    doctor: coded,
  })
  .refine(
    ({ quantity, unitPrice, amount }) => Money.ofLine(unitPrice, quantity, 'half-up').equals(amount),
    'quantity x unit price is not the amount',
  )
  .refine(({ amount, originalLineNumber }) => !amount.isNegative() || originalLineNumber !== null, 'a negative line names its original');

/** An outpatient's visit. Its number is shorter: the batches of its charges are numbered after it. */
export const visitOrderSchema = z.strictObject({
  orderNumber: z.string().regex(/^[A-Za-z0-9-]{1,24}$/),
  patient: patientSchema,
  visitedAt: instantSchema,
  visitType: z.enum(VISIT_TYPES),
  department: coded,
  doctor: coded,
  diagnoses: oneMain,
});

const mostSchema = quantityTextSchema
  .refine((text) => !text.startsWith('-'), 'a limit is not below zero')
  .nullable()
  .default(null);
const ageSchema = z.int().min(0).max(AGE_MOST).nullable().default(null);

/** What an item may be charged for (row C6); what is left out has no limit. */
const itemLimitsSchema = z.strictObject({
  sex: z.enum(['male', 'female']).nullable().default(null),
  ageFrom: ageSchema,
  ageTo: ageSchema,
  schemes: z.array(z.enum(SCHEMES)).min(1).nullable().default(null),
  mostPerDay: mostSchema,
  mostPerStay: mostSchema,
});

/** One row of the hospital's mapping to the insurance catalogue. */
export const catalogueItemSchema = z.strictObject({
  itemCode: z.string().min(1).max(50),
  name: z.string().min(1).max(200),
  grade: z.strictObject({ class: z.enum(['A', 'B', 'C']), firstShare: rate, priceCap: unitPriceTextSchema.nullable() }),
  /** 床位费, 护理费 or neither, and the published tariff of one unit: what a day-care price is checked against. null: the hospital does not say. */
  fee: z.enum(['bed', 'nursing', 'other']).nullable().default(null),
  tariff: unitPriceTextSchema.nullable().default(null),
  /** Whom the insurance lets it be charged for, and how much of it. null: nothing is said. */
  limits: itemLimitsSchema.nullable().default(null),
});

/** The day on which the ward means to let him go; null: not for now. */
export const dischargePlanSchema = z.strictObject({ orderNumber, leavesOn: calendarDateSchema.nullable() });

/** The ward's word that the patient may go. */
export const wardNoticeSchema = z.strictObject({
  orderNumber,
  leftAt: instantSchema,
  department: coded,
  bed: z.string().min(1).max(30),
  way: z.enum(['ordered', 'transfer', 'community', 'against-advice', 'death', 'other']),
  diagnoses: oneMain,
  nurse: coded,
});

/** See `SettledElsewhere` in electron/core/ports/his-intake.ts. */
export const settledElsewhereSchema = z.strictObject({
  orderNumber: z.string().min(1),
  settlementNumber: z.string().regex(/^[0-9A-Za-z]{1,30}$/),
  by: z.enum(['phone', 'bureau']),
});
