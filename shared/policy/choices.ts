import { z } from 'zod';
import { ROUNDINGS } from '../money/rounding.ts';

/** What every layer that pays over the burden is asked: what counts, where bands begin, over what time, what a cap limits. */
function burdenChoices<const K extends string, const B extends readonly string[]>(kind: K, base: B) {
  return {
    [`${kind}.base`]: base,
    [`${kind}.away-share`]: ['counts', 'left-out'],
    [`${kind}.band-origin`]: ['absolute', 'above-deductible'],
    [`${kind}.counted`]: ['per-year', 'per-stay'],
    [`${kind}.cap-limits`]: ['payment', 'cost'],
  } as unknown as { readonly [N in `${K}.base`]: B } & { readonly [N in `${K}.away-share`]: readonly ['counts', 'left-out'] } & {
    readonly [N in `${K}.band-origin`]: readonly ['absolute', 'above-deductible'];
  } & { readonly [N in `${K}.counted`]: readonly ['per-year', 'per-stay'] } & {
    readonly [N in `${K}.cap-limits`]: readonly ['payment', 'cost'];
  };
}

/**
 * Every procedure on which places differ, and the ways this program implements. A pack names one way for each it needs:
 * there is no silent default. No way is named after a place; a new way is added here, with its code and its test.
 * PACKS.md says in words what each way does.
 */
export const CHOICES = {
  'rounding.mode': ROUNDINGS,
  'rounding.point': ['each-step', 'each-layer'],
  'other-payer.excludes': ['lines', 'whole-stay'],
  'deductible.counted': ['per-stay', 'per-year', 'per-year-by-level', 'once-a-year'],
  'pooled-fund.band-origin': ['absolute', 'above-deductible'],
  'pooled-fund.bands-counted': ['per-stay', 'per-year'],
  'pooled-fund.cap-limits': ['payment', 'cost'],
  'pooled-fund.monthly-cap-limits': ['payment', 'cost'],
  ...burdenChoices('large-amount', ['without-first-share', 'with-first-share', 'over-annual-cap']),
  ...burdenChoices('serious-illness', ['without-first-share', 'with-first-share']),
  ...burdenChoices('assistance', ['without-first-share', 'with-first-share']),
  'assistance.deductible': ['counts', 'left-out'],
  ...burdenChoices('second-assistance', ['without-first-share', 'with-first-share']),
  ...burdenChoices('commercial', ['without-first-share', 'with-first-share']),
  'commercial.deductible': ['own', 'family-shared'],
  'account.pays': ['in-scope-own-share', 'own-share'],
  'account.order': ['after-funds', 'before-deductible'],
  'family-account.pays': ['in-scope-own-share', 'own-share'],
  'family-account.order': ['after-own', 'before-own'],
  'family-account.draw': ['partial', 'all-or-nothing'],
  'filing.late': ['refused', 'temporary', 'national'],
  'credit.day': ['admission', 'discharge'],
  'credit.unlisted-hospital': ['refused', 'joined'],
  'credit.limit': ['less-outstanding', 'each-stay'],
  'credit.covers': ['in-scope-own-share', 'own-share'],
  'credit.waiver': ['own-share', 'total-cost'],
  'credit.exclusion': ['lines', 'whole-stay'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ChoiceName = keyof typeof CHOICES;
export type Chosen<N extends ChoiceName> = (typeof CHOICES)[N][number];

/** Id of an ambiguity of the rule list ("Q-D2", "A-Z10"). */
export const questionSchema = z.string().regex(/^[QA]-[A-Z]+\d+$/);

/** One choice as written in a pack. `reason`: why this way. `question`: id of the ambiguity ("Q-D2"), null where the text is plain. */
const chosen = <N extends ChoiceName>(name: N) =>
  z.strictObject({
    is: z.enum(CHOICES[name] as readonly [string, ...string[]]),
    reason: z.string().min(1),
    question: questionSchema.nullable(),
  });

const names = Object.keys(CHOICES) as readonly ChoiceName[];

/** The `choices` of a pack or a benefit file: any of the names above, nothing else. */
export const choicesSchema = z.strictObject(
  Object.fromEntries(names.map((name) => [name, chosen(name).optional()])) as unknown as ChoiceShape,
);
type ChoiceShape = {
  [N in ChoiceName]: z.ZodOptional<z.ZodObject<{ is: z.ZodType<Chosen<N>>; reason: z.ZodString; question: z.ZodNullable<z.ZodString> }>>;
};
export type Choices = z.output<typeof choicesSchema>;
