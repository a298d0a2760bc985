import type { SettlementCase } from '../model/settlement-case.ts';
import { namesOf } from '../policy/check-pack.ts';
import { parameterOf } from '../policy/look-up.ts';
import { entryOn } from '../policy/parameter-at.ts';
import { askedAmounts } from './asked-amounts.ts';
import type { Priced } from './classify-lines.ts';
import { numbersFor } from './compile-numbers.ts';
import type { Policy } from './find-benefit.ts';
import type { Doubt, Prepared, Scenario } from './scenarios.ts';

/** Every doubt of a case that can be bounded, whether or not it moves a fen here. */
export function doubtsOf({ claim, policy, priced, known }: Prepared): readonly Doubt[] {
  return [
    ...stayDoubt(claim, policy, known),
    ...amountDoubts(claim, policy),
    ...gapDoubts(policy, known),
    ...lineDoubt(priced['self-paid']),
  ];
}

/** A stale or missing count: any number of earlier stays from the known one up to its bound, as far as a table tells them apart. */
function stayDoubt(claim: SettlementCase, policy: Policy, known: Scenario): readonly Doubt[] {
  const { stays } = claim.accumulators;
  if (stays?.freshness === 'fresh') return [];
  const most = stays?.atMost ?? Number.POSITIVE_INFINITY;
  const numbers = stayNumbers(policy, known.stayNo).filter((stayNo) => stayNo <= most + 1);
  if (numbers.length === 0) return [];
  const options = numbers.map((stayNo) => ({
    assumption: { kind: 'stay-count', stayNo } as const,
    apply: (scenario: Scenario) => ({ ...scenario, stayNo }),
  }));
  return [{ cause: { kind: 'stay-count', asOf: stays?.asOf ?? null }, options }];
}

/** Later stays that some row tells apart from earlier ones. */
export function stayNumbers({ packs, benefit, on }: Policy, from: number): readonly number[] {
  const intervals = benefit.layers.flatMap((layer) =>
    namesOf(layer).flatMap(([, name, unit]) => {
      const parameter = parameterOf(packs.insured, name, unit);
      return (parameter === undefined ? [] : (entryOn<unknown>(parameter, on)?.rows ?? [])).flatMap(({ when }) => when.stay ?? []);
    }),
  );
  const borders = intervals.flatMap(({ least, most }) => [least, ...(most === null ? [] : [most + 1])]);
  return [...new Set(borders.filter((stayNo) => stayNo > from))].sort((a, b) => a - b);
}

/** Stale amounts that cannot exceed a known bound. Without a bound they count as last known and carry a mark. */
function amountDoubts({ accumulators }: SettlementCase, policy: Policy): readonly Doubt[] {
  return askedAmounts(policy).flatMap(({ name, of, into }): Doubt[] => {
    const accumulator = of(accumulators);
    if (accumulator?.freshness !== 'stale' || accumulator.atMost === null || accumulator.atMost.equals(accumulator.value)) return [];
    const value = accumulator.atMost;
    const apply = (scenario: Scenario) => ({ ...scenario, year: into(scenario.year, value) });
    return [
      {
        cause: { kind: 'amount', accumulator: name, asOf: accumulator.asOf },
        options: [{ assumption: { kind: 'amount', accumulator: name, value }, apply }],
      },
    ];
  });
}

const withoutGaps = new WeakMap<Policy, Set<number>>();

/** Numbers that this benefit asks for and nobody found. */
export function gapDoubts(policy: Policy, known: Scenario): readonly Doubt[] {
  const none = withoutGaps.get(policy) ?? new Set<number>();
  if (none.has(known.stayNo)) return [];
  const stays = [known.stayNo, ...stayNumbers(policy, known.stayNo)];
  const gaps = stays.flatMap((stayNo) => numbersFor(policy, stayNo, known.payMost).gaps);
  if (gaps.length === 0) withoutGaps.set(policy, none.add(known.stayNo));
  return [...new Map(gaps.map((gap) => [gap.parameter, gap])).values()].map(({ layer, parameter }) => ({
    cause: { kind: 'gap', layer, parameter },
    options: [
      {
        assumption: { kind: 'gap', parameter, reading: 'pays-most' },
        apply: (scenario: Scenario) => ({ ...scenario, payMost: new Set([...scenario.payMost, parameter]) }),
      },
    ],
  }));
}

function lineDoubt({ unclassified }: Priced): readonly Doubt[] {
  if (unclassified.lines.length === 0) return [];
  const apply = (scenario: Scenario): Scenario => ({ ...scenario, unclassified: 'in-scope' });
  return [
    {
      cause: { kind: 'unclassified', lines: unclassified.lines.length },
      options: [{ assumption: { kind: 'unclassified', reading: 'in-scope' }, apply }],
    },
  ];
}
