import { describe, expect, it } from 'vitest';
import type { PersonClass } from '../../shared/model/settlement-case.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { aClaim, day, sums } from '../builders/a-claim.ts';
import { packsOf } from '../builders/packs.ts';

// Three cities whose packs were written from PACKS.md alone. What their announcements give comes out to the fen; what they do not give stays open.

const stay = (region: string, person: PersonClass, over: { provider?: string; filing?: 'local' | 'temporary' } = {}) =>
  estimateRange(
    aClaim({
      coverage: { region, scheme: 'employee', person },
      filing: over.filing ?? 'local',
      provider: { region: over.provider ?? region, name: '某三级医院', level: 'tertiary' },
      care: { kind: 'inpatient', on: day('2026-11-20') },
      charges: sums('20000.00', '0.00', '0.00'),
    }),
    packsOf(region),
  );

describe('packs written by strangers', () => {
  it.each<[PersonClass, string]>([
    ['in-service', '16530.00'], // (5,000 × 80 % + 5,000 × 85 % + 9,200 × 90 %)
    ['retired', '17490.00'],
  ])('T2-N08 Yantai: progressive by stay, %s, as long as the unknown cap does not bind', (person, fund) => {
    const range = stay('370600', person);
    expect(range.most.pooledFund.toString()).toBe(fund);
    expect(range.causes.map(({ kind }) => kind)).toEqual(['gap']);
  });

  it.each<[PersonClass, string]>([
    ['in-service', '800.00'],
    ['retired', '600.00'],
  ])('T2-N02 Suzhou: deductible of a first stay, %s; the ratio is open', (person, deductible) => {
    const range = stay('320500', person);
    expect([range.least.deductible.toString(), range.most.deductible.toString()]).toEqual([deductible, deductible]);
    expect(range.exact).toBe(false);
  });

  it('T2-X05 Linyi: out of area ten per cent first, what follows is open', () => {
    const range = stay('371300', 'in-service', { provider: '370100', filing: 'temporary' });
    expect([range.least.awayShare.toString(), range.most.awayShare.toString()]).toEqual(['2000.00', '2000.00']);
    expect(range.exact).toBe(false);
  });
});
