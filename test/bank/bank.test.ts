import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BankHandle, startBank } from './bank.ts';
import { BankCaller } from './caller.ts';

const JIA = { certNo: '210202197703159910', name: '示例甲' };

let bank: BankHandle;
let caller: BankCaller;

beforeEach(async () => {
  bank = await startBank({ behaviour: { lateVisibilityMs: 0 } });
  caller = new BankCaller(bank.url);
});
afterEach(() => bank.close());

function lock(
  requestKey: string,
  amount = '3200.00',
  stayNo = 'ZY1',
): Promise<{ body: Readonly<Record<string, unknown>>; status: number }> {
  return caller.post('lock', { requestKey, ...JIA, hospital: 'H21020200001', stayNo, amount });
}

describe('query', () => {
  test('an opened account shows its limit', async () => {
    const { body } = await caller.post('query', { personNo: '210200000000001', ...JIA });
    expect(body).toMatchObject({ opened: true, agreementSigned: true, limit: '10000.00', available: '10000.00', outstanding: '0.00' });
  });

  test('not opened is told, not eligible has no reason', async () => {
    const bing = await caller.post('query', { personNo: '', certNo: '210203198504209920', name: '示例丙' });
    const chen = await caller.post('query', { personNo: '', certNo: '210202197909099925', name: '示例辰' });
    expect([bing.body, chen.body]).toEqual([{ opened: false }, { result: 'not-eligible' }]);
  });
});

describe('lock, draw, release', () => {
  test('S01: draw exactly 3,146.90, release 53.10, then 6,853.10 are available', async () => {
    const { body: held } = await lock('key-lock-1');
    const lockNumber = held['bankNumber'];
    const drawn = await caller.post('draw', { requestKey: 'key-draw-1', lockNumber, amount: '3146.90', settlementNumber: 'J1' });
    const released = await caller.post('release', { requestKey: 'key-free-1', lockNumber, amount: '53.10' });
    expect([drawn.body['result'], released.body['result']]).toEqual(['done', 'done']);
    const { body } = await caller.post('query', { personNo: '', ...JIA });
    expect(body).toMatchObject({ available: '6853.10', outstanding: '3146.90' });
    expect(bank.referee('ZY1').stays[0]).toMatchObject({ sums: { drawn: '3146.90', released: '53.10', open: '0.00' }, doubled: false });
  });

  test('above the available limit or above the lock is refused without a reason', async () => {
    const tooMuch = await lock('key-lock-1', '10000.01');
    const { body: held } = await lock('key-lock-2', '100.00');
    const draw = { requestKey: 'key-draw-1', lockNumber: held['bankNumber'], amount: '100.01', settlementNumber: 'J1' };
    expect([tooMuch.body, (await caller.post('draw', draw)).body]).toEqual([{ result: 'refused' }, { result: 'refused' }]);
  });

  test('a reversed draw goes back to the lock', async () => {
    const { body: held } = await lock('key-lock-1', '100.00');
    const draw = { requestKey: 'key-draw-1', lockNumber: held['bankNumber'], amount: '80.00', settlementNumber: 'J1' };
    const { body: drawn } = await caller.post('draw', draw);
    await caller.post('reverse', { requestKey: 'key-back-1', drawNumber: drawn['bankNumber'], amount: '80.00' });
    expect(bank.referee('ZY1').stays[0]).toMatchObject({ draws: { recorded: 1, live: 0 }, sums: { open: '100.00', drawn: '0.00' } });
  });
});

describe('request keys', () => {
  test('the same content gives the recorded answer, whatever the order of its members', async () => {
    const first = await lock('key-lock-1');
    const again = await caller.post('lock', {
      amount: '3200.00',
      stayNo: 'ZY1',
      hospital: 'H21020200001',
      ...JIA,
      requestKey: 'key-lock-1',
    });
    expect(again.body).toEqual(first.body);
    expect(bank.referee('ZY1').stays[0]?.locks.recorded).toBe(1);
  });

  test('another content is a conflict', async () => {
    await lock('key-lock-1');
    expect((await lock('key-lock-1', '3200.01')).status).toBe(409);
  });

  test('the look-up knows done, refused and absent', async () => {
    const first = await lock('key-lock-1');
    await lock('key-lock-2', '99999.00');
    const seen = [await caller.lookUp('key-lock-1'), await caller.lookUp('key-lock-2'), await caller.lookUp('key-lock-3')];
    expect(seen.map(({ body }) => body)).toEqual([first.body, { result: 'refused' }, { result: 'absent' }]);
  });

  test('the look-up may be late, the repeat never is', async () => {
    bank.behave({ lateVisibilityMs: 60_000 });
    const first = await lock('key-lock-1');
    expect((await caller.lookUp('key-lock-1')).body).toEqual({ result: 'absent' });
    expect((await lock('key-lock-1')).body).toEqual(first.body);
  });
});

describe('faults and the referee', () => {
  test('a lost answer is a lock all the same', async () => {
    bank.arm({ operation: 'lock', kind: 'lost-answer' });
    await expect(lock('key-lock-1')).rejects.toThrow();
    expect((await caller.lookUp('key-lock-1')).body['result']).toBe('done');
  });

  test('a new key for the same stay is a double, and the referee sees it', async () => {
    await lock('key-lock-1');
    await lock('key-lock-2');
    expect(bank.referee().doubled).toBe(true);
  });

  test('two draws for one settlement are a double', async () => {
    const { body: held } = await lock('key-lock-1', '100.00');
    const draw = { lockNumber: held['bankNumber'], amount: '10.00', settlementNumber: 'J1' };
    await caller.post('draw', { requestKey: 'key-draw-1', ...draw });
    await caller.post('draw', { requestKey: 'key-draw-2', ...draw });
    expect(bank.referee('ZY1').stays[0]).toMatchObject({ draws: { live: 2 }, doubled: true });
  });

  test('the kinder bank refuses both', async () => {
    bank.behave({ secondLockForStay: 'refused', secondDrawForSettlement: 'refused' });
    await lock('key-lock-1');
    expect((await lock('key-lock-2')).body).toEqual({ result: 'refused' });
  });
});

test('a wrong signature and a wrong clock are 401', async () => {
  caller.secret = 'wrong';
  expect((await lock('key-lock-1')).status).toBe(401);
  caller.secret = 'demo-secret';
  caller.nowMs = () => Date.now() - 400_000;
  expect((await lock('key-lock-1')).status).toBe(401);
});

test('an amount that is no text with two decimals is malformed', async () => {
  expect((await lock('key-lock-1', '3200')).status).toBe(400);
});
