import { z } from 'zod';
import {
  type Accumulators,
  AGE_MOST,
  AID_CLASSES,
  CARE_KINDS,
  ENTRY_LAYERS,
  FEE_KINDS,
  FILING_KINDS,
  HOSPITAL_LEVELS,
  ITEM_CLASSES,
  OTHER_PAYERS,
  PERSON_CLASSES,
  SCHEMES,
  SPECIALTIES,
  STAYS_MOST,
} from '../model/settlement-case.ts';
import { AMOUNT_TEXT } from '../money/money.ts';
import { amountTextSchema } from '../money/money-schema.ts';
import { calendarDateSchema, instantSchema } from '../time/calendar-date.ts';
import { CREDENTIALS, FILING_CATEGORIES, RELATIVES } from './gate-schema.ts';
import { regionCodeSchema, wordSchema } from './schema-parts.ts';

/**
 * A field that says itself how it is written: whatever it does not take, of any type, gets this one sentence ("12 is " + the words).
 * The sentence belongs to the field, so no reader of issues has to guess it from a pattern.
 */
const field = <S extends z.ZodType>(schema: S, words: string | ((given: unknown) => string)) =>
  z.custom<z.output<S>>((given) => schema.safeParse(given).success, {
    error: typeof words === 'string' ? words : ({ input }) => words(input),
    abort: true,
  });

/** An amount in the right form may still be more than all money. */
const amountWords = (examples: string) => (given: unknown) =>
  typeof given === 'string' && AMOUNT_TEXT.test(given)
    ? 'beyond any amount of money: look at the digits.'
    : `no amount: write yuan as text, two decimals, no separators, ${examples}.`;
const amount = field(amountTextSchema, amountWords('"1500.00"')).refine((text) => !text.startsWith('-'), {
  error: 'below zero: an amount is not negative here.',
  abort: true,
});
/** Of a line: below zero where it is taken back. */
const lineAmount = field(amountTextSchema, amountWords('"1500.00" or "-1500.00"'));
/** A share of one; written short ("0.1") it is filled to the four decimals of packs. */
const rate = field(z.string().regex(/^(0\.\d{1,12}|1\.0{1,12})$/), 'no rate: write a share of one as text, 0 to 1, "0.8500".').transform(
  (text) => text.padEnd(6, '0'),
);
const decimal = (places: number) => (text: string) => {
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(places, '0')}`;
};
const quantity = field(
  z.string().regex(/^-?(0|[1-9]\d{0,5})(\.\d{1,4})?$/),
  'no quantity: write text with up to four decimals, below a million, "2", "0.5", "-1".',
).transform(decimal(4));
const unitPrice = field(
  z.string().regex(/^(0|[1-9]\d{0,6})(\.\d{1,6})?$/),
  'no unit price: write yuan as text with up to six decimals, below ten million, "400", "12.345".',
).transform(decimal(6));
/** May stand for "none" where a hospital's system writes nines. */
const priceCap = field(
  z.string().regex(/^(0|[1-9]\d{0,9})(\.\d{1,6})?$/),
  'no price cap: write yuan as text with up to six decimals, "400", "12.345".',
).transform(decimal(6));
/** A whole number: 2, or "2" as packs write it. */
const whole = (least: number, most: number, name: string) =>
  field(
    z.union([z.int(), z.string().regex(/^(0|[1-9]\d{0,3})$/)]).refine((given) => Number(given) >= least && Number(given) <= most),
    `no ${name}: write a whole number, ${least} to ${most}.`,
  ).transform(Number);
const day = field(calendarDateSchema, 'no day: write one that there is, "2023-06-13".');
const instant = field(instantSchema, 'no instant: write UTC with milliseconds, "2023-06-13T04:00:00.000Z".');
const place = field(regionCodeSchema, 'no place: write its six digits, "210200".');

/** A running value of the year: the bare value when it is fresh, else with its day. */
const accumulator = <V extends z.ZodType>(value: V) =>
  z.union([
    value,
    z.strictObject({
      value,
      source: z.enum(['centre', 'card', 'this-hospital', 'clerk']).optional(),
      asOf: instant,
      freshness: z.enum(['fresh', 'stale']).optional(),
      atMost: value.optional(),
    }),
  ]);

/** Year-to-date amounts, by their names in the rules. */
export const AMOUNT_NAMES = [
  'deductible',
  'base',
  'pooledFund',
  'burden',
  'supplement',
  'seriousIllnessBurden',
  'seriousIllness',
  'deductibleAtLevel',
  'month',
  'assistanceBurden',
  'assistance',
  'secondAssistanceBurden',
  'secondAssistance',
  'commercialBurden',
  'commercial',
  'familyDeductible',
] as const satisfies readonly Exclude<keyof Accumulators, 'stays' | 'duties'>[];
export type AmountName = (typeof AMOUNT_NAMES)[number];

const amounts = Object.fromEntries(AMOUNT_NAMES.map((name) => [name, accumulator(amount).optional()]));
const accumulatorsSchema = z.strictObject({
  stays: accumulator(whole(0, STAYS_MOST, 'number of stays')).optional(),
  duties: z.record(wordSchema, z.strictObject({ burden: accumulator(amount).optional(), paid: accumulator(amount).optional() })).optional(),
  ...(amounts as Record<AmountName, z.ZodOptional<ReturnType<typeof accumulator<typeof amount>>>>),
});

const anotherPays = z.enum(['none', 'some-lines', 'all-lines']);
const creditSchema = z.union([
  z.strictObject({ available: amount }),
  z.strictObject({
    authorisedAt: instant.nullable(),
    agreementSignedAt: instant.nullable(),
    admittedAt: instant,
    consentToBank: z.boolean(),
    limit: amount.nullable(),
    outstanding: amount.optional(),
    bankAnswer: z.enum(['yes', 'no', 'not-asked']),
    hospitalMaySettle: z.boolean().optional(),
    meetsAdmissionCriteria: z.boolean().optional(),
    exclusions: z
      .strictObject({ workInjury: anotherPays.optional(), thirdParty: anotherPays.optional(), publicHealth: anotherPays.optional() })
      .optional(),
  }),
]);

const lineSchema = z.strictObject({
  id: z.string().min(1).optional(),
  code: z.string().min(1),
  quantity: quantity.optional(),
  amount: lineAmount,
  class: z.enum(ITEM_CLASSES).optional(),
  firstShare: rate.optional(),
  priceCap: priceCap.optional(),
  unitPrice: unitPrice.optional(),
  fee: z.enum(FEE_KINDS).optional(),
  tariff: unitPrice.optional(),
  otherPayer: z.enum(OTHER_PAYERS).optional(),
  targetedDrug: z.boolean().optional(),
});

const sumsSchema = z.union([
  z.strictObject({
    total: amount,
    selfPaid: amount.optional(),
    overCap: amount.optional(),
    firstShare: amount.optional(),
    otherPayer: amount.optional(),
  }),
  z.strictObject({ inScope: amount }),
  z.strictObject({ burden: amount }),
]);

/** A filing for care elsewhere: its kind alone when nothing is in doubt, else what the insured place knows of it. */
const filingSchema = z.union([
  z.enum(FILING_KINDS),
  z.strictObject({
    category: z.enum(FILING_CATEGORIES),
    kind: z.enum(FILING_KINDS).optional(),
    householdMoved: z.boolean().optional(),
    filedOn: day,
    from: day.optional(),
    until: day.optional(),
    place: place.optional(),
    renewed: z.boolean().optional(),
  }),
]);

/** A relative's account: what it can give when nothing is in doubt, else all that its gates ask. */
export const familySchema = z.union([
  amount,
  z.strictObject({
    balance: amount,
    relative: z.enum(RELATIVES),
    ownerRegion: place.optional(),
    ownerScheme: z.enum(SCHEMES).optional(),
    hasAccount: z.boolean().optional(),
    bound: z.boolean().optional(),
    faceChecked: z.boolean().optional(),
  }),
]);

/** The centre's split, where one is to be compared with ours; what is left out is zero. It knows neither bank credit nor commercial insurance. */
const finalSchema = z.strictObject({
  total: amount,
  selfPaid: amount.optional(),
  overCap: amount.optional(),
  firstShare: amount.optional(),
  deductible: amount,
  pooledFund: amount,
  largeAmount: amount.optional(),
  seriousIllness: amount.optional(),
  assistance: amount.optional(),
  secondAssistance: amount.optional(),
  otherFunds: amount.optional(),
  account: amount.optional(),
});

/** A case as a person writes it: see CASES.md. Amounts and rates are text, days are days, an unknown key is refused. */
export const caseTextSchema = z.strictObject({
  $schema: z.string().optional(),
  patient: z.strictObject({
    birthOn: day.optional(),
    age: whole(0, AGE_MOST, 'age in completed years').optional(),
    credential: z.enum([...CREDENTIALS, 'none']).optional(),
    credentialMatches: z.boolean().optional(),
    specialRegistration: z.boolean().optional(),
  }),
  coverage: z.strictObject({
    region: place,
    scheme: z.enum(SCHEMES),
    person: z.enum(PERSON_CLASSES),
    aid: z.enum(AID_CLASSES).optional(),
    familyDoctor: z.boolean().optional(),
    commercial: z.array(z.string().min(1)).optional(),
    priorDisease: z.boolean().optional(),
    paidOn: day.optional(),
    outpatient: z.enum(['pooled', 'account-only', 'none']).optional(),
    targetedDrugsAreSpecial: z.boolean().optional(),
    answers: z.boolean().optional(),
  }),
  filing: filingSchema.optional(),
  provider: z.strictObject({
    region: place,
    name: z.string().min(1).optional(),
    level: z.enum(HOSPITAL_LEVELS),
    specialty: z.enum(SPECIALTIES).optional(),
    networked: z.boolean().nullable().optional(),
    designated: z.boolean().nullable().optional(),
  }),
  care: z.strictObject({
    kind: z.enum(CARE_KINDS),
    on: day.optional(),
    admittedOn: day.optional(),
    dischargedOn: day.optional(),
    stayNo: whole(1, STAYS_MOST, 'number of a stay').optional(),
    disease: z.string().min(1).optional(),
    settledOn: day.optional(),
    emergency: z.boolean().optional(),
    inPatientNow: z.boolean().optional(),
    deposit: z.strictObject({ asked: amount, average: amount.optional() }).optional(),
    prepayment: z.strictObject({ asked: amount, voluntary: z.boolean().optional() }).optional(),
  }),
  entry: z.enum(['charges', 'in-scope', 'burden-after-basic', ...ENTRY_LAYERS]).optional(),
  lines: z.array(lineSchema).min(1).optional(),
  sums: sumsSchema.optional(),
  accumulators: accumulatorsSchema.optional(),
  accounts: z.strictObject({ own: amount.optional(), family: familySchema.optional() }).optional(),
  credit: creditSchema.optional(),
  final: finalSchema.optional(),
});
export type CaseText = z.output<typeof caseTextSchema>;
