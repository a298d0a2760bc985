import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { Exit } from '../../../shared/model/stay.ts';
import { type LeaveForm, missingOf } from './leave-form.ts';

export interface Situation {
  readonly view: SettlementView;
  /** An act of this stay was sent and not answered. */
  readonly unknown: boolean;
  readonly exit: Exit | null;
  readonly form: LeaveForm;
}

/** The one next step. `why` names a pair of sentences in the i18n file. */
export type NextStep =
  | { readonly kind: 'wait'; readonly label: string; readonly why: string }
  | { readonly kind: 'ask'; readonly why: string }
  | { readonly kind: 'commit'; readonly exit: Exit; readonly blocked: boolean; readonly why: string }
  | { readonly kind: 'find-out'; readonly why: string }
  | { readonly kind: 'collect' | 'refund'; readonly why: string }
  | {
      readonly kind: 'print';
      readonly paper: 'unsettled-notice' | 'settlement-statement' | 'manual-claim' | 'self-pay-statement';
      readonly why: string;
    };

export function nextStep({ view, unknown, exit, form }: Situation): NextStep {
  if (unknown) return { kind: 'find-out', why: 'unknown' };
  switch (view.strip.state) {
    case 'registered':
    case 'in-hospital':
      return { kind: 'wait', label: 'waitWard', why: 'waitWard' };
    case 'ward-discharged':
      return atTheDesk(view, exit, form);
    case 'left-unsettled':
      return exit === null ? { kind: 'print', paper: 'unsettled-notice', why: leftWhy(view) } : atTheDesk(view, exit, form);
    case 'settling':
      return exit === null ? { kind: 'wait', label: 'settling', why: 'settling' } : atTheDesk(view, exit, form);
    case 'settled':
      return afterSettlement(view);
    default:
      return { kind: 'wait', label: 'cancelled', why: 'cancelled' };
  }
}

const leftWhy = ({ leave }: SettlementView): string =>
  leave?.exit === 'deposit-leave' ? 'leftDeposit' : leave?.exit === 'come-back' ? 'leftComeBack' : 'left';

/** Money first, then the paper; what the bank has not answered yet is not asked of the patient. */
function afterSettlement({ outcome, selfPay, strip, unpaidAgreed }: SettlementView): NextStep {
  if (unpaidAgreed && !(outcome?.due ?? selfPay?.due)?.isZero())
    return { kind: 'print', paper: selfPay === null ? 'settlement-statement' : 'self-pay-statement', why: 'unpaidAgreed' };
  if (selfPay !== null && !selfPay.due.isZero()) return { kind: 'collect', why: 'selfPayDue' };
  if (outcome !== null && !outcome.due.isZero()) return { kind: 'collect', why: 'collect' };
  if (!strip.depositBalance.isZero()) return { kind: 'refund', why: 'refund' };
  if (selfPay?.insured === true) return { kind: 'print', paper: 'manual-claim', why: 'selfPaid' };
  if (selfPay !== null) return { kind: 'print', paper: 'self-pay-statement', why: 'paidAlone' };
  return { kind: 'print', paper: 'settlement-statement', why: 'settled' };
}

const LEAVES = {
  'credit-leave': 'leave',
  'deposit-leave': 'depositLeave',
  'self-pay': 'selfPay',
  'come-back': 'comeBack',
} as const;

function atTheDesk(view: SettlementView, exit: Exit | null, form: LeaveForm): NextStep {
  if (exit === null) return { kind: 'wait', label: 'noExit', why: 'noExit' };
  if (exit !== 'online') {
    const missing = missingOf(exit, form);
    return { kind: 'commit', exit, blocked: missing !== null, why: missing ?? LEAVES[exit] };
  }
  if (view.standing !== 'pre-settled') return { kind: 'ask', why: 'ask' };
  const blocked = view.prechecks.some(({ standing }) => standing === 'blocked');
  return { kind: 'commit', exit, blocked, why: blocked ? 'checks' : agrees(view) ? 'agrees' : 'differs' };
}

/** The centre's pre-settlement and the estimate give the same burden. */
const agrees = (view: SettlementView): boolean => view.rows.every(({ difference }) => difference === null || difference.isZero());
