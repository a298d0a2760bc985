import { AppError } from '../errors/app-error.ts';
import type { GatePacks } from '../rules/gate-types.ts';
import type { Pack, RulePacks } from './pack.ts';

/**
 * The packs that rule a case: the insured place sets the amounts, the place of care classes the lines.
 *
 * @param place  six-digit codes. A code without a pack of its own falls back to its city ("210202" → "210200"), never further.
 * @throws AppError rule/policy.no-pack when no pack of the insured place is installed: 无法预估, a normal state.
 */
export function findPacks(packs: readonly Pack[], place: { readonly insured: string; readonly care: string }): RulePacks {
  const insured = findPack(packs, place.insured, 'insured');
  if (insured === undefined)
    throw new AppError('rule', 'policy.no-pack', `no pack of the insured place ${place.insured}`, { region: place.insured });
  return { insured, care: findPack(packs, place.care, 'care') ?? null };
}

/** The pack of a place in one role; undefined when none is installed. */
export function findPack(packs: readonly Pack[], region: string, place: Pack['places'][number]): Pack | undefined {
  const city = `${region.slice(0, 4)}00`;
  const able = packs.filter(({ places }) => places.includes(place));
  return able.find(({ region: { code } }) => code === region) ?? able.find(({ region: { code } }) => code === city);
}

/** The packs whose gates are asked; a place without a pack has none. */
export const findGatePacks = (packs: readonly Pack[], place: { readonly insured: string; readonly care: string }): GatePacks => ({
  insured: findPack(packs, place.insured, 'insured') ?? null,
  care: findPack(packs, place.care, 'care') ?? null,
  national: packs.find(({ places }) => places.includes('national')) ?? null,
});
