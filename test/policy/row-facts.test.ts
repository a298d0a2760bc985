import { describe, expect, it } from 'vitest';
import type { SettlementCase } from '../../shared/model/settlement-case.ts';
import { sweepPack } from '../../shared/policy/sweep-pack.ts';
import { settle } from '../../shared/rules/settle.ts';
import { aCity } from '../builders/a-city.ts';
import { aClaim, day, fresh, NOTHING_USED, yuan } from '../builders/a-claim.ts';

const of = (rate: string) => [{ above: '0.00', rate }];
const fund = (city: ReturnType<typeof aCity>, over: Partial<SettlementCase>): string =>
  settle(
    aClaim({
      coverage: { region: '999900', scheme: 'employee', person: 'in-service' },
      provider: { region: '999900', name: '', level: 'secondary' },
      charges: { kind: 'in-scope', amount: yuan('1000.00') },
      ...over,
    }),
    city,
  ).split.pooledFund.toString();
const care = (kind: 'inpatient' | 'outpatient') => ({ kind, on: day('2025-03-01') });

describe('rows by the kind of care: one cap of the year, a share for each', () => {
  const city = aCity({
    cap: '1000.00',
    bandRows: [
      { when: { care: ['inpatient'] }, value: of('0.8000') },
      { when: { care: ['outpatient'] }, value: of('0.5000') },
    ],
  });

  it('each kind is paid by its own row', () => {
    expect(fund(city, { care: care('inpatient') })).toBe('800.00');
    expect(fund(city, { care: care('outpatient') })).toBe('500.00');
  });

  it('what one kind used of the cap is gone for the other', () => {
    const accumulators = { ...NOTHING_USED, pooledFund: fresh(yuan('800.00')) };
    expect(fund(city, { care: care('outpatient'), accumulators })).toBe('200.00');
  });

  it('a kind that the benefit is for and no row names is a hole', () => {
    const hole = aCity({ bandRows: [{ when: { care: ['inpatient'] }, value: of('0.8000') }] });
    expect(sweepPack('999900', hole.insured, day('2026-12-31')).map(({ reason }) => reason)).toEqual([
      expect.stringContaining('care outpatient'),
    ]);
  });

  it('a row for a kind that no benefit is for is dead', () => {
    expect(() => aCity({ bandRows: [{ when: { care: ['day-care'] }, value: of('0.8000') }] })).toThrow('no benefit that uses the number');
  });
});

describe('rows by the kind of hospital', () => {
  const city = aCity({
    bandRows: [
      { when: { specialty: ['tcm'] }, value: of('0.8500') },
      { when: { specialty: ['general', 'infectious', 'psychiatric'] }, value: of('0.8000') },
    ],
  });
  const at = (specialty?: 'tcm' | 'psychiatric') => ({
    care: care('inpatient'),
    provider: { region: '999900', name: '', level: 'secondary' as const, ...(specialty === undefined ? {} : { specialty }) },
  });

  it('of one that names no kind, the general row holds', () => {
    expect([fund(city, at('tcm')), fund(city, at('psychiatric')), fund(city, at())]).toEqual(['850.00', '800.00', '800.00']);
  });

  it('two rows for one kind are refused', () => {
    const rows = [
      { when: { specialty: ['tcm'] }, value: of('0.8500') },
      { when: {}, value: of('0.8000') },
    ];
    expect(() => aCity({ bandRows: rows })).toThrow('holds for a case that row 0 holds for');
  });
});
