import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Heard,
  hear,
  type Keystroke,
  QUIET,
  quietAt,
  type ScanSettings,
  settle,
  USUAL_SCANNER,
} from '../../../shared/identity/scan-burst.ts';

const ANNOUNCED: ScanSettings = { ...USUAL_SCANNER, prefix: 'F13' };

/** A usual keyboard: character to key, place and shift. */
const KEYBOARD = new Map<string, { readonly code: string; readonly shift: boolean }>();
for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
  KEYBOARD.set(letter, { code: `Key${letter.toUpperCase()}`, shift: false });
  KEYBOARD.set(letter.toUpperCase(), { code: `Key${letter.toUpperCase()}`, shift: true });
}
for (const [index, sign] of [...')!@#$%^&*('].entries()) {
  KEYBOARD.set(String(index), { code: `Digit${index}`, shift: false });
  KEYBOARD.set(sign, { code: `Digit${index}`, shift: true });
}
const signs = {
  Space: '  ',
  Minus: '-_',
  Equal: '=+',
  Semicolon: ';:',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Quote: '\'"',
  Backquote: '`~',
};
for (const [code, [plain = '', shifted = '']] of Object.entries({ ...signs, BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|' })) {
  KEYBOARD.set(shifted, { code, shift: true });
  KEYBOARD.set(plain, { code, shift: false });
}

/** How a key reaches the page: plainly, with Caps Lock, through an input method, or as a wide character of one. */
type Way = 'plain' | 'caps-lock' | 'input-method' | 'wide';

function stroke(character: string, at: number, way: Way = 'plain'): Keystroke {
  const { code, shift } = KEYBOARD.get(character) ?? { code: character, shift: false };
  const key = { plain: character, 'caps-lock': swapCase(character), 'input-method': 'Process', wide: wide(character) }[way];
  return { key, code, shift, at, command: false, repeat: false, composing: way === 'input-method' };
}

const named = (key: string, at: number, way: Way = 'plain'): Keystroke => ({
  ...stroke(key, at),
  key: way === 'input-method' ? 'Process' : key,
  composing: way === 'input-method',
});

const swapCase = (text: string): string => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase());
const wide = (text: string): string => (text === ' ' ? '\u3000' : String.fromCharCode(text.charCodeAt(0) + 0xfee0));

interface Played {
  /** What a field would have got. */
  readonly field: string;
  /** Keys that reached the page as such. */
  readonly passed: readonly string[];
  readonly heard: readonly Heard[];
}

/** A page that does what it is told, and asks again when it should. */
function play(strokes: readonly Keystroke[], settings: ScanSettings = USUAL_SCANNER): Played {
  let burst = QUIET;
  let field = '';
  const passed: string[] = [];
  const heard: Heard[] = [];
  const take = ({ release, heard: one }: { release: readonly Keystroke[]; heard: Heard | null }) => {
    field += release.map(({ key }) => key).join('');
    if (one !== null) heard.push(one);
  };
  const wait = (until: number) => {
    const end = quietAt(burst, settings);
    const verdict = end !== null && end + 1 <= until ? settle(burst, end + 1, settings) : null;
    if (verdict === null) return;
    take(verdict);
    burst = verdict.burst;
  };
  for (const each of strokes) {
    wait(each.at);
    const verdict = hear(burst, each, settings);
    take(verdict);
    burst = verdict.burst;
    if (verdict.hold) continue;
    passed.push(each.key);
    if (each.key.length === 1) field += each.key;
  }
  wait(Number.POSITIVE_INFINITY);
  return { field, passed, heard };
}

const character = fc.constantFrom(...KEYBOARD.keys());
const text = fc.string({ unit: character, minLength: 6, maxLength: 100 });
const way = fc.constantFrom<Way>('plain', 'caps-lock', 'input-method', 'wide');
const gap = fc.integer({ min: 1, max: 20 });

/** A scanner sends Shift as a key of its own, too. */
function scan(code: string, from: number, pace: number, how: Way = 'plain', end = 'Enter'): readonly Keystroke[] {
  const strokes = [...code].flatMap((each, index) => {
    const one = stroke(each, from + index * pace, how);
    return one.shift ? [{ ...one, key: 'Shift', code: 'ShiftLeft' }, one] : [one];
  });
  return [...strokes, named(end, from + code.length * pace, how === 'input-method' ? how : 'plain')];
}

function typing(words: string, from: number, pace: number, how: Way = 'plain'): readonly Keystroke[] {
  return [...words].map((each, index) => stroke(each, from + index * pace, how));
}

describe('a scan', () => {
  it('is heard whole, however it reaches the page, and nothing of it reaches a field or a button', () => {
    fc.assert(
      fc.property(text, gap, way, fc.constantFrom('Enter', 'Tab'), (code, pace, how, end) => {
        const { field, passed, heard } = play(scan(code, 1_000, pace, how, end));
        expect(heard).toEqual([{ kind: 'scan', text: code, composed: how === 'input-method' }]);
        expect({ field, passed: passed.filter((key) => key !== 'Shift') }).toEqual({ field: '', passed: [] });
      }),
    );
  });

  it('glued to the next one is two scans', () => {
    fc.assert(
      fc.property(text, text, gap, (one, two, pace) => {
        const both = [...scan(one, 1_000, pace), ...scan(two, 1_001 + (one.length + 1) * pace, pace)];
        expect(play(both).heard).toMatchObject([{ text: one }, { text: two }]);
      }),
    );
  });

  it('between two words of a person leaves both words whole', () => {
    fc.assert(
      fc.property(text, text, text, gap, fc.integer({ min: 46, max: 300 }), (before, code, after, pace, slow) => {
        const start = 1_000 + before.length * slow + 50;
        const end = start + (code.length + 1) * pace + 50;
        const { field, heard } = play([...typing(before, 1_000, slow), ...scan(code, start, pace), ...typing(after, end, slow)]);
        expect({ field, heard }).toMatchObject({ field: before + after, heard: [{ kind: 'scan', text: code }] });
      }),
    );
  });

  it('without its end is broken, and leaks nothing', () => {
    fc.assert(
      fc.property(text, gap, (code, pace) => {
        expect(play(scan(code, 1_000, pace).slice(0, -1))).toMatchObject({ field: '', heard: [{ kind: 'broken' }] });
      }),
    );
  });

  it('without an end at all does not grow for ever', () => {
    const { field, heard } = play(typing('x'.repeat(2_000), 1_000, 1));
    expect(field).toBe('');
    expect(heard.every(({ kind }) => kind === 'broken')).toBe(true);
  });
});

describe('typing', () => {
  it('reaches the field in order and is never a scan, with Enter between', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 46, max: 400 }), (words, pace) => {
        const enter = named('Enter', 1_000 + words.length * pace);
        const { field, passed, heard } = play([...typing(words, 1_000, pace), enter]);
        expect({ field, heard, last: passed.at(-1) }).toEqual({ field: words, heard: [], last: 'Enter' });
      }),
    );
  });

  it('of two or three keys at once, then Enter, is typing', () => {
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1, maxLength: 5 }), gap, (words, pace) => {
        const { field, passed, heard } = play([...typing(words, 1_000, pace), named('Enter', 1_000 + words.length * pace)]);
        expect({ field, passed, heard }).toEqual({ field: words, passed: ['Enter'], heard: [] });
      }),
    );
  });

  it('through an input method is left to it: nothing is written twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 5 }), fc.integer({ min: 1, max: 400 }), (words, pace) => {
        expect(play(typing(words, 1_000, pace, 'input-method'))).toMatchObject({ field: '', heard: [] });
      }),
    );
  });

  it('of a key that is kept down is typing, however fast it repeats', () => {
    const kept = typing('0'.repeat(60), 1_000, 30).map((each, index) => ({ ...each, repeat: index > 0 }));
    expect(play([...kept, named('Enter', 4_000)])).toMatchObject({ field: '0'.repeat(60), heard: [] });
  });

  it('of a command is passed on at once', () => {
    const command = { ...stroke('s', 1_010), command: true };
    expect(play([stroke('a', 1_000), command])).toMatchObject({ passed: ['s'], heard: [] });
  });
});

it('no key is lost or doubled, whatever comes at whatever pace', () => {
  const keys = fc.array(
    fc.record({ key: fc.oneof(character, fc.constantFrom('Enter', 'Escape')), after: fc.integer({ min: 1, max: 120 }) }),
    {
      maxLength: 200,
    },
  );
  fc.assert(
    fc.property(keys, (each) => {
      let at = 1_000;
      const strokes = each.map(({ key, after }) => {
        at += after;
        return key.length === 1 ? stroke(key, at) : named(key, at);
      });
      const { field, heard, passed } = play(strokes);
      const scanned = heard.reduce((sum, one) => sum + (one.kind === 'scan' ? one.text.length + 1 : 0), 0);
      const went = field.length + passed.filter((key) => key.length > 1).length + scanned;
      if (heard.every(({ kind }) => kind === 'scan')) expect(went).toBe(strokes.length);
      else expect(went).toBeLessThan(strokes.length);
    }),
  );
});

describe('a scanner that announces itself', () => {
  const announced = (code: string, from: number, pace: number, how: Way = 'plain') => [
    named('F13', from - 1),
    ...scan(code, from, pace, how),
  ];

  it('is heard, also a single character, and also in the middle of a person who types fast', () => {
    fc.assert(
      fc.property(fc.string({ unit: character, minLength: 1 }), gap, way, (code, pace, how) => {
        const { field, heard } = play([...typing('ab', 980, 5), ...announced(code, 1_000, pace, how)], ANNOUNCED);
        expect({ field, heard }).toMatchObject({ field: 'ab', heard: [{ kind: 'scan', text: code }] });
      }),
    );
  });

  it('never makes a person wait: no key is held', () => {
    fc.assert(
      fc.property(text, gap, (words, pace) => {
        const { passed, heard } = play([...typing(words, 1_000, pace), named('Enter', 9_000)], ANNOUNCED);
        expect({ passed, heard }).toEqual({ passed: [...words, 'Enter'], heard: [] });
      }),
    );
  });

  it('that is cut off, or begins again, is broken first', () => {
    const { field, heard } = play([...announced('12345678', 1_000, 5).slice(0, 5), ...announced('87654321', 1_100, 5)], ANNOUNCED);
    expect({ field, heard }).toMatchObject({ field: '', heard: [{ kind: 'broken' }, { kind: 'scan', text: '87654321' }] });
  });
});
