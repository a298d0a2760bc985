import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpBank } from '../../../../electron/core/bank/http-bank.ts';
import type { BankContent } from '../../../../electron/core/ports/bank-gateway.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type BankHandle, startBank } from '../../../bank/bank.ts';
import { anyServer, doublingServer } from '../any-server.ts';

let close: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(close.map((each) => each()));
  close = [];
});

const NOW = Date.parse('2023-06-13T02:00:00.000Z');

function bankAt(baseUrl: string, milliseconds = () => Date.now()): HttpBank {
  const bank = new HttpBank(
    { baseUrl, clientId: 'demo-hospital', secret: 'demo-secret', seconds: 0.5, hospitalCode: 'H21020200001' },
    { milliseconds, heard: () => undefined },
  );
  close.push(() => bank.close());
  return bank;
}

async function realBank(): Promise<{ bank: HttpBank; there: BankHandle }> {
  const there = await startBank({ behaviour: { lateVisibilityMs: 0 } });
  close.push(() => there.close());
  return { bank: bankAt(there.url), there };
}

const lock: BankContent = {
  kind: 'credit-lock',
  requestKey: 'credit-lock-1',
  certNumber: '210202197703159910',
  name: '示例甲',
  stayNumber: 'ZY1',
  amount: Money.parse('3200.00'),
};

async function done(bank: HttpBank, content: BankContent): Promise<string> {
  const outcome = await bank.send(content, bank.build(content));
  if (outcome.kind !== 'acknowledged') throw new Error(JSON.stringify(outcome));
  return outcome.numberThere;
}

describe('the bank', () => {
  it('locks, draws and releases, each with its own number and the amount to the fen', async () => {
    const { bank, there } = await realBank();
    const lockNumber = await done(bank, lock);
    await done(bank, {
      kind: 'credit-draw',
      requestKey: 'credit-draw-1',
      lockNumber,
      amount: Money.parse('3146.90'),
      settlementNumber: 'J1',
    });
    await done(bank, { kind: 'credit-release', requestKey: 'credit-release-1', lockNumber, amount: Money.parse('53.10') });
    expect(there.referee('ZY1').stays[0]?.sums).toEqual({ locked: '3200.00', drawn: '3146.90', released: '53.10', open: '0.00' });
  });

  it.each([
    ['the same amount: taken over', '3146.90', 'acknowledged'],
    ['another amount: a person looks', '3000.00', 'rejected'],
  ])('does not draw what was drawn for the same settlement already, %s', async (_what, amount, kind) => {
    const { bank, there } = await realBank();
    const lockNumber = await done(bank, lock);
    const draw = { kind: 'credit-draw', lockNumber, settlementNumber: 'J1' } as const;
    const theirs = await done(bank, { ...draw, requestKey: 'from-the-phone', amount: Money.parse('3146.90') });
    const ours: BankContent = { ...draw, requestKey: 'credit-draw-1', amount: Money.parse(amount) };
    const outcome = await bank.send(ours, bank.build(ours));
    expect(outcome).toMatchObject(kind === 'rejected' ? { kind, words: '此结算已用款 3146.90 元' } : { kind, numberThere: theirs });
    expect(there.referee('ZY1').stays[0]?.draws.recorded).toBe(1);
  });

  it('draws for another settlement of the same lock, and where the bank has no such question', async () => {
    const { bank, there } = await realBank();
    const lockNumber = await done(bank, lock);
    const draw = { kind: 'credit-draw', lockNumber, amount: Money.parse('100.00') } as const;
    await done(bank, { ...draw, requestKey: 'credit-draw-1', settlementNumber: 'J1' });
    await done(bank, { ...draw, requestKey: 'credit-draw-2', settlementNumber: 'J2' });
    there.behave({ lockQuestion: 'unknown' });
    await done(bank, { ...draw, requestKey: 'credit-draw-3', settlementNumber: 'J3' });
    expect(there.referee('ZY1').stays[0]?.draws.recorded).toBe(3);
  });

  it('that cannot be asked first is not drawn on: nothing was sent', async () => {
    const { bank, there } = await realBank();
    const lockNumber = await done(bank, lock);
    there.arm({ operation: 'locks', kind: 'lost-answer' });
    const draw: BankContent = {
      kind: 'credit-draw',
      lockNumber,
      settlementNumber: 'J1',
      requestKey: 'draw-key-1',
      amount: Money.parse('1.00'),
    };
    await expect(bank.send(draw, bank.build(draw))).rejects.toMatchObject({ kind: 'gateway', code: 'bank.unreachable' });
    expect(there.referee('ZY1').stays[0]?.draws.recorded).toBe(0);
  });

  it('that says no never says why, and nobody asks', async () => {
    const { bank } = await realBank();
    const outcome = await bank.send(lock, bank.build({ ...lock, amount: Money.parse('99999.00') }));
    expect(outcome).toEqual({ kind: 'rejected', words: '不符合信用就医条件,按普通预交金办理' });
    expect(await bank.query('nobody', '无')).toEqual({ standing: 'not-eligible' });
  });

  it("does not take another request's answer, which the line doubled, for its own", async () => {
    const done = (bankNumber: string) => JSON.stringify({ result: 'done', bankNumber, amount: '3200.00' });
    const server = await doublingServer(done('KY-of-the-first'), done('KY-of-the-second'));
    close.push(() => server.close());
    const bank = bankAt(server.url);
    await bank.send(lock, bank.build(lock));
    const other = { ...lock, requestKey: 'credit-lock-2', stayNumber: 'ZY2' };
    expect(await bank.send(other, bank.build(other))).toMatchObject({ kind: 'acknowledged', numberThere: 'KY-of-the-second' });
  });

  it('is asked by the key of the act, and finds it however often', async () => {
    const { bank, there } = await realBank();
    there.arm({ operation: 'lock', kind: 'lost-answer' });
    expect((await bank.send(lock, bank.build(lock))).kind).toBe('unknown');
    for (let n = 0; n < 3; n += 1) expect((await bank.resolve(lock)).kind).toBe('acknowledged');
    expect((await bank.resolve({ ...lock, requestKey: 'credit-lock-2' })).kind).toBe('absent');
  });

  it('carries an act out once, though an attempt given up for absent arrives after all and another follows', async () => {
    const { bank, there } = await realBank();
    const late = bank.build(lock);
    const second = bank.build(lock);
    expect(second.messageId).not.toBe(late.messageId);
    expect((await bank.send(lock, late)).kind).toBe('acknowledged');
    expect((await bank.send(lock, second)).kind).toBe('acknowledged');
    expect(there.referee('ZY1').stays[0]?.locks.recorded).toBe(1);
  });

  it('away: certainly nothing was sent', async () => {
    const { bank, there } = await realBank();
    await there.setLine(false);
    await expect(bank.send(lock, bank.build(lock))).rejects.toMatchObject({ kind: 'gateway', code: 'bank.unreachable' });
  });

  it('that refuses our clock or signature: certainly nothing was done', async () => {
    const { there } = await realBank();
    const wrong = bankAt(there.url, () => Date.now() - 3_600_000);
    await expect(wrong.send(lock, wrong.build(lock))).rejects.toMatchObject({ kind: 'gateway' });
    expect(there.referee().stays).toEqual([]);
  });
});

describe('an answer of the bank', () => {
  const answered = async (answer: (response: ServerResponse) => void) => {
    const server = await anyServer((_request, response) => answer(response));
    close.push(() => server.close());
    const bank = bankAt(server.url, () => NOW);
    return { outcome: await bank.send(lock, bank.build(lock)), server };
  };
  const json =
    (value: unknown, status = 200) =>
    (response: ServerResponse) =>
      void response.writeHead(status).end(JSON.stringify(value));

  it.each<[string, (response: ServerResponse) => void]>([
    ['done without a number', json({ result: 'done', amount: '3200.00' })],
    ['done with an empty number', json({ result: 'done', bankNumber: '', amount: '3200.00' })],
    ['done with an amount that is none', json({ result: 'done', bankNumber: 'KY1', amount: 3200 })],
    ['absent to an order', json({ result: 'absent' })],
    ['another word', json({ result: 'ok', bankNumber: 'KY1', amount: '3200.00' })],
    ['done, and a failing status', json({ result: 'done', bankNumber: 'KY1', amount: '3200.00' }, 500)],
    ['a refusal, and a failing status', json({ result: 'refused' }, 503)],
    ['a page', (response) => response.end('<html>')],
    ['nothing', (response) => response.end()],
    ['null', json(null)],
    ['silence', () => undefined],
  ])('that is %s leaves the outcome unknown', async (_what, answer) => {
    const { outcome } = await answered(answer);
    expect(outcome.kind).toBe('unknown');
  });

  it('is to a signed message, whose signature another tool makes as well', async () => {
    const { server } = await answered(json({ result: 'refused' }));
    const [{ headers, body } = { headers: {}, body: '' }] = server.received;
    expect(headers['x-bank-timestamp']).toBe(String(NOW));
    expect(headers['x-bank-signature']).toBe(createHmac('sha256', 'demo-secret').update(`${NOW}\n${body}`).digest('hex'));
    expect(JSON.parse(body)).toMatchObject({ amount: '3200.00', stayNo: 'ZY1', hospital: 'H21020200001' });
    expect(body).not.toMatch(/diag|dept/i); // no diagnosis to a bank
  });
});
