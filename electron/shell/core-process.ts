import path from 'node:path';
import { type BrowserWindow, ipcMain, type IpcMainEvent, MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron';
import type { FromCore, ToCore } from '../../shared/contract/shell-messages.ts';
import { logEvent } from './log.ts';

const PAUSES_MS = [200, 1_000, 5_000];
const DEATHS_WITHIN_MS = 60_000;
const DEATHS_MAX = 5;

export interface CoreProcessDeps {
  readonly dataDir: string;
  /** Survives restarts of the core, not of the program: a session is resumed only within one run. */
  readonly runId: string;
  readonly showStoragePage: () => void;
  readonly onMessage: (message: FromCore) => void;
}

/** Keeps one core alive, hands its ports out and restarts it when it dies. */
export class CoreProcess {
  readonly #deps: CoreProcessDeps;
  #child: UtilityProcess | undefined;
  #deaths: readonly number[] = [];
  #stopping = false;
  #window: BrowserWindow | undefined;

  constructor(deps: CoreProcessDeps) {
    this.#deps = deps;
    ipcMain.on('port.wanted', (event) => {
      if (this.#isOurPage(event)) this.#handOutDeskPort();
    });
  }

  /** The window whose page gets the ports. The core is started before it, because it takes longer to stand. */
  serve(window: BrowserWindow): void {
    this.#window = window;
  }

  start(): void {
    const { dataDir, runId } = this.#deps;
    const child = utilityProcess.fork(path.join(__dirname, 'core.cjs'), ['--data-dir', dataDir, '--run-id', runId], {
      serviceName: 'huimin-desk-core',
      stdio: 'inherit',
    });
    child.on('spawn', () => {
      this.#child = child;
      this.#handOutDeskPort();
    });
    child.on('message', (message: FromCore) => this.#deps.onMessage(message));
    child.on('exit', (code) => this.#restart(code));
  }

  stop(): void {
    this.#stopping = true;
    this.#child?.kill();
  }

  send(message: ToCore, ports: Electron.MessagePortMain[] = []): void {
    this.#child?.postMessage(message, ports);
  }

  /** For tests and the log: which process is the core now. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** The sender check: our WebContents and its main frame. Not the URL's text, which a redirect can forge. */
  #isOurPage(event: IpcMainEvent): boolean {
    if (this.#window === undefined || this.#window.isDestroyed()) return false;
    const page = this.#window.webContents;
    return event.sender.id === page.id && event.senderFrame === page.mainFrame;
  }

  #handOutDeskPort(): void {
    // The next core's spawn, or the page that asks for one, hands it out.
    if (this.#child === undefined || this.#window === undefined || this.#window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#child.postMessage({ kind: 'port', answers: 'desk' } satisfies ToCore, [port1]);
    this.#window.webContents.mainFrame.postMessage('port.new', null, [port2]);
  }

  #restart(code: number): void {
    this.#child = undefined;
    if (this.#stopping) return;
    logEvent('core-exit', { code });
    this.#deaths = [...this.#deaths, Date.now()].filter((at) => Date.now() - at < DEATHS_WITHIN_MS);
    if (this.#deaths.length >= DEATHS_MAX) {
      this.#deps.showStoragePage();
      return;
    }
    setTimeout(() => this.start(), PAUSES_MS[Math.min(this.#deaths.length, PAUSES_MS.length) - 1]);
  }
}
