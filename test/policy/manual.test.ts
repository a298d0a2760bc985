import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHOICES } from '../../shared/policy/choices.ts';
import { gateRuleSchema } from '../../shared/policy/gate-schema.ts';
import { loadPack } from '../../shared/policy/load-pack.ts';
import { LAYER_ORDER } from '../../shared/policy/benefit-schema.ts';
import { CREDIT_GATES } from '../../shared/policy/pack-schema.ts';
import { sweepPack } from '../../shared/policy/sweep-pack.ts';
import { readCaseText } from '../../shared/policy/case-text.ts';
import { creditDoor } from '../../shared/rules/door.ts';
import { settle } from '../../shared/rules/settle.ts';
import type { Instant } from '../../shared/time/calendar-date.ts';
import { day } from '../builders/a-claim.ts';
import { anApplicationForCredit } from '../builders/credit-application.ts';
import { sha256 } from '../builders/packs.ts';
import { refusalsIn } from '../builders/refusals.ts';

const FOLDER = join(import.meta.dirname, '../../shared/policy');
const manual = readFileSync(join(FOLDER, 'PACKS.md'), 'utf8').replaceAll('\r\n', '\n');

/** The JSON under a file name in section 11. */
function printed(file: string, folder = '999901'): any {
  const found = new RegExp(`\`${folder}/${file.replaceAll('.', '\\.')}\`[^\n]*\n\n\`\`\`json\n([\\s\\S]*?)\n\`\`\``).exec(manual)?.[1];
  if (found === undefined) throw new Error(`${file} is not printed`);
  return JSON.parse(found);
}

describe('the manual for pack authors', () => {
  const deductible = printed('parameters/employee.inpatient.deductible.json');
  const like = (unit: string, cell: object) => {
    const [{ from, reference }] = deductible.values;
    return { ...deductible, unit, values: [{ from, reference, ...cell }] };
  };
  const flat = (rate: string) => [{ above: '0.00', rate }];
  const files: Readonly<Record<string, object>> = {
    'pack.json': printed('pack.json'),
    'benefits/employee-inpatient.json': printed('benefits/employee-inpatient.json'),
    'parameters/employee.inpatient.deductible.json': deductible,
    'parameters/employee.inpatient.bands.json': like('bands', {
      rows: [
        { when: { level: ['tertiary'], person: ['in-service'] }, value: flat('0.8500') },
        { when: { level: ['tertiary'], person: ['retired'] }, value: flat('0.9000') },
        { when: { level: ['secondary'], person: ['in-service'] }, value: flat('0.9000') },
        { when: { level: ['secondary'], person: ['retired'] }, value: flat('0.9500') },
      ],
    }),
    'parameters/employee.annual-cap.json': like('money', { value: '200000.00' }),
    'parameters/employee.large-amount.threshold.json': like('money', { value: '0.00' }),
    'parameters/employee.large-amount.bands.json': like('bands', { value: flat('0.9000') }),
    'parameters/employee.large-amount.cap.json': like('money', { value: '300000.00' }),
    'parameters/employee.away-share.json': like('rate', {
      rows: [
        { when: { filing: ['temporary'] }, value: '0.1000' },
        { when: { filing: ['local', 'long-term', 'referred'] }, value: '0.0000' },
      ],
    }),
  };
  const loaded = loadPack('999901', new Map(Object.entries(files).map(([name, json]) => [`999901/${name}`, JSON.stringify(json)])), sha256);

  it('builds a city that loads, has no hole, and gives the published figure', () => {
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
    expect(sweepPack('999901', loaded.pack, day('2027-12-31'))).toEqual([]);
    const { case: written, expected } = printed('cases/published.json');
    const read = readCaseText(written);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { split } = settle(read.value.claim, { insured: loaded.pack, care: null });
    expect(JSON.parse(JSON.stringify(split))).toMatchObject(expected.split);
  });

  it('describes the credit door: what is printed loads, and opens', () => {
    const rows = manual.slice(manual.indexOf('| key of `gates`'), manual.indexOf('## 8.')).split('\n').slice(2);
    const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? ''));
    expect(named.sort()).toEqual([...CREDIT_GATES].sort());
    const credit = printed('credit.json', '999902');
    const [product] = credit.products;
    const reference = product.gates['start-day'];
    product.gates = Object.fromEntries(named.map((gate) => [gate, reference]));
    const pack = printed('pack.json');
    const usual = /^\| `(credit\.[a-z-]+)` \|[^|]*\| •? ?`([a-z-]+)`/gm;
    for (const [, name = '', is] of manual.matchAll(usual)) pack.choices[name] = { is, reason: 'usual', question: null };
    const one = (unit: string, value: string) => like(unit, { value });
    const withCredit: Readonly<Record<string, object>> = {
      ...files,
      'pack.json': { ...pack, places: ['insured', 'care'], description: '示例市', checkedOn: '2026-01-05' },
      'credit.json': credit,
      'hospitals.json': {
        $schema: 'x',
        description: 'd',
        checkedOn: '2026-01-05',
        hospitals: [{ names: ['示例市医院'], benefitLevels: [], credit: [{ from: '2025-01-01', reference, care: ['inpatient'] }] }],
      },
      'parameters/credit.limit-least.json': one('money', '1000.00'),
      'parameters/credit.limit-most.json': one('money', '20000.00'),
      'parameters/credit.interest-free-days.json': one('days', '30'),
    };
    const texts = Object.entries(withCredit).map(([name, json]) => [`999901/${name}`, JSON.stringify(json)] as const);
    const city = loadPack('999901', new Map(texts), sha256);
    if (!city.ok) throw new Error(JSON.stringify(city.problems, null, 1));
    const application = anApplicationForCredit({
      coverage: { region: '999901' },
      provider: { region: '999901', name: '示例市医院', level: 'tertiary' },
      care: { kind: 'inpatient', admittedOn: day('2025-03-01'), admittedAt: '2025-03-01T01:00:00.000Z' as Instant },
    });
    expect(creditDoor(application, city.pack)).toMatchObject({ open: true, product: 'credit-2025' });
  });

  it('names every choice with every way, every layer and every gate', () => {
    const families =
      /^(large-amount|serious-illness|assistance|second-assistance|commercial)(?=\.(away-share|band-origin|counted|cap-limits)$)/;
    const words = Object.entries(CHOICES).flatMap(([name, ways]) => [name.replace(families, '…'), ...ways]);
    const gates = gateRuleSchema.options.map((option) => option.shape.gate.value);
    expect([...words, ...LAYER_ORDER, ...gates].filter((word) => !manual.includes(`\`${word}\``))).toEqual([]);
  });

  it('lists every refusal with its cure', () => {
    const sources = [
      'check-pack',
      'load-pack',
      'pack-schema',
      'parameter-schema',
      'benefit-schema',
      'schema-parts',
      'read-file',
      'read-json',
      'read-parameter',
      'sweep-pack',
    ].map((name) => readFileSync(join(FOLDER, `${name}.ts`), 'utf8'));
    const texts = sources.flatMap(refusalsIn);
    const listed = manual.slice(manual.indexOf('## 10.'), manual.indexOf('## 11.'));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((parts) => !parts.every((part) => listed.includes(part)))).toEqual([]);
  });
});
