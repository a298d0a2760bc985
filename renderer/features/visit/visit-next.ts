import type { VisitView } from '../../../shared/contract/visit-contract.ts';
import type { VisitWay } from '../../../shared/model/visit.ts';

/** What is taken back, while the clerk writes why. */
export interface Undoing {
  readonly kind: 'refund' | 'resettle';
  readonly reason: string;
}

/** The one next step of a visit. */
export type VisitNext =
  | { readonly kind: 'ask' | 'find-out' | 'collect' | 'refund' | 'done' | 'sending' }
  | { readonly kind: 'settle'; readonly way: VisitWay; readonly closedBecause: readonly string[] }
  | { readonly kind: 'undo'; readonly undoing: Undoing; readonly ready: boolean };

const REASON_LEAST = 2;
const ANSWERED_BY_ASKING = ['not-sent', 'not-pre-settled', 'insurance-unknown'];

/**
 * @param picked  the way the clerk chose; null: none yet, the insurance is meant.
 * @param reason  why he gives the insured settlement up for good: a claim by hand is not chosen without.
 */
export function nextOf(view: VisitView, picked: VisitWay | null, undoing: Undoing | null, reason: string): VisitNext {
  if (undoing !== null) return { kind: 'undo', undoing, ready: undoing.reason.trim().length >= REASON_LEAST };
  const { stage } = view;
  if (stage === 'unknown') return { kind: 'find-out' };
  if (stage === 'sending' || stage === 'settling' || stage === 'returning') return { kind: 'sending' };
  if (!view.due.isZero()) return { kind: 'collect' };
  const over = stage === 'settled' || stage === 'self-paid' || stage === 'claimed' || stage === 'cancelled';
  if (over) return { kind: view.back.isZero() ? 'done' : 'refund' };
  const way = picked ?? 'insured';
  const closedBecause = view.ways.find((each) => each.way === way)?.closedBecause ?? [];
  if (way === 'claim' && closedBecause.length === 0 && reason.trim().length < REASON_LEAST)
    return { kind: 'settle', way, closedBecause: ['reason-missing'] };
  const onlyToAsk = closedBecause.length > 0 && closedBecause.every((each) => ANSWERED_BY_ASKING.includes(each));
  return way === 'insured' && onlyToAsk ? { kind: 'ask' } : { kind: 'settle', way, closedBecause };
}
