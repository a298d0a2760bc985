import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const HOST = '127.0.0.1';

/** A port that can be closed and opened again on the same number, as a line that fails and comes back. */
export class BusinessLine {
  private server: Server | undefined;
  private port = 0;
  private readonly listener: RequestListener;

  constructor(listener: RequestListener) {
    this.listener = listener;
  }

  get url(): string {
    return `http://${HOST}:${this.port}`;
  }

  get isUp(): boolean {
    return this.server !== undefined;
  }

  /** Opens the port; 0 lets the system choose, and later openings keep that number. */
  async up(port = this.port): Promise<void> {
    if (this.server !== undefined) return;
    const server = createServer(this.listener);
    server.listen(port, HOST);
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Closes the port and cuts every open connection: a new one is refused from here on. */
  async down(): Promise<void> {
    const server = this.server;
    if (server === undefined) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}
