import { randomUUID } from 'node:crypto';
import { chinaDigits, chinaTime } from '../../standin/clock.ts';
import { sign } from '../signature.ts';

/** What came back: the HTTP status and the parsed body. */
export interface Reply {
  readonly status: number;
  readonly infcode: string | undefined;
  readonly errMsg: string;
  readonly output: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface CallOptions {
  readonly msgid?: string;
  readonly insuplc?: string;
  readonly signNo?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly envelope?: Readonly<Record<string, unknown>>;
}

/** A plain caller of the interface for the tests of this stand-in: signs, wraps, sends, unwraps. No part of the program. */
export class Caller {
  readonly url: string;
  nowMs: () => number = Date.now;
  insuplc = '210200';
  private counter = 0;

  constructor(url: string) {
    this.url = url;
  }

  /** A fresh 30-character message id. */
  nextMsgid(): string {
    this.counter += 1;
    return `H21020200001${chinaDigits(this.nowMs()).slice(0, 14)}${String(this.counter).padStart(4, '0')}`;
  }

  async call(infno: string, input: unknown, options: CallOptions = {}): Promise<Reply> {
    const response = await this.send(infno, input, options);
    return readReply(response.status, await response.text());
  }

  /** 9102: the body is a file. */
  async download(infno: string, input: unknown): Promise<Buffer> {
    const response = await this.send(infno, input, {});
    return Buffer.from(await response.arrayBuffer());
  }

  private send(infno: string, input: unknown, options: CallOptions): Promise<Response> {
    return fetch(`${this.url}/fsi/api/${options.path ?? 'rsfComIfsService/callService'}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close', ...this.signature(), ...options.headers },
      body: JSON.stringify({ ...this.envelope(infno, options), ...options.envelope, input }),
    });
  }

  /** The output, or an error with the centre's own words. */
  async done(infno: string, input: unknown, options: CallOptions = {}): Promise<Readonly<Record<string, unknown>>> {
    const reply = await this.call(infno, input, options);
    if (reply.infcode !== '0') throw new Error(`${infno}: ${reply.status} ${reply.text}`);
    return reply.output;
  }

  signature(): Record<string, string> {
    const timestamp = String(Math.floor(this.nowMs() / 1000));
    const nonce = randomUUID().replaceAll('-', '');
    return {
      'x-tif-paasid': 'demo-hospital',
      'x-tif-timestamp': timestamp,
      'x-tif-nonce': nonce,
      'x-tif-signature': sign(timestamp, 'demo-token', nonce),
    };
  }

  private envelope(infno: string, options: CallOptions): object {
    return {
      infno,
      msgid: options.msgid ?? this.nextMsgid(),
      mdtrtarea_admvs: '210200',
      insuplc_admdvs: options.insuplc ?? this.insuplc,
      recer_sys_code: '99',
      dev_no: '',
      dev_safe_info: '',
      cainfo: '',
      signtype: '',
      infver: 'V1.0',
      opter_type: '1',
      opter: 'A001',
      opter_name: '示例收费员',
      inf_time: chinaTime(this.nowMs()),
      fixmedins_code: 'H21020200001',
      fixmedins_name: '大连市友谊医院(示例)',
      sign_no: options.signNo ?? '',
    };
  }
}

function readReply(status: number, text: string): Reply {
  try {
    const body = JSON.parse(text) as Record<string, unknown>;
    const raw = body['output'];
    const output = typeof raw === 'string' ? JSON.parse(raw) : (raw ?? {});
    const infcode = body['infcode'] === undefined ? undefined : String(body['infcode']);
    return { status, infcode, errMsg: String(body['err_msg'] ?? body['message'] ?? ''), output: output as Record<string, unknown>, text };
  } catch {
    return { status, infcode: undefined, errMsg: '', output: {}, text };
  }
}
