import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { gbk } from '../../../his/cards.ts';
import { charge, intakeDesk, lines, notice } from './intake-desk.ts';

let desk: ReturnType<typeof intakeDesk>;
beforeEach(() => {
  desk = intakeDesk();
  return () => desk.close();
});

describe('a file of the hospital', () => {
  it('is taken once, its lines become an act, and it moves to done', () => {
    desk.put('1.jsonl', lines(charge(), charge({ lineNo: '2' })));
    desk.drain();
    desk.drain();
    expect(desk.charges()).toEqual([
      { line: '1', fen: 1_234 },
      { line: '2', fen: 1_234 },
    ]);
    expect(desk.acts()).toEqual([{ kind: 'charges', lines: 2 }]);
    expect([desk.left(), desk.inside('done'), desk.inside('refused')]).toEqual([[], ['1.jsonl'], []]);
  });

  it('offered again after a crash between saving and moving changes nothing and moves', () => {
    const text = lines(charge());
    desk.put('1.jsonl', text);
    desk.drain();
    rmSync(path.join(desk.folder, 'done', '1.jsonl'));
    desk.put('1.jsonl', text); // as the crash would have left it
    desk.drain();
    expect([desk.charges().length, desk.acts().length, desk.inside('done'), desk.inside('refused')]).toEqual([1, 1, ['1.jsonl'], []]);
  });

  it('of a known name with other content is looked at again, not taken for the old one', () => {
    desk.put('1.jsonl', lines(charge()));
    desk.drain();
    desk.put('1.jsonl', lines(charge({ lineNo: '2' })));
    desk.drain();
    expect(desk.charges().map(({ line }) => line)).toEqual(['1', '2']);
  });

  it('that cannot be taken moves to refused with the line and the reason, and nothing of it is saved', () => {
    desk.put('1.jsonl', lines(charge(), charge({ lineNo: '2', amount: '12.35' })));
    desk.drain();
    expect(desk.charges()).toEqual([]);
    expect(desk.inside('refused')).toEqual(['1.jsonl', '1.jsonl.reason.txt']);
    expect(desk.reason('1.jsonl')).toBe('line 2: : quantity x unit price is not the amount');
    expect(desk.files()).toEqual([{ name: '1.jsonl', outcome: 'refused', lines: 0 }]);
  });

  it('that is still being written (.part) is not looked at, nor is a folder', () => {
    desk.put('1.part', '{"kind":"char');
    mkdirSync(path.join(desk.folder, '2.jsonl'));
    expect(desk.drain()).toBe(0);
    expect(desk.left()).toEqual(['1.part', '2.jsonl']);
  });

  it('may have a mark of order, the line ends of Windows and empty lines', () => {
    desk.put('1.jsonl', `\ufeff${lines(charge(), charge({ lineNo: '2' })).replaceAll('\n', '\r\n\r\n')}`);
    desk.drain();
    expect(desk.charges()).toHaveLength(2);
  });

  it('in GBK is refused: a wrong name is worse than none', () => {
    desk.put('1.jsonl', Buffer.concat([Buffer.from('{"kind":"charge","name":"'), gbk('示例药品'), Buffer.from('"}\n')]));
    desk.drain();
    expect(desk.reason('1.jsonl')).toBe('the file is not UTF-8');
  });

  it.each([
    ['nothing', ''],
    ['only blank lines', '\n \r\n'],
    ['half a line', lines(charge()).slice(0, -20)],
    ['a list', '[]\n'],
    ['an unknown kind', lines({ kind: 'invoice' })],
    ['no order number', lines(charge({ orderNo: undefined }))],
    ['a member nobody knows', lines(charge({ discount: '1.00' }))],
  ])('with %s in it is refused', (_what, text) => {
    desk.put('1.jsonl', text);
    desk.drain();
    expect([desk.inside('done'), desk.inside('refused').length, desk.charges()]).toEqual([[], 2, []]);
  });

  it('that our own fault keeps from being taken stops no other, stays, and is taken when the fault is mended', () => {
    desk.put('1.jsonl', lines(charge()));
    desk.put('2.jsonl', lines(notice()));
    let fault = true;
    const intake = {
      take: (batch: Parameters<typeof desk.intake.take>[0]) => {
        if (fault && batch.name === '1.jsonl') throw new TypeError('our own fault');
        desk.intake.take(batch);
      },
      refuse: desk.intake.refuse.bind(desk.intake),
    };
    expect(() => desk.his.drain(intake)).toThrow('our own fault');
    expect([desk.left(), desk.inside('done')]).toEqual([['1.jsonl'], ['2.jsonl']]);
    fault = false;
    desk.his.drain(intake);
    expect([desk.left(), desk.charges().length]).toEqual([[], 1]);
  });

  it('with ten thousand lines goes in whole, in uploads of the set size', () => {
    desk.put('1.jsonl', lines(...Array.from({ length: 10_000 }, (_each, index) => charge({ lineNo: String(index + 1) }))));
    desk.drain();
    expect(desk.charges()).toHaveLength(10_000);
    expect(desk.acts()).toEqual(Array.from({ length: 200 }, () => ({ kind: 'charges', lines: 50 })));
  }, 60_000);
});
