import { describe, expect, it } from 'vitest';
import type { Split } from '../../shared/model/settlement.ts';
import type { SettlementCase } from '../../shared/model/settlement-case.ts';
import { Money } from '../../shared/money/money.ts';
import { Rate } from '../../shared/money/rate.ts';
import { CHOICES } from '../../shared/policy/choices.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { settle } from '../../shared/rules/settle.ts';
import { aClaim, aLine, day, fresh, NOTHING_USED, sums, yuan } from '../builders/a-claim.ts';
import { aCity } from '../builders/a-city.ts';

/** Ways under test: each value of each choice is named in some title below. */
const texts = (split: Split, ...figures: readonly (keyof Split)[]) => figures.map((figure) => split[figure].toString());
const claimOf = (amount: string, over: Partial<SettlementCase> = {}) =>
  aClaim({
    coverage: { region: '999900', scheme: 'employee', person: 'in-service' },
    provider: { region: '999900', name: '', level: 'tertiary' },
    care: { kind: 'inpatient', on: day('2025-03-01') },
    charges: { kind: 'in-scope', amount: yuan(amount) },
    ...over,
  });
const year = (over: Partial<Record<string, string>>) => ({
  ...NOTHING_USED,
  ...Object.fromEntries(Object.entries(over).map(([name, text]) => [name, fresh(yuan(text as string))])),
});

describe('rounding', () => {
  const bands = [
    { above: '0.00', rate: '0.3333' },
    { above: '10.00', rate: '0.3333' },
    { above: '20.00', rate: '0.3333' },
  ];
  const fund = (mode: string, point: string) =>
    texts(
      settle(claimOf('30.00'), aCity({ bands, deductible: '0.00', choices: { 'rounding.mode': mode, 'rounding.point': point } })).split,
      'pooledFund',
    )[0];

  it('rounding.point each-step rounds every band, each-layer their exact sum', () => {
    expect(fund('half-up', 'each-step')).toBe('9.99'); // 3 × 3.333 → 3 × 3.33
    expect(fund('half-up', 'each-layer')).toBe('10.00'); // 9.999
  });

  it('rounding.mode half-up, half-even, down', () => {
    const half = (mode: string) =>
      settle(
        claimOf('0.50'),
        aCity({ bands: [{ above: '0.00', rate: '0.0500' }], deductible: '0.00', choices: { 'rounding.mode': mode } }),
      ).split.pooledFund.toString();
    expect([half('half-up'), half('half-even'), half('down')]).toEqual(['0.03', '0.02', '0.02']);
    expect([fund('half-even', 'each-layer'), fund('down', 'each-layer')]).toEqual(['10.00', '9.99']);
  });

  it('rounding.point holds for first shares of lines, too', () => {
    const grade = { class: 'B', firstShare: Rate.parse('0.0500'), priceCap: null } as const;
    const lines = ['1', '2', '3'].map((id) => aLine(id, '0.10', { grade }));
    const share = (point: string) =>
      settle(
        claimOf('0.00', { charges: { kind: 'lines', lines } }),
        aCity({ choices: { 'rounding.point': point } }),
      ).split.firstShare.toString();
    expect([share('each-step'), share('each-layer')]).toEqual(['0.03', '0.02']);
  });
});

describe('deductible', () => {
  const visit = (way: string, level: 'primary' | 'secondary' | 'tertiary', borne: string, atLevel = '0.00') => {
    const packs = aCity({
      deductible: { primary: '300.00', secondary: '500.00', tertiary: '700.00' },
      choices: { 'deductible.counted': way },
    });
    const accumulators = year({ deductible: borne, deductibleAtLevel: atLevel });
    return settle(claimOf('1000.00', { accumulators, provider: { region: '999900', name: '', level } }), packs).split.deductible.toString();
  };

  it('Q-A1 the three readings after 300 were borne at a first-class hospital, and the stay-wise way', () => {
    const readings = (['per-year', 'per-year-by-level', 'once-a-year', 'per-stay'] as const).map((way) => visit(way, 'tertiary', '300.00'));
    expect(readings).toEqual(['400.00', '700.00', '0.00', '700.00']);
  });

  it('per-year tops up to the level visited, to the fen', () => {
    expect([
      visit('per-year', 'secondary', '499.99'),
      visit('per-year', 'secondary', '500.00'),
      visit('per-year', 'secondary', '700.00'),
    ]).toEqual(['0.01', '0.00', '0.00']);
  });

  it('per-year-by-level counts only what was borne at this level', () => {
    expect([
      visit('per-year-by-level', 'secondary', '700.00', '200.00'),
      visit('per-year-by-level', 'secondary', '700.00', '500.00'),
    ]).toEqual(['300.00', '0.00']);
  });

  it('once-a-year goes on until the lowest deductible of any level is met', () => {
    expect([visit('once-a-year', 'secondary', '299.99'), visit('once-a-year', 'secondary', '300.00')]).toEqual(['200.01', '0.00']);
  });

  it('T2-N01 a status that changes within the year: the new amount less what was borne', () => {
    const retiree = aCity({ deductible: '1200.00', choices: { 'deductible.counted': 'per-year' } });
    const due = (borne: string) =>
      settle(claimOf('5000.00', { accumulators: year({ deductible: borne }) }), retiree).split.deductible.toString();
    expect([due('1000.00'), due('1200.00'), due('1500.00')]).toEqual(['200.00', '0.00', '0.00']);
  });

  it('a yearly ceiling on deductibles', () => {
    const packs = aCity({ deductible: '700.00', ceiling: '1000.00' });
    const due = (borne: string) =>
      settle(claimOf('5000.00', { accumulators: year({ deductible: borne }) }), packs).split.deductible.toString();
    expect([due('0.00'), due('300.00'), due('300.01'), due('999.99'), due('1000.00')]).toEqual([
      '700.00',
      '700.00',
      '699.99',
      '0.01',
      '0.00',
    ]);
  });
});

describe('pooled fund', () => {
  const bands = [
    { above: '0.00', rate: '0.5000' },
    { above: '1000.00', rate: '0.9000' },
  ];
  const pays = (choices: Record<string, string>, amount: string, over: object = {}) => {
    const packs = aCity({ bands, deductible: '200.00', choices, ...over });
    return (accumulators = NOTHING_USED) => settle(claimOf(amount, { accumulators }), packs).split.pooledFund.toString();
  };

  it('pooled-fund.band-origin absolute or above-deductible', () => {
    expect(pays({ 'pooled-fund.band-origin': 'above-deductible' }, '1500.00')()).toBe('770.00'); // 1000×50 % + 300×90 %
    expect(pays({ 'pooled-fund.band-origin': 'absolute' }, '1500.00')()).toBe('850.00'); // 800×50 % + 500×90 %
  });

  it('pooled-fund.bands-counted per-stay or per-year', () => {
    const before = year({ base: '1000.00' });
    expect(pays({ 'pooled-fund.bands-counted': 'per-stay' }, '300.00')(before)).toBe('50.00');
    expect(pays({ 'pooled-fund.bands-counted': 'per-year' }, '300.00')(before)).toBe('90.00');
  });

  it('Q-A6 pooled-fund.cap-limits payment or cost, ±1 fen', () => {
    const onPayment = (used: string) =>
      pays({ 'pooled-fund.cap-limits': 'payment' }, '1200.00', { cap: '1000.00' })(year({ pooledFund: used }));
    expect([onPayment('499.99'), onPayment('500.00'), onPayment('500.01')]).toEqual(['500.00', '500.00', '499.99']);
    const onCost = (amount: string) => pays({ 'pooled-fund.cap-limits': 'cost' }, amount, { cap: '600.00' })();
    expect([onCost('799.98'), onCost('800.00'), onCost('800.02')]).toEqual(['299.99', '300.00', '300.00']);
  });

  it('pooled-fund.monthly-cap-limits payment or cost: chronic diseases', () => {
    const at = (way: string, used: string) =>
      pays({ 'pooled-fund.monthly-cap-limits': way, 'deductible.counted': 'per-year' }, '800.00', {
        monthlyCap: '500.00',
        deductible: '0.00',
      })(year({ month: used }));
    expect([at('payment', '0.00'), at('payment', '200.00'), at('payment', '500.00')]).toEqual(['400.00', '300.00', '0.00']);
    expect([at('cost', '0.00'), at('cost', '200.00'), at('cost', '500.00')]).toEqual(['250.00', '150.00', '0.00']);
  });
});

describe('layers over the burden', () => {
  const ladder = {
    threshold: '1000.00',
    bands: [
      { above: '0.00', rate: '0.5000' },
      { above: '2000.00', rate: '0.8000' },
    ],
    cap: null as string | null,
  };
  const sick = (choices: Record<string, string>, amount: string, over: Partial<SettlementCase> = {}, own = ladder, more: object = {}) =>
    settle(
      claimOf(amount, { charges: { kind: 'burden', before: 'serious-illness', amount: yuan(amount) }, ...over }),
      aCity({
        sick: own,
        choices: Object.fromEntries(Object.entries(choices).map(([name, is]) => [`serious-illness.${name}`, is])),
        ...more,
      }),
    ).split.seriousIllness.toString();

  it('Q-Z2 serious-illness.band-origin absolute or above-deductible', () => {
    expect([sick({ 'band-origin': 'absolute' }, '2500.00'), sick({ 'band-origin': 'above-deductible' }, '2500.00')]).toEqual([
      '900.00',
      '750.00',
    ]);
  });

  it('serious-illness.counted per-year goes on from the burden before, per-stay begins anew', () => {
    const accumulators = year({ burden: '900.00' });
    expect([sick({ counted: 'per-year' }, '200.00', { accumulators }), sick({ counted: 'per-stay' }, '200.00', { accumulators })]).toEqual([
      '50.00',
      '0.00',
    ]);
  });

  it('serious-illness.cap-limits payment or cost', () => {
    const capped = { ...ladder, cap: '600.00' };
    expect(sick({ 'cap-limits': 'payment', 'band-origin': 'above-deductible' }, '2500.00', {}, capped)).toBe('600.00');
    expect(sick({ 'cap-limits': 'cost', 'band-origin': 'above-deductible' }, '2500.00', {}, capped)).toBe('300.00');
  });

  const charged = (base: string, layer: 'sick' | 'large') =>
    settle(
      claimOf('0.00', { charges: sums('4000.00', '0.00', '1000.00') }),
      aCity({
        deductible: '2000.00',
        bands: [{ above: '0.00', rate: '0.0000' }],
        [layer]: { threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null },
        choices: { [`${layer === 'sick' ? 'serious-illness' : 'large-amount'}.base`]: base },
      }),
    ).split;

  it('Q-Z5 base without-first-share or with-first-share', () => {
    expect([charged('without-first-share', 'sick').seriousIllness, charged('with-first-share', 'sick').seriousIllness].map(String)).toEqual(
      ['1500.00', '2000.00'],
    );
    expect([charged('without-first-share', 'large').largeAmount, charged('with-first-share', 'large').largeAmount].map(String)).toEqual([
      '1500.00',
      '2000.00',
    ]);
  });

  it('large-amount.base over-annual-cap: pays for the cost the pool did not pay because of its cap, ±1 fen', () => {
    const aid = (way: string, cap: string) => {
      const packs = aCity({
        deductible: '0.00',
        bands: [{ above: '0.00', rate: '0.8000' }],
        cap,
        large: { threshold: '0.00', bands: [{ above: '0.00', rate: '0.9000' }], cap: null },
        choices: { 'large-amount.base': 'over-annual-cap', 'pooled-fund.cap-limits': way },
      });
      return (amount: string) => texts(settle(claimOf(amount), packs).split, 'pooledFund', 'largeAmount');
    };
    const onCost = aid('cost', '1000.00');
    expect([onCost('1000.00'), onCost('1000.01'), onCost('1500.00')]).toEqual([
      ['800.00', '0.00'],
      ['800.00', '0.01'],
      ['800.00', '450.00'],
    ]);
    const onPayment = aid('payment', '800.00');
    expect([onPayment('1000.00'), onPayment('1500.00')]).toEqual([
      ['800.00', '0.00'],
      ['800.00', '450.00'],
    ]);
  });

  it('large-amount.base over-annual-cap: the point of the cap is rounded as the pack says, not up', () => {
    const city = (mode: string) =>
      aCity({
        deductible: '0.00',
        bands: [{ above: '0.00', rate: '0.9000' }],
        cap: '14800.00', // reached at 16 444.4444
        large: { threshold: '0.00', bands: [{ above: '0.00', rate: '0.9500' }], cap: null },
        choices: { 'large-amount.base': 'over-annual-cap', 'rounding.mode': mode },
      });
    const aid = (mode: string) => texts(settle(claimOf('29000.00'), city(mode)).split, 'pooledFund', 'largeAmount');
    expect(aid('half-up')).toEqual(['14800.00', '11927.78']); // 95 % of 12 555.56
    expect(aid('down')).toEqual(['14800.00', '11927.78']);
  });

  it('large-amount.base over-annual-cap: the cap may be reached in any band, also in one that pays nothing', () => {
    const city = (cap: string) =>
      aCity({
        deductible: '0.00',
        bands: [
          { above: '0.00', rate: '0.5000' },
          { above: '1000.00', rate: '0.8000' },
          { above: '2000.00', rate: '0.0000' },
          { above: '3000.00', rate: '0.9000' },
        ],
        cap,
        large: { threshold: '0.00', bands: [{ above: '0.00', rate: '1.0000' }], cap: null },
        choices: { 'large-amount.base': 'over-annual-cap' },
      });
    // fund 500 + 800 + 0 + 900 of 4000; over the cap lies what is left of its band and the paid bands above, not the unpaid one
    const over = (cap: string) => texts(settle(claimOf('4000.00'), city(cap)).split, 'pooledFund', 'largeAmount');
    expect(over('400.00')).toEqual(['400.00', '2200.00']);
    expect(over('500.00')).toEqual(['500.00', '2000.00']);
    expect(over('900.00')).toEqual(['900.00', '1500.00']);
    expect(over('1300.00')).toEqual(['1300.00', '1000.00']);
    expect(over('1750.00')).toEqual(['1750.00', '500.00']);
    expect(over('2200.00')).toEqual(['2200.00', '0.00']);
  });

  it('commercial.away-share counts or is left-out of what commercial insurance looks at', () => {
    const paid = (way: string) => {
      const packs = aCity({
        deductible: '100.00',
        away: '0.1000',
        bands: [{ above: '0.00', rate: '0.5000' }],
        commercial: [{ id: 'one', of: 'in-scope', threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null }],
        choices: { 'commercial.away-share': way },
      });
      const coverage = { region: '999900', scheme: 'employee', person: 'in-service', commercial: ['plus'] } as const;
      return settle(claimOf('1000.00', { filing: 'temporary', coverage }), packs).split.commercial.toString();
    };
    // Of 1,000 he bears 100 away, 100 deductible, and half of the rest.
    expect([paid('counts'), paid('left-out')]).toEqual(['300.00', '250.00']);
  });

  it('away-share counts or is left-out of the burden (T2-X05)', () => {
    const at = (way: string) =>
      settle(
        claimOf('10000.00', { filing: 'temporary' }),
        aCity({
          away: '0.1000',
          deductible: '0.00',
          bands: [{ above: '0.00', rate: '0.5000' }],
          sick: { threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null },
          choices: { 'serious-illness.away-share': way },
        }),
      ).split;
    expect(texts(at('counts'), 'awayShare', 'inScope', 'pooledFund', 'seriousIllness')).toEqual([
      '1000.00',
      '9000.00',
      '4500.00',
      '2750.00',
    ]);
    expect(texts(at('left-out'), 'awayShare', 'inScope', 'pooledFund', 'seriousIllness')).toEqual([
      '1000.00',
      '9000.00',
      '4500.00',
      '2250.00',
    ]);
  });

  it('assistance.deductible counts or is left-out (T2-N04); T2-N03: the lost share stays with the patient', () => {
    const at = (choices: Record<string, string>) =>
      settle(
        claimOf('5000.00', {
          coverage: { region: '999900', scheme: 'employee', person: 'in-service', aid: 'minimum-living' },
          filing: 'temporary',
        }),
        aCity({
          away: '0.1000',
          deductible: '500.00',
          bands: [{ above: '0.00', rate: '0.5000' }],
          assistance: { threshold: '0.00', bands: [{ above: '0.00', rate: '0.7000' }], cap: null },
          choices,
        }),
      ).split.assistance.toString();
    // 5000 − 500 first share = 4500; deductible 500; co-pay 2000
    expect(at({ 'assistance.deductible': 'counts' })).toBe('1750.00');
    expect(at({ 'assistance.deductible': 'left-out' })).toBe('1400.00');
    expect(at({ 'assistance.away-share': 'counts' })).toBe('2100.00');
  });

  it('one layer relieves the next: serious illness, assistance, second assistance, commercial', () => {
    const half = { threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null };
    const { split, steps } = settle(
      claimOf('2000.00', {
        coverage: { region: '999900', scheme: 'employee', person: 'in-service', aid: 'destitute', commercial: ['plus'] },
      }),
      aCity({
        deductible: '0.00',
        bands: [{ above: '0.00', rate: '0.5000' }],
        sick: half,
        assistance: half,
        second: half,
        commercial: [{ id: 'a', of: 'in-scope', ...half }],
      }),
    );
    expect(texts(split, 'pooledFund', 'seriousIllness', 'assistance', 'secondAssistance', 'commercial', 'cash')).toEqual([
      '1000.00',
      '500.00',
      '250.00',
      '125.00',
      '62.50',
      '62.50',
    ]);
    expect(Money.sum(steps.map(({ amount }) => amount))).toEqual(yuan('2000.00'));
  });
});

describe('commercial layer', () => {
  const duty = {
    id: 'inpatient',
    of: 'in-scope' as const,
    threshold: '1000.00',
    bands: [
      { above: '0.00', rate: '0.5000' },
      { above: '3000.00', rate: '0.9000' },
    ],
    cap: null as string | null,
  };
  const pays = (
    choices: Record<string, string>,
    amount: string,
    familyUsed = '0.00',
    commercial = [duty] as readonly object[],
    charges?: SettlementCase['charges'],
  ) =>
    settle(
      claimOf(amount, {
        coverage: { region: '999900', scheme: 'employee', person: 'in-service', commercial: ['plus'] },
        charges: charges ?? { kind: 'burden', before: 'commercial', amount: yuan(amount) },
        accumulators: year({ familyDeductible: familyUsed }),
      }),
      aCity({ commercial, choices: Object.fromEntries(Object.entries(choices).map(([name, is]) => [`commercial.${name}`, is])) }),
    ).split;

  it('commercial.deductible own or family-shared', () => {
    expect(pays({ deductible: 'own' }, '2000.00', '400.00').commercial).toEqual(yuan('500.00'));
    expect(pays({ deductible: 'family-shared' }, '2000.00', '400.00').commercial).toEqual(yuan('700.00'));
    expect(pays({ deductible: 'family-shared' }, '2000.00', '4000.00').commercial).toEqual(yuan('1000.00'));
  });

  it('a shared deductible keeps absolute bands in their place', () => {
    const absolute = { deductible: 'family-shared', 'band-origin': 'absolute' };
    expect(pays(absolute, '4000.00', '0.00').commercial).toEqual(yuan('1900.00')); // 2000×50 % + 1000×90 %
    expect(pays(absolute, '4000.00', '1000.00').commercial).toEqual(yuan('2800.00')); // 2000×50 % + 2000×90 %
  });

  it('several duties: in scope and out of scope each to its own rule', () => {
    const outside = {
      id: 'listed',
      of: 'self-paid' as const,
      threshold: '500.00',
      bands: [{ above: '0.00', rate: '0.4000' }],
      cap: '300.00',
    };
    const split = pays({ deductible: 'own', 'cap-limits': 'payment' }, '0.00', '0.00', [duty, outside], sums('4000.00', '1500.00'));
    expect(texts(split, 'commercial', 'commercialSelfPaid')).toEqual(['125.00', '300.00']); // (1250 − 1000) × 50 %; min(400; 300)
    expect(split.burden).toEqual(split.inScopeOwnShare.plus(yuan('1200.00')));
  });

  it('commercial.base without-first-share or with-first-share', () => {
    const charges = sums('4100.00', '0.00', '100.00'); // 2000.00 co-payment and 100.00 first share
    expect(pays({ base: 'without-first-share' }, '0.00', '0.00', [duty], charges).commercial).toEqual(yuan('500.00'));
    expect(pays({ base: 'with-first-share' }, '0.00', '0.00', [duty], charges).commercial).toEqual(yuan('550.00'));
  });

  it('pays for holders only', () => {
    expect(settle(claimOf('9000.00'), aCity({ commercial: [duty] })).split.commercial).toEqual(Money.ZERO);
  });
});

describe('accounts and credit', () => {
  const packs = (choices: Record<string, string>) => aCity({ deductible: '600.00', bands: [{ above: '0.00', rate: '0.5000' }], choices });
  const split = (
    choices: Record<string, string>,
    over: Partial<SettlementCase>,
    charges: SettlementCase['charges'] = sums('2100.00', '500.00'),
  ) => settle(claimOf('0.00', { charges, ...over }), packs(choices)).split;

  it('Q-A5 account.pays in-scope-own-share or own-share', () => {
    const over = { account: yuan('5000.00') };
    expect(texts(split({ 'account.pays': 'in-scope-own-share' }, over), 'account', 'cash')).toEqual(['1100.00', '500.00']);
    expect(texts(split({ 'account.pays': 'own-share' }, over), 'account', 'cash')).toEqual(['1600.00', '0.00']);
  });

  it('Q-A7 account.order after-funds, or before-deductible (T2-N06)', () => {
    const over = { account: yuan('1000.00') };
    expect(texts(split({ 'account.order': 'after-funds' }, over), 'deductible', 'pooledFund', 'account', 'cash')).toEqual([
      '600.00',
      '500.00',
      '1000.00',
      '600.00',
    ]);
    expect(texts(split({ 'account.order': 'before-deductible' }, over), 'deductible', 'pooledFund', 'account', 'cash')).toEqual([
      '600.00',
      '0.00',
      '1000.00',
      '1100.00',
    ]);
    const rich = { account: yuan('9000.00') };
    expect(
      texts(split({ 'account.order': 'before-deductible', 'account.pays': 'own-share' }, rich), 'deductible', 'account', 'cash'),
    ).toEqual(['0.00', '2100.00', '0.00']);
  });

  it('Q-A3 family-account.draw partial or all-or-nothing', () => {
    const draw = (is: string, balance: string) =>
      split({ 'family-account.draw': is }, { familyAccount: yuan(balance) }).familyAccount.toString();
    expect([draw('partial', '1099.99'), draw('partial', '1100.00'), draw('partial', '1100.01')]).toEqual(['1099.99', '1100.00', '1100.00']);
    expect([draw('all-or-nothing', '1099.99'), draw('all-or-nothing', '1100.00')]).toEqual(['0.00', '1100.00']);
  });

  it('T2-N05 family-account.order after-own or before-own; residents without an account draw directly', () => {
    const both = { account: yuan('800.00'), familyAccount: yuan('800.00') };
    expect(texts(split({ 'family-account.order': 'after-own' }, both), 'account', 'familyAccount')).toEqual(['800.00', '300.00']);
    expect(texts(split({ 'family-account.order': 'before-own' }, both), 'account', 'familyAccount')).toEqual(['300.00', '800.00']);
    expect(texts(split({}, { familyAccount: yuan('800.00') }), 'account', 'familyAccount')).toEqual(['0.00', '800.00']);
  });

  it('family-account.pays own-share', () => {
    const over = { familyAccount: yuan('5000.00') };
    expect(split({ 'family-account.pays': 'own-share' }, over).familyAccount).toEqual(yuan('1600.00'));
    expect(split({ 'family-account.pays': 'in-scope-own-share' }, over).familyAccount).toEqual(yuan('1100.00'));
  });

  it('Q-D2 credit.covers in-scope-own-share or own-share, after both accounts', () => {
    const over = { account: yuan('100.00'), familyAccount: yuan('200.00'), credit: yuan('9000.00') };
    expect(texts(split({ 'credit.covers': 'in-scope-own-share' }, over), 'credit', 'cash')).toEqual(['800.00', '500.00']);
    expect(texts(split({ 'credit.covers': 'own-share' }, over), 'credit', 'cash')).toEqual(['1300.00', '0.00']);
  });

  it('Q-D8 every insurer pays before the credit', () => {
    const half = { threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null };
    const { split: one } = settle(
      claimOf('2000.00', { credit: yuan('9000.00') }),
      aCity({ deductible: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], sick: half }),
    );
    expect(texts(one, 'pooledFund', 'seriousIllness', 'credit')).toEqual(['1000.00', '500.00', '500.00']);
  });
});

describe('costs of another payer', () => {
  const lines = [aLine('1', '5200.00', { otherPayer: 'third-party' }), aLine('2', '2500.00')];
  const at = (is: string) =>
    settle(
      claimOf('0.00', { charges: { kind: 'lines', lines }, credit: yuan('9999.00') }),
      aCity({ deductible: '850.00', bands: [{ above: '0.00', rate: '0.8500' }], choices: { 'other-payer.excludes': is } }),
    );

  it('Q-D3 other-payer.excludes lines: the flagged lines only (S08)', () => {
    expect(texts(at('lines').split, 'otherPayer', 'pooledFund', 'inScopeOwnShare', 'credit')).toEqual([
      '5200.00',
      '1402.50',
      '1097.50',
      '1097.50',
    ]);
  });

  it('Q-D3 other-payer.excludes whole-stay: nothing to insurance until the finding', () => {
    const { split, steps } = at('whole-stay');
    expect(texts(split, 'otherPayer', 'pooledFund', 'credit', 'cash')).toEqual(['7700.00', '0.00', '0.00', '0.00']);
    expect(steps.map(({ layer, payer }) => `${layer} ${payer}`)).toEqual(['other-payer other-payer']);
  });

  it('a case with such costs is refused by a pack that did not choose', () => {
    const city = aCity({ without: ['other-payer.excludes'] });
    expect(() => settle(claimOf('0.00', { charges: { kind: 'lines', lines } }), city)).toThrow(/other-payer\.excludes/);
    expect(() => settle(claimOf('100.00'), city)).not.toThrow();
  });
});

describe('missing numbers', () => {
  it('a gap in any layer makes a range, and the layers before it stand', () => {
    const half = { threshold: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: null };
    const gapped = aCity({ deductible: '0.00', bands: [{ above: '0.00', rate: '0.5000' }], sick: { ...half, threshold: null } });
    const range = estimateRange(claimOf('2000.00'), gapped);
    expect(range.exact).toBe(false);
    expect([range.least.pooledFund, range.most.pooledFund].map(String)).toEqual(['1000.00', '1000.00']);
    expect([range.least.seriousIllness, range.most.seriousIllness].map(String)).toEqual(['0.00', '500.00']);
    expect(range.causes).toEqual([{ kind: 'gap', layer: 'serious-illness', parameter: 'city.sick.threshold' }]);
  });

  it('an unknown first share out of area lies between nothing and all', () => {
    const range = estimateRange(claimOf('100.00', { filing: 'temporary' }), aCity({ away: null, deductible: '0.00' }));
    expect([range.least.awayShare, range.most.awayShare].map(String)).toEqual(['0.00', '100.00']);
  });
});

it('every way of every choice is named in a test above', async () => {
  const { readFileSync } = await import('node:fs');
  const source =
    readFileSync(import.meta.filename, 'utf8') +
    readFileSync(`${import.meta.dirname}/away-filing.test.ts`, 'utf8') +
    readFileSync(`${import.meta.dirname}/readings.test.ts`, 'utf8') +
    readFileSync(`${import.meta.dirname}/../shared/credit/credit.test.ts`, 'utf8') +
    readFileSync(`${import.meta.dirname}/../shared/rules/door.test.ts`, 'utf8');
  const missing = Object.entries(CHOICES).flatMap(([name, ways]) =>
    ways.filter((way) => !source.includes(way)).map((way) => `${name}: ${way}`),
  );
  expect(missing).toEqual([]);
});
