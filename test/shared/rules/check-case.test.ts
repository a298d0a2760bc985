import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import { Rate } from '../../../shared/money/rate.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, aLine, day, fresh, NOTHING_USED, stale, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf } from '../../builders/packs.ts';
import { demandsIn } from '../../builders/refusals.ts';

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

/** What cannot be a case, and the field that is named. */
const BAD: readonly (readonly [path: string, over: Partial<SettlementCase>])[] = [
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
  ['accumulators.base.atMost', { accumulators: { ...NOTHING_USED, base: stale(yuan('2.00'), '2023-05-20T04:00:00.000Z', yuan('1.00')) } }],
  ['patient.birthOn', { patient: { birthOn: day('1892-06-13') } }],
  ['accumulators.stays', { accumulators: { ...NOTHING_USED, stays: fresh(367) } }],
  ['charges.lines.0.amount', { charges: { kind: 'lines', lines: [aLine('1', '-10000000.01', { quantity: '-1.0000' })] } }],
  ['charges.lines.0.amount', { charges: { kind: 'lines', lines: [aLine('1', '0.01', { quantity: '-1.0000' })] } }],
  ['accumulators.burden.value', { accumulators: { ...NOTHING_USED, burden: fresh(yuan('10000000.01')) } }],
  ['familyAccount', { familyAccount: yuan('-0.01') }],
  ['account', { account: yuan('-1.00') }],
  ['credit', { credit: yuan('-1.00') }],
  ['charges.lines', { charges: { kind: 'lines', lines: Array.from({ length: 100_001 }, (_, i) => aLine(String(i), '0.01')) } }],
  ['charges.lines.0.unitPrice', { charges: { kind: 'lines', lines: [aLine('1', '5.00', { unitPrice: '5' })] } }],
  [
    'charges.lines.0.grade.priceCap',
    { charges: { kind: 'lines', lines: [aLine('1', '5.00', { grade: { class: 'A', firstShare: Rate.ZERO, priceCap: '5' } })] } },
  ],
  ['accumulators.stays.atMost', { accumulators: { ...NOTHING_USED, stays: { ...fresh(1), atMost: 0.5 } } }],
  ['accumulators.stays.atMost', { accumulators: { ...NOTHING_USED, stays: { ...fresh(1), atMost: 0 } } }],
  ['accumulators.duties.nobody', { accumulators: { ...NOTHING_USED, duties: { nobody: { burden: null, paid: null } } } }],
];

describe('refusals', () => {
  it.each(BAD)('%s', (field, over) => {
    expect(refusal(() => settle(aClaim(over), packs))).toMatchObject({
      kind: 'validation',
      code: 'case.invalid',
      details: { path: field },
    });
    expect(refusal(() => estimateRange(aClaim(over), packs))).toMatchObject({ code: 'case.invalid' });
  });

  it('each reason that the chain demands is given by one of them', () => {
    const folder = path.join(import.meta.dirname, '../../../shared/rules');
    const wanted = ['check-case', 'classify-lines', 'scenarios'].flatMap((name) =>
      demandsIn(readFileSync(path.join(folder, `${name}.ts`), 'utf8')),
    );
    const given = BAD.map(([, over]) => String(refusal(() => settle(aClaim(over), packs)).details['reason']));
    expect(wanted.length).toBeGreaterThan(12);
    expect(wanted.filter((parts) => !given.some((reason) => parts.every((part) => reason.includes(part))))).toEqual([]);
  });

  it.each<[string, Partial<SettlementCase>]>([
    ['a child of this day', { patient: { birthOn: day('2023-06-13') } }],
    ['130 years', { patient: { birthOn: day('1893-06-13') } }],
    ['a stay on each day of a leap year', { accumulators: { ...NOTHING_USED, stays: fresh(366) } }],
    ['as many stays as the bound', { accumulators: { ...NOTHING_USED, stays: { ...fresh(1), atMost: 1 } } }],
    ['an account of nothing', { account: yuan('0.00'), familyAccount: yuan('0.00'), credit: yuan('0.00') }],
    ['a line of nothing taken back', { charges: { kind: 'lines', lines: [aLine('1', '0.00', { quantity: '-1.0000' })] } }],
    ['a quantity of a million', { charges: { kind: 'lines', lines: [aLine('1', '5.00', { quantity: '1000000.0000' })] } }],
    ['a quantity below one', { charges: { kind: 'lines', lines: [aLine('1', '5.00', { quantity: '0.5000' })] } }],
  ])('takes what lies on the border: %s', (_, over) => {
    expect(() => settle(aClaim(over), packs)).not.toThrow();
  });

  it.each([
    '1',
    '.0000',
    '1.000',
    '1.00000',
    '01.0000',
    '-01.0000',
    '1a.0000',
    '1.00b0',
    '+1.0000',
    '1,0.0000',
    '-0.0000',
    '12345678901.0000',
  ])('refuses the quantity %s', (quantity) => {
    const lines = [aLine('1', '5.00', { quantity })];
    expect(refusal(() => settle(aClaim({ charges: { kind: 'lines', lines } }), packs)).details['path']).toBe('charges.lines.0.quantity');
  });

  it('takes what lies on the border: ten million yuan, and a bound that is the value itself', () => {
    expect(settle(aClaim({ charges: sums('10000000.00') }), packs).split.total).toEqual(yuan('10000000.00'));
    const since = '2023-05-20T04:00:00.000Z';
    const bound = { ...NOTHING_USED, base: stale(yuan('2.00'), since, yuan('2.00')) };
    expect(() => settle(aClaim({ accumulators: bound }), packs)).not.toThrow();
  });

  it.each<[string, string, string]>([
    ['out of scope', 'C', '100.00'],
    ['in scope', 'A', '100.00'],
  ])('refuses take-backs %s that leave a part of the charges below zero, though the total is not', (_, kind, amount) => {
    const grade = (one: string) => ({ class: one as 'A' | 'C', firstShare: Rate.ZERO, priceCap: null });
    const other = kind === 'A' ? 'C' : 'A';
    const lines = [
      aLine('1', '500.00', { grade: grade(other) }),
      aLine('2', amount, { grade: grade(kind) }),
      aLine('3', '-150.00', { quantity: '-1.0000', grade: grade(kind) }),
    ];
    expect(refusal(() => settle(aClaim({ charges: { kind: 'lines', lines } }), packs))).toMatchObject({
      details: { path: 'charges.lines' },
    });
  });

  it('refuses take-backs of class A below what caps, first shares and other payers took of the charges', () => {
    const of = (part: object) => [
      aLine('1', '500.00', { quantity: '2.0000', ...part }),
      aLine('2', '100.00'),
      aLine('3', '-300.00', { quantity: '-1.0000' }),
    ];
    const capped = { grade: { class: 'A', firstShare: Rate.ZERO, priceCap: '50.000000' } }; // 400.00 over, 100.00 in scope
    const shared = { grade: { class: 'B', firstShare: Rate.parse('0.9000'), priceCap: null } }; // 450.00 his own
    for (const part of [capped, shared, { otherPayer: 'third-party' }])
      expect(refusal(() => settle(aClaim({ charges: { kind: 'lines', lines: of(part) } }), packs))).toMatchObject({
        details: { path: 'charges.lines', reason: 'take-backs exceed the charges' },
      });
  });

  it.each<[string, Partial<SettlementCase>]>([
    ['before the pack', { care: { kind: 'inpatient', on: day('2022-12-31') } }],
    ['care the pack does not know', { care: { kind: 'chronic-outpatient', on: day('2023-06-13') } }],
    ['a person class of another scheme', { coverage: { region: '210200', scheme: 'employee', person: 'minor' } }],
    ['a filing without rules', { filing: 'emergency' }],
  ])('no rules: %s', (_, over) => {
    expect(refusal(() => settle(aClaim(over), packs))).toMatchObject({ kind: 'rule', code: 'policy.no-pack' });
  });

  it('no rules: says of what case, and from when there are some', () => {
    const early = refusal(() => settle(aClaim({ care: { kind: 'inpatient', on: day('2022-12-31') } }), packs));
    expect(early.details).toMatchObject({ on: '2022-12-31', begins: '2023-01-01', level: 'tertiary', filing: 'local' });
    expect(early.details).not.toHaveProperty('disease');
    const chronic = refusal(() =>
      settle(aClaim({ care: { kind: 'chronic-outpatient', on: day('2023-06-13'), disease: '糖尿病' } }), packs),
    );
    expect(chronic.details).toMatchObject({ care: 'chronic-outpatient', disease: '糖尿病' });
    expect(chronic.details).not.toHaveProperty('begins');
    expect(() => settle(aClaim({ care: { kind: 'inpatient', on: day('2023-01-01') } }), packs)).not.toThrow();
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
