import { describe, expect, it } from 'vitest';
import { MOVES, type Move } from '../../shared/ledger/means-table.ts';
import { type BackFacts, type WayBack, wayBack } from '../../shared/ledger/way-back.ts';
import { MEANS, type Means } from '../../shared/model/ledger.ts';

const LIMITS = { 'bank-card': 180, wechat: 365, alipay: 365 } as const;
const DAYS = [0, 1, 180, 181, 365, 366] as const;

const FACTS = [
  'whole',
  'byOrder',
  'slip',
  'byTransfer',
  'locked',
  'leftUnsettled',
  'invoiceOpen',
  'owedBack',
  'invoiceStands',
  'approved',
] as const;
type Fact = (typeof FACTS)[number];

/** Every cell of the matrix: means, move, age, part or whole, how it was charged, and what stands in the way. */
function* cells(): Generator<BackFacts> {
  for (const means of MEANS)
    for (const move of Object.keys(MOVES) as Move[])
      for (const daysAgo of DAYS)
        for (let bits = 0; bits < 2 ** FACTS.length; bits += 1) {
          const said = Object.fromEntries(FACTS.map((fact, bit) => [fact, ((bits >> bit) & 1) === 1])) as Record<Fact, boolean>;
          yield { means, move, daysAgo, ...said };
        }
}
const ALL = [...cells()].map((facts) => ({ facts, way: wayBack(facts, LIMITS) }));
const where = (of: (facts: BackFacts) => boolean): readonly WayBack[] => ALL.filter(({ facts }) => of(facts)).map(({ way }) => way);
const kinds = (ways: readonly WayBack[]) => [...new Set(ways.map((way) => (way.kind === 'refused' ? way.error[1] : way.kind)))].toSorted();
const hisAgain = ({ move, owedBack }: BackFacts) => move === 'deposit-received' || owedBack;
const free = (facts: BackFacts) => !facts.locked && !facts.leftUnsettled && !facts.invoiceOpen && hisAgain(facts);
const over = ({ means, daysAgo }: BackFacts) => daysAgo > (LIMITS[means as keyof typeof LIMITS] ?? Number.POSITIVE_INFINITY);

describe('the matrix of refunds', () => {
  it('has every cell', () => {
    expect(ALL).toHaveLength(MEANS.length * 2 * DAYS.length * 2 ** FACTS.length);
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

  it('a share that is owed and paid goes back only before its invoice, and never by one person alone', () => {
    const owed = (more: Partial<BackFacts>) =>
      kinds(
        where(
          (facts) =>
            facts.move === 'collected' &&
            !['deposit', 'credit'].includes(facts.means) &&
            !facts.locked &&
            !facts.leftUnsettled &&
            !facts.invoiceOpen &&
            !facts.owedBack &&
            Object.entries(more).every(([name, value]) => facts[name as Fact] === value),
        ),
      );
    expect(owed({ invoiceStands: true })).toEqual(['refund.invoice-first']);
    expect(owed({ invoiceStands: false, approved: false })).toEqual(['refund.approval-missing']);
    expect(owed({ invoiceStands: false, approved: true })).toEqual(['drawer', 'line', 'payment.reference-missing', 'request', 'slip']);
  });

  it('is a transfer exactly where it is wanted, where the channel takes it back no more, and where no line can be told', () => {
    const wrong = ALL.filter(({ facts, way }) => {
      if (!free(facts) || facts.means === 'deposit' || facts.means === 'credit') return false;
      const untold = (facts.means === 'wechat' || facts.means === 'alipay') && !facts.byOrder;
      return (way.kind === 'request') !== (facts.byTransfer || facts.means === 'transfer' || over(facts) || untold);
    });
    expect(wrong).toEqual([]);
  });

  it('a terminal voids only the whole of the same day; a typed slip is never sent to it as well', () => {
    const lines = ALL.flatMap(({ facts, way }) => (way.kind === 'line' ? [{ facts, way }] : []));
    const wrong = lines.filter(
      ({ facts, way }) =>
        !facts.byOrder ||
        (way.way === 'void') !== (facts.means === 'bank-card' && facts.whole && facts.daysAgo === 0) ||
        (facts.means === 'bank-card' && facts.slip),
    );
    expect([lines.length > 0, wrong]).toEqual([true, []]);
  });

  it('looks at every fact: each one alone changes some cell', () => {
    for (const fact of FACTS) {
      const changed = ALL.some(
        ({ facts, way }) => JSON.stringify(wayBack({ ...facts, [fact]: !facts[fact] }, LIMITS)) !== JSON.stringify(way),
      );
      expect([fact, changed]).toEqual([fact, true]);
    }
  });
});
