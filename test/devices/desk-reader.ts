import type { ChildProcess } from 'node:child_process';
import { type DevicePort, DeviceReader } from '../../electron/core/card/device-reader.ts';
import type { DeviceEvent } from '../../shared/contract/device-messages.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { VirtualReader } from '../support/virtual-reader.ts';

/** The core's reader over real devices processes, replaced as the shell does it. */
export interface DeskReader {
  /** The process that was asked for is there. From its sources it takes longer to start than the bundled one; readings wait for it. */
  ready(): Promise<void>;
  /** Name and number of who was read, or the code of the error. */
  read(): Promise<string>;
  /** The whole error. */
  fault(): Promise<AppError>;
  readonly events: readonly DeviceEvent['event'][];
  readonly processes: readonly ChildProcess[];
  stop(): void;
}

export async function startDeskReader(virtual: VirtualReader, readerName: string | null = null): Promise<DeskReader> {
  const processes: ChildProcess[] = [];
  const events: DeviceEvent['event'][] = [];
  const reader = new DeviceReader({
    readerName,
    seconds: 3,
    wantDevices: () => {
      replaced = replace();
    },
  });
  let replaced = Promise.resolve();
  reader.onEvent(({ event }) => events.push(event));

  const replace = async (): Promise<void> => {
    processes.at(-1)?.kill('SIGKILL');
    const child = virtual.fork('test/devices/devices-host.ts');
    processes.push(child);
    await new Promise((resolve) => child.once('message', resolve)); // "ready"
    reader.attach(portTo(child));
  };
  await replace();
  const read = () => replaced.then(() => reader.read());
  return {
    ready: () => replaced,
    read: () =>
      read().then(
        ({ name, certNumber, cardNumber }) => `${name} ${certNumber} ${cardNumber}`,
        (error: AppError) => error.code,
      ),
    fault: () =>
      read().then(
        () => {
          throw new Error('a card was read');
        },
        (error: AppError) => error,
      ),
    events,
    processes,
    stop: () => processes.at(-1)?.kill('SIGKILL'),
  };
}

function portTo(child: ChildProcess): DevicePort {
  return {
    postMessage: (message) => void (child.connected && child.send(message as object)),
    on: (event: string, listener: (event: { data: unknown }) => void) =>
      event === 'message' ? child.on('message', (data) => listener({ data })) : child.on('exit', () => listener({ data: undefined })),
    start: () => undefined,
  };
}
