import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCreditMove, type CreditLine, heldBy } from '../../shared/credit/credit-life.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { CREDIT_MOVES } from '../../shared/model/credit.ts';
import { Money } from '../../shared/money/money.ts';

/** A short part on every run; `CREDIT_HISTORIES=100000` is the campaign. */
const RUNS = Number(process.env['CREDIT_HISTORIES'] ?? 300);

const PART = 300;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom(...CREDIT_MOVES), fen: fc.integer({ min: 1, max: 150_000 }), whole: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.constantFrom('answer', 'answer', 'answer', 'refuse') },
  { weight: 2, arbitrary: fc.constantFrom('settle', 'settle', 'recall') },
);

const mostly = fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });

/** One lock, with a notebook of plain numbers beside it that knows no rule. */
class LockHistory {
  entries: CreditLine[] = [];
  ordered: CreditLine[] = [];
  settled = false;
  readonly limit = 500_000;
  refused = 0;

  available(): Money {
    const promised = [...this.entries, ...this.ordered].filter(({ kind }) => kind === 'lock' || kind === 'raise');
    return Money.fromFen(this.limit).minus(Money.sum(promised.map(({ amount }) => amount)));
  }

  order(line: CreditLine): void {
    try {
      checkCreditMove(line, { entries: this.entries, ordered: this.ordered, settled: this.settled, available: this.available() });
      this.ordered.push(line);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'credit.illegal-move')) throw error;
      this.refused += 1;
    }
  }

  /**
   * The bank says no to the first of them. What stands behind a draw that does not go back is never sent, since it counted on it; and a draw that
   * never was does not go back.
   */
  refuse(): void {
    const [head] = this.ordered.splice(0, 1);
    if (head?.kind === 'draw-reversal') this.ordered = [];
    if (head?.kind === 'draw') this.ordered = this.ordered.filter(({ kind }) => kind !== 'draw-reversal');
  }

  /** What the bank itself adds up, in its own way. */
  open(): number {
    const sign = { lock: 1, raise: 1, 'draw-reversal': 1, draw: -1, release: -1 } as const;
    return this.entries.reduce((sum, { kind, amount }) => sum + sign[kind] * amount.toFen(), 0);
  }
}

describe('a lock under any history of moves', () => {
  const title = 'is never overdrawn, is never drawn on before the settlement nor twice for it, and gives back exactly what it holds';
  it(title, { timeout: 1_800_000 }, async () => {
    for (let done = 0; done < RUNS; done += PART) {
      play(20230613 + done, Math.min(PART, RUNS - done));
      await new Promise((resolve) => setImmediate(resolve)); // a long campaign lets the runner speak
    }
  });

  function play(seed: number, numRuns: number): void {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), mostly, (steps, begins) => {
        const lock = new LockHistory();
        // Most histories begin with a lock that stands: without one nothing else is legal.
        if (begins) lock.entries.push({ kind: 'lock', amount: Money.fromFen(300_000) });
        for (const each of steps) {
          if (each === 'settle') lock.settled = lock.entries.some(({ kind }) => kind === 'lock') || lock.settled;
          else if (each === 'recall') lock.settled = false;
          else if (each === 'answer') lock.entries.push(...lock.ordered.splice(0, 1));
          else if (each === 'refuse') lock.refuse();
          else {
            const held = heldBy(lock);
            const drawn = lock.entries.findLast(({ kind }) => kind === 'draw')?.amount;
            const whole = each.kind === 'draw-reversal' ? drawn : held;
            const amount = each.whole && whole !== undefined && !whole.isZero() ? whole : Money.fromFen(each.fen);
            const before = lock.ordered.length;
            lock.order({ kind: each.kind, amount });
            const taken = lock.ordered.length > before;
            if (taken && each.kind === 'draw') expect(lock.settled).toBe(true);
            if (taken && (each.kind === 'raise' || each.kind === 'draw-reversal')) expect(lock.settled).toBe(false);
          }
          expect(lock.open()).toBeGreaterThanOrEqual(0);
          expect(heldBy(lock).isNegative()).toBe(false);
          const live =
            lock.entries.filter(({ kind }) => kind === 'draw').length - lock.entries.filter(({ kind }) => kind === 'draw-reversal').length;
          expect(live === 0 || live === 1).toBe(true);
          expect(lock.available().isNegative()).toBe(false);
        }
        while (lock.ordered.length > 0) lock.entries.push(...lock.ordered.splice(0, 1));
        const rest = heldBy(lock);
        if (rest.isZero()) return;
        lock.order({ kind: 'release', amount: rest.plus(Money.fromFen(1)) });
        expect(lock.ordered).toEqual([]);
        lock.order({ kind: 'release', amount: rest });
        lock.entries.push(...lock.ordered.splice(0, 1));
        expect([lock.open(), heldBy(lock).toFen()]).toEqual([0, 0]);
      }),
      { numRuns, seed },
    );
  }

  it('refuses every move before the lock, and a second lock', () => {
    const amount = Money.fromFen(100);
    const none = { entries: [], ordered: [], settled: true, available: null };
    for (const kind of ['raise', 'draw', 'draw-reversal', 'release'] as const)
      expect(() => checkCreditMove({ kind, amount }, none)).toThrow(expect.objectContaining({ code: 'credit.illegal-move' }));
    const locked = { ...none, entries: [{ kind: 'lock' as const, amount }] };
    expect(() => checkCreditMove({ kind: 'lock', amount }, locked)).toThrow(
      expect.objectContaining({ details: { move: 'lock', because: 'locked-before' } }),
    );
  });
});
