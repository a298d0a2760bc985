import { describe, expect, test } from 'vitest';
import { fenText, readFen } from './amount.ts';
import { BusinessLine } from './business-line.ts';
import { joinNegative } from './child-program.ts';
import { chinaDigits, chinaTime, createClock } from './clock.ts';
import { commits, FaultBook, faultSchema } from './faults.ts';

describe('clock', () => {
  test('China’s time, whatever the zone of this process', () => {
    const ms = Date.parse('2023-06-12T16:35:01.007Z');
    expect([chinaTime(ms), chinaDigits(ms)]).toEqual(['2023-06-13 00:35:01', '20230613003501007']);
  });

  test('the offset moves now, not real', () => {
    const clock = createClock(-60_000);
    expect(Math.round((clock.real() - clock.now()) / 1000)).toBe(60);
  });
});

describe('faults', () => {
  test('are used up in order, after what they skip', () => {
    const book = new FaultBook();
    book.arm({ infno: '2304', kind: 'reset', skip: 1 });
    book.arm({ operation: '*', kind: 'html', times: 2 });
    const taken = ['2304', '2304', '2401', '2401', '2401'].map((operation) => book.take(operation)?.kind);
    expect(taken).toEqual([undefined, 'reset', 'html', 'html', undefined]);
  });

  test('say whether they commit, unless told', () => {
    const kind = (request: object): boolean => commits(faultSchema.parse(request));
    expect([kind({ kind: 'lost-answer' }), kind({ kind: 'no-answer' }), kind({ kind: 'no-answer', commit: true })]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

test('a line closes and reopens on the same port, and cuts what is under way', async () => {
  const line = new BusinessLine(() => {}); // never answers
  await line.up();
  const { url } = line;
  const hanging = fetch(url).catch(() => 'cut');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await line.down();
  expect(await hanging).toBe('cut');
  await expect(fetch(url)).rejects.toThrow();
  await line.up();
  expect(line.url).toBe(url);
  await line.down();
});

test.each([
  ['12.30', 1230],
  ['-0.05', -5],
  ['7', 700],
  ['1.234', undefined],
  ['1e2', undefined],
])('amount %s', (text, fen) => {
  expect(readFen(text)).toBe(fen);
  if (fen !== undefined && text.includes('.')) expect(fenText(fen)).toBe(text);
});

test('a clock may be set back from the command line', () => {
  expect(joinNegative(['--clock-offset-ms', '-5', '--port', '0'])).toEqual(['--clock-offset-ms=-5', '--port', '0']);
});
