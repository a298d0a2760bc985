import { Money } from '../money/money.ts';

/** What a person does about a settled stay: takes it on, calls the patient, hands it to finance, tells him why the amount is another one. */
export const CASE_STEPS = ['claimed', 'called', 'to-finance', 'explained'] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

/** What is to be done about it. `ask-insurance`: nobody can say yet why the centre's amount is another one. */
export const CASE_ACTIONS = ['collect', 'refund', 'ask-insurance', 'explain'] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** Who has it now. */
export const CASE_OFFICES = ['window', 'finance', 'insurance-officer'] as const;
export type CaseOffice = (typeof CASE_OFFICES)[number];

export interface CaseFacts {
  /** Centre minus estimate of the in-scope own share. */
  readonly difference: Money;
  /** Some of it has no cause. */
  readonly unexplained: boolean;
  /** What he owes, and what goes back to him; >= 0. */
  readonly due: Money;
  readonly back: Money;
  /** Oldest first. */
  readonly steps: readonly CaseStep[];
}

/**
 * What is left to do about a settled stay, and who does it; null: it is even and explained, off the list.
 *
 * Money comes first: what is owed, then what goes back. A difference closes only when somebody told the patient. A clerk waives nothing: what he
 * cannot collect goes to finance and stays on the list until it is even. Source: domain §5, row N4.
 */
export function caseOf({
  difference,
  unexplained,
  due,
  back,
  steps,
}: CaseFacts): { readonly action: CaseAction; readonly office: CaseOffice } | null {
  const window = steps.includes('to-finance') ? 'finance' : 'window';
  if (due.compare(Money.ZERO) > 0) return { action: 'collect', office: window };
  if (back.compare(Money.ZERO) > 0) return { action: 'refund', office: window };
  if (difference.isZero() || steps.includes('explained')) return null;
  return unexplained ? { action: 'ask-insurance', office: 'insurance-officer' } : { action: 'explain', office: 'window' };
}
