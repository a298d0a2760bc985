import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const repository = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'style-'));
  // Copied: the folders it names count from the project it lies in.
  mkdirSync(path.join(folder, 'build'));
  for (const file of ['style.jsonc', 'no-clock.grit']) copyFileSync(path.join(repository, 'build', file), path.join(folder, 'build', file));
});

afterEach(() => rmSync(folder, { recursive: true }));

it.each([
  ['electron/core/services/card.ts', 'better-sqlite3', 'Write a repository in electron/core/db'],
  ['electron/core/centre/gateway.ts', 'electron', 'belongs into electron/shell'],
  ['shared/claim/claim.ts', 'decimal.js', 'use shared/money'],
  ['renderer/features/till/till-page.tsx', '../../../shared/rules/settle.ts', 'let the core answer it'],
  ['test/centre/answer.ts', '../../shared/money/fen.ts', 'would share its mistakes'],
])('in %s the import of %s is refused with what to do instead', (file, imported, advice) =>
  expect(lint(file, `import '${imported}';`)).toContain(advice),
);

it.each([
  ['electron/core/db/database.ts', 'better-sqlite3'],
  ['electron/shell/main.ts', 'electron'],
  ['shared/money/rate.ts', 'decimal.js'],
])('in %s the import of %s is fine', (file, imported) => expect(lint(file, `import '${imported}';`)).not.toContain('noRestrictedImports'));

it('refuses a clock of their own to rules and services', () => {
  expect(lint('shared/rules/settle.ts', 'export const at = Date.now();')).toContain('take the time as a parameter');
  expect(lint('electron/core/services/stay.ts', 'export const at = new Date();')).toContain('take the time as a parameter');
});

it('lets the clock be the clock, and a given time be read', () => {
  expect(lint('electron/core/clock.ts', 'export const at = Date.now();')).toContain('No fixes applied');
  expect(lint('shared/time/day.ts', 'export const day = new Date(0);')).not.toContain('take the time');
});

function lint(file: string, code: string): string {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), `${code}\n`);
  const tool = path.join(repository, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, stderr } = spawnSync(process.execPath, [tool, 'lint', '--config-path=build/style.jsonc', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout + stderr;
}
