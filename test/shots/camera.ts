import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { overflows, serious } from '../e2e/pages/looks.ts';

const FOLDER = path.resolve('test-results/shots');

/** Every page that a key opens, with a name for its pictures. */
export const PAGES = {
  'Alt+1': 'orders',
  'Alt+2': 'stays',
  F3: 'patients',
  F4: 'worklist',
  'Alt+9': 'board',
  'Alt+4': 'discharge',
  F6: 'payment',
  'Alt+h': 'credit',
  'Alt+3': 'visits',
  'Alt+5': 'visit-records',
  'Alt+6': 'day-end',
  'Alt+j': 'cases',
  'Alt+7': 'shift',
  'Alt+8': 'reconciliation',
  'Alt+v': 'supervisor',
  'Alt+0': 'books',
  'Control+p': 'prints',
} as const;

/** Takes pictures of one window, and notes what does not fit or what axe calls serious on them. */
export class Camera {
  readonly page: Page;
  readonly findings: string[] = [];
  readonly missed: string[] = [];
  taken = 0;

  constructor(page: Page) {
    mkdirSync(FOLDER, { recursive: true });
    this.page = page;
  }

  /** One picture of what is shown now. */
  async look(name: string): Promise<void> {
    await expect(this.page.locator('.loading')).toHaveCount(0);
    await this.page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
    this.taken += 1;
    for (const finding of [...(await overflows(this.page)), ...(await serious(this.page))]) this.findings.push(`${name}: ${finding}`);
  }

  /** The same in the second language and in large type. */
  async lookTwice(name: string): Promise<void> {
    await this.look(name);
    await this.page.keyboard.press('Alt+l');
    await this.look(`${name}-large`);
    await this.page.keyboard.press('Alt+y');
    await expect(this.page.locator('html')).toHaveAttribute('lang', 'en');
    await this.look(`${name}-large-en`);
    await this.page.keyboard.press('Alt+l');
    await this.look(`${name}-en`);
    await this.page.keyboard.press('Alt+y');
    await expect(this.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  }

  /** Every page that a key opens. */
  async tour(prefix: string, how: 'look' | 'lookTwice' = 'look'): Promise<void> {
    for (const [key, name] of Object.entries(PAGES)) {
      await this.page.keyboard.press('Alt+2'); // from a patient's own page a key may lead to his
      await this.page.keyboard.press(key);
      await this[how](`${prefix}-${name}`);
    }
  }

  /** A step that may fail without the rest being lost; what failed is said at the end. */
  async step(name: string, play: () => Promise<unknown>): Promise<void> {
    const at = Date.now();
    try {
      await play();
      console.log(`${name} (${Math.round((Date.now() - at) / 1_000)} s)`);
    } catch (error) {
      const because = String(error instanceof Error ? error.message : error)
        .split('\n')
        .slice(0, 4)
        .join(' | ');
      this.missed.push(`${name}: ${because}`);
      console.log(`MISSED ${name}: ${because}`);
      await this.page.screenshot({ path: path.join(FOLDER, `missed-${name}.png`) }).catch(() => undefined);
    }
  }

  /** What was found, also in a file beside the pictures. True when nothing was. */
  report(part: string): boolean {
    const lines = [...this.missed.map((one) => `MISSED ${one}`), ...this.findings];
    appendFileSync(path.join(FOLDER, 'findings.txt'), lines.map((line) => `${part}: ${line}\n`).join(''));
    console.log(`${part}: ${this.taken} pictures, ${this.findings.length} findings, ${this.missed.length} missed`);
    for (const line of lines) console.log(`  ${line}`);
    return lines.length === 0;
  }
}
