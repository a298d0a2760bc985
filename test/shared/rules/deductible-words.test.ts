import { describe, expect, it } from 'vitest';
import { settle } from '../../../shared/rules/settle.ts';
import { aCity, type CityOf } from '../../builders/a-city.ts';
import { aClaim, day, fresh, NOTHING_USED, yuan } from '../../builders/a-claim.ts';

/** The words of the deductible, as they stand beside its amount. */
function words(city: CityOf, total: string, borne = '0.00') {
  const claim = aClaim({
    coverage: { region: '999900', scheme: 'employee', person: 'in-service' },
    provider: { region: '999900', name: '', level: 'tertiary' },
    care: { kind: 'inpatient', on: day('2025-03-01') },
    charges: { kind: 'in-scope', amount: yuan(total) },
    accumulators: { ...NOTHING_USED, deductible: fresh(yuan(borne)) },
  });
  return settle(claim, aCity({ bands: [{ above: '0.00', rate: '0.8000' }], ...city })).steps.find(({ layer }) => layer === 'deductible')
    ?.formula;
}
const perYear = { deductible: '700.00', choices: { 'deductible.counted': 'per-year' } };

describe('the formula of the deductible', () => {
  it('names the amount alone when nothing limits it', () => {
    expect(words({ deductible: '700.00' }, '5000.00')).toBe('700.00');
    expect(words({ deductible: '700.00' }, '700.00')).toBe('700.00');
  });

  it('names what was borne before where that counts', () => {
    expect(words(perYear, '5000.00', '200.00')).toBe('700.00 − 200.00 = 500.00');
    expect(words({ deductible: '700.00' }, '5000.00', '200.00')).toBe('700.00');
  });

  it('names the bill that is smaller', () => {
    expect(words({ deductible: '700.00' }, '300.00')).toBe('min(700.00; 300.00) = 300.00');
    expect(words(perYear, '300.00', '200.00')).toBe('min(700.00 − 200.00 = 500.00; 300.00) = 300.00');
  });

  it('names the yearly ceiling where it is nearer, with what is left of it', () => {
    const city = { deductible: '700.00', ceiling: '1000.00' };
    expect(words(city, '5000.00', '300.00')).toBe('700.00');
    expect(words(city, '5000.00', '600.00')).toBe('min(700.00; 1,000.00 − 600.00) = 400.00');
    expect(words(city, '100.00', '600.00')).toBe('min(min(700.00; 1,000.00 − 600.00) = 400.00; 100.00) = 100.00');
  });

  it('a deductible of nothing is borne by nobody', () => {
    const free = settle(
      aClaim({
        coverage: { region: '999900', scheme: 'employee', person: 'in-service' },
        provider: { region: '999900', name: '', level: 'tertiary' },
        care: { kind: 'inpatient', on: day('2025-03-01') },
        charges: { kind: 'in-scope', amount: yuan('100.00') },
      }),
      aCity({ bands: [{ above: '0.00', rate: '0.8000' }] }),
    );
    expect([String(free.split.deductible), String(free.split.pooledFund)]).toEqual(['0.00', '80.00']);
  });
});
