// The proof that the packed program starts: other fuses, other paths and an archive are between it and what the tests ran.
// Playwright's usual way in is locked there (no debugger), so this looks at the page through the browser's own port.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { start, stop } from './children.mjs';
import { withDisplay } from './display.mjs';

const patience = 20_000;

/** Starts the packed program on an empty data folder; gives the seconds until the clerk can sign in, or throws. */
export function startPacked(executable) {
  return withDisplay(async () => {
    const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'huimin-desk-packed-'));
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const args = [...sandbox, `--data-dir=${dataFolder}`, '--remote-debugging-port=0'];
    const startedAt = Date.now();
    const program = start(executable, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    try {
      await signInShows(await browserPort(program));
      return (Date.now() - startedAt) / 1000;
    } finally {
      await stop(program);
      fs.rmSync(dataFolder, { recursive: true, force: true });
    }
  });
}

/** Chromium writes the address of its port among the messages of the program. */
function browserPort(program) {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (text) => {
      said += text;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    };
    program.stdout.on('data', listen);
    program.stderr.on('data', listen);
    program.on('error', reject);
    program.on('exit', (code) => reject(new Error(`it ended with exit code ${code}:\n${said}`)));
  });
}

/** The sign-in page comes from the core, so it proves page, port, core and database at once. */
async function signInShows(address) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.connectOverCDP(address, { timeout: patience });
  try {
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page', { timeout: patience }));
    await page?.locator('input').first().waitFor({ timeout: patience });
  } finally {
    await browser.close();
  }
}
