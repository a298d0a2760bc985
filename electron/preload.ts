import { contextBridge, ipcRenderer } from 'electron';
import {
  type ChannelName,
  DESK_CHANNELS,
  PRINT_CHANNELS,
  type PortNotice,
  type PortReply,
  type PortRequest,
} from '../shared/contract/channel-names.ts';

type Invoke = (body: unknown) => Promise<unknown>;
export type DeskBridge = Readonly<Record<ChannelName, Invoke>>;

const open = new Map<string, (reply: unknown) => void>();
const listeners = new Set<() => void>();
let port = Promise.withResolvers<MessagePort>(); // settled while a core answers
let settled = false;

ipcRenderer.on('port.new', ({ ports: [next] }) => {
  if (next === undefined) return;
  if (settled) port = Promise.withResolvers<MessagePort>();
  next.onmessage = ({ data }: MessageEvent<PortReply | PortNotice>) => {
    if ('notice' in data) for (const listener of listeners) listener();
    else settle(data.id, data.reply);
  };
  next.addEventListener('close', () => {
    port = Promise.withResolvers<MessagePort>();
    settled = false;
    for (const id of [...open.keys()]) settle(id, interrupted(id));
    for (const listener of listeners) listener();
  });
  next.start();
  settled = true;
  port.resolve(next);
});
ipcRenderer.send('port.wanted');

function settle(id: string, reply: unknown): void {
  open.get(id)?.(reply);
  open.delete(id);
}

/** Our own process died: without this, a request under way would never end. */
function interrupted(id: string): unknown {
  return {
    ok: false,
    error: { kind: 'interrupted', code: 'core.restarted', message: 'the core restarted', details: {}, correlationId: id },
  };
}

async function ask(channel: ChannelName, body: unknown): Promise<unknown> {
  const to = await port.promise; // a new request waits for the new core
  const request: PortRequest = { id: crypto.randomUUID(), channel, body };
  return new Promise((resolve) => {
    open.set(request.id, resolve);
    to.postMessage(request);
  });
}

// One function per channel: the page can neither name a channel of its own nor touch the port.
const names = location.pathname.startsWith('/print') ? PRINT_CHANNELS : DESK_CHANNELS;
const bridge = names.map((channel): [ChannelName, Invoke] => [channel, (body) => ask(channel, body)]);
contextBridge.exposeInMainWorld('desk', Object.freeze(Object.fromEntries(bridge)));
contextBridge.exposeInMainWorld('deskNotices', {
  /** Calls back whenever something on the screen may have changed; returns the way to stop. */
  onChanged: (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
});
