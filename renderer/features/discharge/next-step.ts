import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import { isPhone } from '../../ui/phone.ts';

export type Exit = SettlementView['exits'][number]['exit'];

export interface Situation {
  readonly view: SettlementView;
  /** An act of this stay was sent and not answered. */
  readonly unknown: boolean;
  readonly exit: Exit | null;
  readonly phone: string;
}

/** The one next step. `why` names a pair of sentences in the i18n file. */
export type NextStep =
  | { readonly kind: 'wait'; readonly label: string; readonly why: string }
  | { readonly kind: 'ask'; readonly why: string }
  | { readonly kind: 'commit'; readonly exit: Exit; readonly blocked: boolean; readonly why: string }
  | { readonly kind: 'find-out'; readonly why: string }
  | { readonly kind: 'collect' | 'refund'; readonly why: string }
  | { readonly kind: 'print'; readonly paper: 'unsettled-notice' | 'settlement-statement'; readonly why: string };

export function nextStep({ view, unknown, exit, phone }: Situation): NextStep {
  if (unknown) return { kind: 'find-out', why: 'unknown' };
  switch (view.strip.state) {
    case 'registered':
    case 'in-hospital':
      return { kind: 'wait', label: 'waitWard', why: 'waitWard' };
    case 'ward-discharged':
      return atTheDesk(view, exit, phone);
    case 'left-unsettled':
      return { kind: 'print', paper: 'unsettled-notice', why: 'left' };
    case 'settling':
      return { kind: 'wait', label: 'settling', why: 'settling' };
    case 'settled':
      return afterSettlement(view);
    default:
      return { kind: 'wait', label: 'cancelled', why: 'cancelled' };
  }
}

/** Money first, then the paper; what the bank has not answered yet is not asked of the patient. */
function afterSettlement({ outcome, strip }: SettlementView): NextStep {
  if (outcome !== null && !outcome.due.isZero()) return { kind: 'collect', why: 'collect' };
  if (!strip.depositBalance.isZero()) return { kind: 'refund', why: 'refund' };
  return { kind: 'print', paper: 'settlement-statement', why: 'settled' };
}

function atTheDesk(view: SettlementView, exit: Exit | null, phone: string): NextStep {
  if (exit === null) return { kind: 'wait', label: 'noExit', why: 'noExit' };
  if (exit === 'credit-leave') {
    const blocked = !isPhone(phone);
    return { kind: 'commit', exit, blocked, why: blocked ? 'phone' : 'leave' };
  }
  if (view.standing !== 'pre-settled') return { kind: 'ask', why: 'ask' };
  const blocked = view.prechecks.some(({ standing }) => standing === 'blocked');
  return { kind: 'commit', exit, blocked, why: blocked ? 'checks' : agrees(view) ? 'agrees' : 'differs' };
}

/** The centre's pre-settlement and the estimate give the same burden. */
const agrees = (view: SettlementView): boolean => view.rows.every(({ difference }) => difference === null || difference.isZero());
