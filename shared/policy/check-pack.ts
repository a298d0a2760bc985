import { CREDIT_CHOICES, choicesOf, isChosen } from './choose.ts';
import type { ChoiceName } from './choices.ts';
import type { AnyParameter, Benefit, BenefitLayer, Pack, PackProblem } from './pack.ts';

/** What files of one pack say of each other, and of the program: names, units, choices, benefits that would both hold. */
export function packProblems(region: string, pack: Pack, listed: readonly string[], found: readonly string[]): readonly PackProblem[] {
  const head = `${region}/pack.json`;
  return [
    ...(pack.region.code === region ? [] : [{ file: head, path: 'region.code', reason: `the folder is named ${region}` }]),
    ...differ(listed, found).map((name) => ({ file: head, path: 'catalogues', reason: `${name} is listed or in catalogue/, not both` })),
    ...(pack.places.includes('insured') && pack.benefits.length === 0
      ? [{ file: head, path: 'places', reason: 'a pack of an insured place has benefits' }]
      : []),
    ...[...pack.gaps.keys()].flatMap((name) =>
      pack.parameters.has(name) ? [{ file: head, path: 'gaps', reason: `${name} is declared a gap but has a file` }] : [],
    ),
    ...missingChoices(head, pack, null, ['rounding.mode']),
    ...pack.benefits.flatMap((benefit) => benefitProblems(region, pack, benefit)),
    ...sameCase(region, pack.benefits),
    ...creditProblems(region, pack),
    ...unused(region, pack),
  ];
}

const differ = (a: readonly string[], b: readonly string[]) => [...a.filter((x) => !b.includes(x)), ...b.filter((x) => !a.includes(x))];

function benefitProblems(region: string, pack: Pack, benefit: Benefit): readonly PackProblem[] {
  const file = `${region}/benefits/${benefit.name}.json`;
  const kinds = benefit.layers.map(({ kind }) => kind);
  const basic = kinds.includes('deductible') || kinds.includes('pooled-fund');
  const entry =
    basic === (benefit.entry === 'charges')
      ? []
      : [{ file, path: 'entry', reason: 'a case enters with its charges exactly where basic layers are given' }];
  return [
    ...entry,
    ...benefit.layers.flatMap((layer, index) => [
      ...namesOf(layer).flatMap(([field, name, unit]) => nameProblem(file, `layers.${index}.${field}`, pack, name, unit)),
      ...missingChoices(file, pack, benefit, choicesOf(layer.kind)),
    ]),
  ];
}

/** Parameters a layer names, with field and unit. */
export function namesOf(layer: BenefitLayer): readonly (readonly [field: string, name: string, unit: AnyParameter['unit']])[] {
  switch (layer.kind) {
    case 'deductible':
      return [['amount', layer.amount, 'money']];
    case 'pooled-fund':
      return [['bands', layer.bands, 'bands'], ...capOf(layer.annualCap)];
    case 'large-amount':
    case 'serious-illness':
      return [['threshold', layer.threshold, 'money'], ['bands', layer.bands, 'bands'], ...capOf(layer.annualCap)];
    default:
      return [];
  }
}
const capOf = (name: string | null) => (name === null ? [] : [['annualCap', name, 'money'] as const]);

function nameProblem(file: string, path: string, pack: Pack, name: string, unit: AnyParameter['unit']): readonly PackProblem[] {
  const parameter = pack.parameters.get(name);
  if (parameter === undefined)
    return pack.gaps.has(name) ? [] : [{ file, path, reason: `parameters/${name}.json is missing and no declared gap` }];
  return parameter.unit === unit ? [] : [{ file, path, reason: `${name} has the unit ${parameter.unit}, wanted ${unit}` }];
}

function missingChoices(file: string, pack: Pack, benefit: Benefit | null, names: readonly ChoiceName[]): readonly PackProblem[] {
  return names.flatMap((name) => (isChosen(pack, benefit, name) ? [] : [{ file, path: 'choices', reason: `${name} is not chosen` }]));
}

/** Two benefits may not both hold for one case. */
function sameCase(region: string, benefits: readonly Benefit[]): readonly PackProblem[] {
  const common = (a: readonly string[], b: readonly string[]) => a.some((item) => b.includes(item));
  return benefits.flatMap((b, index) =>
    benefits
      .slice(0, index)
      .flatMap((a) =>
        a.scheme === b.scheme &&
        a.care === b.care &&
        common(a.persons, b.persons) &&
        common(a.levels, b.levels) &&
        common(a.filings, b.filings)
          ? [{ file: `${region}/benefits/${b.name}.json`, path: '', reason: `holds for cases that ${a.name} holds for` }]
          : [],
      ),
  );
}

function creditProblems(region: string, pack: Pack): readonly PackProblem[] {
  if (pack.credit.length === 0) return [];
  const file = `${region}/credit.json`;
  return [
    ...missingChoices(`${region}/pack.json`, pack, null, CREDIT_CHOICES),
    ...pack.credit.flatMap(({ limitLeast, limitMost, interestFreeDays }, index) => [
      ...nameProblem(file, `products.${index}.limitLeast`, pack, limitLeast, 'money'),
      ...nameProblem(file, `products.${index}.limitMost`, pack, limitMost, 'money'),
      ...nameProblem(file, `products.${index}.interestFreeDays`, pack, interestFreeDays, 'days'),
    ]),
  ];
}

/** A number that no benefit uses would be believed and never applied. */
function unused(region: string, pack: Pack): readonly PackProblem[] {
  const used = new Set([
    ...pack.benefits.flatMap(({ layers }) => layers.flatMap((layer) => namesOf(layer).map(([, name]) => name))),
    ...pack.credit.flatMap(({ limitLeast, limitMost, interestFreeDays }) => [limitLeast, limitMost, interestFreeDays]),
  ]);
  const orphan = (name: string) => !used.has(name);
  return [
    ...[...pack.parameters.keys()]
      .filter(orphan)
      .map((name) => ({ file: `${region}/parameters/${name}.json`, path: '', reason: 'no benefit uses it' })),
    ...[...pack.gaps.keys()]
      .filter(orphan)
      .map((name) => ({ file: `${region}/pack.json`, path: 'gaps', reason: `no benefit uses ${name}` })),
  ];
}
