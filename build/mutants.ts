/**
 * npm run mutants [-- --count 60 --seed 1 --file numbers --all --from 0]: changes the rules in small ways, one at a time, in a copy of the tree, and
 * runs their tests. A mutant that no test notices survives and is listed. Exit 1 when the tests fail without any mutant.
 * With --all, --from goes on where an earlier run was stopped (so many mutants in the order of the files were tried).
 * Stryker needs a newer Node than the runtime that ships; this keeps the same runtime and the same tests.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findMutants, pickSome, withMutant } from './mutants/find-mutants.ts';
import { KeptSuite } from './mutants/keep-suite.ts';

const root = path.join(import.meta.dirname, '..');
const SUBJECTS = ['shared/rules', 'shared/credit'];
const TESTS = ['test/shared/rules', 'test/shared/credit', 'test/policy', 'test/property'];
/**
 * Children and the network of other parts would only take time; the tests that move every value of every pack ask the values, not the code,
 * and take ten times as long as all the others.
 */
const LEFT_OUT = ['**/cli*', '**/centre*', '**/money*', '**/*-values.property*'];
/** A mutant may make a loop endless: so many times what the tests take without any, at least half a minute. On a busy computer all is slow. */
const PATIENCE = 10;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    file: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
    from: { type: 'string', default: '0' },
  },
});

const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'mutants-'));
process.on('exit', () => fs.rmSync(copy, { recursive: true, force: true }));
for (const folder of ['shared', 'test', 'electron', 'build', 'package.json'])
  fs.cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true, filter: (from) => !from.includes('node_modules') });
fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules')), path.join(copy, 'node_modules'), 'junction');

const suite = new KeptSuite({ copy, tests: TESTS, leftOut: LEFT_OUT });
process.on('exit', () => suite.end());

const files = SUBJECTS.flatMap((folder) =>
  fs
    .readdirSync(path.join(copy, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name.includes(values.file))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .sort(),
);
const texts = new Map(files.map((file) => [file, fs.readFileSync(path.join(copy, file), 'utf8')]));
const found = files.flatMap((file) => findMutants(file, texts.get(file) ?? ''));
const mutants = values.all ? found.slice(Number(values.from)) : pickSome(found, Number(values.count), Number(values.seed));

const say = (line: string) => process.stdout.write(`${line}\n`);
say(`${found.length} mutants in ${files.length} files, ${mutants.length} tried (seed ${values.seed})`);
const survivors: string[] = [];
const start = performance.now();
if (!(await suite.passes([], 30 * 60_000))) {
  say('the tests fail without any mutant: nothing can be said');
  process.exitCode = 1;
} else {
  const patienceMs = Math.max(30_000, Math.round(PATIENCE * (performance.now() - start)));
  let before = ''; // put right again since
  for (const [tried, mutant] of mutants.entries()) {
    const text = texts.get(mutant.file) ?? '';
    const file = path.join(copy, mutant.file);
    fs.writeFileSync(file, withMutant(text, mutant));
    const survived = await suite.passes([before, file], patienceMs);
    fs.writeFileSync(file, text);
    before = file;
    if (tried % 100 === 99) say(`${tried + 1} tried`);
    const where = `${mutant.file}:${mutant.line}  ${shown(mutant.original)} → ${shown(mutant.replacement)}   in: ${shown(text.split('\n')[mutant.line - 1]?.trim() ?? '', 90)}`;
    if (survived) {
      survivors.push(where);
      say(`survived  ${where}`);
    }
  }
  suite.end();
  say(`${mutants.length - survivors.length} of ${mutants.length} mutants killed, ${survivors.length} survived`);
}

function shown(text: string, most = 40): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
