import { describe, expect, it } from 'vitest';
import { findMutants, pickSome, withMutant } from '../../build/mutants/find-mutants.ts';

const SOURCE = `import { a } from './a.ts';
type T = 1 | 2;
export function due(left: number, most: number): number {
  invariant(left >= 0, 'never');
  if (left <= 0) return 0;
  return !done && left.plus(most).toString() ? Money.min(left, 2) : most;
}
`;
const texts = findMutants('x.ts', SOURCE).map((mutant) => `${mutant.line}: ${mutant.original} → ${mutant.replacement}`);

describe('mutants', () => {
  it('are found in what is computed, not in types, imports and invariants', () => {
    expect(texts).toEqual([
      '5: left <= 0 → true',
      '5: left <= 0 → false',
      '5: <= → <',
      '5: 0 → (0 + 1)',
      '5: 0 → (0 + 1)',
      '6: !done && left.plus(most).toString() → true',
      '6: !done && left.plus(most).toString() → false',
      '6: && → ||',
      '6: !done → done',
      '6: plus → minus',
      '6: min → max',
      '6: 2 → (2 + 1)',
    ]);
  });

  it('change one place of the source', () => {
    const mutant = findMutants('x.ts', 'const x = a < b;')[0];
    expect(mutant && withMutant('const x = a < b;', mutant)).toBe('const x = a <= b;');
  });

  it('are picked the same for the same seed', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    expect(pickSome(items, 5, 1)).toEqual(pickSome(items, 5, 1));
    expect(pickSome(items, 5, 1)).not.toEqual(pickSome(items, 5, 2));
    expect(new Set(pickSome(items, 50, 3)).size).toBe(50);
  });
});
