import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, aLine, day, fresh, NOTHING_USED, stale, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf } from '../../builders/packs.ts';

const packs = packsOf('210200');
const refusal = (run: () => unknown): AppError => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('not refused');
};

describe('refusals', () => {
  it.each<[string, Partial<SettlementCase>]>([
    ['charges.sums.selfPaid', { charges: sums('10.00', '-1.00') }],
    ['charges.sums.total', { charges: sums('10000000.01') }],
    ['charges.sums', { charges: sums('10.00', '10.01') }],
    ['charges.amount', { charges: { kind: 'in-scope', amount: yuan('-0.01') } }],
    ['charges.lines', { charges: { kind: 'lines', lines: [aLine('1', '-5.00', { quantity: '-1.0000' })] } }],
    ['charges.lines.0.amount', { charges: { kind: 'lines', lines: [aLine('1', '-5.00')] } }],
    ['charges.lines.0.quantity', { charges: { kind: 'lines', lines: [aLine('1', '5.00', { quantity: '1' })] } }],
    ['patient.birthOn', { patient: { birthOn: day('2023-06-14') } }],
    ['patient.birthOn', { patient: { birthOn: day('1850-01-01') } }],
    ['accumulators.stays', { accumulators: { ...NOTHING_USED, stays: fresh(-1) } }],
    ['accumulators.stays', { accumulators: { ...NOTHING_USED, stays: fresh(0.5) } }],
    ['accumulators.burden.value', { accumulators: { ...NOTHING_USED, burden: fresh(yuan('-1.00')) } }],
    [
      'accumulators.base.atMost',
      { accumulators: { ...NOTHING_USED, base: stale(yuan('2.00'), '2023-05-20T04:00:00.000Z', yuan('1.00')) } },
    ],
    ['account', { account: yuan('-1.00') }],
    ['credit', { credit: yuan('-1.00') }],
  ])('%s', (path, over) => {
    expect(refusal(() => settle(aClaim(over), packs))).toMatchObject({ kind: 'validation', code: 'case.invalid', details: { path } });
    expect(refusal(() => estimateRange(aClaim(over), packs))).toMatchObject({ code: 'case.invalid' });
  });

  it.each<[string, Partial<SettlementCase>]>([
    ['before the pack', { care: { kind: 'inpatient', on: day('2022-12-31') } }],
    ['care the pack does not know', { care: { kind: 'chronic-outpatient', on: day('2023-06-13') } }],
    ['a person class of another scheme', { coverage: { region: '210200', scheme: 'employee', person: 'minor' } }],
    ['a filing without rules', { filing: 'emergency' }],
  ])('no rules: %s', (_, over) => {
    expect(refusal(() => settle(aClaim(over), packs))).toMatchObject({ kind: 'rule', code: 'policy.no-pack' });
  });

  it('no pack of the insured place is a normal state', () => {
    expect(refusal(() => packsOf('220100', '210200'))).toMatchObject({
      kind: 'rule',
      code: 'policy.no-pack',
      details: { region: '220100' },
    });
  });

  it('a benefit that begins after basic insurance does not take whole charges', () => {
    const claim = aClaim({
      coverage: { region: '370100', scheme: 'employee', person: 'in-service' },
      care: { kind: 'inpatient', on: day('2024-07-17') },
    });
    expect(refusal(() => settle(claim, packsOf('370100')))).toMatchObject({ code: 'policy.no-pack' });
  });
});
