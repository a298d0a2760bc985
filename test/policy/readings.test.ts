import { describe, expect, it } from 'vitest';
import type { AidClass, SettlementCase } from '../../shared/model/settlement-case.ts';
import type { RulePacks } from '../../shared/policy/pack.ts';
import { creditDoor } from '../../shared/rules/door.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { settle } from '../../shared/rules/settle.ts';
import { aClaim, day, fresh, NOTHING_USED, yuan } from '../builders/a-claim.ts';
import { anApplicationForCredit } from '../builders/credit-application.ts';
import { allPacks, packsOf, packWith, put } from '../builders/packs.ts';

const zibo = packsOf('370300');
const entering = (
  before: 'serious-illness' | 'assistance',
  amount: string,
  aid: AidClass = 'none',
  accumulators = NOTHING_USED,
): SettlementCase =>
  aClaim({
    coverage: { region: '370300', scheme: 'resident', person: 'adult', aid },
    provider: { region: '370300', name: '', level: 'tertiary' },
    care: { kind: 'inpatient', on: day('2023-11-22') },
    charges: { kind: 'burden', before, amount: yuan(amount) },
    accumulators,
  });
const withWay = (name: string, is: string): RulePacks => ({
  insured: packWith('370300', 'pack.json', put(is, 'choices', name, 'is')),
  care: null,
});
const aid = (claim: SettlementCase, packs = zibo) => settle(claim, packs).split.assistance.toString();

describe('readings of unclear texts', () => {
  it('Q-D6 a hospital that is not listed has no credit, whatever was announced', () => {
    const elsewhere = { region: '210200', name: '大连市某医院', level: 'tertiary' } as const;
    const { open, gates } = creditDoor(anApplicationForCredit({ provider: elsewhere }), packsOf('210200').insured);
    expect([open, gates.find(({ gate }) => gate === 'hospital-listed')?.code]).toEqual([false, 'credit.hospital-not-listed']);
  });

  it('Q-X4 the mixed share of posted workers and emergencies is a figure, no definition of a class', () => {
    const national = allPacks().find(({ region }) => region.code === '100000');
    const used = JSON.stringify(national?.gates);
    expect(national?.facts.find(({ rule }) => rule === 'X-17')?.figures['mixPosted']).toBe('0.0160');
    expect(used).not.toContain('0.0160');
  });

  it('Q-Z3 a deductible that is missing is a declared gap: a range, however small; with a lower bound that binds, exact below it', () => {
    const range = estimateRange(entering('serious-illness', '0.02'), zibo);
    expect([range.exact, range.marks.map(({ kind }) => kind)]).toEqual([false, ['gap']]);
    expect([range.least, range.most].map(({ seriousIllness }) => seriousIllness.toString())).toEqual(['0.00', '0.01']);
    const bounded: RulePacks = {
      insured: packWith('370300', 'parameters/resident.serious-illness.threshold.json', (json) => {
        for (const { gap } of json.values[0].rows) gap.atLeast = '10000.00';
      }),
      care: null,
    };
    const exact = (amount: string) => estimateRange(entering('serious-illness', amount), bounded).exact;
    expect([exact('10000.00'), exact('10000.01')]).toEqual([true, false]);
  });

  it('Q-Z3 hardship classes: neither half the deductible, nor the points more, nor the missing cap is in the text', () => {
    const most = (one: AidClass, amount: string) =>
      estimateRange(entering('serious-illness', amount, one), zibo).most.seriousIllness.toString();
    expect([most('none', '1000.00'), most('minimum-living', '1000.00')]).toEqual(['600.00', '1000.00']);
    expect([most('low-income-edge', '900000.00'), most('destitute', '900000.00')]).toEqual(['400000.00', '900000.00']);
  });

  it('Q-Z4 the yearly cap is on what was paid, after the bands', () => {
    const accumulators = { ...NOTHING_USED, burden: fresh(yuan('500000.00')), supplement: fresh(yuan('399999.00')) };
    expect(estimateRange(entering('serious-illness', '1000.00', 'none', accumulators), zibo).most.seriousIllness).toEqual(yuan('1.00'));
  });

  it('Q-Z6 the threshold of class 2 is yearly, or per stay', () => {
    const accumulators = { ...NOTHING_USED, assistanceBurden: fresh(yuan('3000.00')), assistance: fresh(yuan('0.00')) };
    const claim = entering('assistance', '1000.00', 'low-income-edge', accumulators);
    expect([aid(claim), aid(claim, withWay('assistance.counted', 'per-stay'))]).toEqual(['500.00', '0.00']);
  });

  it('Q-Z7 first the ratio, then the cap; or a cap on the cost', () => {
    const claim = entering('assistance', '36000.00', 'minimum-living');
    expect([aid(claim), aid(claim, withWay('assistance.cap-limits', 'cost'))]).toEqual(['27000.00', '22500.00']);
  });

  it('Q-Z8 one class per case: who is in two is given the better one, never both', () => {
    const of = (one: AidClass) => aid(entering('assistance', '10000.00', one));
    expect([of('minimum-living'), of('low-income-edge'), of('none')]).toEqual(['7500.00', '3500.00', '0.00']);
  });

  it('Q-Z9 the class is that of the settlement day, which the case carries', () => {
    const before = entering('assistance', '10000.00', 'none');
    const after = { ...before, coverage: { ...before.coverage, aid: 'monitored' as const } };
    expect([aid(before), aid(after)]).toEqual(['0.00', '3500.00']);
  });
});
