import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from '@playwright/test';

const electron = createRequire(import.meta.url)('electron') as unknown as string;

/** A program started cold as a person would start it; looked at only after it has come to rest. */
export interface StartedProgram {
  readonly pid: number;
  readonly page: Page;
  /** Milliseconds from the start of the process to a mark on the page's timeline. */
  until(mark: string): Promise<number>;
  end(): Promise<void>;
}

const REST_MS = 3_000;

export async function startCold(args: readonly string[]): Promise<StartedProgram> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const { ELECTRON_RUN_AS_NODE: _node, ...env } = process.env;
  const startedAt = Date.now();
  const child = spawn(electron, [...sandbox, '--remote-debugging-port=0', ...args], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const address = await debuggingAddress(child);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const browser = await chromium.connectOverCDP(address);
  const page = onlyPage(browser);
  return {
    pid: child.pid ?? 0,
    page,
    until: async (mark) => {
      const at = await page.evaluate(
        (name) => performance.timeOrigin + (performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN),
        mark,
      );
      return at - startedAt;
    },
    end: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
      await browser.close().catch(() => undefined);
    },
  };
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (text: Buffer) => {
      said += String(text);
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said.slice(-400)}`)));
  });
}

function onlyPage(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the program has no window');
  return page;
}
