import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Caller, type Reply } from './caller/caller.ts';
import { sign } from './signature.ts';
import type { CentreHandle } from './centre.ts';
import { onEachStore } from './store/each-store.ts';

const SIGN_IN = { signIn: { opter_no: 'A001', mac: '00-00-00-00-00-01', ip: '10.0.0.1' } };
const JIA = { data: { mdtrt_cert_type: '02', mdtrt_cert_no: '210202197703159910', psn_cert_type: '01', certno: '', psn_name: '' } };

let centre: CentreHandle;
let caller: Caller;

onEachStore((start) => {
  beforeEach(async () => {
    centre = await start();
    caller = new Caller(centre.url);
  });
  afterEach(() => centre.close());

  function control(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { connection: 'close', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return fetch(`${centre.controlUrl}/control/${path}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) }).then(
      (response) => response.json(),
    );
  }

  describe('signature', () => {
    test('SHA-256 of timestamp, token, nonce, timestamp in lower case', () => {
      expect(sign('1686616500', 'demo-token', 'abc')).toMatch(/^[0-9a-f]{64}$/);
      expect(sign('1686616500', 'demo-token', 'abc')).not.toBe(sign('1686616501', 'demo-token', 'abc'));
    });

    test('a wrong clock is a gateway error without infcode', async () => {
      caller.nowMs = () => Date.now() - 301_000;
      expect(await caller.call('9001', SIGN_IN)).toMatchObject({ status: 401, infcode: undefined, errMsg: '签名时间戳超时' });
      centre.behave({ clockRefusal: 'infcode-9000' });
      expect(await caller.call('9001', SIGN_IN)).toMatchObject({ status: 200, infcode: '9000' });
      centre.setClockOffset(-301_000);
      expect((await caller.call('9001', SIGN_IN)).infcode).toBe('0');
    });

    test('a wrong signature likewise; upper case only where that is set', async () => {
      const upper = (): Record<string, string> => {
        const headers = caller.signature();
        return { ...headers, 'x-tif-signature': String(headers['x-tif-signature']).toUpperCase() };
      };
      expect(await caller.call('9001', SIGN_IN, { headers: upper() })).toMatchObject({ status: 401, errMsg: '签名不一致!' });
      centre.behave({ signatureCase: 'either' });
      expect((await caller.call('9001', SIGN_IN, { headers: upper() })).infcode).toBe('0');
    });
  });

  describe('envelope', () => {
    test('wants a 30-character msgid of the institution and every mandatory field', async () => {
      expect((await caller.call('9001', SIGN_IN, { msgid: 'short' })).errMsg).toContain('报文ID');
      expect((await caller.call('9001', SIGN_IN, { envelope: { infver: '' } })).errMsg).toContain('infver');
    });

    test('an unknown transaction, and a path that does not fit', async () => {
      expect((await caller.call('9999', SIGN_IN)).errMsg).toBe('未知交易编号');
      centre.behave({ pathCheck: true });
      expect((await caller.call('1101', JIA, { path: 'hospSettService/settV2' })).errMsg).toBe('未知交易编号');
      expect((await caller.call('1101', JIA, { path: 'fsiPsnInfoService/queryPsnInfo' })).infcode).toBe('0');
    });

    test('input and output as objects or as text, at most 40,000 characters', async () => {
      centre.behave({ inputForm: 'string', outputForm: 'string', infcodeForm: 'text' });
      expect((await caller.call('1101', JIA)).errMsg).toContain('字符串');
      const reply = await caller.call('1101', JSON.stringify(JIA));
      expect(reply.output['baseinfo']).toMatchObject({ psn_name: '示例甲' });
      expect(JSON.parse(reply.text)).toMatchObject({ infcode: '0', output: expect.any(String) });
      expect((await caller.call('1101', JSON.stringify({ ...JIA, x: 'x'.repeat(40_000) }))).errMsg).toContain('最大长度');
    });
  });

  describe('sign-in', () => {
    test('may be enforced, and ends for the day with 9002', async () => {
      centre.behave({ signInRequired: true });
      expect((await caller.call('1101', JIA)).errMsg).toContain('签到');
      const { signinoutb } = await caller.done('9001', SIGN_IN);
      const signNo = String((signinoutb as Record<string, unknown>)['sign_no']);
      expect((await caller.call('1101', JIA, { signNo })).infcode).toBe('0');
      await caller.done('9002', { signOut: { sign_no: signNo, opter_no: 'A001' } });
      expect((await caller.call('1101', JIA, { signNo })).errMsg).toContain('签到');
      expect((await caller.call('9001', SIGN_IN)).errMsg).toContain('今天已签退');
    });
  });

  describe('faults', () => {
    const outcome = (reply: Promise<Reply>): Promise<unknown> =>
      reply.then(
        ({ status, infcode }) => `${status} ${infcode}`,
        () => 'cut',
      );

    test.each([
      ['reset', 'cut', 'not-processed'],
      ['lost-answer', 'cut', 'done'],
      ['half-answer', 'cut', 'done'],
      ['garbage', '200 undefined', 'done'],
      ['html', '502 undefined', 'not-processed'],
      ['no-infcode', '200 undefined', 'not-processed'],
      ['refusal', '200 -1', 'refused'],
    ] as const)('%s: the caller sees %s, it was %s', async (kind, seen, done) => {
      await control('POST', 'faults', { infno: '9001', kind });
      expect(await outcome(caller.call('9001', SIGN_IN))).toBe(seen);
      expect(await centre.log()).toMatchObject([{ infno: '9001', delivery: kind, outcome: done }]);
      expect(await outcome(caller.call('9001', SIGN_IN))).toBe('200 0');
    });

    test('silence, a late answer, skipping, and disarming', async () => {
      await control('POST', 'faults', { infno: '*', kind: 'no-answer', times: 9 });
      const silent = caller.call('9001', SIGN_IN).catch(() => 'cut');
      expect(await Promise.race([silent, new Promise((resolve) => setTimeout(resolve, 100, 'waiting'))])).toBe('waiting');
      await control('DELETE', 'faults');
      await control('POST', 'faults', { infno: '9001', kind: 'late-answer', ms: 80, skip: 1 });
      await caller.done('9001', SIGN_IN);
      const before = Date.now();
      await caller.done('9001', SIGN_IN);
      expect(Date.now() - before).toBeGreaterThanOrEqual(75);
    });
  });

  describe('control', () => {
    test('the line really goes down and comes back on the same port', async () => {
      await control('POST', 'line', { up: false });
      await expect(caller.call('9001', SIGN_IN)).rejects.toThrow();
      expect(await control('GET', 'referee')).toEqual({ stays: [], doubled: false });
      await control('POST', 'line', { up: true });
      expect((await caller.call('9001', SIGN_IN)).infcode).toBe('0');
    });

    test('log, clock and behaviour', async () => {
      await caller.call('1101', JIA);
      expect(await control('GET', 'log')).toMatchObject([{ seq: 1, infno: '1101', delivery: 'sent', outcome: 'done', effect: null }]);
      expect(await control('POST', 'behaviour', { lateVisibilityMs: 5 })).toMatchObject({ lateVisibilityMs: 5, dischargeFirst: true });
      expect(await control('POST', 'behaviour', { noSuchName: 5 })).toHaveProperty('error');
      expect(await control('POST', 'clock', { offsetMs: -1000 })).toMatchObject({ offsetMs: -1000 });
    });

    test('a stay nobody sent is absent', async () => {
      expect((await centre.referee('ZY-NOT')).stays[0]?.state).toEqual({
        admission: 'absent',
        lines: 'absent',
        discharge: 'absent',
        settlement: 'absent',
      });
    });
  });
});
