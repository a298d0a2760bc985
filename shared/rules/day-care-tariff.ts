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

/** Lines of a bill against the tariffs. */
export interface TariffCheck {
  readonly wrong: readonly TariffFinding[];
  /** Bed and nursing lines for which neither the line nor the catalogue has a tariff on that day. */
  readonly unknown: readonly string[];
  /** Lines of which neither the bill nor the catalogue says what kind of fee they are. */
  readonly unnamed: readonly string[];
  readonly checked: number;
}

/**
 * Bed and nursing lines whose amount, or unit price × quantity where the bill names one, is not quantity × tariff × share (rule Z-03).
 * The share is of the price, not of what is paid (A-Z10): the price is checked, never changed. What the line itself says goes before the catalogue.
 */
export function tariffFindings(lines: readonly ChargeLine[], share: Rate, care: Pack | null, on: CalendarDate): TariffCheck {
  const wrong: TariffFinding[] = [];
  const unknown: string[] = [];
  const unnamed: string[] = [];
  let checked = 0;
  for (const { id, code, quantity, amount, unitPrice, ...said } of lines) {
    const item = care?.catalogue.get(code)?.values.findLast(({ from }) => from <= on);
    const fee = said.fee ?? item?.fee;
    const tariff = said.tariff ?? item?.tariff;
    if (fee === undefined && item === undefined) unnamed.push(id);
    if (fee === undefined || fee === 'other') continue;
    if (tariff === undefined) {
      unknown.push(id);
      continue;
    }
    checked++;
    const expected = Money.ofLine(tariff, quantity, 'half-up').times(share, 'half-up');
    const named = unitPrice === undefined ? amount : Money.ofLine(unitPrice, quantity, 'half-up');
    const charged = [amount, named].find((one) => !one.equals(expected));
    if (charged !== undefined) wrong.push({ line: id, expected, charged });
  }
  return { wrong, unknown, unnamed, checked };
}

/** The gate over all bed and nursing lines. null: the bill has none. A bill that names none of its fees has to be looked at. */
export function dayCareTariff(lines: readonly ChargeLine[], share: string, care: Pack | null, on: CalendarDate): Answer | null {
  const { wrong, unknown, unnamed, checked } = tariffFindings(lines, Rate.parse(share), care, on);
  const [first] = wrong;
  if (first !== undefined)
    return {
      ...ask('tariff.differs', { share, expected: first.expected.toString(), charged: first.charged.toString() }, 'correct-price'),
      lines: wrong.map(({ line }) => line),
    };
  if (unknown.length > 0) return { ...ask('tariff.unknown', { share }), lines: unknown };
  if (checked > 0) return met('tariff.as-published', { share });
  return unnamed.length === lines.length && lines.length > 0 ? { ...ask('tariff.fees-unnamed', { share }), lines: unnamed } : null;
}
