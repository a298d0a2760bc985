import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIdentityNumber, readIdentityNumber, realDay } from '../../../shared/identity/identity-number.ts';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { cardHolders } from '../../his/cards.ts';

/** Numbers made by another way than the one under test: the check character is tried until it fits the law's sum of all eighteen. */
const numbers = fc
  .record({
    area: fc.constantFrom('110105', '210202', '330204', '540102', '830000'),
    born: fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-22'), noInvalidDate: true }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ area, born, order }) => {
    const birthOn = born.toISOString().slice(0, 10);
    const body = `${area}${birthOn.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
    const last = [...'0123456789X'].find((each) => sumOf(`${body}${each}`) % 11 === 1) ?? '';
    return { number: `${body}${last}`, birthOn, sex: order % 2 === 1 ? 'male' : 'female' };
  });

/** GB 11643: the weight of place i from the right, counted from 1, is 2^(i-1) mod 11; the whole sum leaves 1. */
const sumOf = (number: string): number =>
  [...number].reduce((sum, each, place) => sum + (each === 'X' ? 10 : Number(each)) * (2 ** (17 - place) % 11), 0);

describe('an identity number', () => {
  it('says day of birth and sex, and is the same when typed in small letters or with blanks around it', () => {
    fc.assert(
      fc.property(numbers, (each) => {
        expect(readIdentityNumber(each.number)).toEqual(each);
        expect(readIdentityNumber(` ${each.number.toLowerCase()} `)).toEqual(each);
        expect(isIdentityNumber(each.number)).toBe(true);
      }),
    );
  });

  it('with any one character changed, or two neighbours swapped, is none', () => {
    fc.assert(
      fc.property(numbers, fc.nat(17), fc.constantFrom(...'0123456789'), ({ number }, place, other) => {
        const changed = `${number.slice(0, place)}${other}${number.slice(place + 1)}`;
        expect(isIdentityNumber(changed)).toBe(changed === number);
        const swapped = `${number.slice(0, place)}${number[place + 1] ?? ''}${number[place]}${number.slice(place + 2)}`;
        expect(isIdentityNumber(swapped)).toBe(swapped === number);
      }),
    );
  });

  it('of fifteen digits is upgraded to eighteen', () => {
    fc.assert(
      fc.property(
        numbers.filter(({ birthOn }) => birthOn.startsWith('19')),
        (each) => {
          const short = `${each.number.slice(0, 6)}${each.number.slice(8, 17)}`;
          expect(readIdentityNumber(short)).toEqual(each);
          expect(isIdentityNumber(short)).toBe(false);
        },
      ),
    );
  });

  it.each(cardHolders().map(({ certNo, birthOn }) => [certNo, birthOn]))('%s of the sample cards is one, born %s', (certNo, birthOn) => {
    expect(readIdentityNumber(certNo)?.birthOn).toBe(birthOn);
  });

  it.each([
    ['a day that no year has', '21020219770230991X'],
    ['a month that no year has', '210202197713159912'],
    ['a province that does not exist', '990202197703159915'],
    ['seventeen digits', '21020219770315991'],
    ['sixteen digits', '2102027703159911'],
    ['a letter', '21020219770315A910'],
    ['digits of another script', '２１０２０２１９７７０３１５９９１０'],
    ['nothing', ''],
  ])('is not %s', (_what, text) => {
    // The check character is made to fit, so that only the named reason can refuse.
    const fitting = [...'0123456789X'].map((last) => `${text.slice(0, 17)}${last}`);
    const tried = text.length === 18 ? [text, ...fitting] : [text];
    expect(tried.filter((each) => readIdentityNumber(each) !== undefined)).toEqual([]);
  });

  it('is not of a person who is not yet born', () => {
    const [holder] = cardHolders();
    if (holder === undefined) throw new Error('no sample card');
    expect(readIdentityNumber(holder.certNo, holder.birthOn as CalendarDate)).toBeDefined();
    expect(readIdentityNumber(holder.certNo, '1900-01-01' as CalendarDate)).toBeUndefined();
  });
});

describe('a day of eight digits', () => {
  it.each([
    ['20240229', '2024-02-29'],
    ['20230229', undefined],
    ['99999999', undefined],
    ['2024022', undefined],
    ['2024-02-', undefined],
  ])('%s is %s', (digits, day) => {
    expect(realDay(digits)).toBe(day);
  });
});
