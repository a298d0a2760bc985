import { describe, expect, test } from 'vitest';
import { nextStep, type Situation } from '../../renderer/features/discharge/next-step.ts';
import { Money } from '../../shared/money/money.ts';
import type { SettlementView } from '../../shared/contract/settlement-contract.ts';

/** Only what the next step looks at. */
function situation(
  state: string,
  change: Partial<Situation> & { standing?: string; blocked?: boolean; due?: Money; held?: Money } = {},
): Situation {
  const { standing = 'estimate', blocked = false, due, held, ...rest } = change;
  const view = {
    strip: { state, depositBalance: held ?? Money.ZERO },
    outcome: due === undefined ? null : { due },
    standing,
    rows: [],
    prechecks: [{ check: 'ward-notice', standing: blocked ? 'blocked' : 'ok', facts: {} }],
  } as unknown as SettlementView;
  return { view, unknown: false, exit: 'online', phone: '13800000041', ...rest };
}

describe('the one next step of a discharge', () => {
  test('an unknown outcome allows nothing but finding out, whatever the state', () => {
    for (const state of ['ward-discharged', 'settling', 'left-unsettled', 'settled'])
      expect(nextStep(situation(state, { unknown: true })).kind).toBe('find-out');
  });

  test('before the ward’s word nothing can be pressed', () => {
    expect(nextStep(situation('in-hospital'))).toMatchObject({ kind: 'wait', label: 'waitWard' });
  });

  test('the centre is asked before a settlement is confirmed', () => {
    expect(nextStep(situation('ward-discharged')).kind).toBe('ask');
    expect(nextStep(situation('ward-discharged', { standing: 'pre-settled' }))).toMatchObject({
      kind: 'commit',
      exit: 'online',
      blocked: false,
    });
  });

  test('a check that fails blocks the settlement', () => {
    expect(nextStep(situation('ward-discharged', { standing: 'pre-settled', blocked: true }))).toMatchObject({
      kind: 'commit',
      blocked: true,
    });
  });

  test('leaving on credit needs a phone', () => {
    expect(nextStep(situation('ward-discharged', { exit: 'credit-leave' }))).toMatchObject({
      kind: 'commit',
      exit: 'credit-leave',
      blocked: false,
    });
    expect(nextStep(situation('ward-discharged', { exit: 'credit-leave', phone: '' }))).toMatchObject({ blocked: true, why: 'phone' });
  });

  test('no way out is said, not hidden', () => {
    expect(nextStep(situation('ward-discharged', { exit: null }))).toMatchObject({ kind: 'wait', label: 'noExit' });
  });

  test('each state after it has its paper', () => {
    expect(nextStep(situation('left-unsettled'))).toMatchObject({ kind: 'print', paper: 'unsettled-notice' });
    expect(nextStep(situation('settled', { due: Money.ZERO }))).toMatchObject({ kind: 'print', paper: 'settlement-statement' });
  });

  test('after the settlement money comes before paper', () => {
    const due = Money.parse('236.00');
    expect(nextStep(situation('settled', { due, held: due })).kind).toBe('collect');
    expect(nextStep(situation('settled', { due: Money.ZERO, held: due })).kind).toBe('refund');
  });
});
