import fc from 'fast-check';
import { expect, it } from 'vitest';
import { playSealed, sealedHistories, sealedTemplate } from '../histories/sealed.ts';

it('sealed shifts verify, and one changed byte anywhere is found', { timeout: 60_000 }, () => {
  const template = sealedTemplate();
  try {
    fc.assert(
      fc.property(sealedHistories, (history) => {
        expect(playSealed(template.file, history)).toBeUndefined();
      }),
      { numRuns: 80, seed: 20_230_613 },
    );
  } finally {
    template.remove();
  }
});
