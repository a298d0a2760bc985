// Runs inside a network and file system of its own: the real reader service (pcscd) with the driver of a virtual reader (vpcd), and
// the cards that are put into it. Told what to do by its parent, over IPC.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { type CardSpec, type Mishap, VirtualCard } from './virtual-reader-card.ts';

export type Order =
  | { readonly kind: 'insert'; readonly card: CardSpec }
  | { readonly kind: 'pull' }
  /** `readers: false`: none is plugged in. */
  | { readonly kind: 'start-service'; readonly readers: boolean }
  | { readonly kind: 'stop-service' };

const PORT = 0x8c7b;
const SOCKET = '/run/pcscd/pcscd.comm';
const ORDINARY_ATR = '3B021450';

const folder = mkdtempSync(path.join(os.tmpdir(), 'virtual-reader-'));
const noReaders = path.join(folder, 'none');
const oneReader = path.join(folder, 'one');
for (const each of [noReaders, oneReader]) mkdirSync(each);
writeFileSync(
  path.join(oneReader, 'vpcd'),
  `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH /usr/lib/pcsc/drivers/serial/libifdvpcd.so\nCHANNELID 0x8C7B\n`,
);

let service: ChildProcess | undefined;
/** The card in the slot and its line to the driver, while there is one. */
let lying: { socket: Socket | undefined } | undefined;

async function startService(readers: boolean): Promise<void> {
  const config = readers ? oneReader : noReaders;
  // Whatever happens to this process, the service goes with it.
  service = spawn('setpriv', ['--pdeathsig', 'KILL', 'pcscd', '--foreground', '--config', config, '--critical'], { stdio: 'inherit' });
  while (!existsSync(SOCKET)) await pause(5);
}

async function stopService(): Promise<void> {
  const stopping = service;
  if (stopping === undefined) return;
  service = undefined;
  const gone = new Promise((resolve) => stopping.once('exit', resolve));
  stopping.kill('SIGTERM');
  await gone;
  pull();
  rmSync(SOCKET, { force: true });
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function pull(): void {
  const leaving = lying;
  lying = undefined;
  leaving?.socket?.destroy();
}

/** A card lies in the slot until it is pulled: a driver that hangs up on it, as this one may after a hanging call, finds it again. */
async function insert(spec: CardSpec): Promise<void> {
  pull();
  const mine: NonNullable<typeof lying> = { socket: undefined };
  lying = mine;
  const play = player(new VirtualCard(spec));
  const lie = async (): Promise<void> => {
    const socket = await lineToDriver(() => lying === mine);
    if (socket === undefined) return;
    mine.socket = socket;
    socket.on('close', () => void lie());
    play(socket);
  };
  await lie();
}

/** The driver may not listen yet, a moment after the service's start. Gives up when the card was pulled meanwhile. */
async function lineToDriver(wanted: () => boolean): Promise<Socket | undefined> {
  while (wanted()) {
    const socket = connect(PORT, '127.0.0.1').setNoDelay(true);
    const connected = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.on('error', () => resolve(false)); // stays: the service may stop later
    });
    if (connected && wanted()) return socket;
    socket.destroy();
    await pause(10);
  }
  return undefined;
}

/** vpcd's protocol: two bytes of length, then power off, on, reset, ATR (one byte), or a command for the card. */
function player(card: VirtualCard): (socket: Socket) => void {
  let commands = 0;
  let mute = false;
  const take = (body: Buffer, send: (body: Buffer) => void): void => {
    if (body.length > 1) {
      commands += 1;
      if (mute || happens(card.spec.mishap, commands, send)) return;
      const answer = card.answer(body);
      if (card.spec.delayMs === undefined) send(answer);
      else setTimeout(() => send(answer), card.spec.delayMs);
    } else if (body[0] === 0x04) {
      if (card.spec.atr !== '') send(Buffer.from(card.spec.atr ?? ORDINARY_ATR, 'hex'));
    } else card.reset();
  };
  /** True: the command is not answered as usual. */
  const happens = (mishap: Mishap | undefined, command: number, send: (body: Buffer) => void): boolean => {
    if (mishap?.at !== command) return false;
    if (mishap.kind === 'pull') pull();
    if (mishap.kind === 'mute') mute = true;
    if (mishap.kind === 'answer-nothing') send(Buffer.alloc(0));
    if (mishap.kind === 'answer-garbage') send(Buffer.from('A5'.repeat(40), 'hex'));
    if (mishap.kind === 'swap' && mishap.next !== undefined) void insert(mishap.next);
    if (mishap.kind === 'swap-unseen' && mishap.next !== undefined) card.become(mishap.next);
    return mishap.kind !== 'swap-unseen';
  };
  return (socket) => {
    let bytes = Buffer.alloc(0);
    const send = (body: Buffer): void => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(body.length);
      socket.write(Buffer.concat([length, body]));
    };
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length >= 2 && bytes.length >= 2 + bytes.readUInt16BE()) {
        const end = 2 + bytes.readUInt16BE();
        take(bytes.subarray(2, end), send);
        bytes = bytes.subarray(end);
      }
    });
  };
}

async function obey(order: Order): Promise<void> {
  if (order.kind === 'insert') await insert(order.card);
  if (order.kind === 'pull') pull();
  if (order.kind === 'start-service') await startService(order.readers);
  if (order.kind === 'stop-service') await stopService();
}

process.on('message', (message: { readonly id: number; readonly order: Order }) => {
  void obey(message.order).then(() => process.send?.({ id: message.id }));
});
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  service?.once('exit', () => process.exit(0));
  if (service?.kill('SIGKILL') !== true) process.exit(0);
});
process.send?.({ id: 0 });
