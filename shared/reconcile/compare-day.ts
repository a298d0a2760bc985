import { assertNever } from '../errors/invariant.ts';
import type {
  DayAction,
  DayDifference,
  DayDifferenceKind,
  DayLine,
  DayOwner,
  DaySum,
  OurMovement,
  TheirMovement,
} from '../model/day-end.ts';
import { Money } from '../money/money.ts';

/** Both lists of a day, and of the days beside it: what one side counts on another day is no loss. */
export interface DayLists {
  readonly ours: readonly OurMovement[];
  readonly theirs: readonly TheirMovement[];
  readonly beside: readonly { readonly ours: readonly OurMovement[]; readonly theirs: readonly TheirMovement[] }[];
}

/**
 * Every movement that the sides have differently, in the order of our list, then theirs.
 *
 * Matched by our key where the other side carries it, else by its own number; each movement once. What they say failed and we do not have is equal.
 * What is unknown here is `status` until it was found out. What has no partner on its own day and one on a day beside that has none there is `day`.
 * Domain §6: reconciled at day end, to the fen.
 */
export function compareDay({ ours, theirs, beside }: DayLists): readonly DayDifference[] {
  const { pairs, here, there } = pair(ours, theirs);
  const left = beside.map((each) => pair(each.ours, each.theirs));
  const later = pair(
    here,
    left.flatMap((each) => each.there),
  );
  const earlier = pair(
    left.flatMap((each) => each.here),
    there.filter(({ standing }) => standing === 'done'),
  );
  return [
    ...pairs.flatMap(([mine, yours]) => differing(mine, yours)),
    ...later.pairs.map(([mine, yours]) => difference('day', mine, yours)),
    ...later.here.map((mine) => difference(alone(mine), mine, null)),
    ...earlier.pairs.map(([mine, yours]) => difference('day', mine, yours)),
    ...earlier.there.map((yours) => difference('only-there', null, yours)),
  ];
}

interface Paired {
  readonly pairs: readonly (readonly [OurMovement, TheirMovement])[];
  readonly here: readonly OurMovement[];
  readonly there: readonly TheirMovement[];
}

function pair(ours: readonly OurMovement[], theirs: readonly TheirMovement[]): Paired {
  const byName = new Map<string, TheirMovement[]>();
  for (const there of theirs) for (const name of namesOf(there)) byName.set(name, [...(byName.get(name) ?? []), there]);
  const left = new Set(theirs);
  const pairs = ours.flatMap((here): [OurMovement, TheirMovement][] => {
    const there = namesOf(here)
      .flatMap((name) => byName.get(name) ?? [])
      .find((one) => left.delete(one));
    return there === undefined ? [] : [[here, there]];
  });
  const taken = new Set(pairs.map(([here]) => here));
  return { pairs, here: ours.filter((here) => !taken.has(here)), there: [...left] };
}

/** By what a movement is known to both. The number of a payment may stand in its refund, too, so the direction belongs to it. */
function namesOf({ line, key, number, amount }: OurMovement | TheirMovement): readonly string[] {
  const to = `${line} ${amount.isNegative() ? '-' : '+'}`;
  return [...(key === '' ? [] : [`${to} key ${key}`]), ...(number === '' ? [] : [`${to} number ${number}`])];
}

/** What we asked for and cannot find there is not lost: it is not known yet. */
const alone = ({ standing }: OurMovement): DayDifferenceKind => (standing === 'unknown' ? 'status' : 'only-here');

function differing(here: OurMovement, there: TheirMovement): readonly DayDifference[] {
  const kind = kindOf(here, there);
  return kind === null ? [] : [difference(kind, here, there)];
}

function kindOf(here: OurMovement, there: TheirMovement): DayDifferenceKind | null {
  if (here.standing === 'unknown' || there.standing !== 'done') return 'status';
  return here.amount.equals(there.amount) ? null : 'amount';
}

const difference = (kind: DayDifferenceKind, here: OurMovement | null, there: TheirMovement | null): DayDifference => {
  const line: DayLine = (here ?? there)?.line ?? 'credit';
  const theirs = there === null ? '' : `${line} ${there.number || there.key} ${there.amount.isNegative() ? '-' : '+'}`;
  return { line, kind, identity: here?.identity ?? theirs, here, there };
};

/** What counts on our side: only what is in the books. */
export const sumHere = (movements: readonly OurMovement[]): DaySum => sumOf(movements.filter(({ standing }) => standing === 'done'));

/** What the other side owes or has for this day: only what it ended. */
export const sumThere = (movements: readonly TheirMovement[]): DaySum => sumOf(movements.filter(({ standing }) => standing === 'done'));

const sumOf = (movements: readonly { readonly amount: Money }[]): DaySum => ({
  count: movements.length,
  net: Money.sum(movements.map(({ amount }) => amount)),
});

/** A movement that lies in the list of the day beside needs nobody; any other needs a person. */
export const explains = ({ kind }: Pick<DayDifference, 'kind'>): boolean => kind === 'day';

/** What may be done about a difference; the first is what fits. Of a movement in the day beside nothing. */
export function actionsOn({ kind, line, here }: Pick<DayDifference, 'kind' | 'line' | 'here'>): readonly DayAction[] {
  switch (kind) {
    case 'day':
      return [];
    case 'status':
      return here?.standing === 'unknown' ? ['find-out', 'to-other-side', 'accept'] : ['to-other-side', 'to-finance', 'accept'];
    case 'only-here':
      return line === 'deposit' ? ['to-cashier', 'accept'] : ['wait', 'to-other-side', 'to-cashier', 'accept'];
    case 'only-there':
      return ['to-cashier', 'to-other-side', 'to-finance', 'accept'];
    case 'amount':
      return line === 'deposit' ? ['to-finance', 'accept'] : ['to-other-side', 'to-cashier', 'accept'];
    default:
      return assertNever(kind);
  }
}

const OWNERS: Readonly<Record<DayAction, DayOwner>> = {
  'find-out': 'cashier',
  wait: 'finance',
  'to-cashier': 'cashier',
  'to-finance': 'finance',
  'to-other-side': 'other-side',
  accept: 'finance',
};

/** Who has it now: whoever it was handed to last, else whom the first remedy falls to. */
export function ownerOf(actions: readonly DayAction[], last: DayAction | null): DayOwner {
  const action = last ?? actions[0];
  return action === undefined ? 'finance' : OWNERS[action];
}
