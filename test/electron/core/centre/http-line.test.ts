import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { CentreSettings } from '../../../../electron/core/centre/centre-settings.ts';
import { HttpLine } from '../../../../electron/core/centre/http-line.ts';
import { anyServer, doublingServer } from '../any-server.ts';

let close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(close.map((each) => each()));
  close = [];
});

type Heard = { readonly reached: boolean; readonly clockWrongBy: number | null };

/** A line to a server that answers so; `heard` is what its light is told. */
async function lineTo(answer: (response: ServerResponse) => void) {
  const server = await anyServer((_request, response) => answer(response));
  return lineAt(server.url, () => server.close());
}

function lineAt(baseUrl: string, stop: () => Promise<unknown> = async () => undefined) {
  const heard: Heard[] = [];
  const settings = { baseUrl, accountId: 'a', token: 't', paths: {}, genericPath: null, connectSeconds: 5 } as unknown as CentreSettings;
  const line = new HttpLine(settings, {
    nextMessageId: () => '',
    milliseconds: () => Date.parse('2023-06-13T02:00:00.000Z'),
    heard: ({ reached, clockWrongBy }) => void heard.push({ reached, clockWrongBy }),
  });
  close.push(() => line.close(), stop);
  return { line, heard };
}

const NO_OUTCOME = { kind: 'unknown', code: 'centre.outcome-unknown' };

describe('one message to the centre', () => {
  it('that nobody takes was certainly not sent', async () => {
    const server = await anyServer(() => undefined);
    await server.close();
    const { line, heard } = lineAt(server.url);
    await expect(line.post('2304', '{}', 1)).rejects.toMatchObject({ kind: 'gateway', code: 'centre.unreachable' });
    await expect(lineAt('http://nowhere.invalid').line.post('2304', '{}', 1)).rejects.toMatchObject({ kind: 'gateway' });
    expect(heard).toEqual([{ reached: false, clockWrongBy: null }]);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['silence', () => undefined],
    ['a broken connection', (response) => response.socket?.destroy()],
    ['a reset', (response) => response.socket?.resetAndDestroy()],
    [
      'half an answer',
      (response) => response.writeHead(200, { 'content-length': 100 }).write('{"infcode":0', () => response.socket?.destroy()),
    ],
    ['half an answer and then silence', (response) => response.writeHead(200, { 'content-length': 100 }).write('{"infcode":0')],
    ['an answer that drips for ever', (response) => void setInterval(() => response.write(' '), 100).unref()],
  ])('answered by %s may have been carried out', async (_what, answer) => {
    const { line, heard } = await lineTo(answer);
    await expect(line.post('2304', '{}', 0.4)).rejects.toMatchObject(NO_OUTCOME);
    expect(heard).toEqual([{ reached: false, clockWrongBy: null }]);
  });

  it('answered without end is given up: no answer of the centre is so long', async () => {
    const { line } = await lineTo((response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 20, 32)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(line.post('2304', '{}', 20)).rejects.toMatchObject(NO_OUTCOME);
  }, 20_000);

  it('turned away for our clock says by how much the clock is wrong', async () => {
    const { line, heard } = await lineTo((response) => {
      response.setHeader('date', new Date('2023-06-13T02:10:00.000Z').toUTCString());
      response.writeHead(401).end(JSON.stringify({ code: 401, message: '签名时间戳超时' }));
    });
    await expect(line.post('2304', '{}', 1)).rejects.toMatchObject({ kind: 'gateway', code: 'centre.clock-refused' });
    expect(heard).toEqual([{ reached: false, clockWrongBy: -600 }]);
  });

  it('refused was heard: the line is up', async () => {
    const { line, heard } = await lineTo((response) => response.end(JSON.stringify({ infcode: -1, err_msg: '不予办理' })));
    expect(await line.post('2304', '{}', 1)).toEqual({ kind: 'refused', words: '不予办理' });
    expect(heard).toEqual([{ reached: true, clockWrongBy: null }]);
  });

  it('is sent once, whatever comes back', async () => {
    for (const status of [301, 302, 307, 408, 425, 429, 500, 502, 503, 504]) {
      const server = await anyServer((_request, response) => response.writeHead(status, { location: '/again', 'retry-after': '0' }).end());
      const { line } = lineAt(server.url, () => server.close());
      expect(await line.post('2304', '{}', 1)).toMatchObject({ kind: 'unreadable' });
      expect(server.received).toHaveLength(1);
    }
  });
});

describe('an answer that came twice', () => {
  const answerNo = (number: string): string => JSON.stringify({ infcode: -1, inf_refmsgid: number, err_msg: `第${number}个` });

  it('is not taken for the answer of the next message, and the connection it came on is given up', async () => {
    const sockets = new Set<unknown>();
    let count = -1;
    const { line } = await lineTo((response) => {
      if (count >= 0) sockets.add(response.socket);
      count += 1;
      response.end(answerNo(String(count === 0 ? 'before' : Math.max(1, count - 1)))); // the second message gets the first one's answer, and so on
    });
    await line.post('9001', '{}', 1); // numbered: connections are kept from now on
    expect(await line.post('2302', '{}', 1)).toEqual({ kind: 'refused', words: '第1个' });
    await expect(line.post('2301', '{}', 1)).rejects.toMatchObject(NO_OUTCOME);
    expect(await line.post('2301', '{}', 1)).toEqual({ kind: 'refused', words: '第2个' });
    expect(sockets.size).toBe(2);
  });

  it('is only told by its own number: two answers without one may be alike', async () => {
    const { line } = await lineTo((response) => void response.end(JSON.stringify({ infcode: 0, inf_refmsgid: null, output: null })));
    for (let n = 0; n < 2; n += 1) expect(await line.post('2402', '{}', 1)).toEqual({ kind: 'done', output: {} });
  });

  it.each([
    ['without a number', 200, JSON.stringify({ infcode: 0, output: { result: { mdtrt_id: 'of the first' } } })],
    ['of the gateway, which did nothing then', 401, JSON.stringify({ code: 401, message: '未授权' })],
  ])('%s has nowhere to arrive: the next message has a connection of its own', async (_what, status, body) => {
    const server = await doublingServer(body, JSON.stringify({ infcode: 0, inf_refmsgid: '2', output: { mine: 'second' } }), status);
    const { line } = lineAt(server.url, () => server.close());
    await line.post('2401', '{}', 1).catch(() => undefined);
    expect(await line.post('2401', '{}', 1)).toEqual({ kind: 'done', output: { mine: 'second' } });
  });

  it('where answers are numbered, connections are kept', async () => {
    const sockets = new Set<unknown>();
    const { line } = await lineTo((response) => {
      sockets.add(response.socket);
      response.end(answerNo(String(sockets.size + Math.random())));
    });
    for (let n = 0; n < 4; n += 1) await line.post('2301', '{}', 1);
    expect(sockets.size).toBe(2); // the first message could not know it
  });
});
