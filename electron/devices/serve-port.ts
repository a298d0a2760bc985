import { type DeviceEvent, type DeviceReply, type DeviceRequest, deviceRequestSchema } from '../../shared/contract/device-messages.ts';
import { readCardImage } from './image-reader.ts';
import { CardWatch } from './pcsc/card-watch.ts';
import { readPcscCard } from './pcsc/pcsc-reader.ts';
import { loadWinscard, type Winscard } from './pcsc/winscard.ts';
import { ReaderFault } from './reader-fault.ts';
import { type CardHolder, UnreadableCard } from './social-security-card.ts';

/** The end of the core's port that this process holds. */
export interface CorePort {
  postMessage(message: DeviceReply | DeviceEvent): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  start(): void;
}

type Reading = Exclude<DeviceRequest, { kind: 'watch-pcsc' }>;

/** Answers one port. Readings go one after the other: two at once would wait for each other's transaction. */
export function servePort(port: CorePort): void {
  let before: Promise<void> = Promise.resolve();
  port.on('message', ({ data }) => {
    const request = deviceRequestSchema.parse(data); // a message of another program is a bug, and this process is disposable
    if (request.kind === 'watch-pcsc') return watch(port);
    before = before.then(async () => port.postMessage(await answer(request)));
  });
  port.start();
}

async function answer(request: Reading): Promise<DeviceReply> {
  const { id } = request;
  try {
    return { id, ok: true, holder: await read(request) };
  } catch (error) {
    if (error instanceof ReaderFault) return { id, ok: false, code: error.code, reason: error.message };
    if (error instanceof UnreadableCard) return { id, ok: false, code: 'card.unreadable', reason: error.message };
    throw error;
  }
}

async function read(request: Reading): Promise<CardHolder> {
  if (request.kind === 'read-card') return readCardImage(request.folder);
  return readPcscCard(winscard(), request);
}

/** A computer without PC/SC has no such reader: no library of the system, or one that does not load. */
function winscard(): Winscard {
  try {
    return loadWinscard();
  } catch (error) {
    throw new ReaderFault('reader.service-stopped', `PC/SC is not installed: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

/** Without PC/SC there is nothing to watch; a reading says why. */
function watch(port: CorePort): void {
  try {
    void new CardWatch(winscard(), (change) => port.postMessage(change)).run();
  } catch (error) {
    if (!(error instanceof ReaderFault)) throw error;
  }
}
