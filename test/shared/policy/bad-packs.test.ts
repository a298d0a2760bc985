import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHOICES } from '../../../shared/policy/choices.ts';
import { loadPack, type PackFiles } from '../../../shared/policy/load-pack.ts';
import { refusalsIn } from '../../builders/refusals.ts';
import { packFiles, put, sha256, withFile } from '../../builders/packs.ts';
import { BAD_PACKS } from './bad-pack-list.ts';

const problemsIn = (region: string, files: PackFiles) => {
  const loaded = loadPack(region, files, sha256);
  return loaded.ok ? [] : loaded.problems;
};
const own = (region: string) => new Map([...packFiles()].filter(([path]) => path.startsWith(`${region}/`)));
const sound = new Map(['100000', '210200', '210300', '370300'].map((region) => [region, own(region)]));
const problemsOf = (region: string, file: string, edit: (json: any) => unknown) =>
  problemsIn(region, withFile(`${region}/${file}`, edit, sound.get(region)));

describe('a bad pack is refused with file, path and reason', () => {
  it.each(BAD_PACKS)('$region: $name', ({ region, file, edit, path, reason }) => {
    const problems = problemsOf(region, file, edit);
    const wanted = problems.filter((problem) => problem.path === path && reason.test(problem.reason));
    expect(wanted, JSON.stringify(problems)).not.toEqual([]);
    expect(wanted.some((problem) => problem.file === `${region}/${file}` || path === '')).toBe(true); // a clash is told of either file
  });

  it('a benefit for single diseases stands beside the one for all', () => {
    expect(problemsOf('370300', 'benefits/resident-chronic.json', put('inpatient', 'care'))).toEqual([]);
  });

  it('each reason that the sources of the loader can give is given by one of these packs', () => {
    const files = [
      'check-pack',
      'load-pack',
      'pack-schema',
      'parameter-schema',
      'benefit-schema',
      'schema-parts',
      'read-file',
      'read-json',
      'read-parameter',
    ];
    const folder = join(import.meta.dirname, '../../../shared');
    const sources = [...files.map((name) => `policy/${name}.ts`), 'money/money-schema.ts'].map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
    const bad = new Map(sound.get('370300'));
    const broken = (name: string, text: string) => problemsIn('370300', new Map(bad).set(`370300/${name}`, text));
    const cap = bad.get('370300/parameters/resident.annual-cap.json') ?? '';
    const given = [
      ...BAD_PACKS.flatMap(({ region, file, edit }) => problemsOf(region, file, edit)),
      ...broken('pack.json', '{'),
      ...broken('pack.json', '{"id":"a","id":"b"}'),
      ...broken('pack.json', '['.repeat(100) + ']'.repeat(100)),
      ...broken('parametres/x.json', '{}'),
      ...broken('parameters/forgotten.json', cap),
      ...problemsIn('370300', new Map()),
      ...problemsOf('370300', 'pack.json', (json) => void delete json.choices['rounding.mode']),
    ].map(({ reason }) => reason);
    const wanted = sources.flatMap(refusalsIn);
    expect(wanted.length).toBeGreaterThan(30);
    expect(wanted.filter((parts) => !given.some((reason) => parts.every((part) => reason.includes(part))))).toEqual([]);
  });

  const made = Object.keys(JSON.parse(sound.get('370300')?.get('370300/pack.json') ?? '{}').choices);
  it.each(made.filter((name) => name !== 'other-payer.excludes'))('without the choice %s', (name) => {
    const problems = problemsOf('370300', 'pack.json', (json) => void delete json.choices[name]);
    expect(problems.map(({ path, reason }) => `${path}: ${reason}`)).toContain(`choices: ${name} is not chosen`);
  });

  it('a choice of another layer does not help', () => {
    expect(Object.keys(CHOICES)).toContain('second-assistance.counted');
    expect(problemsOf('370300', 'pack.json', put('sometimes', 'choices', 'second-assistance.counted', 'is'))[0]?.path).toBe(
      'choices.second-assistance.counted.is',
    );
  });
});
