import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers in one way, for what no stand-in does. */
export async function anyServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const received: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Its first answer comes a second time, on the same connection, while the second request is on its way: the line doubled it. */
export function doublingServer(first: string, second: string, status = 200) {
  const text = `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(first)}\r\n\r\n${first}`;
  let count = 0;
  return anyServer((_request, response) => {
    count += 1;
    if (count > 1) {
      setTimeout(() => response.end(second), 150);
      return;
    }
    const { socket } = response;
    socket?.write(text);
    setTimeout(() => socket?.write(text), 60);
  });
}
