import { z } from 'zod';
import { CARE_PLACES, RELATIVES } from '../model/account-use.ts';
import { FILING_CATEGORIES } from '../model/filing.ts';
import { legalReferenceSchema } from '../model/policy-reference.ts';
import { CARE_KINDS, SCHEMES } from '../model/settlement-case.ts';
import { rateTextSchema } from '../money/money-schema.ts';
import { calendarDateSchema } from '../time/calendar-date.ts';
import { questionSchema } from './choices.ts';

export { CARE_PLACES, type CarePlace, RELATIVES, type Relative } from '../model/account-use.ts';
export { FILING_CATEGORIES, type FilingCategory } from '../model/filing.ts';

/** What proves who the patient is: 社会保障卡, 医保码/电子凭证. */
export const CREDENTIALS = ['card', 'e-code'] as const;
export type Credential = (typeof CREDENTIALS)[number];

/** What an account may pay: care, drugs and devices of a pharmacy, premiums. */
export const ACCOUNT_PURPOSES = ['care', 'pharmacy', 'resident-premium', 'long-term-care-premium', 'commercial-premium'] as const;
export type AccountPurpose = (typeof ACCOUNT_PURPOSES)[number];

const some = <T extends z.ZodType>(item: T) => z.array(item).min(1);
const names = some(z.string().min(1));

const head = {
  from: calendarDateSchema,
  /** The last day; absent: still in force. */
  until: calendarDateSchema.optional(),
  reference: legalReferenceSchema,
  /** Cases it is asked for; what is not named may be anything. */
  applies: z
    .strictObject({
      place: some(z.enum(CARE_PLACES)).optional(),
      care: some(z.enum(CARE_KINDS)).optional(),
      schemes: some(z.enum(SCHEMES)).optional(),
      /** Only at these hospitals, by any of their names. */
      providers: names.optional(),
      /** Only for these uses of an account. */
      purposes: some(z.enum(ACCOUNT_PURPOSES)).optional(),
    })
    .optional(),
  /** The ambiguity of the text that this gate reads one way. */
  question: questionSchema.optional(),
  /** Rules of their own for single answers. */
  reasons: z.array(z.strictObject({ code: z.string().min(1), rule: z.string().min(1) })).optional(),
};

const gate = <N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ gate: z.literal(name), ...head, ...shape });

/** One gate: a condition of direct settlement, of an admission, or of the use of an account. */
export const gateRuleSchema = z.discriminatedUnion('gate', [
  /** Care from a first day on. */
  gate('started', { start: calendarDateSchema }),
  gate('schemes', { schemes: some(z.enum(SCHEMES)) }),
  gate('care-kinds', { kinds: some(z.enum(CARE_KINDS)) }),
  /** A filing: until when it must be made, whether an emergency counts as one, and since when old ones had to be renewed. */
  gate('filed', {
    deadline: z.enum(['before-admission', 'before-settlement', 'not-needed']),
    emergencyCounts: z.boolean(),
    renewedSince: calendarDateSchema.nullable(),
    /** Care outside the place that was filed for: no filing for it (so also where this is left out), or one for temporary care. */
    elsewhere: z.enum(['refused', 'temporary']).optional(),
  }),
  gate('filing-categories', {
    categories: some(z.enum(FILING_CATEGORIES)),
    /** Groups of people, and the category they file under. */
    groups: z.array(z.strictObject({ name: z.string().min(1), category: z.enum(FILING_CATEGORIES), rule: z.string().min(1) })).optional(),
  }),
  gate('networked', {}),
  gate('credentials', { accepted: some(z.enum(CREDENTIALS)) }),
  gate('credential-matches', {}),
  /** Insured places that are connected; other places under `ask` (two digits of a province) may be by now, so ask. */
  gate('listed-areas', {
    areas: some(z.strictObject({ rule: z.string().min(1), province: z.string().min(1), codes: some(z.string().regex(/^\d{6}$/)) })),
    ask: z.array(z.string().regex(/^\d{2}$/)),
  }),
  gate('outpatient-benefit', {}),
  gate('targeted-drugs', {}),
  gate('no-special-registration', {}),
  gate('insured-place-answers', {}),
  /** `complete`: whether the list names all; else what is not listed is asked for. */
  gate('day-care-diseases', { names, count: z.string().regex(/^\d+$/), complete: z.boolean() }),
  gate('day-care-hospitals', {
    hospitals: some(z.strictObject({ names, from: calendarDateSchema, reference: legalReferenceSchema })),
    complete: z.boolean(),
  }),
  /** Bed and nursing fees of day care are this share of the public tariff. */
  gate('day-care-tariff', { share: rateTextSchema }),
  /** Paid inside the collection period ("MM-DD"): from 1 January; later: after so many months. */
  gate('waiting-period', {
    collection: z.strictObject({ from: z.string().regex(/^\d{2}-\d{2}$/), until: z.string().regex(/^\d{2}-\d{2}$/) }),
    months: z.string().regex(/^\d{1,2}$/),
  }),
  gate('no-other-payer', {}),
  /** Whether the place's law refuses it, or nobody knows and it has to be asked. */
  gate('not-an-in-patient', { otherwise: z.enum(['refused', 'ask']) }),
  gate('designated', {}),
  gate('no-prepayment', {}),
  gate('deposit-at-most-average', { settleWithinWorkingDays: z.string().regex(/^\d+$/), aimHours: z.string().regex(/^\d+$/) }),
  gate('relatives', { relatives: some(z.enum(RELATIVES)) }),
  gate('account-purposes', { purposes: some(z.enum(ACCOUNT_PURPOSES)) }),
  gate('account-owner-insured-here', {}),
  gate('account-bound', { channel: z.string().min(1), faceCheck: z.boolean() }),
  gate('account-other-area', {}),
  gate('account-user-schemes', { schemes: some(z.enum(SCHEMES)) }),
  gate('account-balance', { draw: z.enum(['partial', 'all-or-nothing']) }),
]);
export type GateRule = z.output<typeof gateRuleSchema>;
export type GateName = GateRule['gate'];

/** One file gates.json: conditions with their dates, and what a manual claim needs. */
export const gatesFileSchema = z.strictObject({
  $schema: z.string(),
  description: z.string().min(1),
  checkedOn: calendarDateSchema,
  gates: z.array(gateRuleSchema),
  /** Papers for a manual claim; the insured place may add some or drop some. */
  documents: z.strictObject({ names, reference: legalReferenceSchema }).optional(),
});

/** facts.json: rules that decide nothing here, recorded so that nobody looks for them in vain. */
export const factsFileSchema = z.strictObject({
  $schema: z.string(),
  description: z.string().min(1),
  checkedOn: calendarDateSchema,
  facts: z
    .array(
      z.strictObject({
        rule: z.string().min(1),
        says: z.string().min(1),
        /** Why the program does not decide by it. */
        because: z.string().min(1),
        /** Its figures as text, by a word of the pack's own. */
        figures: z.record(z.string().regex(/^[a-z0-9]+([A-Z][a-z0-9]*)*$/), z.string().min(1)),
        reference: legalReferenceSchema,
        /** Ambiguities of the text that decide nothing here; `because` says why. */
        questions: z.array(questionSchema).min(1).optional(),
      }),
    )
    .min(1),
});
export type Fact = z.output<typeof factsFileSchema>['facts'][number];
