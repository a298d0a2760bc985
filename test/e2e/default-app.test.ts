import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import electron from 'electron';
import { expect, test } from '@playwright/test';

test('a checkout starts although a script of the same name lies beside it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'beside-'));
  const app = path.join(folder, 'desk');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'desk', main: 'main.cjs' }));
  writeFileSync(path.join(app, 'main.cjs'), "console.log('the folder'); process.exit(0);");
  writeFileSync(`${app}.js`, "console.log('the script'); process.exit(0);");
  try {
    const { stdout } = await promisify(execFile)(electron as unknown as string, ['--no-sandbox', app], { timeout: 20_000 });
    expect(stdout).toContain('the folder');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
