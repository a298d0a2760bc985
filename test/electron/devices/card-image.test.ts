import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoCard, readCardImage } from '../../../electron/devices/image-reader.ts';
import { UnreadableCard } from '../../../electron/devices/social-security-card.ts';
import { type CardHolder, type CardImage, cardHolders, cardImage, gbk, malformedImage } from '../../his/cards.ts';

let slot: string;
beforeEach(() => {
  slot = mkdtempSync(path.join(os.tmpdir(), 'slot-'));
});
afterEach(() => rmSync(slot, { recursive: true, force: true }));

const holder = cardHolders()[0] as CardHolder;

function read(image: unknown) {
  writeFileSync(path.join(slot, 'x.card.json'), typeof image === 'string' ? image : JSON.stringify(image));
  return readCardImage(slot);
}

/** The good card with records changed. */
function changed(file: keyof CardImage, records: Record<string, string | undefined>): CardImage {
  const image = cardImage(holder);
  return { ...image, [file]: { ...image[file], ...records } } as CardImage;
}

function padded(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
}

function record(tag: string, value: Buffer): string {
  return `${tag}${value.length.toString(16).padStart(2, '0')}${value.toString('hex')}`.toUpperCase();
}

describe('the image of a social-security card', () => {
  it.each(cardHolders().map((each) => [each.name, each] as const))('of %s reads as what stands on it', (name, each) => {
    expect(read(cardImage(each))).toMatchObject({
      name,
      certType: 'id-card',
      certNumber: each.certNo,
      cardNumber: each.cardNo,
      birthOn: each.birthOn,
    });
  });

  it.each(['欧阳示例', '镕', '买买提·示例'])('reads the name %s, also with characters beyond the common ones', (name) => {
    expect(read(cardImage({ ...holder, name })).name).toBe(name);
  });

  it('reads a character that only GB18030 has, in four bytes', () => {
    const value = Buffer.concat([Buffer.from('8139EE39', 'hex'), gbk('示例'), Buffer.alloc(10)]);
    expect(read(changed('ef06', { '09': record('09', value) })).name).toBe('\u3400示例');
  });

  it.each([
    ['exactly thirty bytes', '买买提江阿不都热合曼示例示例示', ''],
    ['the rest in the extended record', '阿卜杜热西提阿卜杜热合曼买买提示例甲', ''],
    ['a character in both records', '甲阿卜杜热西提阿卜杜热合曼买买提示例', 'x'],
  ])('reads a name of %s', (_what, name, shift) => {
    const bytes = gbk(`${shift}${name}`);
    const image = changed('ef06', {
      '09': record('09', padded(bytes.subarray(0, 30), 30)),
      '4E': record('4E', padded(bytes.subarray(30), 20)),
    });
    expect(read(image).name).toBe(`${shift}${name}`);
  });

  it('reads no more than the name where the card repeats it in the extended record', () => {
    expect(read(changed('ef06', { '4E': record('4E', padded(gbk(holder.name), 20)) })).name).toBe(holder.name);
  });

  it('never shows half of a long name', () => {
    const bytes = gbk('x阿卜杜热西提阿卜杜热合曼买买提示例');
    expect(() => read(changed('ef06', { '09': record('09', bytes.subarray(0, 30)) }))).toThrow(UnreadableCard);
  });

  it('knows a sex and a day of birth that it cannot tell', () => {
    const image = changed('ef06', { '0A': record('0A', Buffer.from('9')), '0D': record('0D', Buffer.from('19770230', 'hex')) });
    expect(read(image)).toMatchObject({ sex: 'unknown', birthOn: null });
  });
});

describe('is not readable', () => {
  const good = cardImage(holder);
  it.each([
    ['a record that ends too early', malformedImage(holder)],
    ['a missing record', changed('ef06', { '08': undefined })],
    ['a record that says another length', changed('ef05', { '07': `0708${good.ef05['07']?.slice(4)}` })],
    ['two records that were swapped', changed('ef06', { '08': good.ef06['09'] ?? '', '09': good.ef06['08'] ?? '' })],
    ['a record with the tag of another', changed('ef06', { '08': `09${good.ef06['08']?.slice(2)}` })],
    ['an empty record', changed('ef06', { '08': '' })],
    ['a number with a wrong check digit', changed('ef06', { '08': record('08', Buffer.from('210202197703159911')) })],
    ['a name of blanks', changed('ef06', { '09': record('09', Buffer.alloc(30, 0x20)) })],
    ['a name of zeros', changed('ef06', { '09': record('09', Buffer.alloc(30)) })],
    ['a name with a zero in the middle', changed('ef06', { '09': record('09', Buffer.concat([gbk('示'), Buffer.alloc(1), gbk('例')])) })],
    ['a name cut inside a character', changed('ef06', { '09': record('09', gbk('示例').subarray(0, 3)) })],
    ['a card number with control characters', changed('ef05', { '07': record('07', Buffer.from('A0\u00070001')) })],
    ['a value that is no hexadecimal', changed('ef06', { '08': 'XY' })],
    ['half a byte', changed('ef06', { '08': good.ef06['08']?.slice(0, -1) })],
    ['another file', '{"ef05":{}}'],
    ['no JSON', '<card>'],
    ['nothing', ''],
    ['null', 'null'],
  ])('%s', (_what, image) => {
    expect(() => read(image)).toThrow(UnreadableCard);
  });

  it('says which record, never what stands in it', () => {
    const wrong = '210202197703159911';
    expect(() => read(changed('ef06', { '08': record('08', Buffer.from(wrong)) }))).toThrow('record 08: not an identity number');
  });
});

describe('the slot', () => {
  it('is empty, or is not there: no card', () => {
    expect(() => readCardImage(slot)).toThrow(NoCard);
    expect(() => readCardImage(path.join(slot, 'nowhere'))).toThrow(NoCard);
  });

  it('with two cards gives neither', () => {
    read(cardImage(holder));
    writeFileSync(path.join(slot, 'y.card.json'), JSON.stringify(cardImage(holder)));
    expect(() => readCardImage(slot)).toThrow(UnreadableCard);
  });

  it('whose card is pulled out while it is read gives none', () => {
    symlinkSync(path.join(slot, 'gone'), path.join(slot, 'z.card.json'));
    expect(() => readCardImage(slot)).toThrow(UnreadableCard);
  });
});
