import type { Instant } from '../time/calendar-date.ts';
import { Money } from '../money/money.ts';
import type { AdmissionOrder, ChargeItem, Coded, Diagnosis } from './stay.ts';

/** 普通门诊, 门诊慢特病, 急诊: one kind for a visit. */
export const VISIT_TYPES = ['ordinary', 'chronic', 'emergency'] as const;
export type VisitType = (typeof VISIT_TYPES)[number];

/** An outpatient's visit as the hospital's system sent it (门诊就诊): what is charged of it comes as charge lines under its number. */
export interface VisitOrder {
  /** 门诊号, the hospital's own, and the centre's key of the visit. */
  readonly orderNumber: string;
  readonly patient: AdmissionOrder['patient'];
  readonly visitedAt: Instant;
  readonly visitType: VisitType;
  readonly department: Coded;
  readonly doctor: Coded;
  readonly diagnoses: readonly Diagnosis[];
}

/** 个人账户使用: none, the patient's own, or that of a relative who has bound it (家庭共济). */
export const ACCOUNT_USES = ['none', 'own', 'family'] as const;
export type AccountUseKind = (typeof ACCOUNT_USES)[number];

/**
 * How a visit is paid. `insured`: with the centre. `self-pay`: wholly by the patient now, to be given back and settled with the insurance within the
 * hospital's days. `claim`: wholly by the patient, who claims by hand: never settled here. `wait`: nothing moves, he comes again.
 */
export const VISIT_WAYS = ['insured', 'self-pay', 'claim', 'wait'] as const;
export type VisitWay = (typeof VISIT_WAYS)[number];

/** A line as it is charged now: what was taken back of it is gone. */
export type NetLine = Pick<
  ChargeItem,
  'lineNumber' | 'occurredAt' | 'itemCode' | 'hospitalItemCode' | 'name' | 'quantity' | 'unitPrice' | 'amount' | 'department' | 'doctor'
> & {
  /** Taken back by the pharmacy or because the examination was not made. */
  readonly returned: Money;
};

const SCALE = 10_000;
const scaled = (quantity: string): number => Math.round(Number(quantity) * SCALE);

/**
 * Lines less what later lines take back of them; what is gone wholly is left out. Quantities have four decimals.
 * The amounts add up to the sum of all lines: each line's is the hospital's own, less the hospital's own of its take-backs.
 */
export function netLines(lines: readonly ChargeItem[]): readonly NetLine[] {
  return lines.flatMap((line): NetLine[] => {
    if (line.originalLineNumber !== null) return [];
    const backs = lines.filter(({ originalLineNumber }) => originalLineNumber === line.lineNumber);
    const returned = backs.reduce((sum, { amount }) => sum.minus(amount), Money.ZERO);
    const quantity = backs.reduce((sum, back) => sum + scaled(back.quantity), scaled(line.quantity)) / SCALE;
    const { originalLineNumber: _none, ...rest } = line;
    const amount = line.amount.minus(returned);
    return amount.isZero() ? [] : [{ ...rest, quantity: quantity.toFixed(4), amount, returned }];
  });
}
