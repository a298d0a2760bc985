import { AppError } from '../../../shared/errors/app-error.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import { Money } from '../../../shared/money/money.ts';
import { type ReadCase, readCaseText } from '../../../shared/policy/case-text.ts';
import { findGatePacks, findPacks } from '../../../shared/policy/find-packs.ts';
import type { Pack } from '../../../shared/policy/pack.ts';
import { checkCase } from '../../../shared/rules/check-case.ts';
import { filingFor } from '../../../shared/rules/direct-gates.ts';
import { computeSplit, prepare } from '../../../shared/rules/scenarios.ts';

/** One stored case: the JSON of CASES.md, bare or as `{ "id": …, "case": { … } }`. */
export interface StoredCase {
  readonly id: string;
  readonly json: unknown;
}

/** What the new pack changes for one patient. `change` = new burden − old; negative: he pays less. */
export interface Changed {
  readonly id: string;
  readonly before: Money;
  readonly after: Money;
  readonly change: Money;
}

/** Some patients: how many, what they pay less or more together, and the largest changes. */
export interface Group {
  readonly count: number;
  readonly sum: Money;
  readonly largest: readonly Changed[];
}

/** Who gains and who loses under a new pack, on the cases of the past. Counts sum to `cases`. */
export interface Replay {
  readonly cases: number;
  readonly gain: Group;
  readonly lose: Group;
  readonly unchanged: number;
  /** Computed only under the new packs, or only under the old. */
  readonly newlyComputed: readonly string[];
  readonly noLongerComputed: readonly string[];
  /** Under neither. */
  readonly notComputed: number;
  readonly malformed: readonly { readonly id: string; readonly path: string; readonly reason: string }[];
  /** Figures of all cases computed under both, before and after. */
  readonly funds: { readonly before: Money; readonly after: Money };
  readonly burden: { readonly before: Money; readonly after: Money };
}

/** More names than anybody reads. */
const LISTED_MOST = 20;

/** Replays stored cases under old and new packs, each on the values as last known. Pure but for what `cases` reads. */
export async function replay(
  cases: AsyncIterable<StoredCase> | Iterable<StoredCase>,
  before: readonly Pack[],
  after: readonly Pack[],
): Promise<Replay> {
  const gain = new Tally();
  const lose = new Tally();
  const sums = { fundsBefore: 0, fundsAfter: 0, burdenBefore: 0, burdenAfter: 0 };
  const names = { newlyComputed: [] as string[], noLongerComputed: [] as string[] };
  const malformed: { readonly id: string; readonly path: string; readonly reason: string }[] = [];
  let [count, unchanged, notComputed] = [0, 0, 0];
  for await (const { id, json } of cases) {
    count += 1;
    const read = readCaseText(json);
    if (!read.ok) {
      malformed.push({ id, ...(read.problems[0] ?? { path: '', reason: '' }) });
      continue;
    }
    const [old, now] = [splitUnder(read.value, before), splitUnder(read.value, after)];
    if (old === undefined && now === undefined) notComputed += 1;
    else if (old === undefined) names.newlyComputed.push(id);
    else if (now === undefined) names.noLongerComputed.push(id);
    else {
      sums.fundsBefore += fundsOf(old);
      sums.fundsAfter += fundsOf(now);
      sums.burdenBefore += old.burden.toFen();
      sums.burdenAfter += now.burden.toFen();
      const change = now.burden.minus(old.burden);
      if (change.isZero()) unchanged += 1;
      else (change.isNegative() ? gain : lose).add({ id, before: old.burden, after: now.burden, change });
    }
  }
  return {
    cases: count,
    gain: gain.group(),
    lose: lose.group(),
    unchanged,
    ...names,
    notComputed,
    malformed,
    funds: { before: Money.fromFen(sums.fundsBefore), after: Money.fromFen(sums.fundsAfter) },
    burden: { before: Money.fromFen(sums.burdenBefore), after: Money.fromFen(sums.burdenAfter) },
  };
}

const fundsOf = (split: Split) =>
  Money.sum([
    split.pooledFund,
    split.largeAmount,
    split.seriousIllness,
    split.assistance,
    split.secondAssistance,
    split.otherFunds,
  ]).toFen();

/** The split without reasons; undefined where the rules say no or have no pack. */
function splitUnder({ claim: asWritten, direct }: ReadCase, packs: readonly Pack[]): Split | undefined {
  try {
    checkCase(asWritten);
    const place = { insured: asWritten.coverage.region, care: asWritten.provider.region };
    const claim = { ...asWritten, filing: filingFor(asWritten.filing, direct, findGatePacks(packs, place)) };
    const prepared = prepare(claim, findPacks(packs, place));
    return computeSplit(prepared, prepared.known);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

class Tally {
  private count = 0;
  private sum = Money.ZERO;
  private largest: readonly Changed[] = [];

  add(one: Changed): void {
    this.count += 1;
    this.sum = this.sum.plus(one.change);
    const least = this.largest.at(-1);
    if (this.largest.length === LISTED_MOST && least !== undefined && sizeOf(one) <= sizeOf(least)) return;
    this.largest = [...this.largest, one].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, LISTED_MOST);
  }

  group(): Group {
    return { count: this.count, sum: this.sum, largest: this.largest };
  }
}

const sizeOf = ({ change }: Changed) => Math.abs(change.toFen());
