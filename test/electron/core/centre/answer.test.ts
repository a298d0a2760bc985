import { describe, expect, it } from 'vitest';
import { amountOf, amountOrNull, readAnswer, rowsOf } from '../../../../electron/core/centre/answer.ts';

const json = (value: unknown): string => JSON.stringify(value);
const unreadable = expect.objectContaining({ kind: 'unknown', code: 'centre.unreadable-answer' });

describe('readAnswer', () => {
  it.each([
    ['a number', 0],
    ['a text', '0'],
    ['a text with blanks', ' 0 '],
    ['four digits', '0000'],
  ])('takes infcode 0 as %s for done', (_form, infcode) => {
    expect(readAnswer(200, json({ infcode, output: { result: { mdtrt_id: 'M1' } } }))).toEqual({
      kind: 'done',
      output: { result: { mdtrt_id: 'M1' } },
    });
  });

  it('reads an output that is JSON in a text, and takes none for an empty one', () => {
    expect(readAnswer(200, json({ infcode: 0, output: '{"a":1}' }))).toEqual({ kind: 'done', output: { a: 1 } });
    for (const output of [null, undefined, '']) expect(readAnswer(200, json({ infcode: 0, output }))).toEqual({ kind: 'done', output: {} });
  });

  it('takes no output that it cannot read for an empty one', () => {
    for (const output of ['x', '[1]', [1], 7, true])
      expect(readAnswer(200, json({ infcode: 0, output }))).toEqual({ kind: 'done', output: null });
  });

  it('keeps the words of a refusal unchanged', () => {
    expect(readAnswer(200, json({ infcode: -1, err_msg: '  [E1] 未登记 ' }))).toEqual({ kind: 'refused', words: '  [E1] 未登记 ' });
    expect(readAnswer(200, json({ infcode: '-1' }))).toMatchObject({ kind: 'refused' });
  });

  it.each([
    ['no infcode', 200, json({ code: 500, message: '服务暂不可用' })],
    ['infcode null', 200, json({ infcode: null, output: {} })],
    ['an empty infcode', 200, json({ infcode: '', output: {} })],
    ['infcode as a word', 200, json({ infcode: 'OK', output: {} })],
    ['an infcode that is and is not 0', 200, json({ infcode: '-0', output: {} })],
    ['infcode as a list', 200, json({ infcode: [0], output: {} })],
    ['infcode as true', 200, json({ infcode: true, output: {} })],
    ['a page', 502, '<html><body><h1>502 Bad Gateway</h1></body></html>'],
    ['a page with status 200', 200, '<html>login</html>'],
    ['bytes that are no JSON', 200, '\u0001锟斤拷{"infcode":'],
    ['half an answer', 200, '{"infcode":0,"output":{"result"'],
    ['nothing', 200, ''],
    ['a list', 200, '[{"infcode":0}]'],
    ['a number', 200, '0'],
    ['an outcome written by a failing gateway', 502, json({ type: 'error', infcode: -1, err_msg: 'FSI-timeout' })],
    ['success written by a failing gateway', 500, json({ infcode: 0, output: {} })],
  ])('says of %s that nobody knows what happened', (_what, status, body) => {
    expect(readAnswer(status, body)).toMatchObject({ kind: 'unreadable' });
  });

  it.each([
    ['signature', 401, json({ code: 401, message: '签名不一致!' }), false],
    ['clock', 401, json({ code: 401, message: '签名时间戳超时' }), true],
    ['clock, in the form of an answer', 200, json({ type: 'error', infcode: 9000, err_msg: '签名时间戳超时' }), true],
    ['clock, as text', 200, json({ infcode: '9000' }), true],
    ['account', 403, 'Forbidden', false],
    ['signature, with status 200', 200, json({ code: 401, message: '签名不一致!' }), false],
  ])('knows that a message turned away at the gate for its %s was not carried out', (_why, status, body, clock) => {
    expect(readAnswer(status, body)).toMatchObject({ kind: 'turned-away', clock });
  });

  it('shows no more than the beginning of a huge page', () => {
    const answer = readAnswer(502, 'x'.repeat(5_000_000));
    expect(answer.kind === 'unreadable' && answer.words.length).toBe(80);
  });
});

describe('rowsOf', () => {
  it('takes one row that came as an object, several as a list, and none', () => {
    expect(rowsOf({ a: { b: 1 } }, 'a')).toEqual([{ b: 1 }]);
    expect(rowsOf({ a: [{ b: 1 }, { b: 2 }] }, 'a')).toHaveLength(2);
    for (const a of [{}, [], [{}], null, undefined, '']) expect(rowsOf({ a }, 'a')).toEqual([]);
  });

  it('takes nothing else for none: what is not understood says nothing', () => {
    for (const a of ['x', 3, true, [null], [{ b: 1 }, 'x'], [[]]])
      expect(() => rowsOf({ a }, 'a')).toThrow(expect.objectContaining({ kind: 'unknown' }));
  });
});

describe('amountOf', () => {
  it.each([
    ['12.30', '12.30'],
    [12.3, '12.30'],
    ['12.3', '12.30'],
    ['12', '12.00'],
    [12, '12.00'],
    ['0012.30', '12.30'],
    ['12.3000', '12.30'],
    ['-5', '-5.00'],
    ['-0.00', '0.00'],
    [0, '0.00'],
    ['', '0.00'],
    [null, '0.00'],
    [undefined, '0.00'],
  ])('reads %j as %s', (value, text) => {
    expect(amountOf({ a: value }, 'a').toString()).toBe(text);
  });

  it.each([
    '12.345',
    '1e3',
    '1,000.00',
    '12.',
    '.5',
    '+1',
    'abc',
    '--1',
    12.345,
    1e21,
    Number.MAX_VALUE,
    '99999999999999999',
    true,
    {},
    [],
    ['1'],
  ])('reads %j as nothing at all: never rounded, never guessed', (value) => {
    expect(() => amountOf({ a: value }, 'a')).toThrow(unreadable);
    expect(() => amountOrNull({ a: value }, 'a')).toThrow(unreadable);
  });

  it('gives up at once on a text that is far too long', () => {
    expect(() => amountOf({ a: `${'0'.repeat(1_000_000)}x` }, 'a')).toThrow(unreadable);
    expect(() => amountOf({ a: `12.00${'0'.repeat(60)}5` }, 'a')).toThrow(unreadable);
  });

  it('knows a missing amount from none', () => {
    expect(amountOrNull({}, 'a')).toBeNull();
    expect(amountOrNull({ a: '' }, 'a')).toBeNull();
    expect(amountOrNull({ a: '0' }, 'a')?.toString()).toBe('0.00');
  });
});
