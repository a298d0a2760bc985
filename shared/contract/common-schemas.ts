import { z } from 'zod';
import { money } from '../money/money-schema.ts';
import { encounterIdSchema, patientIdSchema } from '../identity/ids.ts';
import { DOORS, STAY_STATES } from '../model/stay.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';

/** Where a law, or a rule of the pack, stands. `rule` is the id used on screen and in tests (D-03 …). */
export const referenceSchema = z.strictObject({
  rule: z.string().nullable(),
  title: z.string(),
  article: z.string(),
});

/** A range of one amount; `least` equals `most` where nothing is uncertain. Yuan as Money. */
export const amountRangeSchema = z.strictObject({ least: money, most: money });
export type AmountRange = z.output<typeof amountRangeSchema>;

/** One fact with where it came from and how old it is. */
export const factAgeSchema = z.strictObject({ source: z.enum(['centre', 'card', 'his', 'bank', 'clerk']), asOf: instantSchema });

export const patientSchema = z.strictObject({
  patientId: patientIdSchema,
  name: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  birthOn: calendarDateSchema.nullable(),
  age: z.int().nullable(),
  /** "2102**********0012": the full number only by a logged call. */
  maskedCertNumber: z.string(),
  phone: z.string().nullable(),
});

/** What the centre knows of the admission. `none`: it is not told (self-paid, or the person is not verified yet). */
export const REGISTRATION_STATES = ['none', 'waiting', 'unknown', 'acknowledged', 'rejected', 'reversed'] as const;

/** The strip on top of every screen. */
export const stripSchema = z.strictObject({
  encounterId: encounterIdSchema,
  patient: patientSchema,
  /** A visit has no bed, no door, no deposit. */
  careKind: z.enum(['inpatient', 'outpatient']),
  /** Of a visit: 门诊号. */
  stayNumber: z.string(),
  department: z.string(),
  bed: z.string(),
  coverageLabel: z.string(),
  door: z.enum(DOORS),
  state: z.enum(STAY_STATES),
  registration: z.enum(REGISTRATION_STATES),
  admittedAt: instantSchema,
  wardLeftAt: instantSchema.nullable(),
  chargesTotal: money,
  chargeCount: z.int(),
  depositBalance: money,
  /** What the credit carries: locked or drawn, without what was given back. */
  creditLocked: money,
  /** `requested` until the bank confirmed with its number. */
  creditState: z.enum(['none', 'requested', 'unknown', 'locked', 'refused', 'drawn', 'released']),
  /** Expected 个人负担; null while it cannot be estimated. */
  expectedBurden: amountRangeSchema.nullable(),
  /** deposit + lock − expected burden; of a stay that cannot be estimated − all charges so far. null: of a visit without an estimate. */
  balance: amountRangeSchema.nullable(),
  /** True once the centre's split is there, or he pays all of it himself: the burden above is then no estimate any more. */
  final: z.boolean(),
  /** Exit 3, or not insured from the beginning: no part of it goes to the insurance. */
  selfPay: z.boolean(),
});
export type Strip = z.output<typeof stripSchema>;
