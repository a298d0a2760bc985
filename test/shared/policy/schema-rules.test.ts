import { describe, expect, it } from 'vitest';
import { packJsonSchemas } from '../../../shared/policy/json-schemas.ts';
import { loadPack } from '../../../shared/policy/load-pack.ts';
import type { PackProblem } from '../../../shared/policy/pack.ts';
import { packFiles, sha256 } from '../../builders/packs.ts';
import { MADE } from '../../support/made-pack-files.ts';
import { breachesOf, pointsAt, rulesOf } from '../../support/schema-breaches.ts';

const KINDS: readonly (readonly [kind: string, files: RegExp])[] = [
  ['pack', /^\d{6}\/pack\.json$/],
  ['parameter', /^\d{6}\/parameters\//],
  ['benefit', /^\d{6}\/benefits\//],
  ['catalogue', /^\d{6}\/catalogue\//],
  ['gates', /^\d{6}\/gates\.json$/],
  ['facts', /^\d{6}\/facts\.json$/],
  ['hospitals', /^\d{6}\/hospitals\.json$/],
  ['credit', /^\d{6}\/credit\.json$/],
];

const files = packFiles();
const own = new Map([...files.keys()].map((path) => path.slice(0, 6)).map((region) => [region, packOf(region)] as const));
function packOf(region: string) {
  return new Map([...files].filter(([path]) => path.startsWith(`${region}/`)));
}
function problemsWith(file: string, json: unknown): readonly PackProblem[] {
  const region = file.slice(0, 6);
  const loaded = loadPack(region, new Map(own.get(region)).set(file, JSON.stringify(json)), sha256);
  return loaded.ok ? [] : loaded.problems;
}

/** The sound files of a kind, and after them what only examples contain, inside the pack of one place. */
function documents(kind: string, pattern: RegExp): readonly (readonly [file: string, json: any])[] {
  const real = [...files].filter(([path]) => pattern.test(path)).map(([path, text]) => [path, JSON.parse(text)] as const);
  const made = (MADE[kind] ?? []).map(([name, json]) => {
    const file = `370300/${name}`;
    return [file, { ...JSON.parse(files.get(file) ?? '{}'), ...(json as object) }] as const;
  });
  return [...real, ...made];
}

/** Every rule once, in the first file that meets it. */
function badFiles(kind: string, pattern: RegExp) {
  const schema = JSON.parse(packJsonSchemas().get(`${kind}.schema.json`) ?? '{}');
  const left = new Set(rulesOf(schema));
  const bad = documents(kind, pattern).flatMap(([file, sound]) =>
    breachesOf(schema, sound).flatMap((breach) => (left.delete(breach.rule) ? [{ ...breach, file, sound }] : [])),
  );
  return { bad, left: [...left] };
}

const shown = ({ file, path, reason }: PackProblem) => `${file} ${path}: ${reason}`;
describe.each(KINDS)('each rule of the schema of %s files, broken once in a sound file', (kind, pattern) => {
  const { bad, left } = badFiles(kind, pattern);

  it('is refused with file, path and reason', () => {
    expect(bad.length).toBeGreaterThan(10);
    const before = new Map(
      [...new Map(bad.map(({ file, sound }) => [sound, file]))].map(([sound, file]) => [sound, problemsWith(file, sound).map(shown)]),
    );
    for (const { rule, file, sound, path, json } of bad) {
      const problems = problemsWith(file, json).filter((one) => !before.get(sound)?.includes(shown(one)));
      const named = problems.filter((one) => one.file === file && pointsAt(one.path, path) && one.reason !== '');
      expect(named, `${rule}, broken at ${file} ${path}: ${JSON.stringify(problems)}`).not.toEqual([]);
    }
  });

  it('and no rule is left out', () => {
    expect(left).toEqual([]);
  });
});
