import { expect, it } from 'vitest';
import { type Case, KINDS } from './acts.ts';
import { guessOfSending } from './oracle.ts';
import { guessOfAsking } from './oracle-asking.ts';
import { settingsSchema } from '../../electron/core/settings-schema.ts';
import { demoSettings } from '../support/desk-folder.ts';
import { fuzz } from './fuzz.ts';
import { fuzzRequests } from './requests.ts';
import { fuzzFiles, fuzzReadings, guessOf, READERS } from './readings.ts';
import type { WireAnswer } from './spoil.ts';

it('no spoilt answer of the centre makes the desk crash or guess', async () => {
  const { outcomes, ...result } = await fuzz({ cases: 2_500, seed: 20230613 });
  expect(result).toEqual({ cases: 2_500, crashes: 0, guesses: 0, example: '' });
  // The cases meet every outcome, and every act: else nothing was tried.
  const met = new Set(Object.keys(outcomes).map((outcome) => outcome.replace(/^[^:]*: /, '')));
  expect([...met]).toEqual(
    expect.arrayContaining([
      ...['acknowledged', 'rejected', 'unknown', 'nothing was done'].map((kind) => `sending: ${kind}`),
      ...['acknowledged', 'absent', 'undone', 'rejected', 'unknown', 'no answer'].map((kind) => `asking: ${kind}`),
      'pre-settling: read',
    ]),
  );
  const found = KINDS.filter((kind) => !(`${kind}: asking: acknowledged` in outcomes));
  expect(found).toEqual(['charges', 'visit-charges']); // taken back whole, never shown
});

it('no spoilt answer to a question makes a reader crash or say what does not stand there', () => {
  const { example, readable } = fuzzReadings(6_000, 20230613);
  expect(example).toBe('');
  expect(Object.keys(readable).toSorted()).toEqual(READERS.map(({ name }) => name).toSorted()); // each was read, too
});

it('no bytes of a file make the desk crash, and its own comes back as it went', () => {
  expect(fuzzFiles(400, 20230613)).toBe('');
});

it('any legal act makes a message that the other side reads back, every field in its form', async () => {
  const { hospital, centre } = settingsSchema.parse(demoSettings({ centre: 'http://127.0.0.1:1', bank: 'http://127.0.0.1:1' }, 0));
  const about = {
    hospitalCode: hospital.code,
    hospitalName: hospital.name,
    region: hospital.region,
    windowNumber: '03',
    windowName: '窗口',
  };
  expect(await fuzzRequests({ ...centre, ...about }, 1_500, 20230613)).toBe('');
});

it('the judge of readings catches an invented word and a crash', () => {
  const invents = { name: 'x', right: {}, read: () => ({ code: 'not said' }) };
  expect(guessOf(invents, { code: 'said' }, () => undefined)).toContain('not said');
  const crashes = { name: 'x', right: {}, read: () => (undefined as never as { a: string }).a };
  expect(guessOf(crashes, {}, () => undefined)).toContain('crash');
});

const about: Case = {
  kind: 'admission',
  messageId: 'H1',
  personNumber: 'P1',
  visitNumber: 'M1',
  ownNumber: 'ZY1',
  settlementNumber: 'J1',
  lines: [{ number: '1', amount: '1.00' }],
  total: '1.00',
  said: {},
  diagnoses: [],
};
const answer = (body: unknown, status = 200): WireAnswer => ({ status, body: Buffer.from(JSON.stringify(body)) });
const there = { kind: 'acknowledged', numberThere: 'M1', result: { kind: 'admission', visitNumber: 'M1' } } as const;
const absent = { kind: 'absent', words: '' } as const;

it.each([
  ['success without infcode', answer({ output: { result: { mdtrt_id: 'M1' } } })],
  ['success from a failing gateway', answer({ infcode: 0, output: { result: { mdtrt_id: 'M1' } } }, 502)],
  ['another number than the one in the answer', answer({ infcode: 0, output: { result: { mdtrt_id: 'M2' } } })],
])('the judge catches %s', (_what, given) => {
  expect(guessOfSending(there, about, new Map([['2401', given]]))).not.toBe('');
});

it.each([
  ['a list that is none', 'x'],
  ['a visit without the number of the hospital', [{ mdtrt_id: 'M1' }]],
  ['the very visit', [{ mdtrt_id: 'M1', ipt_otp_no: 'ZY1' }]],
])('the judge catches "absent" by %s', (_what, mdtrtinfo) => {
  const none = answer({ infcode: 0, output: { data: [] } });
  const asked = (list: unknown) => new Map([['5201', answer({ infcode: 0, output: { mdtrtinfo: list } })]]).set('5303', none);
  expect(guessOfAsking(absent, about, asked([]))).toBe('');
  expect(guessOfAsking(absent, about, asked(mdtrtinfo))).not.toBe('');
});
