// Style, types and borders: all that can be judged without running the program.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../setup/context.mjs';
import { runTool, tools } from './tools.mjs';

const topFolders = ['shared', 'electron', 'renderer', 'test', 'build'];
const cache = path.join(root, 'node_modules/.cache/huimin-desk');

/** Runs all checks, as many at once as there are processors; `--fix` first repairs what can be repaired. */
export async function check(args) {
  const queue = [...typeChecks(), borders(), style(args.includes('--fix'))];
  const failed = [];
  const worker = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      if (!(await succeeds(task))) failed.push(task.name);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  console.log(failed.length === 0 ? 'check: all good' : `check: failed in ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

async function succeeds({ name, tool, args }) {
  const startedAt = Date.now();
  const { code, text } = await runTool(tool, args, { output: 'collect' });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(text);
  return code === 0;
}

/** One per tsconfig: each folder has its own world (page, Node, neither). The largest first, since the others fit beside it. */
function typeChecks() {
  const projects = ['test', 'renderer', 'electron', 'electron/tsconfig.preload.json', 'shared', 'build'];
  return projects.filter(hasSources).map((project) => ({
    name: `types: ${project}`,
    tool: tools.tsc,
    args: ['--project', path.join(root, project), '--pretty', '--incremental', '--tsBuildInfoFile', buildInfo(project)],
  }));
}

function buildInfo(project) {
  return path.join(cache, `${project.replace(/\W+/g, '-')}.tsbuildinfo`);
}

/** A folder that has no source yet is no mistake. */
function hasSources(project) {
  const folder = path.join(root, project.endsWith('.json') ? path.dirname(project) : project);
  if (!fs.existsSync(path.join(root, project))) return false;
  return fs.readdirSync(folder, { recursive: true }).some((file) => /\.(tsx?|mjs)$/.test(String(file)));
}

function borders() {
  const folders = topFolders.filter((folder) => folder !== 'build' && fs.existsSync(path.join(root, folder)));
  const config = path.join(root, 'build/imports.cjs');
  return { name: 'borders: who imports whom', tool: tools.depcruise, args: ['--config', config, '--output-type', 'err-long', ...folders] };
}

function style(fix) {
  const config = `--config-path=${path.join(root, 'build/style.jsonc')}`;
  const write = fix ? ['--write'] : [];
  return { name: 'style', tool: tools.biome, args: ['check', config, '--error-on-warnings', '--no-errors-on-unmatched', ...write, root] };
}
