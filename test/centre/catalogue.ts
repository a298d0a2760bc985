import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Behaviour } from './behaviour.ts';
import { excessPrice, lineFen, shareOf } from './money.ts';
import { Refusal } from './refusal.ts';

const itemSchema = z.strictObject({
  itemCode: z.string(),
  name: z.string(),
  class: z.enum(['A', 'B', 'C']),
  firstShareRate: z.string(),
  priceCap: z.string().nullable(),
  chargeType: z.string(),
  /** A targeted drug: some insured places pay it only as a special disease. */
  targeted: z.boolean().default(false),
});

export type CatalogueItem = z.output<typeof itemSchema>;

const items = new Map(
  itemSchema
    .array()
    .parse(JSON.parse(readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8')))
    .map((item) => [item.itemCode, item] as const),
);

/** The centre's own entry for an item code; what happens to an unknown one is a setting. */
export function itemOf(code: string, behaviour: Behaviour): CatalogueItem {
  const item = items.get(code);
  if (item !== undefined) return item;
  if (behaviour.unknownItem === 'refused') throw new Refusal(`医保目录编码[${code}]不存在或未对照`);
  const known = behaviour.unknownItem === 'class-a';
  const price = { firstShareRate: known ? '0.0000' : '1.0000', priceCap: null, chargeType: '14', targeted: false };
  return { itemCode: code, name: '', class: known ? 'A' : 'C', ...price };
}

export interface LineSplit {
  readonly selfPaid: number;
  readonly overLimit: number;
  readonly firstShare: number;
  readonly inScope: number;
}

/** Divides one line: wholly self-paid, above the price cap, first share, in scope. The four add up to the amount. */
export function splitLine(
  item: Pick<CatalogueItem, 'class' | 'firstShareRate' | 'priceCap'>,
  line: { amount: number; price: string; quantity: string; refusedByHospital: boolean },
): LineSplit {
  if (item.class === 'C' || line.refusedByHospital) return { selfPaid: line.amount, overLimit: 0, firstShare: 0, inScope: 0 };
  const overLimit = item.priceCap === null ? 0 : lineFen(excessPrice(line.price, item.priceCap), line.quantity);
  const firstShare = shareOf(line.amount - overLimit, item.firstShareRate);
  return { selfPaid: 0, overLimit, firstShare, inScope: line.amount - overLimit - firstShare };
}

/** `chrgitm_lv`: 01 class A, 02 class B, 03 class C. */
export function levelOf(item: CatalogueItem): string {
  return { A: '01', B: '02', C: '03' }[item.class];
}
