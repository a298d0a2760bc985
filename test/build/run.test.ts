import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'run-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a program run by name', () => {
  it('runs as TypeScript in the shipped runtime, with its arguments', async () => {
    const program = run('who.ts', 'const who: string = process.versions.electron ?? "none"; console.log(who, process.argv[2]);', 'now');
    expect(await output(program)).toBe('33.2.1 now\n');
  });

  it('hands its exit code on', async () => {
    const [code] = await once(run('fail.ts', 'process.exit(7);'), 'exit');
    expect(code).toBe(7);
  });

  it('ends at a signal with all it started, and says which signal it was', async () => {
    const program = run(
      'parent.ts',
      `import { spawn } from 'node:child_process';
       console.log(spawn('sleep', ['600']).pid);
       setInterval(() => {}, 1000);`,
    );
    const grandchild = Number(await firstOutput(program));
    program.kill('SIGTERM');
    const [code] = await once(program, 'exit');
    expect(code).toBe(143);
    expect(isRunning(grandchild)).toBe(false);
  });
});

it('says what there is when the mode is unknown', async () => {
  const program = spawn(process.execPath, [path.join(repository, 'build/run.mjs'), 'dance'], { stdio: ['ignore', 'inherit', 'pipe'] });
  const [[code], said] = await Promise.all([once(program, 'exit'), text(program.stderr)]);
  expect(code).toBe(2);
  expect(said).toContain('start | tour | dev');
});

function run(name: string, code: string, ...args: readonly string[]): ChildProcess {
  const file = path.join(folder, name);
  writeFileSync(file, code);
  return spawn(process.execPath, [path.join(repository, 'build/run.mjs'), 'node', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function output(program: ChildProcess): Promise<string> {
  return text(program.stdout);
}

async function firstOutput(program: ChildProcess): Promise<string> {
  if (program.stdout === null) throw new Error('no output');
  const [chunk] = await once(program.stdout, 'data');
  return String(chunk);
}

async function text(stream: NodeJS.ReadableStream | null): Promise<string> {
  let said = '';
  for await (const chunk of stream ?? []) said += chunk;
  return said;
}

/** A killed process stays in the list, as a zombie, until whoever inherits it looks. */
function isRunning(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !readFileSync(file, 'utf8').includes(') Z ');
}
