import { z } from 'zod';
import { ROUNDINGS } from '../money/rounding.ts';

/**
 * Every procedure on which places differ, and the ways this program implements. A pack names one way for each it needs:
 * there is no silent default. No way is named after a place; a new way is added here, with its code and its test.
 * PACKS.md says in words what each way does.
 */
export const CHOICES = {
  'rounding.mode': ROUNDINGS,
  'deductible.counted': ['per-stay', 'per-year'],
  'pooled-fund.band-origin': ['absolute', 'above-deductible'],
  'pooled-fund.bands-counted': ['per-stay', 'per-year'],
  'large-amount.band-origin': ['absolute', 'above-deductible'],
  'large-amount.base': ['without-first-share', 'with-first-share'],
  'serious-illness.band-origin': ['absolute', 'above-deductible'],
  'serious-illness.base': ['without-first-share', 'with-first-share'],
  'account.pays': ['in-scope-own-share', 'own-share'],
  'credit.covers': ['in-scope-own-share', 'own-share'],
  'credit.waiver': ['own-share', 'total-cost'],
  'credit.exclusion': ['lines', 'whole-stay'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type ChoiceName = keyof typeof CHOICES;
export type Chosen<N extends ChoiceName> = (typeof CHOICES)[N][number];

/** One choice as written in a pack. `reason`: why this way. `question`: id of the ambiguity ("Q-D2"), null where the text is plain. */
const chosen = <N extends ChoiceName>(name: N) =>
  z.strictObject({
    is: z.enum(CHOICES[name] as readonly [string, ...string[]]),
    reason: z.string().min(1),
    question: z
      .string()
      .regex(/^[QA]-[A-Z]+\d+$/)
      .nullable(),
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
