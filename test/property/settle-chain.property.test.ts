import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPLIT_FIGURES, type Split } from '../../shared/model/settlement.ts';
import type { SettlementCase } from '../../shared/model/settlement-case.ts';
import { Money } from '../../shared/money/money.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { computeSplit, prepare } from '../../shared/rules/scenarios.ts';
import { settle } from '../../shared/rules/settle.ts';
import { aClaim, day, fresh, NOTHING_USED } from '../builders/a-claim.ts';
import { aCity, type CityOf } from '../builders/a-city.ts';

/** RULES_CASES=100000 for the long run. */
const RUNS = Number(process.env['RULES_CASES'] ?? 1500);
const PER_CITY = 25;
const SEED = 20_230_613;

const yuan = (fen: number) => Money.fromFen(fen).toString();
const rate = fc
  .integer({ min: 0, max: 10_000 })
  .map((tenThousandth) => `${tenThousandth === 10_000 ? '1' : '0'}.${String(tenThousandth % 10_000).padStart(4, '0')}`);
const bands = fc.tuple(rate, fc.array(fc.tuple(fc.integer({ min: 1, max: 20_000_000 }), rate), { maxLength: 3 })).map(([first, more]) => {
  const borders = [...new Map(more)].sort(([a], [b]) => a - b);
  return [{ above: '0.00', rate: first }, ...borders.map(([fen, share]) => ({ above: yuan(fen), rate: share }))];
});
const ladder = fc.record({ threshold: fc.nat(3_000_000).map(yuan), bands, cap: fc.option(fc.nat(10_000_000).map(yuan)) });
const ways = <T extends string>(...all: readonly T[]) => fc.constantFrom(...all);
const kinds = ['large-amount', 'serious-illness', 'assistance', 'second-assistance', 'commercial'] as const;

const someChoices = fc
  .record({
    'rounding.mode': ways('half-up', 'half-even', 'down'),
    'rounding.point': ways('each-step', 'each-layer'),
    'deductible.counted': ways('per-stay', 'per-year', 'per-year-by-level', 'once-a-year'),
    'pooled-fund.band-origin': ways('absolute', 'above-deductible'),
    'pooled-fund.bands-counted': ways('per-stay', 'per-year'),
    'pooled-fund.cap-limits': ways('payment', 'cost'),
    'pooled-fund.monthly-cap-limits': ways('payment', 'cost'),
    'assistance.deductible': ways('counts', 'left-out'),
    'commercial.deductible': ways('own', 'family-shared'),
    'account.pays': ways('in-scope-own-share', 'own-share'),
    'account.order': ways('after-funds', 'before-deductible'),
    'family-account.order': ways('after-own', 'before-own'),
    'family-account.draw': ways('partial', 'all-or-nothing'),
    'credit.covers': ways('in-scope-own-share', 'own-share'),
    ladders: fc.tuple(
      ...kinds.map(() =>
        fc.tuple(
          ways('without-first-share', 'with-first-share'),
          ways('counts', 'left-out'),
          ways('absolute', 'above-deductible'),
          // A yearly cap on cost with a ladder climbed anew each stay is refused: see check-pack.
          fc.constantFrom(['per-year', 'payment'], ['per-stay', 'payment'], ['per-year', 'cost']),
        ),
      ),
    ),
  })
  .map(({ ladders, ...rest }) => ({
    ...rest,
    ...Object.fromEntries(
      kinds.flatMap((kind, i) =>
        ['base', 'away-share', 'band-origin', 'counted', 'cap-limits'].map((name, j) => [`${kind}.${name}`, ladders[i]?.flat()[j] ?? '']),
      ),
    ),
  }));

const someCity: fc.Arbitrary<CityOf> = fc
  .record({
    deductible: fc.nat(300_000).map(yuan),
    ceiling: fc.option(fc.nat(400_000).map(yuan)),
    bands,
    cap: fc.option(fc.nat(20_000_000).map(yuan)),
    monthlyCap: fc.option(fc.nat(500_000).map(yuan)),
    away: fc.option(rate),
    large: fc.option(ladder),
    sick: fc.option(ladder),
    assistance: fc.option(ladder),
    second: fc.option(ladder),
    commercial: fc.option(
      fc
        .tuple(ladder, ladder, fc.boolean())
        .map(([a, b, two]) => [
          { id: 'a', of: 'in-scope', ...a },
          { id: 'b', of: 'self-paid', ...b },
          ...(two ? [{ id: 'c', of: 'in-scope', ...b }] : []),
        ]),
    ),
    choices: someChoices,
  })
  .map((city) => Object.fromEntries(Object.entries(city).filter(([, value]) => value !== null)) as unknown as CityOf);

const fen = (most: number) => fc.nat(most).map((value) => Money.fromFen(value));
const someClaim: fc.Arbitrary<SettlementCase> = fc
  .record({
    parts: fc.tuple(fen(30_000_000), fen(2_000_000), fen(500_000), fen(2_000_000), fc.oneof(fc.constant(Money.ZERO), fen(1_000_000))),
    year: fc.record(
      Object.fromEntries(
        [
          'deductible',
          'deductibleAtLevel',
          'base',
          'pooledFund',
          'month',
          'burden',
          'supplement',
          'assistanceBurden',
          'assistance',
          'secondAssistanceBurden',
          'secondAssistance',
          'commercialBurden',
          'commercial',
          'familyDeductible',
          'seriousIllnessBurden',
          'seriousIllness',
        ].map((name) => [name, fc.oneof(fc.constant(Money.ZERO), fen(3_000_000))]),
      ) as Record<string, fc.Arbitrary<Money>>,
    ),
    account: fc.option(fen(2_000_000)),
    familyAccount: fc.option(fen(2_000_000)),
    credit: fc.option(fen(2_000_000)),
    aid: ways('none', 'minimum-living'),
    filing: ways('local', 'temporary'),
  })
  .map(({ parts: [inScope, selfPaid, overCap, firstShare, otherPayer], year, aid, filing, ...accounts }) =>
    aClaim({
      coverage: { region: '999900', scheme: 'employee', person: 'in-service', aid, commercial: ['plus'] },
      filing,
      provider: { region: '999900', name: '', level: 'tertiary' },
      care: { kind: 'inpatient', on: day('2025-03-01') },
      charges: {
        kind: 'sums',
        sums: { total: Money.sum([inScope, selfPaid, overCap, firstShare, otherPayer]), selfPaid, overCap, firstShare, otherPayer },
      },
      accumulators: { ...NOTHING_USED, ...Object.fromEntries(Object.entries(year).map(([name, value]) => [name, fresh(value)])) },
      ...accounts,
    }),
  );
const cases = fc.tuple(someCity.map(aCity), fc.array(someClaim, { minLength: PER_CITY, maxLength: PER_CITY }));
const runs = { seed: SEED, numRuns: Math.ceil(RUNS / PER_CITY) };

const PAYERS = [
  'otherPayer',
  'pooledFund',
  'largeAmount',
  'seriousIllness',
  'assistance',
  'secondAssistance',
  'otherFunds',
  'commercial',
  'commercialSelfPaid',
  'account',
  'familyAccount',
  'credit',
  'cash',
] as const;
const FUNDS = PAYERS.slice(1, 9);
const sumOf = (split: Split, figures: readonly (keyof Split)[]) => Money.sum(figures.map((figure) => split[figure]));
const withInScope = (claim: SettlementCase, more: Money): SettlementCase => {
  if (claim.charges.kind !== 'sums') throw new Error('sums');
  const { sums } = claim.charges;
  return { ...claim, charges: { kind: 'sums', sums: { ...sums, total: sums.total.plus(more) } } };
};

describe('any city, any case', () => {
  it('payers sum to the total, nobody pays less than nothing, the reasons sum, with and without reasons alike', () => {
    fc.assert(
      fc.property(cases, ([packs, claims]) => {
        for (const claim of claims) {
          const { split, steps } = settle(claim, packs);
          expect(sumOf(split, PAYERS)).toEqual(split.total);
          expect(SPLIT_FIGURES.filter((figure) => split[figure].isNegative())).toEqual([]);
          expect(Money.sum(steps.map(({ amount }) => amount))).toEqual(split.total);
          const prepared = prepare(claim, packs);
          expect(computeSplit(prepared, prepared.known)).toEqual(split);
        }
      }),
      runs,
    );
  });

  it('more in scope never means less from the funds', () => {
    fc.assert(
      fc.property(cases, fen(1_000_000), ([packs, claims], more) => {
        const slack = packs.insured.choices['rounding.point']?.is === 'each-layer' ? 5 : 0;
        for (const claim of claims) {
          const [less, greater] = [claim, withInScope(claim, more)].map((one) => settle(one, packs).split);
          if (less === undefined || greater === undefined) throw new Error('two');
          expect(sumOf(greater, FUNDS).toFen()).toBeGreaterThanOrEqual(sumOf(less, FUNDS).toFen() - slack);
        }
      }),
      runs,
    );
  });

  it('recomputing gives the same bytes', () => {
    fc.assert(
      fc.property(cases, ([packs, claims]) => {
        for (const claim of claims.slice(0, 3))
          expect(JSON.stringify(estimateRange(claim, packs))).toBe(JSON.stringify(estimateRange({ ...claim }, packs)));
      }),
      runs,
    );
  });

  it('a deductible not yet borne never means more from the pool', () => {
    const city = fc.tuple(someCity, ways('per-year', 'per-stay')).map(([one, origin]) => ({
      ...one,
      choices: {
        ...one.choices,
        'deductible.counted': origin === 'per-year' ? 'per-year' : 'once-a-year',
        'pooled-fund.bands-counted': 'per-stay',
        'pooled-fund.band-origin': 'above-deductible',
      },
    }));
    fc.assert(
      fc.property(
        city.map((one) => aCity({ ...one, bands: [{ above: '0.00', rate: '0.8000' }] })),
        fc.array(someClaim, { minLength: 5, maxLength: 5 }),
        fen(300_000),
        (packs, claims, borne) => {
          for (const claim of claims) {
            const at = (value: Money) =>
              settle({ ...claim, accumulators: { ...claim.accumulators, deductible: fresh(value) } }, packs).split.pooledFund;
            expect(at(Money.ZERO).compare(at(borne))).toBeLessThanOrEqual(0);
          }
        },
      ),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('splitting a year’s bills gives the same yearly totals where the law counts by the year', () => {
    const whole = fc.integer({ min: 0, max: 3000 }).map((hundreds) => Money.fromFen(hundreds * 10_000));
    const city = aCity({
      deductible: '800.00',
      bands: [
        { above: '0.00', rate: '0.6000' },
        { above: '50000.00', rate: '0.8000' },
      ],
      cap: '150000.00',
      sick: {
        threshold: '12000.00',
        bands: [
          { above: '0.00', rate: '0.5000' },
          { above: '60000.00', rate: '0.7000' },
        ],
        cap: '40000.00',
      },
      assistance: { threshold: '3000.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: '20000.00' },
      commercial: [
        { id: 'first', of: 'in-scope', threshold: '10000.00', bands: [{ above: '0.00', rate: '0.8000' }], cap: '30000.00' },
        { id: 'second', of: 'in-scope', threshold: '12000.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: '40000.00' },
        { id: 'own', of: 'self-paid', threshold: '5000.00', bands: [{ above: '0.00', rate: '0.5000' }], cap: '9000.00' },
      ],
      choices: {
        'commercial.counted': 'per-year',
        'deductible.counted': 'per-year',
        'pooled-fund.bands-counted': 'per-year',
        'pooled-fund.band-origin': 'absolute',
        'serious-illness.band-origin': 'absolute',
        'assistance.band-origin': 'above-deductible',
      },
    });
    const yearOf = (bills: readonly Money[]) => {
      const used: Record<string, Money> = {};
      const add = (name: string, amount: Money) => {
        used[name] = (used[name] ?? Money.ZERO).plus(amount);
      };
      const dutyOf = (id: string) => ({
        burden: fresh(used[`${id}.burden`] ?? Money.ZERO),
        paid: fresh(used[`${id}.paid`] ?? Money.ZERO),
      });
      const totals = bills.map((bill) => {
        const claim = aClaim({
          coverage: { region: '999900', scheme: 'employee', person: 'in-service', aid: 'destitute', commercial: ['plus'] },
          provider: { region: '999900', name: '', level: 'tertiary' },
          care: { kind: 'inpatient', on: day('2025-03-01') },
          // As much again out of scope.
          charges: {
            kind: 'sums',
            sums: { total: bill.plus(bill), selfPaid: bill, overCap: Money.ZERO, firstShare: Money.ZERO },
          },
          accumulators: {
            ...NOTHING_USED,
            ...Object.fromEntries(Object.entries(used).map(([name, value]) => [name, fresh(value)])),
            duties: { first: dutyOf('first'), second: dutyOf('second'), own: dutyOf('own') },
          },
        });
        const { split, steps } = settle(claim, city);
        const left = split.inScopeOwnShare.plus(split.commercial);
        const paidBy = (id: string) =>
          Money.sum(steps.filter(({ payer, duty }) => payer === 'commercial' && duty === id).map(({ amount }) => amount));
        add('first.burden', left);
        add('first.paid', paidBy('first'));
        add('second.burden', left.minus(paidBy('first')));
        add('second.paid', paidBy('second'));
        add('own.burden', bill);
        add('own.paid', paidBy('own'));
        expect(paidBy('own')).toEqual(split.commercialSelfPaid);
        add('deductible', split.deductible);
        add('base', split.inScope.minus(split.deductible));
        add('pooledFund', split.pooledFund);
        add('burden', split.deductible.plus(split.coinsurance));
        add('supplement', split.seriousIllness);
        add('assistanceBurden', split.deductible.plus(split.coinsurance).minus(split.seriousIllness));
        add('assistance', split.assistance);
        return split;
      });
      return (['deductible', 'pooledFund', 'seriousIllness', 'assistance', 'commercial', 'commercialSelfPaid', 'cash'] as const).map(
        (figure) => Money.sum(totals.map((split) => split[figure])).toString(),
      );
    };
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 6 }), (bills) => {
        expect(yearOf(bills)).toEqual(yearOf([Money.sum(bills)]));
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('the oracle in decimals', () => {
  const D = Decimal.clone({ precision: 60 });
  const MODES = { 'half-up': D.ROUND_HALF_UP, 'half-even': D.ROUND_HALF_EVEN, down: D.ROUND_DOWN } as const;

  /** The same chain in decimals, written from the manual: per-stay counting, caps on payment. */
  function oracle(city: CityOf, inScope: Decimal, aided: boolean): Record<string, string> {
    const round = (amount: Decimal) =>
      amount.toDecimalPlaces(2, MODES[(city.choices?.['rounding.mode'] ?? 'half-up') as keyof typeof MODES]);
    const whole = city.choices?.['rounding.point'] === 'each-layer';
    const climbed = (steps: NonNullable<CityOf['bands']>, start: Decimal, end: Decimal) => {
      const exact = steps.map(({ above, rate: share }, i) => {
        const top = D.min(steps[i + 1]?.above ?? end, end);
        const slice = D.max(0, top.minus(D.max(above, start)));
        return slice.times(share);
      });
      return whole
        ? round(exact.reduce((sum, one) => sum.plus(one), new D(0)))
        : exact.reduce((sum, one) => sum.plus(round(one)), new D(0));
    };
    const originOf = (kind: string) => city.choices?.[`${kind}.band-origin`];
    const deductible = D.min(inScope, city.deductible as string);
    const base = inScope.minus(deductible);
    const start = originOf('pooled-fund') === 'absolute' ? deductible : new D(0);
    let fund = climbed(city.bands ?? [], start, start.plus(base));
    if (city.cap !== undefined) fund = D.min(fund, city.cap);
    let left = inScope.minus(fund);
    const pays = (kind: string, one: CityOf['sick']) => {
      if (one === undefined || one.threshold === null || left.lte(one.threshold)) return new D(0);
      const shift = originOf(kind) === 'absolute' ? new D(0) : new D(one.threshold);
      let paid = climbed(one.bands, new D(one.threshold).minus(shift), left.minus(shift));
      if (one.cap !== null) paid = D.min(paid, one.cap);
      paid = D.min(paid, left);
      left = left.minus(paid);
      return paid;
    };
    const largeAmount = pays('large-amount', city.large);
    const seriousIllness = pays('serious-illness', city.sick);
    const assistance = aided ? pays('assistance', city.assistance) : new D(0);
    const secondAssistance = aided ? pays('second-assistance', city.second) : new D(0);
    const all = { deductible, pooledFund: fund, largeAmount, seriousIllness, assistance, secondAssistance, cash: left };
    return Object.fromEntries(Object.entries(all).map(([name, amount]) => [name, amount.toFixed(2)]));
  }

  it(`gives the same fen (${RUNS} cases)`, () => {
    const FIXED = {
      'deductible.counted': 'per-stay',
      'pooled-fund.bands-counted': 'per-stay',
      'pooled-fund.cap-limits': 'payment',
      'assistance.deductible': 'counts',
      ...Object.fromEntries(
        kinds.flatMap((kind) => [
          [`${kind}.counted`, 'per-stay'],
          [`${kind}.cap-limits`, 'payment'],
          [`${kind}.base`, 'without-first-share'],
        ]),
      ),
    };
    const cities = someCity.map(
      ({ ceiling: _, monthlyCap: __, away: ___, commercial: ____, ...city }) =>
        ({ ...city, choices: { ...city.choices, ...FIXED } }) as CityOf,
    );
    fc.assert(
      fc.property(
        cities,
        fc.array(fc.tuple(fc.nat(60_000_000), fc.boolean()), { minLength: PER_CITY, maxLength: PER_CITY }),
        (city, amounts) => {
          const packs = aCity(city);
          for (const [amount, aided] of amounts) {
            const claim = aClaim({
              coverage: { region: '999900', scheme: 'employee', person: 'in-service', aid: aided ? 'destitute' : 'none' },
              provider: { region: '999900', name: '', level: 'tertiary' },
              care: { kind: 'inpatient', on: day('2025-03-01') },
              charges: { kind: 'in-scope', amount: Money.fromFen(amount) },
            });
            const split = JSON.parse(JSON.stringify(settle(claim, packs).split));
            expect(split).toMatchObject(oracle(city, new D(amount).div(100), aided));
          }
        },
      ),
      runs,
    );
  });
});
