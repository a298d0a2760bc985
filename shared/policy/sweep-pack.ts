import type { CalendarDate } from '../time/calendar-date.ts';
import { namesOf } from './check-pack.ts';
import { AID_CLASSES, type AidClass, SPECIALTIES } from '../model/settlement-case.ts';
import type { AnyParameter, Benefit, BenefitLayer, Interval, Pack, PackProblem, Parameter, Row } from './pack.ts';
import { entryOn, type Facts, meets } from './parameter-at.ts';

/**
 * The coverage sweep: every parameter of every benefit has a row (a value or a gap) for every case the benefit names,
 * on every day from the pack's first day to `until` (the end of next year; the caller knows today).
 *
 * Pure. Looks only where something can change: first days of entries, borders of intervals. Empty list: no holes.
 */
export function sweepPack(region: string, pack: Pack, until: CalendarDate): readonly PackProblem[] {
  const holes = pack.benefits.flatMap((benefit) =>
    benefit.layers.flatMap((layer) =>
      namesOf(layer).flatMap(([, name]) => parameterHoles(region, pack, benefit, classesOf(layer), name, until)),
    ),
  );
  return [...new Map(holes.map((hole) => [`${hole.file} ${hole.reason}`, hole])).values()];
}

/** Hardship classes a layer is for; the other layers are for everybody. */
const classesOf = (layer: BenefitLayer): readonly AidClass[] => ('classes' in layer ? layer.classes : AID_CLASSES);

function parameterHoles(
  region: string,
  pack: Pack,
  benefit: Benefit,
  classes: readonly AidClass[],
  name: string,
  until: CalendarDate,
): readonly PackProblem[] {
  const parameter: AnyParameter | undefined = pack.parameters.get(name);
  if (parameter === undefined) return []; // a declared gap holds for every case
  const file = `${region}/parameters/${name}.json`;
  return daysOf(pack, parameter, until).flatMap((on) => {
    const rows = entryOn<unknown>(parameter, on)?.rows ?? [];
    const stays = borders(
      rows.map(({ when }) => when.stay),
      1,
    );
    const ages = borders(
      rows.map(({ when }) => when.age),
      0,
    );
    const [first, ...more] = factsOf(benefit, stays, ages, othersOf(rows, benefit, classes)).filter(
      (facts) => !rows.some(({ when }) => meets(when, facts)),
    );
    return first === undefined ? [] : [{ file, path: 'values', reason: holeOf(on, first, more.length, benefit.name) }];
  });
}

/** One case stands for all that have no value on the day. */
function holeOf(on: CalendarDate, facts: Facts, more: number, benefit: string): string {
  const named = Object.entries(facts).map(([fact, value]) => `${fact} ${value}`);
  return `no value on ${on} for ${named.join(', ')}${more === 0 ? '' : `, nor for ${more} other cases`} (${benefit})`;
}

/** Days on which something may change: the pack's first day and the first days of later entries. */
function daysOf(pack: Pack, parameter: Parameter<unknown>, until: CalendarDate): readonly CalendarDate[] {
  return [pack.from, ...parameter.values.map(({ from }) => from).filter((from) => from > pack.from && from <= until)];
}

/** Numbers at which the answer may change: the first possible, every border and what lies just behind it. */
function borders(intervals: readonly (Interval | null)[], first: number): readonly number[] {
  const ends = intervals.flatMap((interval) =>
    interval === null ? [] : [interval.least, ...(interval.most === null ? [] : [interval.most, interval.most + 1])],
  );
  return [...new Set([first, ...ends.filter((end) => end >= first)])];
}

type Others = Pick<Facts, 'aid' | 'disease' | 'care' | 'specialty' | 'familyDoctor' | 'priorDisease'>;

/** Every combination of the rarer facts, each only where some row asks for it. */
function othersOf(rows: readonly Row<unknown>[], benefit: Benefit, classes: readonly AidClass[]): readonly Others[] {
  const asks = (fact: keyof Others) => rows.some(({ when }) => when[fact] !== null);
  const vary = <F extends keyof Others>(others: readonly Others[], fact: F, values: readonly Others[F][]): readonly Others[] =>
    asks(fact) ? others.flatMap((other) => values.map((value) => ({ ...other, [fact]: value }))) : others;
  const withAid = vary([{}], 'aid', classes);
  const withDisease = vary(withAid, 'disease', benefit.diseases ?? [undefined]);
  const ofCare = vary(vary(withDisease, 'care', benefit.care), 'specialty', SPECIALTIES);
  return vary(vary(ofCare, 'familyDoctor', [false, true]), 'priorDisease', [false, true]);
}

function factsOf(benefit: Benefit, stays: readonly number[], ages: readonly number[], others: readonly Others[]): readonly Facts[] {
  return benefit.persons.flatMap((person) =>
    benefit.levels.flatMap((level) =>
      benefit.filings.flatMap((filing) =>
        stays.flatMap((stay) => ages.flatMap((age) => others.map((other) => ({ level, person, filing, stay, age, ...other })))),
      ),
    ),
  );
}
