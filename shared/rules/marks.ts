import type { Mark, RangeCause } from '../model/settlement.ts';
import { LAYER_ORDER } from '../policy/benefit-schema.ts';
import { askedAmounts } from './asked-amounts.ts';
import { entryOf, type Prepared } from './scenarios.ts';

/** What stays open beside the doubts: old or missing amounts without a bound, gaps that matter, lines without a class. */
export function marksOf({ claim, policy, priced }: Prepared, mattering: readonly RangeCause[]): readonly Mark[] {
  const marks: Mark[] = [];
  const entry = entryOf(claim);
  for (const { name: accumulator, layer, of } of askedAmounts(policy)) {
    if (entry !== null && orderOf(layer) < orderOf(entry)) continue; // over before the case begins
    const given = of(claim.accumulators);
    if (given == null) marks.push({ kind: 'missing', layer, accumulator });
    else if (given.freshness === 'stale') marks.push({ kind: 'stale', layer, accumulator, asOf: given.asOf });
  }
  for (const cause of mattering)
    if (cause.kind === 'gap')
      marks.push({
        kind: 'gap',
        layer: cause.layer,
        parameter: cause.parameter,
      });
  const { unclassified } = priced['self-paid'];
  if (unclassified.lines.length > 0) marks.push({ kind: 'unclassified', layer: 'self-paid', ...unclassified });
  return marks;
}

/** Where a layer stands in the chain; the caps stand with the layer they limit. */
const orderOf = (layer: Mark['layer']) => (LAYER_ORDER as readonly string[]).indexOf(layer.endsWith('-cap') ? 'pooled-fund' : layer);
