import { invariant } from '../errors/invariant.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import type { AnyParameter, Pack, Parameter } from './pack.ts';
import { type Facts, type Found, parameterAt } from './parameter-at.ts';

type Unit = AnyParameter['unit'];
/** What a unit holds in memory: money as Money, a rate as Rate, days and counts as whole numbers, bands ascending. */
export type Held<U extends Unit> = Extract<AnyParameter, { readonly unit: U }> extends Parameter<infer T> ? T : never;

/** A parameter of a pack by name; undefined when it has no file. A loaded pack uses each name with one unit. */
export function parameterOf<U extends Unit>(pack: Pick<Pack, 'parameters'>, name: string, unit: U): Parameter<Held<U>> | undefined {
  const parameter = pack.parameters.get(name);
  invariant(parameter === undefined || parameter.unit === unit, `a loaded pack uses ${name} as ${unit}`);
  return parameter as Parameter<Held<U>> | undefined;
}

/**
 * The value of a pack's parameter on the day of care for the facts of a case, or its declared gap.
 *
 * Errors: rule/policy.no-value-on-date where the history or the rows leave the case out.
 */
export function lookUp<U extends Unit>(pack: Pack, name: string, unit: U, on: CalendarDate, facts: Facts): Found<Held<U>> {
  const parameter = parameterOf(pack, name, unit);
  if (parameter !== undefined) return parameterAt(parameter, on, facts);
  const atLeast = pack.gaps.get(name);
  invariant(atLeast !== undefined, `a loaded pack has a file or a declared gap for ${name}`);
  return { kind: 'gap', atLeast, reference: null };
}
