import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { demoSettings, makeDeskFolder, saveSettings } from './desk-folder.ts';
import { startInHost } from './standin-host.ts';
import { type Standins, startStandins } from './standin-processes.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The real program in its window, on a data folder, against stand-ins in processes of their own. */
export class DeskProgram {
  readonly folder: string;
  readonly standins: Standins;
  #settings: Record<string, unknown>;
  #app: ElectronApplication | undefined;
  #page: Page | undefined;
  /** Violations of the content policy in every page since `watchPolicy`. */
  readonly violations: string[] = [];
  #watching = false;

  private constructor(folder: string, standins: Standins, settings: Record<string, unknown>) {
    this.folder = folder;
    this.standins = standins;
    this.#settings = settings;
  }

  /** Data folder and stand-ins; the window comes with `open`. */
  static async prepare(clockOffsetMs: number, { folder = mkdtempSync(path.join(os.tmpdir(), 'desk-')) } = {}): Promise<DeskProgram> {
    mkdirSync(folder, { recursive: true });
    const standins = await startStandins({ clockOffsetMs, folder }, startInHost);
    const settings = demoSettings(
      { centre: standins.centre.url, bank: standins.bank.url, wallet: standins.wallet.url, invoice: standins.einvoice.url },
      clockOffsetMs,
    );
    makeDeskFolder(folder, settings);
    return new DeskProgram(folder, standins, settings);
  }

  get app(): ElectronApplication {
    if (this.#app === undefined) throw new Error('the program is not open');
    return this.#app;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error('the program is not open');
    return this.#page;
  }

  get hisFolder(): string {
    return path.join(this.folder, 'his');
  }

  /** `through`: gives the program that starts Electron, by Electron's own path. */
  async open(args: readonly string[] = [], through?: (electron: string) => string): Promise<Page> {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const { ELECTRON_RUN_AS_NODE: _node, ...env } = process.env as Record<string, string>;
    const executable = through === undefined ? {} : { executablePath: through(path.join(ROOT, 'node_modules/electron/dist/electron')) };
    this.#app = await _electron.launch({ args: ['.', ...sandbox, `--data-dir=${this.folder}`, ...args], cwd: ROOT, env, ...executable });
    this.#page = await this.#app.firstWindow();
    if (this.#watching) await this.#watch(this.#page);
    return this.#page;
  }

  /** From the next opening on, every violation of the content policy is kept. */
  watchPolicy(): void {
    this.#watching = true;
  }

  /** The page is loaded a second time with an ear on it: the first load may be over before anybody can listen. */
  async #watch(page: Page): Promise<void> {
    await page.exposeFunction('policyViolated', (what: string) => this.violations.push(what));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
        void (globalThis as unknown as { policyViolated(what: string): Promise<void> }).policyViolated(
          `${violatedDirective} ${blockedURI} ${sourceFile}`,
        );
      });
    });
    await page.reload();
  }

  /** Closes the window and with it the program; the data folder and the stand-ins stay. */
  async shut(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
    this.#page = undefined;
  }

  /** Changes settings for the next opening. */
  changeSettings(change: (settings: Record<string, unknown>) => Record<string, unknown>): void {
    this.#settings = change(this.#settings);
    saveSettings(this.folder, this.#settings);
  }

  /** Another moment of the invented day, for the desk's next opening and for both stand-ins now. */
  async setClock(offsetMs: number): Promise<void> {
    this.changeSettings((settings) => ({ ...settings, training: { clockOffsetMs: offsetMs } }));
    await this.standins.setClock(offsetMs);
  }

  /** The core's process, told apart by its name on the command line. */
  async corePid(): Promise<number> {
    return this.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ name, serviceName }) => `${name}${serviceName}`.includes('huimin-desk-core'))?.pid ?? 0,
    );
  }

  async killCore(): Promise<void> {
    process.kill(await this.corePid(), 'SIGKILL');
  }

  async end(): Promise<void> {
    await this.shut();
    await this.standins.stop();
  }
}
