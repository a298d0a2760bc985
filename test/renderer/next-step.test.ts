import { describe, expect, test } from 'vitest';
import type { LeaveForm } from '../../renderer/features/discharge/leave-form.ts';
import { nextStep, type Situation } from '../../renderer/features/discharge/next-step.ts';
import { Money } from '../../shared/money/money.ts';
import type { SettlementView } from '../../shared/contract/settlement-contract.ts';

const FORM: LeaveForm = { phone: '13800000041', reason: '', payeeName: '', payeeAccount: '', payeeBank: '' };

/** Only what the next step looks at. */
function situation(
  state: string,
  change: Partial<Situation> & {
    standing?: string;
    blocked?: boolean;
    due?: Money;
    held?: Money;
    selfPayDue?: Money;
    left?: string;
    insured?: boolean;
    unpaidAgreed?: boolean;
  } = {},
): Situation {
  const { standing = 'estimate', blocked = false, due, held, selfPayDue, left, insured = true, unpaidAgreed = false, ...rest } = change;
  const view = {
    strip: { state, depositBalance: held ?? Money.ZERO },
    outcome: due === undefined ? null : { due },
    selfPay: selfPayDue === undefined ? null : { due: selfPayDue, insured },
    leave: left === undefined ? null : { exit: left },
    standing,
    rows: [],
    unpaidAgreed,
    prechecks: [{ check: 'ward-notice', standing: blocked ? 'blocked' : 'ok', facts: {} }],
  } as unknown as SettlementView;
  return { view, unknown: false, exit: 'online', form: FORM, ...rest };
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
    expect(nextStep(situation('ward-discharged', { exit: 'credit-leave', form: { ...FORM, phone: '' } }))).toMatchObject({
      blocked: true,
      why: 'phone',
    });
  });

  test('each way out names what is still missing on its form', () => {
    const at = (exit: Situation['exit'], form: Partial<LeaveForm>) =>
      nextStep(situation('ward-discharged', { exit, form: { ...FORM, ...form } }));
    expect(at('self-pay', {})).toMatchObject({ blocked: true, why: 'reason' });
    expect(at('self-pay', { reason: '自愿' })).toMatchObject({ blocked: false, why: 'selfPay' });
    expect(at('deposit-leave', { payeeName: '示例己' })).toMatchObject({ blocked: true, why: 'payee' });
    expect(at('deposit-leave', { payeeName: '示例己', payeeAccount: '12', payeeBank: '示例银行' })).toMatchObject({ blocked: true });
    expect(at('deposit-leave', {})).toMatchObject({ blocked: false, why: 'depositLeave' });
    expect(at('come-back', { phone: '1' })).toMatchObject({ blocked: true, why: 'phone' });
  });

  test('who comes back on another day goes on with what is open, and his notice can be printed again', () => {
    const back = situation('left-unsettled', { left: 'come-back', standing: 'pre-settled' });
    expect(nextStep(back)).toMatchObject({ kind: 'commit', exit: 'online' });
    expect(nextStep({ ...back, exit: null })).toMatchObject({ kind: 'print', paper: 'unsettled-notice', why: 'leftComeBack' });
  });

  test('who paid alone gets the papers for his claim, after the money', () => {
    expect(nextStep(situation('settled', { selfPayDue: Money.parse('1.00') }))).toMatchObject({ kind: 'collect', why: 'selfPayDue' });
    expect(nextStep(situation('settled', { selfPayDue: Money.ZERO }))).toMatchObject({ kind: 'print', paper: 'manual-claim' });
    expect(nextStep(situation('settled', { selfPayDue: Money.ZERO, insured: false }))).toMatchObject({
      kind: 'print',
      paper: 'self-pay-statement',
    });
  });

  test('who may leave owing gets his papers, and whoever owes nothing is not kept by it', () => {
    const owing = { due: Money.parse('1.00'), unpaidAgreed: true };
    expect(nextStep(situation('settled', owing))).toMatchObject({ paper: 'settlement-statement', why: 'unpaidAgreed' });
    expect(nextStep(situation('settled', { ...owing, unpaidAgreed: false }))).toMatchObject({ kind: 'collect' });
    expect(nextStep(situation('settled', { ...owing, due: Money.ZERO }))).toMatchObject({ why: 'settled' });
  });

  test('no way out is said, not hidden', () => {
    expect(nextStep(situation('ward-discharged', { exit: null }))).toMatchObject({ kind: 'wait', label: 'noExit' });
  });

  test('each state after it has its paper', () => {
    expect(nextStep(situation('left-unsettled', { exit: null }))).toMatchObject({ kind: 'print', paper: 'unsettled-notice' });
    expect(nextStep(situation('settled', { due: Money.ZERO }))).toMatchObject({ kind: 'print', paper: 'settlement-statement' });
  });

  test('after the settlement money comes before paper', () => {
    const due = Money.parse('236.00');
    expect(nextStep(situation('settled', { due, held: due })).kind).toBe('collect');
    expect(nextStep(situation('settled', { due: Money.ZERO, held: due })).kind).toBe('refund');
  });
});
