import { pinyin } from 'pinyin-pro';

/** A family name has readings of its own (单 Shan, 仇 Qiu); a given name may be read several ways: more than these nobody searches by. */
const READINGS_MOST = 8;

/**
 * Initials of the pinyin of a name, capitals, one text per reading: 示例甲 → SLJ; 单雄信 → SXX and DXX. Letters stay, other signs are left
 * out. Pure; never empty texts.
 */
export function initialsOf(name: string): readonly string[] {
  const surname = pinyin(name, { pattern: 'first', toneType: 'none', surname: 'head', type: 'array' }).join('');
  const letters = [...name].map((letter) => firstLetters(letter));
  const combined = letters.reduce<readonly string[]>(
    (all, options) => all.flatMap((text) => options.map((letter) => text + letter)).slice(0, READINGS_MOST),
    [''],
  );
  return [...new Set([surname.toUpperCase().replace(/[^A-Z0-9]/g, ''), ...combined])].filter((text) => text !== '');
}

function firstLetters(letter: string): readonly string[] {
  if (/[A-Za-z0-9]/.test(letter)) return [letter.toUpperCase()];
  const readings = pinyin(letter, { multiple: true, pattern: 'first', toneType: 'none', type: 'array' });
  const found = [...new Set(readings.map((text) => text.toUpperCase()))].filter((text) => /^[A-Z]$/.test(text));
  return found.length === 0 ? [''] : found;
}
