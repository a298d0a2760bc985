import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../shared/policy/read-json.ts';

const faults = (text: string) => {
  const read = readJson(text);
  return read.ok ? [] : read.faults.map(({ path, reason }) => `${path}: ${reason}`);
};

describe('a JSON text', () => {
  it('is read as JSON.parse reads it, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
        const spread = JSON.stringify(JSON.parse(text), null, indent);
        expect(readJson(spread)).toEqual({ ok: true, value: JSON.parse(spread) });
      }),
    );
  });

  it.each<[string, string, readonly string[]]>([
    ['at the top', '{"a":1,"b":2,"a":3}', ['a: this key is given twice']],
    ['inside a list', '{"lines":[{"id":1},{"id":1,"x":{"y":[1,{"k":0,"k":0}]}}]}', ['lines.1.x.y.1.k: this key is given twice']],
    ['written in another way', '{"age":1,"\\u0061ge":2}', ['age: this key is given twice']],
    ['twice over', '{"a":1,"a":{"b":1,"b":2}}', ['a: this key is given twice', 'a.b: this key is given twice']],
    ['in two objects', '[{"a":1},{"a":1}]', []],
    ['as a value', '{"a":"a","b":"a","c":["a","a"]}', []],
    ['with quotes and backslashes', '{"a\\"":1,"a\\\\":"\\\\","b":"x\\\\\\"a","a\\"":2}', ['a": this key is given twice']],
    ['empty', '{"":1,"":2}', [': this key is given twice']],
  ])('a key %s', (_, text, wanted) => {
    expect(faults(text)).toEqual(wanted);
  });

  it('that is none, and that is nested beyond all use', () => {
    expect(faults('{"a":')).toEqual([expect.stringMatching(/^: not JSON: /)]);
    expect(faults('['.repeat(64) + ']'.repeat(64))).toEqual([]);
    expect(faults('['.repeat(65) + ']'.repeat(65))).toEqual([': nested deeper than 64 levels']);
    expect(faults('['.repeat(200_000) + ']'.repeat(200_000))).toEqual([': nested deeper than 64 levels']);
  });

  it('may begin with a byte order mark', () => {
    expect(readJson('\uFEFF{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
  });
});
