import type { CheckedLine, CheckedPerson, ItemLimits, LineFinding, LineFindingKind } from '../model/line-check.ts';
import { ageOn, type CalendarDate } from '../time/calendar-date.ts';

/**
 * Lines that the centre may refuse or cut: the item is not for this person, there is more of it than is allowed, or it costs another price than the
 * tariff. A limit on quantity is told on the first line that goes beyond it, in the order of the lines; what was taken back is not counted. The hospital's
 * amounts stand: nothing is changed here. Exact: quantities and prices are compared as whole numbers. Errors: none. Source: row C6.
 */
export function lineFindings(lines: readonly CheckedLine[], person: CheckedPerson): readonly LineFinding[] {
  const left = leftOf(lines);
  const used = new Map<string, bigint>();
  const add = (key: string, quantity: bigint): bigint => {
    const sum = (used.get(key) ?? 0n) + quantity;
    used.set(key, sum);
    return sum;
  };
  return lines.flatMap((line): LineFinding[] => {
    const quantity = left.get(line.line) ?? 0n;
    if (line.original !== null || quantity <= 0n) return [];
    const { limits, item, on } = line;
    const told = (finding: LineFindingKind, facts: LineFinding['facts']): LineFinding => ({ line: line.line, finding, facts });
    const perDay = add(`${item} ${on}`, quantity);
    const perStay = add(item, quantity);
    const over = (kind: 'per-day' | 'per-stay', most: string | null | undefined, sum: bigint): LineFinding[] => {
      if (most == null || sum <= whole(most) || sum - quantity > whole(most)) return [];
      return [told(kind, { most: short(most), charged: textOf(sum) })];
    };
    return [
      ...(limits === null ? [] : personFindings(limits, person, on).map(([finding, facts]) => told(finding, facts))),
      ...over('per-day', limits?.mostPerDay, perDay),
      ...over('per-stay', limits?.mostPerStay, perStay),
      ...(line.tariff === null || whole(line.tariff) === whole(line.unitPrice)
        ? []
        : [told('tariff', { tariff: short(line.tariff), price: short(line.unitPrice) })]),
    ];
  });
}

function personFindings(
  { sex, ageFrom, ageTo, schemes }: ItemLimits,
  person: CheckedPerson,
  on: CalendarDate,
): readonly (readonly [LineFindingKind, Readonly<Record<string, string>>])[] {
  const age = person.birthOn === null ? null : ageOn(person.birthOn, on);
  const outside = age !== null && ((ageFrom !== null && age < ageFrom) || (ageTo !== null && age > ageTo));
  return [
    ...(sex !== null && person.sex !== 'unknown' && person.sex !== sex ? ([['sex', { only: sex }]] as const) : []),
    ...(outside ? ([['age', { from: String(ageFrom ?? 0), to: ageTo === null ? '' : String(ageTo), age: String(age) }]] as const) : []),
    ...(schemes !== null && person.scheme !== null && !schemes.includes(person.scheme)
      ? ([['scheme', { only: schemes.join(' '), scheme: person.scheme }]] as const)
      : []),
  ];
}

/** What is left of each line after what takes it back, in ten-thousandths. */
function leftOf(lines: readonly CheckedLine[]): ReadonlyMap<string, bigint> {
  const left = new Map<string, bigint>();
  for (const { line, original, quantity } of lines) {
    const of = original ?? line;
    left.set(of, (left.get(of) ?? 0n) + whole(quantity));
  }
  return left;
}

/** Both forms have a fixed number of decimals: without the point they are whole numbers. */
const whole = (text: string): bigint => BigInt(text.replace('.', ''));

const short = (text: string): string => String(Number(text));
const textOf = (tenThousandths: bigint): string => String(Number(tenThousandths) / 10_000);
