import { describe, expect, it } from 'vitest';
import type { Split } from '../../../shared/model/settlement.ts';
import { Rate } from '../../../shared/money/rate.ts';
import { loadPack } from '../../../shared/policy/load-pack.ts';
import { estimateRange } from '../../../shared/rules/estimate-range.ts';
import { settle } from '../../../shared/rules/settle.ts';
import { aClaim, aLine, yuan } from '../../builders/a-claim.ts';
import { packsOf, sha256, withFile } from '../../builders/packs.ts';

const packs = packsOf('210200');
const figures = (split: Split, ...names: (keyof Split)[]) => names.map((name) => split[name].toString());

describe('lines', () => {
  const b = (share: string, priceCap: string | null = null) => ({ class: 'B', firstShare: Rate.parse(share), priceCap }) as const;
  const lines = [
    aLine('1', '1000.00'),
    aLine('2', '200.00', { grade: b('0.1000') }),
    aLine('3', '36.00', { grade: { class: 'C', firstShare: Rate.ZERO, priceCap: null } }),
    aLine('4', '300.00', { quantity: '2.0000', grade: b('0.2000', '120.000000') }), // 60.00 over the cap, 20 % of 240.00
    aLine('5', '-100.00', { quantity: '-1.0000', grade: b('0.1000') }),
  ];

  it('are sorted by class, cap and first share; take-backs take back their share', () => {
    const { split, steps } = settle(aClaim({ charges: { kind: 'lines', lines } }), packs);
    expect(figures(split, 'total', 'selfPaid', 'overCap', 'firstShare', 'inScope')).toEqual([
      '1436.00',
      '36.00',
      '60.00',
      '58.00',
      '1282.00',
    ]);
    expect(steps.find(({ layer }) => layer === 'first-share')?.formula).toBe('200.00 × 10 % + 240.00 × 20 % + -100.00 × 10 % = 58.00');
  });

  it('a take-back takes back what lay over the cap', () => {
    const capped = { class: 'A', firstShare: Rate.ZERO, priceCap: '80.000000' } as const;
    const charged = aLine('1', '300.00', { quantity: '3.0000', grade: capped });
    const back = aLine('2', '-100.00', { quantity: '-1.0000', grade: capped });
    const cheap = [
      aLine('3', '140.00', { quantity: '2.0000', grade: capped }),
      aLine('4', '-70.00', { quantity: '-1.0000', grade: capped }),
    ];
    const { split } = settle(aClaim({ charges: { kind: 'lines', lines: [charged, back, ...cheap] } }), packs);
    expect(figures(split, 'total', 'overCap', 'inScope')).toEqual(['270.00', '40.00', '230.00']);
  });

  it('without a class ask the catalogue of the place of care', () => {
    const reference = packs.insured.credit[0]?.gates['start-day'];
    const value = (from: string, firstShare: string) => ({ from, class: 'B', firstShare, priceCap: '80.000000' });
    const items = [{ code: 'C9', values: [value('2023-01-01', '0.1500'), value('2023-07-01', '0.2000')] }];
    const listed = withFile('210200/pack.json', (json) => void json.catalogues.push('items'));
    const files = withFile(
      '210200/catalogue/items.json',
      () => ({ $schema: 's', description: 'd', checkedOn: '2026-01-01', reference, items }),
      listed,
    );
    const loaded = loadPack('210200', files, sha256);
    expect(loaded).toMatchObject({ ok: true });
    if (!loaded.ok) return;

    const charges = { kind: 'lines', lines: [aLine('9', '100.00', { code: 'C9', grade: null })] } as const;
    const { split, steps } = settle(aClaim({ charges }), { insured: packs.insured, care: loaded.pack });
    expect(figures(split, 'overCap', 'firstShare', 'inScope')).toEqual(['20.00', '12.00', '68.00']);
    expect(steps.find(({ layer }) => layer === 'first-share')).toMatchObject({
      formula: '80.00 × 15 % = 12.00',
      reference,
      pack: loaded.pack.stamp,
    });
  });

  it('that nobody classed make a range from in scope to self-paid', () => {
    const charges = { kind: 'lines', lines: [aLine('1', '1850.00'), aLine('9', '100.00', { grade: null })] } as const;
    const range = estimateRange(aClaim({ charges }), packs);
    expect(range.causes).toEqual([{ kind: 'unclassified', lines: 1 }]);
    expect([range.least, range.most].map(({ burden }) => burden.toString())).toEqual(['1015.00', '1100.00']);
    expect(range.marks).toContainEqual({ kind: 'unclassified', layer: 'self-paid', lines: ['9'], amount: yuan('100.00') });
  });
});
