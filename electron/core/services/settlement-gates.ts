import { recallOpen } from '../../../shared/claim/recall-steps.ts';
import type { Strip } from '../../../shared/contract/common-schemas.ts';
import type { SettlementView } from '../../../shared/contract/settlement-contract.ts';
import type { ActKind } from '../../../shared/model/acts.ts';
import { hospitalText } from '../../../shared/time/calendar-date.ts';
import type { Act } from '../db/repositories/act-repository.ts';
import type { Encounter } from '../db/repositories/encounter-repository.ts';
import type { Claim } from '../db/repositories/settlement-repository.ts';
import type { Guess } from './estimate-service.ts';

export interface GateFacts {
  readonly encounter: Encounter;
  readonly claim: Claim;
  readonly acts: readonly Act[];
  readonly guess: Guess;
  readonly strip: Strip;
  readonly centreUp: boolean;
  /** Settled by hand: never with the insurance. */
  readonly withdrawn: boolean;
}

type Exit = SettlementView['exits'][number];
type Precheck = SettlementView['prechecks'][number];

/** The ways out, each with every reason that closes it. One settles now, one leaves on the lock while the centre is away. */
export function exitsOf(facts: GateFacts): SettlementView['exits'] {
  const common = commonReasons(facts);
  return [exit('online', [...common, ...onlineReasons(facts)]), exit('credit-leave', [...common, ...creditLeaveReasons(facts)])];
}

const exit = (name: Exit['exit'], closedBecause: string[]): Exit => ({ exit: name, open: closedBecause.length === 0, closedBecause });

function commonReasons({ encounter, claim, acts, strip, withdrawn }: GateFacts): string[] {
  return [
    ...(encounter.wardLeftAt === null ? ['no-ward-notice'] : []),
    ...(['draft', 'rejected'].includes(claim.state.kind) ? [] : ['already-committed']),
    ...(acts.some(({ state }) => state === 'unknown') ? ['outcome-unknown'] : []),
    ...(recallOpen(acts) ? ['recall-open'] : []),
    ...(withdrawn ? ['withdrawn'] : []),
    ...(strip.registration === 'rejected' ? ['registration-rejected'] : []),
    ...(strip.chargeCount === 0 ? ['no-charges'] : []),
  ];
}

function onlineReasons({ centreUp, acts, strip }: GateFacts): string[] {
  return [
    ...(centreUp ? [] : ['centre-down']),
    ...(strip.registration === 'acknowledged' ? [] : ['not-registered']),
    ...(acts.some(({ kind, state }) => MENDS_CHARGES.includes(kind) && state === 'rejected') ? ['charges-rejected'] : []),
    ...(acts.some(({ kind, state }) => kind === 'charges' && ['waiting', 'unknown'].includes(state)) ? ['charges-waiting'] : []),
    ...(acts.some(({ kind, state }) => COMPARES_CHARGES.includes(kind) && ['waiting', 'unknown'].includes(state))
      ? ['charges-compared']
      : []),
  ];
}

const COMPARES_CHARGES: readonly ActKind[] = ['charges-comparison', 'charges-removal'];
const MENDS_CHARGES: readonly ActKind[] = ['charges', ...COMPARES_CHARGES];

/** Leaving on credit needs a lock that the bank confirmed and that holds the whole range. */
function creditLeaveReasons({ centreUp, encounter, strip, guess }: GateFacts): string[] {
  const confirmed = strip.creditState === 'locked';
  const most = guess.kind === 'none' ? null : guess.range.most.inScopeOwnShare;
  return [
    ...(centreUp ? ['centre-up'] : []),
    ...(encounter.door === 'credit' ? [] : ['not-on-credit']),
    ...(encounter.door === 'credit' && !confirmed ? ['lock-not-confirmed'] : []),
    ...(most === null ? ['no-estimate'] : []),
    ...(most !== null && confirmed && strip.creditLocked.compare(most) < 0 ? ['lock-too-small'] : []),
  ];
}

/** What must be right before a discharge, and who mends it. */
export function prechecksOf({ encounter, acts, strip, centreUp }: GateFacts): SettlementView['prechecks'] {
  const unsent = acts.filter(({ kind, state }) => kind === 'charges' && state !== 'acknowledged').length;
  const refused = acts.some(({ kind, state }) => kind === 'charges' && state === 'rejected');
  const check = (name: Precheck['check'], standing: Precheck['standing'], facts: Record<string, string> = {}): Precheck => ({
    check: name,
    standing,
    facts,
  });
  const pending = centreUp ? 'waiting' : 'offline';
  return [
    encounter.wardLeftAt === null
      ? check('ward-notice', 'blocked')
      : check('ward-notice', 'ok', { at: hospitalText(encounter.wardLeftAt).slice(5, 16), nurse: encounter.wardNotice?.nurse.name ?? '' }),
    check('charges-sent', unsent === 0 ? 'ok' : refused ? 'blocked' : pending, {
      batches: String(unsent),
      lines: String(strip.chargeCount),
    }),
    check('admission-registered', strip.registration === 'acknowledged' ? 'ok' : strip.registration === 'rejected' ? 'blocked' : pending),
    check('eligibility', centreUp ? 'ok' : 'offline'),
    check('unknown-outcome', acts.some(({ state }) => state === 'unknown') ? 'blocked' : 'ok'),
    check('contact-phone', encounter.contactPhone === '' ? 'blocked' : 'ok'),
  ];
}
