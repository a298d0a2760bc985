import { z } from 'zod';
import { sentenceOf } from './case-sentence.ts';
import type { Accumulator, Accumulators, ChargeLine, Charges, SettlementCase } from '../model/settlement-case.ts';
import {
  AID_CLASSES,
  CARE_KINDS,
  ENTRY_LAYERS,
  FILING_KINDS,
  HOSPITAL_LEVELS,
  ITEM_CLASSES,
  OTHER_PAYERS,
  PERSON_CLASSES,
  SCHEMES,
  SPECIALTIES,
} from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import { amountTextSchema, rateTextSchema } from '../money/money-schema.ts';
import { Rate } from '../money/rate.ts';
import type { CreditApplication, OtherPayer } from '../rules/door-types.ts';
import type { Filing } from '../model/filing.ts';
import type { AccountUse, DirectApplication } from '../rules/gate-types.ts';
import { type CalendarDate, calendarDateSchema, type Instant, instantSchema } from '../time/calendar-date.ts';
import { FILING_CATEGORIES } from '../model/filing.ts';
import { CREDENTIALS, RELATIVES } from './gate-schema.ts';
import { regionCodeSchema } from './pack-schema.ts';

const amount = amountTextSchema.refine((text) => Money.read(text) !== undefined, 'beyond any amount of money');
/** A share of one; written short ("0.1") it is filled to the four decimals of packs. */
const rate = z
  .string()
  .regex(/^[01]\.\d{1,12}$/)
  .transform((text) => text.padEnd(6, '0'))
  .pipe(rateTextSchema.refine((text) => Rate.read(text) !== undefined, 'a share of one lies between 0 and 1'));
const decimal = (places: number) => (text: string) => {
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(places, '0')}`;
};
const quantity = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,9})(\.\d{1,4})?$/)
  .transform(decimal(4));
const unitPrice = z
  .string()
  .regex(/^(0|[1-9]\d{0,9})(\.\d{1,6})?$/)
  .transform(decimal(6));
/** A whole number: 2, or "2" as packs write it. */
const whole = z.union([z.int().nonnegative(), z.string().regex(/^(0|[1-9]\d{0,3})$/)]).transform(Number);

/** A running value of the year: the bare value when it is fresh, else with its day. */
const accumulator = <V extends z.ZodType>(value: V) =>
  z.union([
    value,
    z.strictObject({
      value,
      source: z.enum(['centre', 'card', 'this-hospital', 'clerk']).optional(),
      asOf: instantSchema,
      freshness: z.enum(['fresh', 'stale']).optional(),
      atMost: value.optional(),
    }),
  ]);

/** Year-to-date amounts, by their names in the rules. */
const AMOUNT_NAMES = [
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
] as const satisfies readonly Exclude<keyof Accumulators, 'stays'>[];
type AmountName = (typeof AMOUNT_NAMES)[number];

const amounts = Object.fromEntries(AMOUNT_NAMES.map((name) => [name, accumulator(amount).optional()]));
const accumulatorsSchema = z.strictObject({
  stays: accumulator(whole).optional(),
  ...(amounts as Record<AmountName, z.ZodOptional<ReturnType<typeof accumulator<typeof amount>>>>),
});

const anotherPays = z.enum(['none', 'some-lines', 'all-lines']);
const creditSchema = z.union([
  z.strictObject({ available: amount }),
  z.strictObject({
    authorisedAt: instantSchema.nullable(),
    agreementSignedAt: instantSchema.nullable(),
    admittedAt: instantSchema,
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
  amount,
  class: z.enum(ITEM_CLASSES).optional(),
  firstShare: rate.optional(),
  priceCap: unitPrice.optional(),
  unitPrice: unitPrice.optional(),
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
    filedOn: calendarDateSchema,
    from: calendarDateSchema.optional(),
    until: calendarDateSchema.optional(),
    renewed: z.boolean().optional(),
  }),
]);

/** A relative's account: what it can give when nothing is in doubt, else all that its gates ask. */
const familySchema = z.union([
  amount,
  z.strictObject({
    balance: amount,
    relative: z.enum(RELATIVES),
    ownerRegion: regionCodeSchema.optional(),
    ownerScheme: z.enum(SCHEMES).optional(),
    hasAccount: z.boolean().optional(),
    bound: z.boolean().optional(),
    faceChecked: z.boolean().optional(),
  }),
]);

/** A case as a person writes it: see CASES.md. Amounts and rates are text, days are days, an unknown key is refused. */
export const caseTextSchema = z.strictObject({
  $schema: z.string().optional(),
  patient: z.strictObject({
    birthOn: calendarDateSchema.optional(),
    age: whole.optional(),
    credential: z.enum([...CREDENTIALS, 'none']).optional(),
    credentialMatches: z.boolean().optional(),
    specialRegistration: z.boolean().optional(),
  }),
  coverage: z.strictObject({
    region: regionCodeSchema,
    scheme: z.enum(SCHEMES),
    person: z.enum(PERSON_CLASSES),
    aid: z.enum(AID_CLASSES).optional(),
    familyDoctor: z.boolean().optional(),
    commercial: z.array(z.string().min(1)).optional(),
    priorDisease: z.boolean().optional(),
    paidOn: calendarDateSchema.optional(),
    outpatient: z.enum(['pooled', 'account-only', 'none']).optional(),
    targetedDrugsAreSpecial: z.boolean().optional(),
    answers: z.boolean().optional(),
  }),
  filing: filingSchema.optional(),
  provider: z.strictObject({
    region: regionCodeSchema,
    name: z.string().min(1).optional(),
    level: z.enum(HOSPITAL_LEVELS),
    specialty: z.enum(SPECIALTIES).optional(),
    networked: z.boolean().nullable().optional(),
    designated: z.boolean().nullable().optional(),
  }),
  care: z.strictObject({
    kind: z.enum(CARE_KINDS),
    on: calendarDateSchema.optional(),
    admittedOn: calendarDateSchema.optional(),
    dischargedOn: calendarDateSchema.optional(),
    stayNo: whole.optional(),
    disease: z.string().min(1).optional(),
    settledOn: calendarDateSchema.optional(),
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
});
export type CaseText = z.output<typeof caseTextSchema>;

/** What is wrong with a case. `path`: the field ("lines.0.amount"), "" for the whole. `reason`: one sentence. */
export interface CaseProblem {
  readonly path: string;
  readonly reason: string;
}

/**
 * A case as the rules want it. `direct`: what the gates of direct settlement ask; a fact nobody gives is none that could refuse.
 * `credit`: when the case asks for admission on credit with all its facts. `familyAccount`: when a relative's account is to pay and its
 * gates must be asked; `due` is not known before the case is computed.
 */
export interface ReadCase {
  readonly claim: SettlementCase;
  readonly direct: DirectApplication;
  readonly credit: CreditApplication | null;
  readonly familyAccount: Omit<AccountUse, 'due'> | null;
}
export type CaseReading =
  | { readonly ok: true; readonly value: ReadCase }
  | { readonly ok: false; readonly problems: readonly CaseProblem[] };

/** Reads the JSON of a case. Never throws; every refusal names the field. */
export function readCaseText(json: unknown): CaseReading {
  const parsed = caseTextSchema.safeParse(json);
  if (!parsed.success) return { ok: false, problems: firstOfEach(parsed.error.issues.flatMap((issue) => sentenceOf(issue, json))) };
  const problems = contradictions(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: toCase(parsed.data) };
}

/** One sentence for each field: the first says what is wrong, the others follow from it. */
const firstOfEach = (problems: readonly CaseProblem[]) =>
  [...new Map(problems.toReversed().map((one) => [one.path, one])).values()].toReversed();

/** What single fields cannot show. */
function contradictions(text: CaseText): readonly CaseProblem[] {
  const { patient, care, accumulators, lines, sums, entry } = text;
  const wrong: CaseProblem[] = [];
  const demand = (holds: boolean, path: string, reason: string) => {
    if (!holds) wrong.push({ path, reason });
  };
  demand((patient.birthOn === undefined) !== (patient.age === undefined), 'patient', 'Give birthOn or age, one of the two.');
  demand(lawDay(care) !== undefined, 'care', 'Give on, dischargedOn or admittedOn: the day whose law holds.');
  if (care.admittedOn !== undefined && care.dischargedOn !== undefined)
    demand(care.dischargedOn >= care.admittedOn, 'care.dischargedOn', 'The discharge lies before the admission.');
  if (care.stayNo !== undefined) {
    demand(care.stayNo >= 1, 'care.stayNo', 'The first stay of a year has the number 1.');
    demand(accumulators?.stays === undefined, 'accumulators.stays', 'care.stayNo already says it: give one of the two.');
  }
  demand((lines === undefined) !== (sums === undefined), 'lines', 'Give lines or sums, one of the two.');
  const meant = lines !== undefined || sums === undefined ? 'charges' : entryOf(sums, entry);
  demand(entry === undefined || entry === meant, 'entry', `The amounts given enter at ${meant}.`);
  text.lines?.forEach((line, index) => {
    demand(
      line.class !== undefined || (line.firstShare ?? line.priceCap) === undefined,
      `lines.${index}.class`,
      'firstShare and priceCap belong to a class: give it.',
    );
    demand(line.class === 'B' || Number(line.firstShare ?? 0) === 0, `lines.${index}.firstShare`, 'Only class B has a first share.');
    demand(
      line.class !== 'B' || line.firstShare !== undefined,
      `lines.${index}.firstShare`,
      'Class B needs its first share, "0.0000" if none.',
    );
  });
  return wrong;
}

const lawDay = ({ on, dischargedOn, admittedOn }: CaseText['care']): CalendarDate | undefined => on ?? dischargedOn ?? admittedOn;

type Entry = NonNullable<CaseText['entry']>;

/** Where sums enter; a burden says by `entry` which layer comes next, else it is what basic insurance left. */
function entryOf(sums: NonNullable<CaseText['sums']>, entry: Entry | undefined): Entry {
  if ('burden' in sums) return isLayer(entry) ? entry : 'burden-after-basic';
  return 'inScope' in sums ? 'in-scope' : 'charges';
}

const isLayer = (entry: Entry | undefined): entry is (typeof ENTRY_LAYERS)[number] => (ENTRY_LAYERS as readonly unknown[]).includes(entry);

function toCase(text: CaseText): ReadCase {
  const { patient, coverage, care, accounts, credit } = text;
  const on = lawDay(care) as CalendarDate;
  const { name = '', region, level, specialty } = text.provider;
  const provider = given({ region, name, level, specialty });
  const { scheme, person, aid, familyDoctor, commercial, priorDisease } = coverage;
  const available = credit !== undefined && 'available' in credit ? Money.parse(credit.available) : null;
  const family = accounts?.family;
  const claim: SettlementCase = {
    patient: { birthOn: patient.birthOn ?? bornBefore(on, patient.age ?? 0) },
    coverage: { region: coverage.region, scheme, person, ...given({ aid, familyDoctor, commercial, priorDisease }) },
    filing: filingKind(text),
    provider,
    care: given({ kind: care.kind, on, disease: care.disease }),
    charges: chargesOf(text),
    accumulators: accumulatorsOf(text, on),
    account: accounts?.own === undefined ? null : Money.parse(accounts.own),
    familyAccount: typeof family === 'string' ? Money.parse(family) : null,
    credit: available,
  };
  return {
    claim,
    direct: directOf(text, claim, care.admittedOn ?? on),
    credit: credit === undefined || 'available' in credit ? null : creditOf(text, credit, provider, on),
    familyAccount: typeof family === 'object' ? familyOf(text, family, on) : null,
  };
}

/** Which filing chooses among benefits. Without one: at home inside one pooling area (four digits), else temporary, or an emergency. */
function filingKind({ filing, coverage, provider, care }: CaseText): SettlementCase['filing'] {
  if (typeof filing === 'string') return filing;
  if (filing !== undefined) return filing.kind ?? kindOf(filing.category);
  if (coverage.region.slice(0, 4) === provider.region.slice(0, 4)) return 'local';
  return care.emergency === true ? 'emergency' : 'temporary';
}

const kindOf = (category: Filing['category']) => (category === 'referred' || category === 'emergency' ? category : 'long-term');

const CATEGORY_OF = { 'long-term': 'long-term-resident', referred: 'referred', emergency: 'emergency' } as const;

/** A filing given by its kind alone is one that nobody doubts. */
function filingOf({ filing }: CaseText, first: CalendarDate): Filing | null {
  if (filing === undefined || filing === 'local' || filing === 'temporary' || filing === 'unfiled') return null;
  if (typeof filing === 'string')
    return { category: CATEGORY_OF[filing], householdMoved: true, filedOn: first, from: first, until: null, renewed: true };
  const { category, householdMoved = false, filedOn, from = filedOn, until = null, renewed = false } = filing;
  return { category, householdMoved, filedOn, from, until, renewed };
}

function directOf(text: CaseText, { coverage, provider, care, charges, account }: SettlementCase, first: CalendarDate): DirectApplication {
  const { deposit, prepayment, settledOn, dischargedOn, emergency = false, inPatientNow = false } = text.care;
  const { credential = 'card', credentialMatches = true, specialRegistration = false } = text.patient;
  const { outpatient = 'pooled', paidOn = null, answers = true, targetedDrugsAreSpecial = null } = text.coverage;
  const { networked = true, designated = true } = text.provider;
  const { region, scheme } = coverage;
  const lines = charges.kind === 'lines' ? charges.lines : [];
  return {
    coverage: { region, scheme, outpatient, accountBalance: account, paidOn, answers, targetedDrugsAreSpecial },
    provider: { region: provider.region, name: provider.name, networked, designated },
    care: { kind: care.kind, on: first, emergency, disease: care.disease ?? null, inPatientNow },
    settledOn: settledOn ?? dischargedOn ?? null,
    filing: filingOf(text, first),
    credential: { kind: credential === 'none' ? null : credential, matchesPerson: credentialMatches },
    specialRegistration,
    otherPayer: otherPayerOf(charges),
    targetedDrugLines: lines.filter((_, index) => text.lines?.[index]?.targetedDrug === true).map(({ id }) => id),
    prepayment: prepayment === undefined ? null : { asked: Money.parse(prepayment.asked), voluntary: prepayment.voluntary ?? false },
    deposit:
      deposit === undefined
        ? null
        : { asked: Money.parse(deposit.asked), average: deposit.average === undefined ? null : Money.parse(deposit.average) },
    lines,
  };
}

function otherPayerOf(charges: Charges): OtherPayer {
  if (charges.kind === 'lines') {
    const owed = charges.lines.filter(({ otherPayer }) => otherPayer !== undefined).length;
    return owed === 0 ? 'none' : owed === charges.lines.length ? 'all-lines' : 'some-lines';
  }
  if (charges.kind !== 'sums' || (charges.sums.otherPayer?.isZero() ?? true)) return 'none';
  return charges.sums.otherPayer?.equals(charges.sums.total) === true ? 'all-lines' : 'some-lines';
}

function familyOf({ coverage }: CaseText, family: z.output<typeof familySchema> & object, on: CalendarDate): Omit<AccountUse, 'due'> {
  const { balance, relative, hasAccount = true, bound = true, faceChecked = true } = family;
  const { ownerRegion = coverage.region, ownerScheme = 'employee' } = family;
  return {
    on,
    purpose: 'care',
    relative,
    owner: { region: ownerRegion, scheme: ownerScheme, hasAccount, balance: Money.parse(balance) },
    user: { region: coverage.region, scheme: coverage.scheme },
    bound,
    faceChecked,
  };
}

/** Without the keys that have no value. */
type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
const given = <T extends object>(object: T): Given<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Given<T>;

/** Somebody who is so many years old on a day. */
const bornBefore = (on: CalendarDate, age: number) => `${String(Number(on.slice(0, 4)) - age).padStart(4, '0')}-01-01` as CalendarDate;

function chargesOf({ lines, sums, entry }: CaseText): Charges {
  if (lines !== undefined) return { kind: 'lines', lines: lines.map(lineOf) };
  if (sums === undefined) throw new TypeError('a checked case has lines or sums');
  if ('burden' in sums) {
    const left = Money.parse(sums.burden);
    return isLayer(entry) ? { kind: 'burden', before: entry, amount: left } : { kind: 'burden-after-basic', amount: left };
  }
  if ('inScope' in sums) return { kind: 'in-scope', amount: Money.parse(sums.inScope) };
  const { total, selfPaid = '0.00', overCap = '0.00', firstShare = '0.00', otherPayer } = sums;
  const parts = {
    total: Money.parse(total),
    selfPaid: Money.parse(selfPaid),
    overCap: Money.parse(overCap),
    firstShare: Money.parse(firstShare),
  };
  return { kind: 'sums', sums: otherPayer === undefined ? parts : { ...parts, otherPayer: Money.parse(otherPayer) } };
}

function lineOf(line: NonNullable<CaseText['lines']>[number], index: number): ChargeLine {
  const negative = line.amount.startsWith('-');
  return {
    id: line.id ?? String(index + 1),
    code: line.code,
    quantity: line.quantity ?? (negative ? '-1.0000' : '1.0000'),
    amount: Money.parse(line.amount),
    grade:
      line.class === undefined
        ? null
        : { class: line.class, firstShare: Rate.parse(line.firstShare ?? '0.0000'), priceCap: line.priceCap ?? null },
    ...given({ otherPayer: line.otherPayer, unitPrice: line.unitPrice }),
  };
}

type Dated<T> = {
  readonly value: T;
  readonly source?: Accumulator<T>['source'] | undefined;
  readonly asOf: Instant;
  readonly freshness?: 'fresh' | 'stale' | undefined;
  readonly atMost?: T | undefined;
};

function accumulatorsOf({ accumulators: written = {}, care }: CaseText, on: CalendarDate): Accumulators {
  const read = <T extends string | number, U>(one: T | Dated<T> | undefined, map: (value: T) => U): Accumulator<U> | null => {
    if (one === undefined) return null;
    const dated: Dated<T> = typeof one === 'object' ? one : { value: one, asOf: startOf(on) };
    const { value, source = 'clerk', asOf, freshness = 'fresh', atMost } = dated;
    return { value: map(value), source, asOf, freshness, atMost: atMost === undefined ? null : map(atMost) };
  };
  const values = AMOUNT_NAMES.map((name) => [name, read<string, Money>(written[name], Money.parse)] as const);
  const stays = read<number, number>(care.stayNo === undefined ? written.stays : care.stayNo - 1, (count) => count);
  return { stays, ...(Object.fromEntries(values) as Record<AmountName, Accumulator<Money> | null>) };
}

const startOf = (on: CalendarDate) => `${on}T00:00:00.000Z` as Instant;

function creditOf(
  { coverage, care }: CaseText,
  credit: Exclude<NonNullable<CaseText['credit']>, { available: string }>,
  provider: CreditApplication['provider'],
  on: CalendarDate,
): CreditApplication {
  const { workInjury = 'none', thirdParty = 'none', publicHealth = 'none' } = credit.exclusions ?? {};
  return {
    coverage: { region: coverage.region },
    provider,
    care: { kind: care.kind, admittedOn: care.admittedOn ?? on, admittedAt: credit.admittedAt },
    meetsAdmissionCriteria: credit.meetsAdmissionCriteria ?? true,
    credit: {
      authorisedAt: credit.authorisedAt,
      agreementSignedAt: credit.agreementSignedAt,
      consentToBank: credit.consentToBank,
      limit: credit.limit === null ? null : Money.parse(credit.limit),
      outstanding: Money.parse(credit.outstanding ?? '0.00'),
      bankAnswer: credit.bankAnswer,
      hospitalMaySettle: credit.hospitalMaySettle ?? false,
    },
    exclusions: { workInjury, thirdParty, publicHealth },
  };
}
