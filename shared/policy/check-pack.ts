import { CREDIT_CHOICES, choicesOf, choose, filingChoices, isChosen } from './choose.ts';
import type { ChoiceName } from './choices.ts';
import type { AnyParameter, Benefit, BenefitLayer, Condition, Pack, PackProblem } from './pack.ts';

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
    ...missingChoices(head, pack, null, ['rounding.mode', 'rounding.point']),
    ...pack.benefits.flatMap((benefit) => benefitProblems(region, pack, benefit)),
    ...sameCase(region, pack.benefits),
    ...creditProblems(region, pack),
    ...missingChoices(head, pack, null, filingChoices(pack)),
    ...unused(region, pack),
    ...gapsWithAmount(head, pack),
    ...deadRows(region, pack),
  ];
}

const differ = (a: readonly string[], b: readonly string[]) => [...a.filter((x) => !b.includes(x)), ...b.filter((x) => !a.includes(x))];

function benefitProblems(region: string, pack: Pack, benefit: Benefit): readonly PackProblem[] {
  const file = `${region}/benefits/${benefit.name}.json`;
  const kinds = benefit.layers.map(({ kind }) => kind);
  const basic = BASIC.some((kind) => kinds.includes(kind));
  const entry =
    basic === (benefit.entry === 'charges')
      ? []
      : [{ file, path: 'entry', reason: 'a case enters with its charges exactly where basic layers are given' }];
  const overCap = isChosen(pack, benefit, 'large-amount.base') && choose(pack, benefit, 'large-amount.base') === 'over-annual-cap';
  const pooled = benefit.layers.find(({ kind }) => kind === 'pooled-fund');
  const capless =
    overCap && basic && kinds.includes('large-amount') && !(pooled?.kind === 'pooled-fund' && pooled.annualCap !== null)
      ? [{ file, path: 'layers', reason: 'large-amount.base over-annual-cap needs an annualCap of the pooled fund' }]
      : [];
  return [
    ...entry,
    ...capless,
    ...stayCaps(file, pack, benefit),
    ...benefit.layers.flatMap((layer, index) => [
      ...namesOf(layer).flatMap(([field, name, unit]) => nameProblem(file, `layers.${index}.${field}`, pack, name, unit)),
      ...missingChoices(file, pack, benefit, choicesOf(layer, benefit)),
    ]),
  ];
}

/** A yearly cap on cost needs the year's place on the ladder, which a ladder climbed anew each stay does not have. */
function stayCaps(file: string, pack: Pack, benefit: Benefit): readonly PackProblem[] {
  return benefit.layers.flatMap((layer, index) => {
    if (layer.kind !== 'commercial' && !('threshold' in layer)) return [];
    const { kind } = layer;
    const capped = (layer.kind === 'commercial' ? layer.duties : [layer]).some(({ annualCap }) => annualCap !== null);
    const is = (name: ChoiceName, value: string) => isChosen(pack, benefit, name) && choose(pack, benefit, name) === value;
    return capped && is(`${kind}.counted`, 'per-stay') && is(`${kind}.cap-limits`, 'cost')
      ? [{ file, path: `layers.${index}`, reason: `${kind}.cap-limits cost is a cap of the year and needs ${kind}.counted per-year` }]
      : [];
  });
}

/** Parameters a layer names, with field and unit. */
export function namesOf(layer: BenefitLayer): readonly (readonly [field: string, name: string, unit: AnyParameter['unit']])[] {
  switch (layer.kind) {
    case 'away-first-share':
      return [['rate', layer.rate, 'rate']];
    case 'deductible':
      return [['amount', layer.amount, 'money'], ...optional('annualCeiling', layer.annualCeiling)];
    case 'pooled-fund':
      return [['bands', layer.bands, 'bands'], ...capOf(layer.annualCap), ...optional('monthlyCap', layer.monthlyCap)];
    case 'large-amount':
    case 'serious-illness':
    case 'assistance':
    case 'second-assistance':
      return ladderNames(layer, '');
    case 'commercial':
      return layer.duties.flatMap((duty, index) => ladderNames(duty, `duties.${index}.`));
    default:
      return [];
  }
}

/** Layers of basic insurance: a benefit with one of them begins with the charges. */
const BASIC: readonly BenefitLayer['kind'][] = ['away-first-share', 'deductible', 'pooled-fund'];

type Named = readonly (readonly [field: string, name: string, unit: AnyParameter['unit']])[];
const ladderNames = (
  layer: { readonly threshold: string; readonly bands: string; readonly annualCap: string | null },
  path: string,
): Named => [
  [`${path}threshold`, layer.threshold, 'money'],
  [`${path}bands`, layer.bands, 'bands'],
  ...(layer.annualCap === null ? [] : [[`${path}annualCap`, layer.annualCap, 'money'] as const]),
];
const optional = (field: string, name: string | undefined): Named => (name === undefined ? [] : [[field, name, 'money']]);
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
  /** A benefit for some diseases stands beside the one for all others. */
  const sameDisease = (a: readonly string[] | null, b: readonly string[] | null) => (a === null || b === null ? a === b : common(a, b));
  return benefits.flatMap((b, index) =>
    benefits
      .slice(0, index)
      .flatMap((a) =>
        a.scheme === b.scheme &&
        common(a.care, b.care) &&
        sameDisease(a.diseases, b.diseases) &&
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

/** A declared gap names an amount that is none: its benefits want a rate or bands. */
function gapsWithAmount(head: string, pack: Pack): readonly PackProblem[] {
  const units = new Map(
    pack.benefits.flatMap(({ layers }) => layers.flatMap((layer) => namesOf(layer).map(([, name, unit]) => [name, unit]))),
  );
  return [...pack.gaps.keys()].flatMap((name, index) =>
    pack.gaps.get(name) !== null && (units.get(name) ?? 'money') !== 'money'
      ? [{ file: head, path: `gaps.${index}.atLeast`, reason: 'only a gap of the unit money has an amount' }]
      : [],
  );
}

/** A row for a level, a person or a filing that no benefit with this number has would be believed and never applied. */
function deadRows(region: string, pack: Pack): readonly PackProblem[] {
  return [...pack.parameters.values()].flatMap(({ name, values }) => {
    const users = pack.benefits.filter(({ layers }) => layers.some((layer) => namesOf(layer).some(([, used]) => used === name)));
    if (users.length === 0) return []; // said already, or a number of the bank credit
    const file = `${region}/parameters/${name}.json`;
    return values.flatMap(({ rows }, e) =>
      (rows ?? []).flatMap(({ when }, r) =>
        users.some((benefit) => mayHold(when, benefit))
          ? []
          : [{ file, path: `values.${e}.rows.${r}.when`, reason: 'no benefit that uses the number has such a case' }],
      ),
    );
  });
}

function mayHold({ level, person, filing, disease, care }: Condition, benefit: Benefit): boolean {
  const common = (wanted: readonly string[] | null, had: readonly string[] | null) =>
    wanted === null || had === null || wanted.some((item) => had.includes(item));
  return (
    common(level, benefit.levels) &&
    common(person, benefit.persons) &&
    common(filing, benefit.filings) &&
    common(disease, benefit.diseases) &&
    common(care, benefit.care)
  );
}
