import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CardImage, cardHolders, cardImage, gbk, malformedImage } from './cards.ts';

function stored(file: string): CardImage {
  return JSON.parse(readFileSync(new URL(`./cards/${file}.card.json`, import.meta.url), 'utf8')) as CardImage;
}

/** Tag, length and value of a record. */
function tlv(record: string | undefined): { tag: string; whole: boolean; value: Buffer } {
  const bytes = Buffer.from(record ?? '', 'hex');
  return { tag: bytes.subarray(0, 1).toString('hex').toUpperCase(), whole: bytes[1] === bytes.length - 2, value: bytes.subarray(2) };
}

describe('card images', () => {
  test.each(cardHolders().map((holder) => [holder.name, holder] as const))('%s: stored as generated, and readable', (_name, holder) => {
    const image = stored(holder.file);
    expect(image).toEqual(cardImage(holder));
    for (const [tag, record] of [...Object.entries(image.ef05), ...Object.entries(image.ef06)]) {
      expect(tlv(record)).toMatchObject({ tag, whole: true });
    }
    const name = new TextDecoder('gb18030').decode(tlv(image.ef06['09']).value).replaceAll('\0', '');
    expect([name, tlv(image.ef06['08']).value.toString('ascii')]).toEqual([holder.name, holder.certNo]);
  });

  test('the malformed card ends too early', () => {
    const [first] = cardHolders();
    const image = stored('malformed');
    expect(first && malformedImage(first)).toEqual(image);
    expect([tlv(image.ef06['08']).whole, tlv(image.ef06['09']).whole]).toEqual([false, false]);
  });

  test('there is a card for everybody, one unknown and one malformed', () => {
    expect(readdirSync(new URL('./cards/', import.meta.url))).toHaveLength(cardHolders().length + 1);
  });
});

test('GBK of a name', () => {
  expect(gbk('示例甲').toString('hex')).toBe('cabec0fdbcd7');
});

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

test.each(cardHolders())('$name has a valid check digit and the stated sex and birthday', ({ certNo, sex, birthOn }) => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(certNo[index]), 0);
  expect('10X98765432'[sum % 11]).toBe(certNo[17]);
  expect(Number(certNo[16]) % 2 === 1 ? '1' : '2').toBe(sex);
  expect(certNo.slice(6, 14)).toBe(birthOn.replaceAll('-', ''));
});
