import { describe, expect, it } from 'vitest';
import { CHOICES } from '../../../shared/policy/choices.ts';
import { loadPack } from '../../../shared/policy/load-pack.ts';
import { packFiles, put, sha256, withFile } from '../../builders/packs.ts';

const own = (region: string) => new Map([...packFiles()].filter(([path]) => path.startsWith(`${region}/`)));
const zibo = own('370300');
const problemsOf = (file: string, edit: (json: any) => unknown, files = zibo, region = '370300') => {
  const loaded = loadPack(region, withFile(`${region}/${file}`, edit, files), sha256);
  return loaded.ok ? [] : loaded.problems;
};
const resident = 'benefits/resident-inpatient.json';
const employee = 'benefits/employee-inpatient.json';
const layerOf = (json: any, kind: string) => json.layers.find((layer: any) => layer.kind === kind);

describe('the wider chain: a bad pack is refused with file, path and reason', () => {
  it.each<[string, string, (json: any) => unknown, string, RegExp]>([
    ['a first share with an amount', resident, put('resident.annual-cap', 'layers', 0, 'rate'), 'layers.0.rate', /unit money, wanted rate/],
    [
      'a monthly cap that nobody wrote',
      resident,
      (json) => put('nobody', 'monthlyCap')(layerOf(json, 'pooled-fund')),
      'layers.2.monthlyCap',
      /missing/,
    ],
    [
      'a ceiling that nobody wrote',
      resident,
      (json) => put('nobody', 'annualCeiling')(layerOf(json, 'deductible')),
      'layers.1.annualCeiling',
      /missing/,
    ],
    [
      'a hardship class that does not exist',
      resident,
      (json) => put(['poor'], 'classes')(layerOf(json, 'assistance')),
      'layers.4.classes.0',
      /./,
    ],
    [
      'a class named twice',
      resident,
      (json) => put(['monitored', 'monitored'], 'classes')(layerOf(json, 'assistance')),
      'layers.4.classes',
      /twice/,
    ],
    ['assistance without classes', resident, (json) => void delete layerOf(json, 'assistance').classes, 'layers.4.classes', /./],
    [
      'a duty twice',
      resident,
      (json) => void layerOf(json, 'commercial').duties.push(layerOf(json, 'commercial').duties[0]),
      'layers.6.duties',
      /twice/,
    ],
    [
      'a duty over nothing known',
      resident,
      (json) => put('drugs', 'of')(layerOf(json, 'commercial').duties[0]),
      'layers.6.duties.0.of',
      /./,
    ],
    ['a product without a word', resident, (json) => put('齐惠保', 'product')(layerOf(json, 'commercial')), 'layers.6.product', /pattern/],
    ['assistance before insurance', resident, (json) => void json.layers.splice(1, 0, ...json.layers.splice(4, 1)), 'layers', /order/],
    [
      'large-amount aid over a cap that is not there',
      employee,
      (json) => put(null, 'annualCap')(layerOf(json, 'pooled-fund')),
      'layers',
      /needs an annualCap/,
    ],
    ['two benefits for one care', 'benefits/resident-outpatient.json', put(['outpatient', 'inpatient'], 'care'), '', /holds for cases/],
    ['two benefits for one disease', 'benefits/resident-chronic.json', put('inpatient', 'care'), '', /^$/],
    ['care of an unknown kind', resident, put(['night-care'], 'care'), 'care.0', /./],
    ['a gate that nobody implements', 'gates.json', put('weather', 'gates', 0, 'gate'), 'gates.0.gate', /./],
    ['a gate without an article', 'gates.json', (json) => void delete json.gates[0].reference, 'gates.0.reference', /./],
    ['a gate without its list', 'gates.json', (json) => void delete json.gates[0].names, 'gates.0.names', /./],
    ['a share as percent', 'gates.json', put('30%', 'gates', 2, 'share'), 'gates.2.share', /pattern/],
    [
      'a relative that is none',
      'gates.json',
      (json) => put(['cousin'], 'relatives')(json.gates.find((rule: any) => rule.gate === 'relatives')),
      'gates.7.relatives.0',
      /./,
    ],
    ['a fact without its reason', 'facts.json', put('', 'facts', 0, 'because'), 'facts.0.because', /./],
    [
      'a frame that is no number',
      'parameters/resident.annual-cap.json',
      put({ rule: null, least: 'much', most: null }, 'frame'),
      'frame.least',
      /pattern/,
    ],
    [
      'a value above its frame',
      'parameters/resident.annual-cap.json',
      put({ rule: null, least: null, most: '1.00' }, 'frame'),
      'values.0',
      /above the 1\.00/,
    ],
  ])('%s', (_, file, edit, field, reason) => {
    const problems = problemsOf(file, edit);
    if (reason.source === '^$') return expect(problems).toEqual([]); // a benefit for single diseases stands beside the one for all
    expect(
      problems.some((problem) => problem.path === field && reason.test(problem.reason)),
      JSON.stringify(problems),
    ).toBe(true);
  });

  it('a level rule for a specialty that does not exist', () => {
    const edit = put(['eyes'], 'levelRules', 0, 'when', 'specialty');
    expect(problemsOf('hospitals.json', edit, own('210300'), '210300')[0]?.path).toBe('levelRules.0.when.specialty.0');
  });

  const made = Object.keys(JSON.parse(zibo.get('370300/pack.json') ?? '{}').choices);
  it.each(made.filter((name) => name !== 'other-payer.excludes'))('without the choice %s', (name) => {
    const problems = problemsOf('pack.json', (json) => void delete json.choices[name]);
    expect(problems.map(({ path, reason }) => `${path}: ${reason}`)).toContain(`choices: ${name} is not chosen`);
  });

  it('a choice of another layer does not help', () => {
    expect(Object.keys(CHOICES)).toContain('second-assistance.counted');
    expect(problemsOf('pack.json', put('sometimes', 'choices', 'second-assistance.counted', 'is'))[0]?.path).toBe(
      'choices.second-assistance.counted.is',
    );
  });
});
