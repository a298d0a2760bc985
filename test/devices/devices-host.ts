// The devices process without Electron's shell: its own entry file, with the line to our parent in place of the message port.
import { EventEmitter } from 'node:events';

class Line extends EventEmitter {
  postMessage(message: unknown): void {
    process.send?.(message);
  }

  start(): void {
    process.on('message', (data) => void this.emit('message', { data }));
  }
}

const parentPort = new EventEmitter();
Object.assign(process, { parentPort });
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL')); // a hanging native call would hold up a polite end

await import('../../electron/devices/device-host.ts');
parentPort.emit('message', { ports: [new Line()] });
process.send?.('ready');
