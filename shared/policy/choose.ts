import { invariant } from '../errors/invariant.ts';
import type { ChoiceName, Choices, Chosen } from './choices.ts';
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

/** Choices that a benefit cannot do without on account of one of its layers. */
export function choicesOf(layer: BenefitLayer, benefit: Pick<Benefit, 'layers'>): readonly ChoiceName[] {
  const { kind } = layer;
  const away = benefit.layers.some((one) => one.kind === 'away-first-share');
  switch (kind) {
    case 'away-first-share':
      return [];
    case 'deductible':
      return ['deductible.counted'];
    case 'pooled-fund':
      return [
        'pooled-fund.band-origin',
        'pooled-fund.bands-counted',
        ...(layer.annualCap === null ? [] : (['pooled-fund.cap-limits'] as const)),
        ...(layer.monthlyCap === undefined ? [] : (['pooled-fund.monthly-cap-limits'] as const)),
      ];
    case 'account':
      return ['account.pays', 'account.order'];
    case 'family-account':
      return ['family-account.pays', 'family-account.order', 'family-account.draw'];
    case 'credit':
      return ['credit.covers'];
    default: {
      const capped = kind === 'commercial' ? layer.duties.some(({ annualCap }) => annualCap !== null) : layer.annualCap !== null;
      return [
        `${kind}.base`,
        `${kind}.band-origin`,
        `${kind}.counted`,
        ...(away ? ([`${kind}.away-share`] as const) : []),
        ...(capped ? ([`${kind}.cap-limits`] as const) : []),
        ...(kind === 'assistance' ? (['assistance.deductible'] as const) : []),
        ...(kind === 'commercial' ? (['commercial.deductible'] as const) : []),
      ];
    }
  }
}

/** Choices that a pack with a bank credit cannot do without. */
export const CREDIT_CHOICES: readonly ChoiceName[] = [
  'credit.day',
  'credit.unlisted-hospital',
  'credit.limit',
  'credit.covers',
  'credit.waiver',
  'credit.exclusion',
];

/** Choices of a pack that wants filings before admission: what a later one is. */
export const filingChoices = ({ gates }: Pick<Pack, 'gates'>): readonly ChoiceName[] =>
  gates.some((rule) => rule.gate === 'filed' && rule.deadline === 'before-admission') ? ['filing.late'] : [];

/** Whether pack or benefit made a choice. */
export const isChosen = (pack: Pick<Pack, 'choices'>, benefit: Pick<Benefit, 'choices'> | null, name: ChoiceName): boolean =>
  (benefit?.choices[name] ?? pack.choices[name]) !== undefined;
