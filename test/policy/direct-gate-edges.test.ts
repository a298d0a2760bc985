import { describe, expect, it } from 'vitest';
import { tariffFindings } from '../../shared/rules/day-care-tariff.ts';
import { benefitFrom, directGates } from '../../shared/rules/direct-gates.ts';
import type { DirectApplication } from '../../shared/rules/gate-types.ts';
import { Rate } from '../../shared/money/rate.ts';
import { aLine, day, yuan } from '../builders/a-claim.ts';
import { aClinicVisit, anApplication, answerOf, gatePacks } from '../builders/an-application.ts';
import { packWith, packWithAll, put } from '../builders/packs.ts';

// What no real pack and no ordinary case comes to, and a pack of tomorrow may.
const away = gatePacks('330200', '210200');
const ZIBO = { region: '370300', name: '淄博市中医医院' };
const national = (...edits: readonly ((json: any) => void)[]) => ({
  ...away,
  national: packWithAll(
    '100000',
    edits.map((edit) => ['gates.json', edit] as const),
  ),
});
const asked = (application: DirectApplication, gate: string, packs = away) =>
  directGates(application, packs).gates.find((one) => one.gate === gate)?.code;

describe('direct settlement', () => {
  it('is refused for a scheme that is not covered, with the scheme', () => {
    const employees = national(put(['employee'], 'gates', 0, 'schemes'));
    const of = (scheme: 'employee' | 'resident') => answerOf(directGates(anApplication({ coverage: { scheme } }), employees), 'schemes');
    expect(of('resident')).toMatchObject({ code: 'scheme.not-covered', remedy: 'pay-and-claim', facts: { scheme: 'resident' } });
    expect(of('employee').code).toBe('scheme.covered');
  });

  it('of somebody who did not file speaks of categories only in an emergency that counts as one', () => {
    const unfiled = (emergency: boolean, on: string) => anApplication({ filing: null, care: { emergency, on: day(on) } });
    expect(asked(unfiled(true, '2023-06-06'), 'filing-categories')).toBe('filing.emergency-counts');
    expect(asked(unfiled(false, '2023-06-06'), 'filing-categories')).toBeUndefined();
    expect(asked(unfiled(true, '2018-06-06'), 'filing-categories')).toBeUndefined();
  });

  it('without a credential asks for one, and does not compare it with the person', () => {
    const none = anApplication({ credential: { kind: null } });
    expect([asked(none, 'credentials'), asked(none, 'credential-matches')]).toEqual(['credential.missing', undefined]);
  });

  it('a district belongs to its listed city', () => {
    const of = (region: string) => asked(aClinicVisit({ coverage: { region } }), 'listed-areas', gatePacks(region, '310000'));
    expect([of('320106'), of('320700'), of('330782')]).toEqual(['area.listed', 'area.listed', 'area.not-listed-ask']);
  });

  it('no prepayment, none asked, none due: met, and said so', () => {
    const visit = (prepayment: DirectApplication['prepayment']) =>
      asked(anApplication({ prepayment, care: { kind: 'outpatient', on: day('2025-06-01') } }), 'no-prepayment');
    expect(visit(null)).toBe('prepayment.none');
    expect(visit({ asked: yuan('0.00'), voluntary: false })).toBe('prepayment.none');
    expect(visit({ asked: yuan('0.01'), voluntary: false })).toBe('prepayment.not-allowed');
    const stay = anApplication({ deposit: null, care: { on: day('2025-07-01') } });
    expect(asked(stay, 'deposit-at-most-average')).toBe('deposit.none');
  });
});

describe('day care', () => {
  const episode = (over: { disease?: string | null; name?: string }) =>
    anApplication({
      filing: null,
      coverage: { region: '370300' },
      provider: { ...ZIBO, ...(over.name === undefined ? {} : { name: over.name }) },
      care: { kind: 'day-care', on: day('2023-11-20'), disease: over.disease === undefined ? '腰痛' : over.disease },
    });
  const zibo = (index: number, complete: boolean) => {
    const pack = packWith('370300', 'gates.json', put(complete, 'gates', index, 'complete'));
    return { ...gatePacks('370300'), insured: pack, care: pack };
  };

  it('a disease that a complete list does not name is refused, one that a partial list does not name is asked', () => {
    const of = (complete: boolean, disease: string | null) => asked(episode({ disease }), 'day-care-diseases', zibo(0, complete));
    expect([of(true, '感冒'), of(false, '感冒')]).toEqual(['day-care.disease-not-listed', 'day-care.disease-unknown']);
    expect([of(true, null), of(true, '腰痛')]).toEqual(['day-care.disease-not-listed', 'day-care.disease-listed']);
  });

  it('so is a hospital', () => {
    const of = (complete: boolean) => asked(episode({ name: '某某中医院' }), 'day-care-hospitals', zibo(1, complete));
    expect([of(true), of(false)]).toEqual(['day-care.hospital-not-listed', 'day-care.hospital-unknown']);
  });

  const priced = (...values: readonly [from: string, tariff: string][]) =>
    packWithAll('370300', [
      ['pack.json', (json) => void json.catalogues.push('fees')],
      [
        'catalogue/fees.json',
        () => ({
          $schema: 'x',
          description: 'd',
          checkedOn: '2023-01-01',
          reference: { rule: null, title: 't', article: 'a', publishedOn: null, source: 'https://example.invalid/', grade: 'B' },
          items: [
            {
              code: 'BED',
              values: values.map(([from, tariff]) => ({ from, class: 'A', firstShare: '0.0000', priceCap: null, fee: 'bed', tariff })),
            },
          ],
        }),
      ],
    ]);

  it('the tariff is the one in force on the day, also on its first', () => {
    const care = priced(['2023-01-01', '40.000000'], ['2023-07-01', '50.000000']);
    const wrong = (amount: string, on: string) =>
      tariffFindings([aLine('1', amount, { code: 'BED' })], Rate.parse('0.3000'), care, day(on)).wrong.length;
    expect([wrong('12.00', '2023-06-30'), wrong('12.00', '2023-07-01')]).toEqual([0, 1]);
    expect([wrong('15.00', '2023-06-30'), wrong('15.00', '2023-07-01')]).toEqual([1, 0]);
  });

  it('a bill whose only line has no name of a fee is looked at; an empty one has nothing to look at', () => {
    const of = (lines: DirectApplication['lines']) => asked({ ...episode({}), lines }, 'day-care-tariff', gatePacks('370300'));
    expect([of([aLine('1', '12.00')]), of([])]).toEqual(['tariff.fees-unnamed', undefined]);
  });
});

describe('a premium', () => {
  const rule = { collection: { from: '10-01', until: '12-31' }, months: '4' };

  it('paid on the first or last day of the collection period buys the next year; a day earlier it waits', () => {
    const from = (paid: string) => benefitFrom(day(paid), rule);
    expect([from('2023-09-30'), from('2023-10-01'), from('2023-12-31')]).toEqual(['2024-01-30', '2024-01-01', '2024-01-01']);
  });
});
