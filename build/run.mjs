// Everything the program can be asked to do, by name: node build/run.mjs MODE … (see build/README.md).
// Plain JavaScript without a build step, because it runs the build.
import fs from 'node:fs';
import path from 'node:path';
import { bundle, bundleIfChanged, bundlerConfig, forgetBundle } from './run/bundle.mjs';
import { runBundled } from './run/bundled.mjs';
import { check } from './run/check.mjs';
import { forwardSignals } from './run/children.mjs';
import { hasDisplay, withDisplay } from './run/display.mjs';
import { dist } from './run/dist.mjs';
import { rules } from './run/rules.mjs';
import { e2e, test, unit } from './run/tests.mjs';
import { runProgram, runTool, tools } from './run/tools.mjs';
import { root } from './setup/context.mjs';

/** @type {Record<string, (args: string[]) => Promise<number>>} Each mode gives its exit code. */
const modes = {
  start: (args) => play(hasDisplay() ? 'start' : 'tour', args),
  tour: (args) => play('tour', args),
  dev,
  build: () => bundle(),
  node: ([file, ...args]) => (file ? program(file, args) : explain('node FILE [arguments]')),
  bundled: ([file, ...args]) => (file ? runBundled(file, args) : explain('bundled FILE [arguments]')),
  test: () => test(),
  unit,
  e2e,
  check,
  dist: () => dist(),
  settle: (args) => quiet('electron/core/cli/settle.ts', args),
  'dry-run': (args) => runBundled('electron/core/cli/dry-run.ts', args),
  mutants: (args) => program('build/mutants.ts', args),
  rules,
  'packs:check': (args) => program('build/packs-check.ts', args),
  shots: (args) => shown('test/shots/run.ts', args),
  bench: ([name, ...args]) => (name ? bench(name, args) : explain(`bench NAME: ${benches()}`)),
};

const play = (demo, args) => shown(`test/demo/${demo}.ts`, args);
const bench = (name, args) => shown(`test/bench/${name}.ts`, args);

/** A program of ours that opens the desk's window. */
async function shown(file, args) {
  const built = await bundleIfChanged();
  return built === 0 ? withDisplay(() => program(file, args)) : built;
}

function benches() {
  const folder = path.join(root, 'test/bench');
  const files = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const names = files.filter((file) => file.endsWith('.ts')).map((file) => path.basename(file, '.ts'));
  return names.join(', ') || 'there is none yet';
}

async function program(file, args) {
  const { code } = await runProgram(file, args);
  return code;
}

/** A program whose standard output is data: the set-up speaks only when it fails. */
async function quiet(file, args) {
  const setUp = await runTool(path.join(root, 'build/setup.mjs'), [], { output: 'collect' });
  if (setUp.code === 0) return program(file, args);
  console.error(setUp.text);
  return setUp.code;
}

async function dev(args) {
  forgetBundle();
  const sandbox = process.getuid?.() === 0 ? ['--noSandbox'] : [];
  // Never the user's own data folder; the demo keeps one here, ready to work with.
  const program = args.some((argument) => argument.startsWith('--data-dir')) ? args : ['--data-dir=demo-data', ...args];
  const { code } = await withDisplay(() => runTool(tools.electronVite, ['dev', '--config', bundlerConfig, ...sandbox, '--', ...program]));
  return code;
}

async function explain(what) {
  console.error(`usage: node build/run.mjs ${what}`);
  return 2;
}

// Relative paths count from the caller's folder, which npm names; children start in the top folder.
process.env.INIT_CWD ??= process.cwd();
const [name = '', ...args] = process.argv.slice(2);
forwardSignals();
const mode = new Map(Object.entries(modes)).get(name);
const code = await (mode ? mode(args) : explain(Object.keys(modes).join(' | ')));
// A signal has set the exit code already; it says more than what the stopped child answered.
process.exitCode ??= code;
