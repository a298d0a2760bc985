import { describe, expect, it } from 'vitest';
import { Money } from '../../../shared/money/money.ts';
import { type Otherwise, whatIf } from '../../../shared/rules/what-if.ts';
import { aClaim, sums, yuan } from '../../builders/a-claim.ts';
import { packsOf } from '../../builders/packs.ts';

// Dalian, employee in service, 20,000.00 in scope, by hand:
// at home        tertiary 850 + 15 % of 19,150 = 3,722.50 · secondary 500 + 12 % of 19,500 = 2,840.00 · primary 300 + 10 % of 19,700 = 2,270.00
// out of area, referred or temporary: tertiary 1,500 + 25 % of 18,500 = 6,125.00 · secondary 1,250 + 22 % of 18,750 = 5,375.00
const packs = packsOf('210200');
const home = aClaim({ charges: sums('20000.00') });
const away = aClaim({ charges: sums('20000.00'), filing: 'temporary', provider: { region: '110100', name: '某医院', level: 'tertiary' } });
const nameOf = (otherwise: Otherwise) => (otherwise.kind === 'filing' ? otherwise.filing : otherwise.level);
const changes = (claim: typeof home) =>
  Object.fromEntries(whatIf(claim, packs).map(({ otherwise, change }) => [nameOf(otherwise), change?.toString() ?? null]));

describe('what would have been otherwise', () => {
  it('at home: hospitals of another level, never a filing', () => {
    expect(changes(home)).toStrictEqual({ secondary: '-882.50', primary: '-1452.50', community: null });
  });

  it('out of area: each filing first, in yuan less or more', () => {
    expect(changes(away)).toMatchObject({ 'long-term': '-2402.50', referred: '0.00', secondary: '-750.00' });
  });

  it('somebody filed sees what the filing is worth to him', () => {
    expect(changes({ ...away, filing: 'long-term' })).toMatchObject({ temporary: '2402.50', referred: '2402.50' });
  });

  it('an emergency is nothing that one files for', () => {
    expect(whatIf({ ...away, filing: 'emergency' }, packs).every(({ otherwise }) => otherwise.kind === 'level')).toBe(true);
  });

  it('a level that the pack has no rules for stays open', () => {
    expect(whatIf(home, packs).find(({ otherwise }) => nameOf(otherwise) === 'community')).toMatchObject({ split: null, change: null });
  });

  it('a case without rules still learns what a filing would give', () => {
    const unfiled = { ...away, filing: 'unfiled' as const };
    const [first] = whatIf(unfiled, packs);
    expect(first).toMatchObject({ otherwise: { filing: 'long-term' }, change: null });
    expect(first?.split?.burden).toStrictEqual(yuan('3722.50'));
  });

  it('what earlier layers left is not computed again from the filing', () => {
    expect(whatIf(aClaim({ charges: { kind: 'burden-after-basic', amount: yuan('50000.00') } }), packs)).toStrictEqual([]);
  });

  it('does not touch the case itself', () => {
    const before = JSON.stringify(away);
    whatIf(away, packs);
    expect(JSON.stringify(away)).toBe(before);
    expect(away.charges).toMatchObject({ sums: { total: Money.parse('20000.00') } });
  });
});
