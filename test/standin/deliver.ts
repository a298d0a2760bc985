import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { commits, type Fault } from './faults.ts';

export interface Answer {
  readonly status: number;
  /** JSON text, or the bytes of a file. */
  readonly body: string | Buffer;
}

/** One request as the fault layer sees it. What `process` did is durable when it has answered. */
export interface Service {
  /** Carries the request out and records it with the way its answer will travel. */
  process(delivery: string): Answer | Promise<Answer>;
  /** A well-formed refusal; nothing is carried out. */
  refuse(text: string): Answer | Promise<Answer>;
  /** Records a request that was never carried out. */
  skip(delivery: string): void | Promise<void>;
}

/** Answers a request, or lets it go wrong in the way the fault says. */
export async function deliver(reply: FastifyReply, fault: Fault | undefined, service: Service): Promise<void> {
  if (fault === undefined) send(reply, await service.process('sent'));
  else if (fault.kind === 'refusal') send(reply, await service.refuse(fault.text));
  else await goWrong(reply, fault, service);
}

async function goWrong(reply: FastifyReply, fault: Fault, service: Service): Promise<void> {
  const answer = commits(fault) ? await service.process(fault.kind) : undefined;
  if (answer === undefined) await service.skip(fault.kind);
  if (fault.kind === 'late-answer') {
    await delay(fault.ms);
    send(reply, answer ?? { status: 200, body: '{}' });
  } else {
    spoil(reply, fault, answer);
  }
}

function spoil(reply: FastifyReply, fault: Fault, answer: Answer | undefined): void {
  switch (fault.kind) {
    case 'garbage':
      send(reply, { status: 200, body: '\u0001锟斤拷{"infcode":' });
      break;
    case 'no-infcode':
      send(reply, { status: 200, body: JSON.stringify({ code: 500, message: '服务暂不可用' }) });
      break;
    case 'html':
      reply.code(502).type('text/html; charset=utf-8').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
      break;
    default:
      reply.hijack();
      cut(reply, fault, answer);
  }
}

function cut(reply: FastifyReply, fault: Fault, answer: Answer | undefined): void {
  const { raw } = reply;
  if (fault.kind === 'no-answer') return; // the connection stays open, silent
  if (fault.kind === 'reset') {
    raw.socket?.resetAndDestroy();
    return;
  }
  if (fault.kind === 'half-answer' && answer !== undefined) {
    const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
    raw.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
    raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => raw.socket?.destroy());
    return;
  }
  raw.socket?.destroy();
}

function send(reply: FastifyReply, answer: Answer): void {
  if (reply.raw.destroyed) return;
  const type = typeof answer.body === 'string' ? 'application/json; charset=utf-8' : 'application/octet-stream';
  reply.code(answer.status).type(type).send(answer.body);
}
