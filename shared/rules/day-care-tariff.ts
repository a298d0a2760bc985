import type { ChargeLine } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import { Rate } from '../money/rate.ts';
import type { Pack } from '../policy/pack.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import { type Answer, ask, met } from './gate-answers.ts';

/** An amount of the bill that differs from the tariff: the line's own, or what its unit price comes to. */
export interface TariffFinding {
  readonly line: string;
  readonly expected: Money;
  readonly charged: Money;
}

/**
 * Bed and nursing lines whose amount, or unit price × quantity where the bill names one, is not quantity × tariff × share (rule Z-03).
 * The price is checked, never changed.
 *
 * `unknown`: such lines for which the catalogue has no tariff on that day.
 */
export function tariffFindings(
  lines: readonly ChargeLine[],
  share: Rate,
  care: Pack | null,
  on: CalendarDate,
): { readonly wrong: readonly TariffFinding[]; readonly unknown: readonly string[]; readonly checked: number } {
  const wrong: TariffFinding[] = [];
  const unknown: string[] = [];
  let checked = 0;
  for (const { id, code, quantity, amount, unitPrice } of lines) {
    const item = care?.catalogue.get(code)?.values.findLast(({ from }) => from <= on);
    if (item?.fee === undefined) continue;
    if (item.tariff === undefined) {
      unknown.push(id);
      continue;
    }
    checked++;
    const expected = Money.ofLine(item.tariff, quantity, 'half-up').times(share, 'half-up');
    const named = unitPrice === undefined ? amount : Money.ofLine(unitPrice, quantity, 'half-up');
    const charged = [amount, named].find((one) => !one.equals(expected));
    if (charged !== undefined) wrong.push({ line: id, expected, charged });
  }
  return { wrong, unknown, checked };
}

/** The gate over all bed and nursing lines. null: the bill has none. */
export function dayCareTariff(lines: readonly ChargeLine[], share: string, care: Pack | null, on: CalendarDate): Answer | null {
  const { wrong, unknown, checked } = tariffFindings(lines, Rate.parse(share), care, on);
  const [first] = wrong;
  if (first !== undefined)
    return {
      ...ask('tariff.differs', { share, expected: first.expected.toString(), charged: first.charged.toString() }, 'correct-price'),
      lines: wrong.map(({ line }) => line),
    };
  if (unknown.length > 0) return { ...ask('tariff.unknown', { share }), lines: unknown };
  return checked === 0 ? null : met('tariff.as-published', { share });
}
