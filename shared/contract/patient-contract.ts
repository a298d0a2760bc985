import { z } from 'zod';
import { encounterIdSchema, patientIdSchema } from '../identity/ids.ts';
import { CREDENTIAL_KINDS } from '../model/credential.ts';
import { FILING_CATEGORIES } from '../model/filing.ts';
import { AID_CLASSES } from '../model/settlement-case.ts';
import { PAPER_KINDS } from '../model/stay.ts';
import { money } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { coverageSchema, eligibilitySchema } from './insurance-schemas.ts';
import { factAgeSchema, patientSchema, stripSchema } from './common-schemas.ts';
import { defineChannel } from './define-channel.ts';

/** Values of a person's year at the centre; two of outpatient care among them. */
export const YEAR_VALUES = [
  'stay-count',
  'deductible',
  'pooled-fund',
  'large-amount-burden',
  'outpatient-deductible',
  'outpatient-fund',
  'account-balance',
] as const;

/** One value with where it comes from and how old it is; `age` null: nobody has asked. A count has no amount. */
const yearValueSchema = z.strictObject({
  kind: z.enum(YEAR_VALUES),
  amount: money.nullable(),
  count: z.int().nullable(),
  age: factAgeSchema.nullable(),
  fresh: z.boolean(),
});

/** One insured status with everything that is known of it. */
const insuredSchema = z.strictObject({
  coverage: coverageSchema,
  eligibility: eligibilitySchema,
  year: z.int(),
  values: z.array(yearValueSchema),
  /** null: nobody has asked, or he is insured here. */
  filings: z
    .strictObject({
      age: factAgeSchema,
      list: z.array(
        z.strictObject({
          category: z.enum(FILING_CATEGORIES),
          filedOn: calendarDateSchema,
          from: calendarDateSchema,
          until: calendarDateSchema.nullable(),
          place: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
  /** 慢特病; null: nobody has asked. */
  chronic: z.strictObject({ names: z.array(z.string()), age: factAgeSchema }).nullable(),
});

export const patientFileSchema = z.strictObject({
  patient: patientSchema,
  identity: z.strictObject({ by: z.enum(CREDENTIAL_KINDS).nullable(), at: instantSchema.nullable(), verified: z.boolean() }),
  insured: z.array(insuredSchema),
  hardship: z
    .strictObject({ aid: z.enum(AID_CLASSES), words: z.string(), until: calendarDateSchema.nullable(), age: factAgeSchema })
    .nullable(),
  /** The bank's last answer; null: it was never asked. Why it says no is never kept. */
  credit: z
    .strictObject({
      standing: z.enum(['available', 'not-opened', 'not-eligible']),
      limit: money.nullable(),
      available: money.nullable(),
      asOf: instantSchema,
    })
    .nullable(),
  /** Stays and visits, newest first. */
  history: z.array(stripSchema),
  /** What he still owes this hospital, of all of them. */
  owed: money,
  merges: z.array(
    z.strictObject({
      kind: z.enum(['merge', 'undo']),
      stayNumber: z.string(),
      from: z.string(),
      to: z.string(),
      reason: z.string(),
      at: instantSchema,
    }),
  ),
  papers: z.array(z.strictObject({ stayNumber: z.string(), kind: z.enum(PAPER_KINDS), file: z.string(), madeAt: instantSchema })),
  /** Electronic orders of his that wait for admission. */
  orders: z.array(z.string()),
});
export type PatientFile = z.output<typeof patientFileSchema>;

/** A person as a list names him. */
const personSchema = z.strictObject({
  patientId: patientIdSchema,
  name: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  age: z.int().nullable(),
  maskedCertNumber: z.string(),
  seenAt: instantSchema,
  /** His open stay; null: he is not in hospital here. */
  openStay: z.strictObject({ encounterId: encounterIdSchema, stayNumber: z.string() }).nullable(),
});
export type PersonRow = z.output<typeof personSchema>;

export const patientContract = {
  /** People this desk knows, with or without a stay, at most twelve. `search`: name, its initials, or the whole number of document, card or stay. */
  find: defineChannel({
    name: 'patient.find',
    request: z.strictObject({ search: z.string().trim().min(1).max(50) }),
    response: z.strictObject({ people: z.array(personSchema) }),
    permission: 'desk:read',
    effect: 'read',
  }),

  /** Everything known of one person. Errors: patient.not-found. */
  view: defineChannel({
    name: 'patient.view',
    request: z.strictObject({ patientId: patientIdSchema }),
    response: patientFileSchema,
    permission: 'desk:read',
    effect: 'read',
  }),

  /** The whole number of his document, asked for by a key and noted with who asked. Errors: patient.not-found. */
  certificate: defineChannel({
    name: 'patient.certificate',
    request: z.strictObject({ patientId: patientIdSchema }),
    response: z.strictObject({ certNumber: z.string() }),
    permission: 'worklist:act',
    effect: 'once',
  }),
} as const;
