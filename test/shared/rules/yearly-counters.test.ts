import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Accumulators } from '../../../shared/model/settlement-case.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aCity, type CityOf } from '../../builders/a-city.ts';
import { aClaim, day, fresh, NOTHING_USED, stale, sums, yuan } from '../../builders/a-claim.ts';

// What a year counts has to be counted also where each stay climbs its bands anew, and by each duty of a commercial product for itself.

const claimOf = (total: string, used: Partial<Accumulators> = {}, selfPaid = '0.00') =>
  aClaim({
    coverage: { region: '999900', scheme: 'employee', person: 'in-service', commercial: ['plus'] },
    provider: { region: '999900', name: '', level: 'tertiary' },
    care: { kind: 'inpatient', on: day('2025-03-01') },
    charges: sums(total, selfPaid),
    accumulators: { ...NOTHING_USED, ...used },
  });
const flat = (rate: string) => [{ above: '0.00', rate }];

describe('a yearly cap on cost', () => {
  const city: CityOf = {
    deductible: '1000.00',
    bands: flat('0.8000'),
    cap: '50000.00',
    choices: { 'pooled-fund.cap-limits': 'cost', 'pooled-fund.bands-counted': 'per-stay' },
  };
  const fund = (total: string, used: Partial<Accumulators>, over: CityOf['choices'] = {}) =>
    settle(claimOf(total, used), aCity({ ...city, choices: { ...city.choices, ...over } })).split.pooledFund.toString();

  it.each([
    ['0.00', '40000.00'], // 50,000 × 80 %
    ['49999.99', '0.01'],
    ['50000.00', '0.00'],
    ['60000.00', '0.00'],
  ])('after %s of cost this year pays %s, though bands begin anew each stay', (base, paid) => {
    expect(fund('61000.00', { base: fresh(yuan(base)) })).toBe(paid);
  });

  it('on absolute bands counts the deductibles of the year too', () => {
    const absolute = { 'pooled-fund.band-origin': 'absolute' };
    // 50,000 − 20,000 − 1,000 − 1,000 of this stay: 28,000 × 80 %
    expect(fund('61000.00', { base: fresh(yuan('20000.00')), deductible: fresh(yuan('1000.00')) }, absolute)).toBe('22400.00');
  });

  it('asks for the cost of the year', () => {
    const { marks } = settle(claimOf('5000.00', { base: null }), aCity(city));
    expect(marks).toContainEqual({ kind: 'missing', layer: 'pooled-fund', accumulator: 'base' });
  });

  it.each(['large-amount', 'commercial'])('of %s needs a ladder of the year: the pack is refused', (kind) => {
    const ladder = { threshold: '0.00', bands: flat('0.5000'), cap: '100.00' };
    const choices = { [`${kind}.counted`]: 'per-stay', [`${kind}.cap-limits`]: 'cost' };
    expect(() => aCity({ large: ladder, commercial: [{ id: 'a', of: 'in-scope', ...ladder }], choices })).toThrow(
      `${kind}.cap-limits cost is a cap of the year and needs ${kind}.counted per-year`,
    );
  });
});

describe('absolute bands of the year lie above the deductibles of the year', () => {
  const packs = aCity({
    deductible: '1000.00',
    bands: [
      { above: '0.00', rate: '0.8000' },
      { above: '10000.00', rate: '0.9000' },
    ],
    choices: { 'pooled-fund.band-origin': 'absolute', 'pooled-fund.bands-counted': 'per-year' },
  });
  const base = { base: fresh(yuan('8000.00')) };

  it('a deductible that nobody gave carries a mark', () => {
    const { marks } = settle(claimOf('21000.00', { ...base, deductible: null }), packs);
    expect(marks).toContainEqual({ kind: 'missing', layer: 'pooled-fund', accumulator: 'deductible' });
  });

  it('a stale one makes a range', () => {
    const deductible = stale(yuan('0.00'), '2025-02-01T00:00:00.000Z', yuan('1000.00'));
    const range = estimateRange(claimOf('21000.00', { ...base, deductible }), packs);
    expect(range.columns.map(({ estimate }) => estimate.split.pooledFund.toString())).toEqual(['17900.00', '18000.00']);
  });
});

describe('duties of one commercial product', () => {
  const duty = (id: string, of: string, threshold: string, rate: string, cap: string) => ({ id, of, threshold, bands: flat(rate), cap });
  const first = duty('first', 'in-scope', '10000.00', '0.8000', '30000.00');
  const second = duty('second', 'in-scope', '12000.00', '0.5000', '40000.00');
  const own = duty('own', 'self-paid', '5000.00', '0.5000', '9000.00');
  const city = (...commercial: readonly object[]) => aCity({ bands: flat('0.0000'), commercial });
  const paid = (packs: ReturnType<typeof city>, total: string, used: Partial<Accumulators> = {}, selfPaid = '0.00') => {
    const { split } = settle(claimOf(total, used, selfPaid), packs);
    return [split.commercial.toString(), split.commercialSelfPaid.toString()];
  };
  const year = (burden: string, amount: string) => ({ burden: fresh(yuan(burden)), paid: fresh(yuan(amount)) });

  it('each has a cap of its own', () => {
    // the first has paid all it may; the second: (40,000 − 12,000) × 50 %
    expect(paid(city(first, second), '40000.00', { duties: { first: year('60000.00', '30000.00') } })).toEqual(['14000.00', '0.00']);
  });

  it('two stays give what one gives', () => {
    expect(paid(city(first, second), '60000.00')).toEqual(['39000.00', '0.00']);
    expect(paid(city(first, second), '30000.00')).toEqual(['17000.00', '0.00']); // 16,000 + 1,000
    const duties = { first: year('30000.00', '16000.00'), second: year('14000.00', '1000.00') };
    expect(paid(city(first, second), '30000.00', { duties })).toEqual(['22000.00', '0.00']);
  });

  it('over self-paid costs the year counts too', () => {
    expect(paid(city(own), '20000.00', {}, '20000.00')).toEqual(['0.00', '7500.00']);
    expect(paid(city(own), '10000.00', { duties: { own: year('10000.00', '2500.00') } }, '10000.00')).toEqual(['0.00', '5000.00']);
    expect(paid(city(own), '10000.00', { duties: { own: year('90000.00', '8999.99') } }, '10000.00')).toEqual(['0.00', '0.01']);
  });

  it('the only one over the in-scope burden keeps the counters of the layer', () => {
    const used = { commercialBurden: fresh(yuan('30000.00')), commercial: fresh(yuan('16000.00')) };
    expect(paid(city(first), '30000.00', used)).toEqual(['14000.00', '0.00']);
  });

  it('asks for each of its counters', () => {
    const { marks } = settle(claimOf('30000.00'), city(first, second));
    expect(marks.map((mark) => ('accumulator' in mark ? mark.accumulator : ''))).toEqual(
      expect.arrayContaining(['duties.first.burden', 'duties.first.paid', 'duties.second.burden', 'duties.second.paid']),
    );
  });

  it('a stale counter makes a range', () => {
    const duties = {
      first: { burden: fresh(yuan('10000.00')), paid: stale(yuan('0.00'), '2025-02-01T00:00:00.000Z', yuan('20000.00')) },
      second: year('0.00', '0.00'),
    };
    const range = estimateRange(claimOf('30000.00', { duties }), city(first, second));
    expect(range.causes).toMatchObject([{ kind: 'amount', accumulator: 'duties.first.paid' }]);
    expect(range.columns.map(({ estimate }) => estimate.split.commercial.toString())).toEqual(['24000.00', '14000.00']);
  });

  it('each step says whose it is', () => {
    const { steps } = settle(claimOf('60000.00'), city(first, second));
    const duties = steps.filter(({ payer }) => payer === 'commercial').map(({ duty: id, amount }) => [id, amount.toString()]);
    expect(duties).toEqual([
      ['first', '40000.00'],
      ['first', '-10000.00'],
      ['second', '9000.00'],
    ]);
  });

  it('one for single diseases pays for these only', () => {
    const rare = { ...duty('rare', 'in-scope', '0.00', '0.7000', '300000.00'), diseases: ['rare'] };
    const packs = city(rare);
    const claim = claimOf('10000.00');
    const of = (disease?: string) =>
      settle({ ...claim, care: { ...claim.care, ...(disease === undefined ? {} : { disease }) } }, packs).split.commercial.toString();
    expect([of(), of('flu'), of('rare')]).toEqual(['0.00', '0.00', '7000.00']);
  });

  it('a counter of a duty that the product does not have is refused', () => {
    const run = () => settle(claimOf('100.00', { duties: { frist: year('1.00', '1.00') } }), city(first, second));
    expect(run).toThrow(AppError);
    expect(run).toThrow('accumulators.duties.frist');
  });
});
