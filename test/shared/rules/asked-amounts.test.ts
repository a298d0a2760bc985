import { describe, expect, it } from 'vitest';
import { askedAmounts } from '../../../shared/rules/asked-amounts.ts';
import { policyFor } from '../../../shared/rules/find-benefit.ts';
import { aCity, type CityOf } from '../../builders/a-city.ts';
import { aClaim, day, sums } from '../../builders/a-claim.ts';

const flat = [{ above: '0.00', rate: '0.5000' }];
const ladder = { threshold: '100.00', bands: flat, cap: null };
const capped = { ...ladder, cap: '1000.00' };
const duty = (id: string, of: string, cap: string | null) => ({ id, of, threshold: '0.00', bands: flat, cap });

/** Everything of the year that a benefit asks a case for, with the layer that asks. */
const asked = (city: CityOf, aid: 'none' | 'destitute' = 'none'): readonly string[] => {
  const claim = aClaim({
    coverage: { region: '999900', scheme: 'employee', person: 'in-service', aid, commercial: ['plus'] },
    provider: { region: '999900', name: '', level: 'tertiary' },
    care: { kind: 'inpatient', on: day('2025-03-01') },
    charges: sums('1000.00'),
  });
  return askedAmounts(policyFor(claim, aCity(city))).map(({ name, layer }) => `${name} ${layer}`);
};

describe('what of the year a benefit asks for', () => {
  it.each<[string, CityOf, readonly string[]]>([
    ['nothing, where each stay is by itself', { deductible: '100.00' }, []],
    ['the deductible, where it runs through the year', { choices: { 'deductible.counted': 'per-year' } }, ['deductible deductible']],
    ['or is borne once', { choices: { 'deductible.counted': 'once-a-year' } }, ['deductible deductible']],
    ['or has a ceiling', { ceiling: '500.00' }, ['deductible deductible']],
    ['that of the level', { choices: { 'deductible.counted': 'per-year-by-level' } }, ['deductibleAtLevel deductible']],
    ['what the fund paid, under a cap on payment', { cap: '1000.00' }, ['pooledFund annual-cap']],
    ['the cost, under a cap on cost', { cap: '1000.00', choices: { 'pooled-fund.cap-limits': 'cost' } }, ['base pooled-fund']],
    ['the cost, on bands of the year', { choices: { 'pooled-fund.bands-counted': 'per-year' } }, ['base pooled-fund']],
    [
      'with the deductibles below it, on absolute bands',
      { choices: { 'pooled-fund.bands-counted': 'per-year', 'pooled-fund.band-origin': 'absolute' } },
      ['deductible pooled-fund', 'base pooled-fund'],
    ],
    ['not on absolute bands that each stay climbs anew', { choices: { 'pooled-fund.band-origin': 'absolute' } }, []],
    ['the month, under a monthly cap', { monthlyCap: '300.00' }, ['month monthly-cap']],
    ['the burden of large-amount aid', { large: ladder }, ['burden large-amount']],
    ['and what it paid, under its cap', { large: capped }, ['burden large-amount', 'supplement large-amount']],
    [
      'only what it paid, where each stay is by itself',
      { large: capped, choices: { 'large-amount.counted': 'per-stay' } },
      ['supplement large-amount'],
    ],
    ['only the burden, under a cap on cost', { large: capped, choices: { 'large-amount.cap-limits': 'cost' } }, ['burden large-amount']],
    ['the same of serious illness alone', { sick: capped }, ['burden serious-illness', 'supplement serious-illness']],
    [
      'each for itself, where both pay',
      { large: capped, sick: capped },
      ['burden large-amount', 'supplement large-amount', 'seriousIllnessBurden serious-illness', 'seriousIllness serious-illness'],
    ],
    ['nothing of assistance for those it is not for', { assistance: capped, second: capped }, []],
    ['one duty over the burden counts on the layer', { commercial: [duty('one', 'in-scope', null)] }, ['commercialBurden commercial']],
    [
      'and what it paid, under its cap',
      { commercial: [duty('one', 'in-scope', '1000.00')] },
      ['commercialBurden commercial', 'commercial commercial'],
    ],
    [
      'nothing, where each stay is by itself',
      { commercial: [duty('one', 'in-scope', null)], choices: { 'commercial.counted': 'per-stay' } },
      [],
    ],
    [
      'no payment, under a cap on cost',
      { commercial: [duty('one', 'in-scope', '1000.00')], choices: { 'commercial.cap-limits': 'cost' } },
      ['commercialBurden commercial'],
    ],
    [
      'several count for themselves',
      { commercial: [duty('one', 'in-scope', null), duty('two', 'in-scope', '1000.00')] },
      ['duties.one.burden commercial', 'duties.two.burden commercial', 'duties.two.paid commercial'],
    ],
    [
      'one over self-paid costs, too, beside the only one over the burden',
      { commercial: [duty('one', 'in-scope', null), duty('two', 'self-paid', null)] },
      ['commercialBurden commercial', 'duties.two.burden commercial'],
    ],
    [
      'of those each stay by itself, only what was paid under a cap',
      { commercial: [duty('two', 'self-paid', '1000.00')], choices: { 'commercial.counted': 'per-stay' } },
      ['duties.two.paid commercial'],
    ],
    [
      'of those under a cap on cost, only the burden',
      { commercial: [duty('two', 'self-paid', '1000.00')], choices: { 'commercial.cap-limits': 'cost' } },
      ['duties.two.burden commercial'],
    ],
    [
      'what the family used of a shared deductible',
      { commercial: [duty('one', 'in-scope', null)], choices: { 'commercial.deductible': 'family-shared' } },
      ['commercialBurden commercial', 'familyDeductible commercial'],
    ],
  ])('%s', (_, city, names) => {
    expect(asked(city)).toEqual(names);
  });

  it('assistance and second assistance of those they are for', () => {
    expect(asked({ assistance: ladder, second: capped }, 'destitute')).toEqual([
      'assistanceBurden assistance',
      'secondAssistanceBurden second-assistance',
      'secondAssistance second-assistance',
    ]);
  });
});
