import type { PortNotice, PortReply, PortRequest } from '../../../shared/contract/channel-names.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Answers } from './register.ts';

/** The part of a message port that the core uses; Electron's fits. */
export interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

/** Answers a port from its set of answers; a channel that is not in it is refused, whatever the sender says. */
export function answerPort(port: Port, answers: Answers): void {
  port.on('message', ({ data }) => {
    const { id, channel, body } = data as PortRequest; // shaped by our preload; the body is checked by the channel
    void (answers.get(channel) ?? notOnThisPort)(body, id).then((reply) => port.postMessage({ id, reply } satisfies PortReply));
  });
  port.start();
}

/** Tells the page that something it may be showing has changed. */
export function notify(port: Port): void {
  port.postMessage({ notice: 'changed' } satisfies PortNotice);
}

async function notOnThisPort(_body: unknown, correlationId: string) {
  const { kind, code, message } = new AppError('permission', 'ipc.not-on-this-port', 'this port does not answer that channel');
  return { ok: false as const, error: { kind, code, message, details: {}, correlationId } };
}
