import path from 'node:path';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { logEvent } from './log.ts';

/**
 * Keeps one disposable process for readers and scanners. A hanging vendor library kills only this one:
 * the core asks for a new port, and gets a new process with it when the old one hangs.
 */
export class DeviceProcess {
  readonly #giveToCore: (port: MessagePortMain) => void;
  #child: UtilityProcess | undefined;

  constructor(giveToCore: (port: MessagePortMain) => void) {
    this.#giveToCore = giveToCore;
  }

  /** A fresh process for each port: whoever asks again says that the last one did not answer, or that the core is new. */
  handOutPort(): void {
    this.#child?.kill();
    const child = utilityProcess.fork(path.join(__dirname, 'devices.cjs'), [], { serviceName: 'huimin-desk-devices', stdio: 'inherit' });
    this.#child = child;
    child.on('spawn', () => {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ kind: 'port' }, [port1]);
      this.#giveToCore(port2);
    });
    child.on('exit', (code) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      logEvent('devices-exit', { code });
    });
  }

  stop(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill();
  }
}
