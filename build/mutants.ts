/**
 * npm run mutants [-- --count 60 --seed 1 --file numbers --all]: changes the rules in small ways, one at a time, in a copy of the tree, and
 * runs their tests. A mutant that no test notices survives and is listed. Exit 1 when the tests fail without any mutant.
 * Stryker needs a newer Node than the runtime that ships; this keeps the same runtime and the same tests.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findMutants, pickSome, withMutant } from './mutants/find-mutants.ts';

const root = path.join(import.meta.dirname, '..');
const SUBJECTS = ['shared/rules', 'shared/credit'];
const TESTS = ['test/shared/rules', 'test/shared/credit', 'test/policy', 'test/property'];
/** Children and the network of other parts: they would only take time. */
const LEFT_OUT = ['**/cli*', '**/centre*', '**/money*'];
/** A mutant may make a loop endless: so many times what the tests take without any, at least a minute. On a busy computer all is slow. */
const PATIENCE = 6;
let patienceMs = 30 * 60_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    file: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
  },
});

const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'mutants-'));
process.on('exit', () => fs.rmSync(copy, { recursive: true, force: true }));
for (const folder of ['shared', 'test', 'electron', 'build', 'package.json'])
  fs.cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true, filter: (from) => !from.includes('node_modules') });
fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules')), path.join(copy, 'node_modules'), 'junction');

/** Whether the tests pass in the copy as it is now. */
function testsPass(): Promise<boolean> {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', copy, '--config', path.join(copy, 'build/vitest.config.ts')];
  // One process for all files, ended by the first failure.
  args.push('--bail=1', '--no-isolate', '--poolOptions.forks.singleFork', '--reporter=dot');
  for (const pattern of LEFT_OUT) args.push('--exclude', pattern);
  const child = spawn(process.execPath, [...args, ...TESTS], { cwd: copy, stdio: 'ignore', timeout: patienceMs, killSignal: 'SIGKILL' });
  return new Promise((resolve, reject) => child.on('error', reject).on('close', (code) => resolve(code === 0)));
}

const files = SUBJECTS.flatMap((folder) =>
  fs
    .readdirSync(path.join(copy, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name.includes(values.file))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .sort(),
);
const texts = new Map(files.map((file) => [file, fs.readFileSync(path.join(copy, file), 'utf8')]));
const found = files.flatMap((file) => findMutants(file, texts.get(file) ?? ''));
const mutants = values.all ? found : pickSome(found, Number(values.count), Number(values.seed));

const say = (line: string) => process.stdout.write(`${line}\n`);
say(`${found.length} mutants in ${files.length} files, ${mutants.length} tried (seed ${values.seed})`);
const survivors: string[] = [];
const start = performance.now();
const sound = await testsPass();
patienceMs = Math.max(60_000, Math.round(PATIENCE * (performance.now() - start)));
if (!sound) {
  say('the tests fail without any mutant: nothing can be said');
  process.exitCode = 1;
} else {
  for (const mutant of mutants) {
    const text = texts.get(mutant.file) ?? '';
    fs.writeFileSync(path.join(copy, mutant.file), withMutant(text, mutant));
    const survived = await testsPass();
    fs.writeFileSync(path.join(copy, mutant.file), text);
    const where = `${mutant.file}:${mutant.line}  ${shown(mutant.original)} → ${shown(mutant.replacement)}   in: ${shown(text.split('\n')[mutant.line - 1]?.trim() ?? '', 90)}`;
    if (survived) {
      survivors.push(where);
      say(`survived  ${where}`);
    }
  }
  say(`${mutants.length - survivors.length} of ${mutants.length} mutants killed, ${survivors.length} survived`);
}

function shown(text: string, most = 40): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
