import { invariant } from '../errors/invariant.ts';
import { CHOICES, type ChoiceName, type Choices, type Chosen } from './choices.ts';
import type { BenefitLayer, Benefit, Pack } from './pack.ts';

/** The way a benefit goes: its own choice, else its pack's. A loaded pack has made every choice it needs. */
export function choose<N extends ChoiceName>(
  pack: { readonly choices: Choices },
  benefit: Pick<Benefit, 'choices'> | null,
  name: N,
): Chosen<N> {
  const made = benefit?.choices[name] ?? pack.choices[name];
  invariant(made !== undefined, `a loaded pack makes the choice ${name}`);
  return made.is as Chosen<N>;
}

/** Choices that a benefit with this layer cannot do without: every known one whose name begins with the layer's. */
export function choicesOf(kind: BenefitLayer['kind']): readonly ChoiceName[] {
  if (kind === 'credit') return ['credit.covers'];
  return (Object.keys(CHOICES) as ChoiceName[]).filter((name) => name.startsWith(`${kind}.`));
}

/** Choices that a pack with a bank credit cannot do without. */
export const CREDIT_CHOICES: readonly ChoiceName[] = ['credit.covers', 'credit.waiver', 'credit.exclusion'];

/** Whether pack or benefit made a choice. */
export const isChosen = (pack: Pick<Pack, 'choices'>, benefit: Pick<Benefit, 'choices'> | null, name: ChoiceName): boolean =>
  (benefit?.choices[name] ?? pack.choices[name]) !== undefined;
