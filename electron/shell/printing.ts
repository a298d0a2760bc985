import { BrowserWindow, MessageChannelMain, type MessagePortMain } from 'electron';
import type { FromCore, ToCore } from '../../shared/contract/shell-messages.ts';
import { logEvent } from './log.ts';
import { APP_ORIGIN } from './protocol.ts';
import { safePreferences } from './window.ts';

const READY_WITHIN_MS = 15_000;

/** In the lower margin; Chromium fills the two classes in. Papers are Chinese. */
const NUMBERS = {
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate:
    '<div style="width:100%;font-size:8px;text-align:center">第 <span class="pageNumber"></span> 页，共 <span class="totalPages"></span> 页</div>',
};

type Send = (message: ToCore, ports?: MessagePortMain[]) => void;

interface Job {
  readonly window: BrowserWindow;
  readonly timer: NodeJS.Timeout;
}

/**
 * Makes a paper: a hidden window loads app://desk/print/…, gets a port that answers print.* only, and says when it stands;
 * then it is printed to PDF and the bytes go to the core, which keeps them with their hash.
 */
export class PaperMaker {
  readonly #send: Send;
  readonly #jobs = new Map<string, Job>();

  constructor(send: Send) {
    this.#send = send;
  }

  async onCore(message: FromCore): Promise<void> {
    if (message.kind === 'make-paper') this.#open(message.paperId);
    else if (message.kind === 'paper-ready') await this.#print(message.paperId, message.numbered);
  }

  #open(paperId: string): void {
    // White said in so many words: without it the margins take the colour of the desk's window.
    const window = new BrowserWindow({
      show: false,
      width: 900,
      height: 1200,
      backgroundColor: '#ffffff',
      webPreferences: safePreferences,
    });
    const timer = setTimeout(() => this.#fail(paperId, 'the page was not ready in time'), READY_WITHIN_MS);
    this.#jobs.set(paperId, { window, timer });
    window.webContents.ipc.on('port.wanted', (event) => {
      if (event.senderFrame === window.webContents.mainFrame) this.#handOutPort(paperId, window);
    });
    void window.loadURL(`${APP_ORIGIN}/print/${paperId}`);
  }

  #handOutPort(paperId: string, window: BrowserWindow): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#send({ kind: 'port', answers: 'print', paperId }, [port1]);
    window.webContents.mainFrame.postMessage('port.new', null, [port2]);
  }

  async #print(paperId: string, numbered: boolean): Promise<void> {
    const job = this.#jobs.get(paperId);
    if (job === undefined) return;
    clearTimeout(job.timer); // it stands; ten thousand lines take their time on their way into the file
    try {
      const pdf = await job.window.webContents.printToPDF({
        pageSize: 'A4',
        printBackground: true,
        preferCSSPageSize: true,
        ...(numbered ? NUMBERS : {}),
      });
      this.#close(paperId);
      this.#send({ kind: 'paper-made', paperId, pdf: new Uint8Array(pdf) });
    } catch (error) {
      this.#fail(paperId, error instanceof Error ? error.message : 'printToPDF failed');
    }
  }

  #fail(paperId: string, reason: string): void {
    logEvent('paper-failed', { paperId });
    this.#close(paperId);
    this.#send({ kind: 'paper-failed', paperId, reason });
  }

  #close(paperId: string): void {
    const job = this.#jobs.get(paperId);
    this.#jobs.delete(paperId);
    if (job === undefined) return;
    clearTimeout(job.timer);
    job.window.destroy();
  }
}
