import { sign } from './signature.ts';

export interface BankReply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A plain caller for the tests of this stand-in. No part of the program. */
export class BankCaller {
  readonly url: string;
  secret = 'demo-secret';
  nowMs: () => number = Date.now;

  constructor(url: string) {
    this.url = url;
  }

  async post(operation: string, content: object): Promise<BankReply> {
    const body = JSON.stringify(content);
    const headers = { ...this.headers(body), 'content-type': 'application/json' };
    return read(await fetch(`${this.url}/credit/${operation}`, { method: 'POST', body, headers }));
  }

  async lookUp(requestKey: string): Promise<BankReply> {
    return read(await fetch(`${this.url}/credit/requests/${requestKey}`, { headers: this.headers('') }));
  }

  private headers(body: string): Record<string, string> {
    const timestamp = String(this.nowMs());
    return {
      connection: 'close',
      'x-bank-client': 'demo-hospital',
      'x-bank-timestamp': timestamp,
      'x-bank-signature': sign(this.secret, timestamp, body),
    };
  }
}

async function read(response: Response): Promise<BankReply> {
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
