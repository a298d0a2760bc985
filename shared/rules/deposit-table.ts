import type { Pack } from '../policy/pack.ts';
import type { Money } from '../money/money.ts';
import type { LegalReference } from '../model/policy-reference.ts';
import type { Scheme } from '../model/settlement-case.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import { inForce, placeOf } from './gate-answers.ts';

/** One row of the hospital's published table: what patients of a disease and coverage bore on average. */
export interface DepositRow {
  readonly from: CalendarDate;
  /** Beginning of a diagnosis code; '' for all others. */
  readonly disease: string;
  readonly scheme: Scheme;
  readonly amount: Money;
}

export interface DepositSubject {
  readonly diagnosisCode: string;
  /** null: the stay is not insured; then the table names an amount but no limit holds. */
  readonly scheme: Scheme | null;
  readonly insuredPlace: string;
  readonly carePlace: string;
  /** The day of admission. */
  readonly on: CalendarDate;
}

/** `limit`: the law that forbids more; null where none was in force, or the table has no row. */
export interface DepositTerms {
  readonly amount: Money | null;
  readonly limit: LegalReference | null;
}

/**
 * What the published table asks of a patient, and whether more may be asked.
 *
 * The row with the longest fitting disease code counts, of those the latest in force. Source: rule L-02.
 */
export function depositTerms(table: readonly DepositRow[], subject: DepositSubject, national: Pack | null): DepositTerms {
  const { diagnosisCode, scheme, on } = subject;
  const fitting = table
    .filter((row) => row.from <= on && row.scheme === (scheme ?? 'resident') && diagnosisCode.startsWith(row.disease))
    .sort((a, b) => b.disease.length - a.disease.length || (a.from < b.from ? 1 : -1));
  const amount = fitting[0]?.amount ?? null;
  if (amount === null || scheme === null || national === null) return { amount, limit: null };
  const place = placeOf(subject.insuredPlace, subject.carePlace);
  const [rule] = inForce(national, 'deposit-at-most-average', { on, place, care: 'inpatient', scheme, provider: null, purpose: null });
  return { amount, limit: rule?.reference ?? null };
}
