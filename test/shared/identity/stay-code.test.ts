import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readStayCode, stayCodeOf } from '../../../shared/identity/stay-code.ts';

const code = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(stayCodeOf);

it('reads every code it makes, however a scanner writes the letters', () => {
  fc.assert(
    fc.property(code, (text) => {
      expect(readStayCode(text)).toBe(text);
      expect(readStayCode(` ${text.toLowerCase()}\n`)).toBe(text);
    }),
  );
});

it('takes no code with one character misread, nor two neighbours swapped', () => {
  fc.assert(
    fc.property(code, fc.integer({ min: 3, max: 18 }), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (text, at, letter) => {
      fc.pre(text[at] !== letter);
      expect(readStayCode(text.slice(0, at) + letter + text.slice(at + 1))).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(code, fc.integer({ min: 3, max: 17 }), (text, at) => {
      const [a = '', b = ''] = [text[at], text[at + 1]];
      // Neighbours 16 apart in the alphabet weigh the same: one pair in 32, as with every check of one character.
      const apart = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(a) - '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(b);
      fc.pre(apart % 16 !== 0 && at + 1 < 19);
      expect(readStayCode(text.slice(0, at) + b + a + text.slice(at + 2))).toBeUndefined();
    }),
  );
});

it.each(['', 'HMS', 'ZY23060503001', 'EC.210202197703159910.20230605101500', '210202197703159910'])('takes no other text: %j', (text) => {
  expect(readStayCode(text)).toBeUndefined();
});

it('wants sixteen random bytes', () => {
  expect(() => stayCodeOf(new Uint8Array(15))).toThrow(RangeError);
});
