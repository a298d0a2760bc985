// The proof that the packed program starts (`npm run dist` runs this): other fuses, other paths and an archive stand between it
// and what the tests ran. Playwright's usual way in is locked there, so this looks at the page through the browser's own port.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { start, stop } from '../../build/run/children.mjs';
import { demoSettings, makeDeskFolder } from '../support/desk-folder.ts';

const PATIENCE_MS = 20_000;

/** A port of this computer where nobody answers: a desk must open while every line is down. */
const NOBODY = 'http://127.0.0.1:9';

/** Starts the packed program on a new data folder; gives the seconds until a clerk can sign in. */
async function startPacked(executable: string): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'huimin-desk-packed-'));
  makeDeskFolder(folder, demoSettings({ centre: NOBODY, bank: NOBODY }, 0));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, `--data-dir=${folder}`, '--remote-debugging-port=0'];
  const startedAt = Date.now();
  const program = start(executable, args, { env: { ELECTRON_RUN_AS_NODE: undefined }, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    await signInShows(await browserPort(program));
    return (Date.now() - startedAt) / 1000;
  } finally {
    await stop(program);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Chromium writes the address of its port among the messages of the program. */
function browserPort(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (text: Buffer): void => {
      said += text.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    program.stdout?.on('data', listen);
    program.stderr?.on('data', listen);
    program.on('error', reject);
    program.on('exit', (code) => reject(new Error(`it ended with exit code ${code}:\n${said}`)));
  });
}

/** The clerks come from the core, so the field for their PIN proves page, port, core and database at once. */
async function signInShows(address: string): Promise<void> {
  const browser = await chromium.connectOverCDP(address, { timeout: PATIENCE_MS });
  try {
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page', { timeout: PATIENCE_MS }));
    if (page === undefined) throw new Error('it has no window');
    const pin = page.locator('input[type=password]');
    await pin.waitFor({ timeout: PATIENCE_MS }).catch(async () => {
      throw new Error(`it shows something else than the sign-in page:\n${await page.locator('body').innerText()}`);
    });
  } finally {
    await browser.close();
  }
}

const executable = path.resolve(process.argv[2] ?? '');
try {
  const seconds = await startPacked(executable);
  console.log(`${path.relative('.', executable)} starts: ready to sign in after ${seconds.toFixed(1)} s`);
} catch (error) {
  console.error(`the packed program does not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
