import type { HospitalLevel } from '../../shared/model/settlement-case.ts';
import { CHOICES } from '../../shared/policy/choices.ts';
import { loadPack } from '../../shared/policy/load-pack.ts';
import type { RulePacks } from '../../shared/policy/pack.ts';
import { sha256 } from './packs.ts';

type WrittenBands = readonly { readonly above: string; readonly rate: string }[];
interface WrittenLadder {
  /** null: a declared gap. */
  readonly threshold: string | null;
  readonly bands: WrittenBands;
  readonly cap: string | null;
}

/** A small invented city, 999900: what is not given is left out. Amounts as text. */
export interface CityOf {
  readonly deductible?: string | Partial<Record<HospitalLevel, string>>;
  readonly ceiling?: string;
  readonly bands?: WrittenBands;
  /** Bands by the facts of a case, instead. */
  readonly bandRows?: readonly { readonly when: object; readonly value: WrittenBands }[];
  readonly cap?: string;
  readonly monthlyCap?: string;
  /** First share out of area; null: a declared gap. */
  readonly away?: string | null;
  readonly large?: WrittenLadder;
  readonly sick?: WrittenLadder;
  readonly assistance?: WrittenLadder;
  readonly second?: WrittenLadder;
  readonly commercial?: readonly object[];
  /** Other ways than the usual. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Choices not made at all. */
  readonly without?: readonly string[];
}

const USUAL: Readonly<Record<string, string>> = {
  'deductible.counted': 'per-stay',
  'pooled-fund.band-origin': 'above-deductible',
  'pooled-fund.bands-counted': 'per-stay',
  'assistance.away-share': 'left-out',
  'commercial.band-origin': 'above-deductible',
  'large-amount.band-origin': 'above-deductible',
};
const REFERENCE = { rule: null, title: '示例文件', article: '第一条', publishedOn: null, source: 'https://example.invalid/', grade: 'A' };
const EVERYBODY = ['destitute', 'minimum-living', 'back-in-poverty', 'low-income-edge', 'monitored', 'rigid-expense'];

/** The packs of a case in that city; a mistake in them throws. */
export function aCity(city: CityOf): RulePacks {
  const files = new Map<string, string>();
  const write = (path: string, json: object) => files.set(`999900/${path}`, JSON.stringify({ $schema: 'x', ...json }));
  const gaps: object[] = [];
  const parameter = (name: string, unit: string, cell: object) =>
    write(`parameters/city.${name}.json`, {
      description: 'd',
      unit,
      checkedOn: '2025-01-01',
      values: [{ from: '2025-01-01', reference: REFERENCE, ...cell }],
    });
  const value = (name: string, unit: string, text: unknown): string => {
    if (text === null) gaps.push({ parameter: `city.${name}`, reason: 'r', atLeast: null });
    else parameter(name, unit, { value: text });
    return `city.${name}`;
  };
  const layers: object[] = [];
  const ladder = (kind: string, name: string, written: WrittenLadder | undefined, more: object = {}) => {
    if (written === undefined) return;
    layers.push({
      kind,
      ...more,
      threshold: value(`${name}.threshold`, 'money', written.threshold),
      bands: value(`${name}.bands`, 'bands', written.bands),
      annualCap: written.cap === null ? null : value(`${name}.cap`, 'money', written.cap),
    });
  };
  if (city.away !== undefined) layers.push({ kind: 'away-first-share', rate: value('away', 'rate', city.away) });
  const { deductible = '0.00' } = city;
  if (typeof deductible === 'string') parameter('deductible', 'money', { value: deductible });
  else {
    const rows = Object.entries(deductible).map(([level, text]) => ({ when: { level: [level] }, value: text }));
    parameter('deductible', 'money', { rows });
  }
  layers.push({
    kind: 'deductible',
    amount: 'city.deductible',
    ...(city.ceiling === undefined ? {} : { annualCeiling: value('ceiling', 'money', city.ceiling) }),
  });
  const bandsOf = () => {
    if (city.bandRows === undefined) return value('bands', 'bands', city.bands ?? [{ above: '0.00', rate: '0.5000' }]);
    parameter('bands', 'bands', { rows: city.bandRows });
    return 'city.bands';
  };
  layers.push({
    kind: 'pooled-fund',
    bands: bandsOf(),
    annualCap: city.cap === undefined ? null : value('cap', 'money', city.cap),
    ...(city.monthlyCap === undefined ? {} : { monthlyCap: value('month', 'money', city.monthlyCap) }),
  });
  ladder('large-amount', 'large', city.large);
  ladder('serious-illness', 'sick', city.sick);
  ladder('assistance', 'assistance', city.assistance, { classes: EVERYBODY });
  ladder('second-assistance', 'second', city.second, { classes: EVERYBODY });
  if (city.commercial !== undefined) {
    const duties = city.commercial.map((written) => {
      const { id, of, diseases, threshold, bands, cap } = written as WrittenLadder & { id: string; of: string; diseases?: string[] };
      return {
        id,
        of,
        ...(diseases === undefined ? {} : { diseases }),
        threshold: value(`${id}.threshold`, 'money', threshold),
        bands: value(`${id}.bands`, 'bands', bands),
        annualCap: cap === null ? null : value(`${id}.cap`, 'money', cap),
      };
    });
    layers.push({ kind: 'commercial', product: 'plus', duties });
  }
  layers.push({ kind: 'account' }, { kind: 'family-account' }, { kind: 'credit' });
  const levels = typeof deductible === 'string' ? ['tertiary', 'secondary', 'primary'] : Object.keys(deductible);
  write('benefits/all.json', {
    description: 'd',
    checkedOn: '2025-01-01',
    scheme: 'employee',
    care: ['inpatient', 'outpatient'],
    persons: ['in-service', 'retired'],
    levels,
    filings: ['local', 'long-term', 'temporary'],
    entry: 'charges',
    layers,
    choices: {},
  });
  const made = Object.entries(CHOICES).flatMap(([name, ways]) =>
    city.without?.includes(name) === true
      ? []
      : [[name, { is: city.choices?.[name] ?? USUAL[name] ?? ways[0], reason: 'r', question: null }] as const],
  );
  write('pack.json', {
    id: '999900',
    version: '1.0.0',
    region: { code: '999900', name: '示例市' },
    from: '2025-01-01',
    places: ['insured'],
    catalogues: [],
    choices: Object.fromEntries(made),
    gaps,
  });
  const loaded = loadPack('999900', files, sha256);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  return { insured: loaded.pack, care: null };
}
