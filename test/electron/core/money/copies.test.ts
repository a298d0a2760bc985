import { expect, it } from 'vitest';
import { checkCopy } from '../../../../electron/core/services/paper/check-copy.ts';

it('a second copy of a paper that proves money wants a second person; other papers, and the first copy, do not', () => {
  expect(() => checkCopy('deposit-receipt', 1, false)).not.toThrow();
  expect(() => checkCopy('wristband', 3, false)).not.toThrow();
  expect(() => checkCopy('deposit-receipt', 2, true)).not.toThrow();
  for (const kind of ['deposit-receipt', 'settlement-statement', 'shift-sheet'])
    expect(() => checkCopy(kind, 2, false)).toThrow(expect.objectContaining({ code: 'paper.reprint-approval' }));
});
