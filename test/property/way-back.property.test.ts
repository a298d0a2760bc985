import { describe, expect, it } from 'vitest';
import { MOVES, type Move } from '../../shared/ledger/means-table.ts';
import { type BackFacts, type WayBack, wayBack } from '../../shared/ledger/way-back.ts';
import { MEANS, type Means } from '../../shared/model/ledger.ts';

const LIMITS = { 'bank-card': 180, wechat: 365, alipay: 365 } as const;
const DAYS = [0, 1, 180, 181, 365, 366] as const;

/** Every cell of the matrix: means, move, age, part or whole, how it was charged, and what stands in the way. */
function* cells(): Generator<BackFacts> {
  for (const means of MEANS)
    for (const move of Object.keys(MOVES) as Move[])
      for (const daysAgo of DAYS)
        for (let bits = 0; bits < 128; bits += 1) {
          const is = (bit: number): boolean => ((bits >> bit) & 1) === 1;
          const said = { whole: is(0), byOrder: is(1), slip: is(2), byTransfer: is(3) };
          yield { means, move, daysAgo, ...said, locked: is(4), leftUnsettled: is(5), invoiceOpen: is(6) };
        }
}
const ALL = [...cells()].map((facts) => ({ facts, way: wayBack(facts, LIMITS) }));
const where = (of: (facts: BackFacts) => boolean): readonly WayBack[] => ALL.filter(({ facts }) => of(facts)).map(({ way }) => way);
const kinds = (ways: readonly WayBack[]) => [...new Set(ways.map((way) => (way.kind === 'refused' ? way.error[1] : way.kind)))].toSorted();
const free = ({ locked, leftUnsettled, invoiceOpen }: BackFacts) => !locked && !leftUnsettled && !invoiceOpen;
const over = ({ means, daysAgo }: BackFacts) => daysAgo > (LIMITS[means as keyof typeof LIMITS] ?? Number.POSITIVE_INFINITY);

describe('the matrix of refunds', () => {
  it('has every cell', () => {
    expect(ALL).toHaveLength(MEANS.length * 2 * DAYS.length * 2 ** 7);
  });

  it('nothing moves while an outcome is unknown, or after he left unsettled', () => {
    const ways = kinds(where(({ locked, leftUnsettled }) => locked || leftUnsettled));
    expect(ways).toEqual(['encounter.locked', 'payment.not-found', 'payment.wrong-state']);
  });

  it('what an invoice shows waits for the red one; a deposit, which none shows, does not', () => {
    const open = (move: Move) => kinds(where((facts) => facts.move === move && facts.invoiceOpen && !facts.locked && !facts.leftUnsettled));
    expect(open('collected')).toEqual(['payment.not-found', 'refund.invoice-first']);
    expect(open('deposit-received')).not.toContain('refund.invoice-first');
  });

  it.each<[Means, readonly string[]]>([
    ['cash', ['drawer', 'request']],
    ['bank-card', ['line', 'payment.reference-missing', 'request', 'slip']],
    ['wechat', ['line', 'request']],
    ['alipay', ['line', 'request']],
    ['transfer', ['request']],
    ['deposit', ['payment.not-found']],
    ['credit', ['payment.not-found']],
  ])('%s goes back the way it came, or as a transfer, and no other way', (means, wanted) => {
    expect(kinds(where((facts) => facts.means === means && free(facts)))).toEqual(wanted);
  });

  it('is a transfer exactly where it is wanted, where the channel takes it back no more, and where no line can be told', () => {
    for (const { facts, way } of ALL.filter(
      (cell) => free(cell.facts) && cell.facts.means !== 'deposit' && cell.facts.means !== 'credit',
    )) {
      const untold = (facts.means === 'wechat' || facts.means === 'alipay') && !facts.byOrder;
      expect([facts, way.kind === 'request']).toEqual([facts, facts.byTransfer || facts.means === 'transfer' || over(facts) || untold]);
    }
  });

  it('a terminal voids only the whole of the same day; a typed slip is never sent to it as well', () => {
    for (const { facts, way } of ALL) {
      if (way.kind !== 'line') continue;
      expect(facts.byOrder).toBe(true);
      expect(way.way === 'void').toBe(facts.means === 'bank-card' && facts.whole && facts.daysAgo === 0);
      if (facts.means === 'bank-card') expect(facts.slip).toBe(false);
    }
  });

  it('looks at every fact: each one alone changes some cell', () => {
    const named = new Map(ALL.map(({ facts, way }) => [JSON.stringify(facts), JSON.stringify(way)]));
    for (const fact of ['whole', 'byOrder', 'slip', 'byTransfer', 'locked', 'leftUnsettled', 'invoiceOpen'] as const) {
      const changed = ALL.some(({ facts, way }) => named.get(JSON.stringify({ ...facts, [fact]: !facts[fact] })) !== JSON.stringify(way));
      expect([fact, changed]).toEqual([fact, true]);
    }
  });
});
