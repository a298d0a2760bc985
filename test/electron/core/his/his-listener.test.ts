import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HisListener } from '../../../../electron/core/his/his-listener.ts';
import { charge, intakeDesk, lines } from './intake-desk.ts';

const SECRET = 'a-key-of-this-test-only';
const NOW = 1_686_628_800_000;

let desk: ReturnType<typeof intakeDesk>;
let listener: HisListener;
beforeEach(async () => {
  desk = intakeDesk();
  listener = new HisListener({
    host: '127.0.0.1',
    port: 0,
    secret: SECRET,
    mostMegabytes: 1,
    intake: desk.intake,
    milliseconds: () => NOW,
  });
  await listener.keepOpen();
});
afterEach(async () => {
  await listener.close();
  desk.close();
});

interface Push {
  readonly body: string;
  readonly name?: string;
  readonly secret?: string;
  readonly at?: number;
  readonly signed?: string;
}

/** As the hospital's engineer reads the README. */
async function push({ body, name = '0001.jsonl', secret = SECRET, at = NOW, signed = body }: Push) {
  const signature = createHmac('sha256', secret).update(`${at}\n${name}\n${signed}`).digest('hex');
  const answer = await fetch(`http://127.0.0.1:${listener.port()}/batches/${name}`, {
    method: 'POST',
    body,
    headers: { 'x-his-timestamp': String(at), 'x-his-signature': signature },
  });
  return { status: answer.status, ...((await answer.json()) as { taken: boolean; lines?: number; reason?: string }) };
}

describe('HTTP push of the hospital', () => {
  it('is saved before it is answered, and the same batch again, by either way, is taken once', async () => {
    const body = lines(charge(), charge({ lineNo: '2' }));
    expect(await push({ body })).toEqual({ status: 200, taken: true, lines: 2 });
    expect(await push({ body })).toEqual({ status: 200, taken: true, lines: 2 });
    desk.put('0001.jsonl', body);
    desk.drain();
    expect(desk.inside('done')).toEqual(['0001.jsonl']);
    expect(desk.charges()).toHaveLength(2);
    expect(desk.files()).toEqual([{ name: '0001.jsonl', outcome: 'taken', lines: 2 }]);
    // And what came as a file is known to the push.
    const later = lines(charge({ lineNo: '3' }));
    desk.put('0002.jsonl', later);
    desk.drain();
    expect(await push({ body: later, name: '0002.jsonl' })).toMatchObject({ status: 200 });
    expect(desk.charges()).toHaveLength(3);
  });

  it('with a bad line is refused whole, with line and reason, here and in the work list', async () => {
    const body = lines(charge(), charge({ lineNo: '2', amount: '12.35' }));
    expect(await push({ body })).toMatchObject({ status: 422, taken: false, reason: expect.stringMatching(/^line 2: /), line: 2 });
    expect(await push({ body: Buffer.from([0xff, 0xfe]).toString('latin1'), name: '0002.jsonl' })).toMatchObject({ status: 422 });
    expect([desk.charges(), desk.files().map(({ outcome }) => outcome)]).toEqual([[], ['refused', 'refused']]);
  });

  it.each([
    ['another key', { secret: 'another-key-altogether' }],
    ['a body that was changed on its way', { signed: lines(charge({ amount: '99.99' })) }],
    ['a time long ago', { at: NOW - 301_000 }],
    ['a time to come', { at: NOW + 301_000 }],
  ])('with %s is turned away, and nothing is looked at', async (_what, change) => {
    expect(await push({ body: lines(charge()), ...change })).toMatchObject({ status: 401, taken: false });
    expect([desk.charges(), desk.files()]).toEqual([[], []]);
  });

  it('of which half arrived takes nothing', async () => {
    const body = lines(charge(), charge({ lineNo: '2' }));
    const half = body.slice(0, body.indexOf('\n') + 1); // a whole line: readable, and still not the batch
    const headers = {
      'content-length': Buffer.byteLength(body),
      'x-his-timestamp': String(NOW),
      'x-his-signature': createHmac('sha256', SECRET).update(`${NOW}\n0001.jsonl\n${half}`).digest('hex'),
    };
    await new Promise<void>((resolve) => {
      const sent = httpRequest({ port: listener.port(), path: '/batches/0001.jsonl', method: 'POST', headers });
      sent.on('error', () => resolve()).write(half, () => setTimeout(() => sent.destroy(), 20));
    });
    expect(await push({ body })).toMatchObject({ status: 200, lines: 2 });
    expect(desk.files()).toEqual([{ name: '0001.jsonl', outcome: 'taken', lines: 2 }]);
  });

  it('larger than the limit is not read to its end, whether or not it says so', async () => {
    const large = 'x'.repeat(1024 * 1024 + 1);
    expect(await push({ body: large })).toMatchObject({ status: 413, taken: false });
    const chunked = await new Promise<number | undefined>((resolve) => {
      const sent = httpRequest({ port: listener.port(), path: '/batches/0001.jsonl', method: 'POST' }, (answer) =>
        resolve(answer.statusCode),
      );
      sent.on('error', () => resolve(413));
      sent.write(large.slice(0, 700_000));
      sent.end(large.slice(0, 700_000));
    });
    expect([chunked, desk.files()]).toEqual([413, []]);
  });

  it('elsewhere or otherwise is told where', async () => {
    const at = (path: string, method: string) =>
      fetch(`http://127.0.0.1:${listener.port()}${path}`, { method }).then(({ status }) => status);
    expect([await at('/', 'POST'), await at('/batches/..%2F1', 'POST'), await at('/batches/1.jsonl', 'GET')]).toEqual([404, 404, 405]);
  });

  it('a port that is taken is said, and opened when it is free', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    const late = new HisListener({
      host: '127.0.0.1',
      port,
      secret: SECRET,
      mostMegabytes: 1,
      intake: desk.intake,
      milliseconds: () => NOW,
    });
    expect([await late.keepOpen(), late.problem(), late.port()]).toEqual([true, { port, because: 'taken' }, null]);
    expect(await late.keepOpen()).toBe(false); // nothing new to say
    await new Promise((resolve) => other.close(resolve));
    expect([await late.keepOpen(), late.problem(), late.port()]).toEqual([true, null, port]);
    await late.close();
  });
});
