import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A rule that matches nothing looks exactly like a program without mistakes, so each is shown one.
const forbidden: readonly (readonly [from: string, imported: string, rule: string])[] = [
  ['shared/money/add.ts', 'shared/model/patient.ts', 'shared-basics'],
  ['shared/model/claim.ts', 'shared/rules/settle.ts', 'shared-facts'],
  ['shared/rules/choose.ts', 'shared/contract/quote.ts', 'shared-policy'],
  ['shared/contract/commit.ts', 'shared/rules/settle.ts', 'shared-contract-types'],
  ['shared/time/now.ts', 'node:fs', 'shared-node'],
  ['electron/core/services/card.ts', 'electron/core/centre/gateway.ts', 'core-services'],
  ['electron/core/db/patient.ts', 'shared/rules/settle.ts', 'core-database'],
  ['electron/core/bank/gateway.ts', 'electron/core/centre/gateway.ts', 'core-adapters-apart'],
  ['electron/core/his/orders.ts', 'electron/core/services/quote.ts', 'core-adapters'],
  ['electron/core/cli/settle.ts', 'electron/core/services/quote.ts', 'core-command-line'],
  ['electron/core/ipc/channels.ts', 'electron/core/db/patient.ts', 'core-channels'],
  ['electron/preload.ts', 'shared/contract/quote.ts', 'preload'],
  ['electron/devices/reader.ts', 'electron/core/services/quote.ts', 'devices'],
  ['electron/shell/window.ts', 'electron/core/services/quote.ts', 'shell'],
  ['renderer/routes.ts', 'shared/rules/settle.ts', 'page'],
  ['renderer/features/till/till-page.ts', 'renderer/features/card/card-page.ts', 'page-features-apart'],
  ['test/centre/answer.ts', 'shared/money/fen.ts', 'stand-ins'],
  ['electron/shell/main.ts', 'test/support/clock.ts', 'no-test-in-program'],
];

const allowed: readonly (readonly [from: string, imported: string])[] = [
  ['shared/rules/price.ts', 'shared/model/patient.ts'],
  ['electron/core/core.ts', 'electron/core/centre/gateway.ts'],
  ['electron/core/services/stay.ts', 'electron/core/db/patient.ts'],
  ['electron/core/services/stay.ts', 'electron/core/ports/centre-gateway.ts'],
  ['renderer/features/till/till-row.ts', 'renderer/features/till/till-page.ts'],
  ['test/e2e/stay.ts', 'shared/money/fen.ts'],
];

let folder: string;
let found: Set<string>;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'borders-'));
  const imports = [...forbidden, ...allowed].map(([from, imported]) => [from, imported] as const);
  for (const [, imported] of imports) if (!imported.startsWith('node:')) write(imported, 'export const value = 1;\n');
  for (const [from, imported] of imports) write(from, `import ${JSON.stringify(specifier(from, imported))};\n`, 'a');
  write('shared/identity/one.ts', "import './two.ts';\n");
  write('shared/identity/two.ts', "import './one.ts';\n");
  found = violations();
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('the borders between the layers', () => {
  it.each(forbidden)('%s must not import %s (%s)', (from, imported, rule) =>
    expect(found).toContain(`${rule}: ${from} → ${imported.replace('node:', '')}`),
  );

  it.each(allowed)('%s may import %s', (from, imported) =>
    expect([...found].filter((line) => line.endsWith(`: ${from} → ${imported}`))).toEqual([]),
  );

  it('find a cycle', () => expect([...found].some((line) => line.startsWith('no-cycle: shared/identity/'))).toBe(true));
});

function write(file: string, text: string, flag: 'w' | 'a' = 'w'): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text, { flag });
}

function specifier(from: string, imported: string): string {
  if (imported.startsWith('node:')) return imported;
  const relative = path.relative(path.dirname(from), imported);
  return relative.startsWith('.') ? relative : `./${relative}`;
}

function violations(): Set<string> {
  const repository = path.resolve(import.meta.dirname, '../..');
  const tool = path.join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    tool,
    '--config',
    path.join(repository, 'build/imports.cjs'),
    '--output-type',
    'json',
    'shared',
    'electron',
    'renderer',
    'test',
  ];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string; to: string }[] } };
  return new Set(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`));
}
