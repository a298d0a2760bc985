import { overRecallLimit, type RecallLimits } from '../../../../shared/claim/recall-steps.ts';
import type { VisitView } from '../../../../shared/contract/visit-contract.ts';
import { VISIT_WAYS, type VisitWay } from '../../../../shared/model/visit.ts';
import { type CalendarDate, dayOf, daysBetween, plusDays } from '../../../../shared/time/calendar-date.ts';
import { SELF_PAY } from '../../db/repositories/patient-repository.ts';
import type { AccountStanding } from '../settlement/account-standing.ts';
import { stageOf, type VisitFacts } from './visit-facts.ts';

export interface WayTerms {
  readonly centreUp: boolean;
  readonly today: CalendarDate;
  readonly limits: RecallLimits;
  /** Days in which what was paid in full may be settled with the insurance after all. */
  readonly resettleDays: number;
  readonly accounts: readonly AccountStanding[];
  /** What keeps its invoice from being taken back, and with it the settlement. */
  readonly invoice: readonly string[];
}

/** The ways to pay a visit, each with every reason that closes it. */
export function waysOf(facts: VisitFacts, terms: WayTerms): VisitView['ways'] {
  const reasons: Readonly<Record<VisitWay, readonly string[]>> = {
    insured: [...common(facts), ...insured(facts, terms)],
    'self-pay': [...common(facts), ...away(facts)],
    claim: [...common(facts), ...away(facts)],
    wait: common(facts).filter((reason) => reason !== 'no-lines'),
  };
  return VISIT_WAYS.map((way) => ({ way, open: reasons[way].length === 0, closedBecause: [...reasons[way]] }));
}

function common(facts: VisitFacts): string[] {
  const stage = stageOf(facts);
  return [
    ...(facts.lines.length === 0 ? ['no-lines'] : []),
    ...(['settled', 'self-paid', 'claimed'].includes(stage) ? ['already-settled'] : []),
    ...(['settling', 'unknown'].includes(stage) ? ['outcome-unknown'] : []),
    ...(stage === 'returning' ? ['returning'] : []),
    ...(stage === 'cancelled' ? ['cancelled'] : []),
  ];
}

function insured(facts: VisitFacts, { centreUp, accounts }: WayTerms): string[] {
  const { encounter, order, inHospital, preSettled, current, choice } = facts;
  const account = accounts.find((each) => each.account === choice.account);
  return [
    ...(centreUp ? [] : ['centre-down']),
    ...(encounter.identityStanding === 'verified' ? [] : ['to-verify']),
    ...noInsurance(facts),
    ...(inHospital !== null && order.visitType !== 'emergency' ? ['in-hospital'] : []),
    ...(account?.open === false ? ['account-closed'] : []),
    ...(facts.busy ? ['sending'] : []),
    ...(preSettled === null ? [current ? 'not-pre-settled' : 'not-sent'] : []),
  ];
}

function noInsurance({ coverage, insuranceUnknown }: VisitFacts): string[] {
  if (coverage.schemeCode !== SELF_PAY && coverage.active) return [];
  return [insuranceUnknown ? 'insurance-unknown' : 'no-insurance'];
}

/** Something that may have left for the centre is waited for: what stands there is taken back first. */
const away = ({ acts }: VisitFacts): string[] => (acts.some(({ state }) => state === 'unknown') ? ['outcome-unknown'] : []);

/** Whether the settlement may be taken back, or what was paid in full given back. */
export function refundOf(facts: VisitFacts, { centreUp, today, limits, invoice }: WayTerms): Omit<VisitView['refund'], 'restTotal'> {
  const { final, busy, selfPaid, claimed } = facts;
  const settledOn = final === null ? null : dayOf(final.settledAt);
  const over = settledOn === null ? null : overRecallLimit(limits, settledOn, today, daysBetween(settledOn, today));
  const closedBecause = [
    ...(final === null && selfPaid === null ? ['not-settled'] : []),
    ...(busy ? ['returning'] : []),
    ...(final !== null && !centreUp ? ['centre-down'] : []),
    ...(over === null ? [] : [over]),
    ...(claimed ? ['claimed'] : []),
    ...invoice,
  ];
  return { open: closedBecause.length === 0, closedBecause };
}

export function resettleOf(
  { selfPaid, claimed, encounter, lines }: VisitFacts,
  { centreUp, today, resettleDays, invoice }: WayTerms,
): VisitView['resettle'] {
  if (selfPaid === null) return null;
  const until = plusDays(dayOf(selfPaid.at), resettleDays);
  const closedBecause = [
    ...(claimed ? ['claimed'] : []),
    ...(centreUp ? [] : ['centre-down']),
    ...(today > until ? ['over-days'] : []),
    ...(encounter.identityStanding === 'verified' ? [] : ['to-verify']),
    ...(lines.length === 0 ? ['no-lines'] : []),
    ...invoice,
  ];
  return { open: closedBecause.length === 0, closedBecause, until };
}
