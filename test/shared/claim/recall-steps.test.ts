import { describe, expect, it } from 'vitest';
import { overRecallLimit, recallOpen, recallSteps, standing } from '../../../shared/claim/recall-steps.ts';
import type { ActKind, ActState } from '../../../shared/model/acts.ts';

/** "charges" is acknowledged, "charges?" unknown, "charges…" waiting, "charges!" rejected, "charges-" withdrawn. */
const STATES: Readonly<Record<string, ActState>> = { '?': 'unknown', '…': 'waiting', '!': 'rejected', '-': 'withdrawn' };
const acts = (list: string) =>
  list.split(' ').map((word, index) => {
    const state = STATES[word.slice(-1)];
    return { id: index + 1, kind: (state === undefined ? word : word.slice(0, -1)) as ActKind, state: state ?? 'acknowledged' };
  });

const WHOLE = 'admission charges charges discharge settlement';

describe('recallSteps', () => {
  it.each([
    ['the settlement alone', WHOLE, 'settlement', ['settlement-reversal']],
    ['also the discharge', WHOLE, 'discharge', ['settlement-reversal', 'discharge-reversal']],
    [
      'everything, in reverse order',
      WHOLE,
      'admission',
      ['settlement-reversal', 'discharge-reversal', 'charges-reversal', 'admission-reversal'],
    ],
    [
      'a place that settles before it discharges',
      'admission charges settlement discharge',
      'settlement',
      ['settlement-reversal', 'discharge-reversal'],
    ],
    [
      'its discharge, where the settlement came before: that goes first all the same',
      'admission charges settlement discharge',
      'discharge',
      ['settlement-reversal', 'discharge-reversal'],
    ],
    ['only what stands', 'admission charges discharge settlement!', 'discharge', ['discharge-reversal']],
    ['nothing of what was taken back before', `${WHOLE} settlement-reversal`, 'settlement', []],
    ['what was settled again', `${WHOLE} settlement-reversal settlement`, 'settlement', ['settlement-reversal']],
    ['the discharge after the settlement went', `${WHOLE} settlement-reversal`, 'discharge', ['discharge-reversal']],
    ['a stay without charges', 'admission', 'admission', ['admission-reversal']],
    [
      'a settlement that somebody else made',
      'admission charges discharge settlement! settlement-adoption',
      'settlement',
      ['settlement-reversal'],
    ],
    ['nothing while nothing stands', 'admission…', 'admission', []],
  ] as const)('%s', (_what, list, depth, steps) => {
    expect(recallSteps(acts(list), depth)).toEqual(steps);
  });

  it('a recall that was refused or is on its way is open, one that was given up is not', () => {
    expect(['…', '?', '!', '-'].map((state) => recallOpen(acts(`${WHOLE} settlement-reversal${state}`)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(recallOpen(acts(`${WHOLE} settlement-reversal`))).toBe(false);
  });

  it('standing names the last act of each', () => {
    expect([...standing(acts(WHOLE))]).toEqual([
      ['settlement', 5],
      ['discharge', 4],
      ['charges', 3],
      ['admission', 1],
    ]);
  });
});

describe('overRecallLimit', () => {
  it.each([
    ['month', null, '2023-06-13', '2023-06-30', 17, null],
    ['month', null, '2023-06-30', '2023-07-01', 1, 'over-month'],
    ['year', null, '2023-06-30', '2023-12-31', 184, null],
    ['month', null, '2022-12-31', '2023-01-01', 1, 'over-year'],
    ['year', null, '2022-12-31', '2023-01-01', 1, 'over-year'],
    ['any', null, '2022-12-31', '2023-01-01', 1, null],
    ['any', 30, '2023-06-01', '2023-07-01', 30, null],
    ['any', 30, '2023-06-01', '2023-07-02', 31, 'over-days'],
  ] as const)('within %s, %s days: %s recalled on %s', (within, days, settledOn, today, between, answer) => {
    expect(overRecallLimit({ within, days }, settledOn, today, between)).toBe(answer);
  });
});
