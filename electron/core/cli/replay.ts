import { AppError } from '../../../shared/errors/app-error.ts';
import type { Split } from '../../../shared/model/settlement.ts';
import type { SettlementCase } from '../../../shared/model/settlement-case.ts';
import { Money } from '../../../shared/money/money.ts';
import type { ReadCase } from '../../../shared/policy/case-reading.ts';
import { readCaseText } from '../../../shared/policy/case-text.ts';
import { findGatePacks } from '../../../shared/policy/find-packs.ts';
import type { Pack } from '../../../shared/policy/pack.ts';
import type { JsonFault } from '../../../shared/policy/read-json.ts';
import type { GatePacks } from '../../../shared/rules/gate-types.ts';
import { checkCase } from '../../../shared/rules/check-case.ts';
import { computeSplit, prepare } from '../../../shared/rules/scenarios.ts';
import { judge, judgeAccount, placesOf, rulesOf } from './judge-case.ts';
import { type Group, Tally } from './tally.ts';

/** One stored case: the JSON of CASES.md, bare or as `{ "id": …, "case": { … } }`; or what is wrong with its text. */
export type StoredCase = { readonly id: string } & ({ readonly json: unknown } | { readonly faults: readonly JsonFault[] });

/** Who is let through a door by one side only, with the codes by which the other refuses. */
export interface DoorChange {
  readonly id: string;
  readonly reasons: readonly string[];
}
export interface DoorChanges {
  /** Refused only under the new packs; refused only under the old. */
  readonly lost: readonly DoorChange[];
  readonly won: readonly DoorChange[];
}

/** Who gains and who loses under a new pack, on the cases of the past. Counts of money sum to `cases`; doors are told beside them. */
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
  /** Direct settlement as a whole; bank credit, of cases that ask for it; a relative's account, likewise. */
  readonly direct: DoorChanges;
  readonly credit: DoorChanges;
  readonly familyAccount: DoorChanges;
  readonly malformed: readonly { readonly id: string; readonly path: string; readonly reason: string }[];
  /** Figures of all cases computed under both, before and after; of a refused case those it would have had. */
  readonly funds: { readonly before: Money; readonly after: Money };
  readonly burden: { readonly before: Money; readonly after: Money };
}

const DOORS = ['direct', 'credit', 'familyAccount'] as const;

/**
 * Replays stored cases under old and new packs, each on the values as last known, lines that a gate refuses being the patient's own.
 * Pure but for what `cases` reads.
 */
export async function replay(
  cases: AsyncIterable<StoredCase> | Iterable<StoredCase>,
  before: readonly Pack[],
  after: readonly Pack[],
): Promise<Replay> {
  const gain = new Tally();
  const lose = new Tally();
  const sums = { fundsBefore: 0, fundsAfter: 0, burdenBefore: 0, burdenAfter: 0 };
  const names = { newlyComputed: [] as string[], noLongerComputed: [] as string[] };
  const changes = { direct: noChanges(), credit: noChanges(), familyAccount: noChanges() };
  const malformed: { readonly id: string; readonly path: string; readonly reason: string }[] = [];
  let [count, unchanged, notComputed] = [0, 0, 0];
  for await (const stored of cases) {
    const { id } = stored;
    count += 1;
    const read = readStored(stored);
    if (!read.ok) {
      malformed.push({ id, ...(read.problems[0] ?? { path: '', reason: '' }) });
      continue;
    }
    const [old, now] = bothSides(read.value, before, after);
    for (const door of DOORS) noteChange(changes[door], id, old.refusals[door], now.refusals[door]);
    if (old.split === undefined && now.split === undefined) notComputed += 1;
    else if (old.split === undefined) names.newlyComputed.push(id);
    else if (now.split === undefined) names.noLongerComputed.push(id);
    else {
      sums.fundsBefore += fundsOf(old.split);
      sums.fundsAfter += fundsOf(now.split);
      sums.burdenBefore += old.split.burden.toFen();
      sums.burdenAfter += now.split.burden.toFen();
      const change = now.split.burden.minus(old.split.burden);
      if (change.isZero()) unchanged += 1;
      else (change.isNegative() ? gain : lose).add({ id, before: old.split.burden, after: now.split.burden, change });
    }
  }
  return {
    cases: count,
    gain: gain.group(),
    lose: lose.group(),
    unchanged,
    ...names,
    notComputed,
    ...changes,
    malformed,
    funds: { before: Money.fromFen(sums.fundsBefore), after: Money.fromFen(sums.fundsAfter) },
    burden: { before: Money.fromFen(sums.burdenBefore), after: Money.fromFen(sums.burdenAfter) },
  };
}

const readStored = (stored: StoredCase) =>
  'faults' in stored ? { ok: false as const, problems: stored.faults } : readCaseText(stored.json);

const noChanges = () => ({ lost: [] as DoorChange[], won: [] as DoorChange[] });

function noteChange(changes: ReturnType<typeof noChanges>, id: string, old: readonly string[], now: readonly string[]): void {
  if (old.length === 0 && now.length > 0) changes.lost.push({ id, reasons: now });
  if (old.length > 0 && now.length === 0) changes.won.push({ id, reasons: old });
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

/** One side: the split without reasons (undefined where there are no rules for it), and the codes of every refusal, by door. */
interface Side {
  readonly split: Split | undefined;
  readonly refusals: Readonly<Record<(typeof DOORS)[number], readonly string[]>>;
}

/** A case whose packs are the same on both sides is computed once. */
function bothSides(read: ReadCase, before: readonly Pack[], after: readonly Pack[]): readonly [Side, Side] {
  const places = placesOf(read.claim);
  const [old, now] = [findGatePacks(before, places), findGatePacks(after, places)];
  const same = hashOf(old) === hashOf(now) && read.familyAccount === null; // the owner's pack may be another
  const first = sideOf(read, before, old);
  return [first, same ? first : sideOf(read, after, now)];
}

const hashOf = ({ insured, care, national }: GatePacks) => [insured, care, national].map((pack) => pack?.stamp.hash).join();

function sideOf(read: ReadCase, packs: readonly Pack[], gatePacks: GatePacks): Side {
  const { gates, door, asked } = judge(read, packs, gatePacks);
  const direct = gates.gates.flatMap(({ verdict, lines, code }) => (verdict === 'refused' && lines.length === 0 ? [code] : []));
  const shut = door?.gates.length === 0 ? ['credit.no-product'] : (door?.gates.flatMap(({ closes, code }) => (closes ? [code] : [])) ?? []);
  const credit = read.credit !== null && door === null ? ['credit.no-product'] : shut;
  const alone = splitUnder(asked, packs);
  const { familyAccount: use } = read;
  const account = use === null || alone === undefined ? null : judgeAccount(use, asked, gatePacks, packs);
  const familyAccount = account?.gates.flatMap(({ verdict, code }) => (verdict === 'refused' ? [code] : [])) ?? [];
  const split = account?.open === true ? splitUnder({ ...asked, familyAccount: account.pays }, packs) : alone;
  return { split, refusals: { direct, credit, familyAccount } };
}

function splitUnder(claim: SettlementCase, packs: readonly Pack[]): Split | undefined {
  try {
    checkCase(claim);
    const prepared = prepare(claim, rulesOf(claim, packs));
    return computeSplit(prepared, prepared.known);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
