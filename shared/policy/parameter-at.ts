import { AppError } from '../errors/app-error.ts';
import type { LegalReference } from '../model/policy-reference.ts';
import type { AidClass, CareKind, FilingKind, HospitalLevel, PersonClass, Specialty } from '../model/settlement-case.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import { holds } from './interval.ts';
import type { Condition, DatedRows, Gap, Parameter } from './pack.ts';

/**
 * The facts that choose a row. `stay`: number in the year, 1 for the first. `age`: completed years on the day of care.
 * What is absent: no hardship class, no disease group, no family doctor, no prior disease.
 */
export interface Facts {
  readonly level: HospitalLevel;
  readonly person: PersonClass;
  readonly filing: FilingKind;
  readonly stay: number;
  readonly age: number;
  readonly aid?: AidClass;
  readonly disease?: string;
  readonly care?: CareKind;
  /** Absent: a general hospital. */
  readonly specialty?: Specialty;
  readonly familyDoctor?: boolean;
  readonly priorDisease?: boolean;
}

/** What a look-up finds: a value, or the declared absence of one. */
export type Found<T> =
  | { readonly kind: 'value'; readonly value: T; readonly reference: LegalReference }
  | (Gap & { readonly reference: LegalReference | null });

/** The history entry that rules a day; undefined before the first one. */
export function entryOn<T>(parameter: Parameter<T>, on: CalendarDate): DatedRows<T> | undefined {
  return parameter.values.findLast(({ from }) => from <= on);
}

/** Whether a row holds for the facts. */
export function meets(when: Condition, facts: Facts): boolean {
  return (
    (when.level === null || when.level.includes(facts.level)) &&
    (when.person === null || when.person.includes(facts.person)) &&
    (when.filing === null || when.filing.includes(facts.filing)) &&
    holds(when.stay, facts.stay) &&
    holds(when.age, facts.age) &&
    (when.aid === null || when.aid.includes(facts.aid ?? 'none')) &&
    (when.disease === null || (facts.disease !== undefined && when.disease.includes(facts.disease))) &&
    (when.care === null || (facts.care !== undefined && when.care.includes(facts.care))) &&
    (when.specialty === null || when.specialty.includes(facts.specialty ?? 'general')) &&
    (when.familyDoctor === null || when.familyDoctor === (facts.familyDoctor ?? false)) &&
    (when.priorDisease === null || when.priorDisease === (facts.priorDisease ?? false))
  );
}

/**
 * The value of a parameter on a day for the facts of a case, or its gap.
 *
 * @param on  the day of care, not the day of typing.
 * @throws AppError rule/policy.no-value-on-date before the first entry, after a repeal, or where no row holds.
 */
export function parameterAt<T>(parameter: Parameter<T>, on: CalendarDate, facts: Facts): Found<T> {
  const entry = entryOn(parameter, on);
  const row = entry?.rows?.find(({ when }) => meets(when, facts)); // a loaded pack has no two rows for one case
  if (entry === undefined || row === undefined) {
    throw new AppError('rule', 'policy.no-value-on-date', `${parameter.name} has no value on ${on}`, {
      parameter: parameter.name,
      on,
      ...Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'boolean' ? String(fact) : fact])),
    });
  }
  return { ...row.cell, reference: entry.reference };
}
