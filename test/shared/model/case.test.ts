import { describe, expect, it } from 'vitest';
import { type CaseFacts, caseOf } from '../../../shared/model/case.ts';
import { Money } from '../../../shared/money/money.ts';

const EVEN: CaseFacts = { difference: Money.ZERO, unexplained: false, due: Money.ZERO, back: Money.ZERO, steps: [] };
const yuan = (text: string) => Money.parse(text);

describe('what is left to do about a settled stay', () => {
  it('nothing, when it is even and as expected', () => {
    expect(caseOf(EVEN)).toBeNull();
  });

  it('money before words: owed, then owed back, then the difference', () => {
    const all = { ...EVEN, difference: yuan('-144.50'), due: yuan('1.00'), back: yuan('2.00') };
    expect(caseOf(all)).toEqual({ action: 'collect', office: 'window' });
    expect(caseOf({ ...all, due: Money.ZERO })).toEqual({ action: 'refund', office: 'window' });
    expect(caseOf({ ...all, due: Money.ZERO, back: Money.ZERO })).toEqual({ action: 'explain', office: 'window' });
  });

  it('a difference closes only when it was explained, and one without a cause is the insurance office’s', () => {
    const differs = { ...EVEN, difference: yuan('0.01') };
    expect(caseOf({ ...differs, steps: ['claimed', 'called'] })?.action).toBe('explain');
    expect(caseOf({ ...differs, unexplained: true })).toEqual({ action: 'ask-insurance', office: 'insurance-officer' });
    expect(caseOf({ ...differs, unexplained: true, steps: ['explained'] })).toBeNull();
  });

  it('handing it to finance closes nothing: a debt stays on the list until it is even', () => {
    const owed = { ...EVEN, due: yuan('120.00'), steps: ['to-finance', 'explained'] as const };
    expect(caseOf(owed)).toEqual({ action: 'collect', office: 'finance' });
  });
});
