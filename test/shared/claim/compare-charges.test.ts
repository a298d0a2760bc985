import { describe, expect, it } from 'vitest';
import { compareCharges } from '../../../shared/claim/compare-charges.ts';
import { Money } from '../../../shared/money/money.ts';

const line = (lineNumber: string, amount: string) => ({ lineNumber, amount: Money.parse(amount) });
const OURS = [line('1', '10.00'), line('2', '20.00'), line('3', '-5.00')];

describe('our charge lines against those at the centre', () => {
  it.each([
    ['the same, in any order', [...OURS].reverse(), [], []],
    ['one is not there', OURS.slice(0, 2), ['3'], []],
    ['one is a stranger', [...OURS, line('9', '1.00')], [], ['9']],
    ['one stands there twice: both go, it comes once', [...OURS, line('2', '20.00')], ['2'], ['2']],
    ['one has another amount', [line('1', '10.01'), ...OURS.slice(1)], ['1'], ['1']],
    ['one has the other sign', [...OURS.slice(0, 2), line('3', '5.00')], ['3'], ['3']],
    ['nothing is there', [], ['1', '2', '3'], []],
  ])('%s', (_what, there, missing, strange) => {
    expect(compareCharges(OURS, there)).toEqual({ missing, strange });
  });
});
