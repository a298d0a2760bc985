import {
  interimsStanding,
  overRecallLimit,
  type RecallLimits,
  recallOpen,
  recallSteps,
  standing,
} from '../../../../shared/claim/recall-steps.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { RecallDepth } from '../../../../shared/model/acts.ts';
import { dayOf, daysBetween } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type Act, actsOf, outcomeUnknown } from '../../db/repositories/act-repository.ts';
import { standingInterims } from '../../db/repositories/interim-repository.ts';
import { listOrdersOf } from '../../db/repositories/list-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { recallsOf, withdrawalOf } from '../../db/repositories/recall-repository.ts';
import { claimOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import { standingSettlement } from '../invoice/invoice-book.ts';
import { invoiceHolds } from '../invoice/invoice-service.ts';

interface GateDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly rules: RecallLimits & {
    /** Whether a settlement may be taken back whose list (4101) is at the bureau. */
    readonly afterList: boolean;
  };
}

/** His patient pays it all himself, and it stands settled so in the books: the centre has no part in it. */
export const selfSettled = (db: ReadableDb, encounterId: EncounterId): boolean =>
  withdrawalOf(db, encounterId) !== undefined && standingSettlement(db, encounterId) !== undefined;

/** Paid by himself before, taken back to be corrected, and not settled anew: it is settled by himself again, whatever the centre says meanwhile. */
export const selfPayAgain = (db: ReadableDb, encounterId: EncounterId): boolean =>
  withdrawalOf(db, encounterId) !== undefined && standingSettlement(db, encounterId) === undefined;

/** Codes of renderer/i18n: why a recall of this depth is closed. A self-paid settlement (自费结算召回) knows no limit of the bureau and waits for no answer of the centre. */
export function whyNotRecalled({ db, clock, rules }: GateDeps, encounter: Encounter, depth: RecallDepth): readonly string[] {
  const acts = actsOf(db, encounter.id);
  const alone = depth === 'settlement' && selfSettled(db, encounter.id);
  const nothing = !alone && recallSteps(acts, depth).length === 0 && !(depth === 'admission' && onlyWaits(acts));
  const limit = alone ? null : overLimit({ db, clock, rules }, encounter, depth);
  const unknown = acts.some((act) => outcomeUnknown(act) && !(alone && act.line === 'centre'));
  return [
    ...(unknown ? ['outcome-unknown'] : []),
    ...((!alone && recallOpen(acts)) || recallsOf(db, encounter.id)[0]?.approved === null ? ['recall-open'] : []),
    ...(nothing ? ['nothing-there'] : []),
    ...(depth === 'interim' ? whyInterimStays(acts) : []),
    ...(depth === 'admission' && interimsStanding(acts) > 0 ? ['interim-standing'] : []),
    ...(limit === null ? [] : [limit]),
    ...(!rules.afterList && listHolds(db, encounter.id) ? ['list-uploaded'] : []),
    ...invoiceHolds(db, clock, encounter.id),
    ...(encounter.state === 'cancelled' ? ['cancelled'] : []),
  ];
}

/** What was settled, reported or sent on top of an interim settlement goes first. */
function whyInterimStays(acts: readonly Act[]): readonly string[] {
  const there = standing(acts);
  const underWay = acts.some(({ line, state }) => line === 'centre' && (state === 'waiting' || state === 'rejected'));
  return [...(there.has('settlement') || there.has('discharge') ? ['settled-after'] : []), ...(underWay ? ['acts-waiting'] : [])];
}

/** The settlement's list (4101) is at the bureau. */
const listHolds = (db: ReadableDb, encounterId: EncounterId): boolean =>
  listOrdersOf(db, encounterId).findLast(({ state }) => state === 'acknowledged')?.kind === 'settlement-list';

function overLimit({ db, clock, rules }: GateDeps, encounter: Encounter, depth: RecallDepth): string | null {
  const final = depth === 'interim' ? standingInterims(db, encounter.id).at(-1)?.settlement : lastFinal(db, encounter);
  if (final === undefined) return null;
  const settledOn = dayOf(final.settledAt);
  const today = clock.today();
  return overRecallLimit(rules, settledOn, today, daysBetween(settledOn, today));
}

/** Why the stay cannot be withdrawn for good: what may stand there, or stands, is taken back first. */
export function whyNotWithdrawn(db: ReadableDb, encounter: Encounter): readonly string[] {
  const acts = actsOf(db, encounter.id);
  return [
    ...(acts.some(({ line, state }) => line === 'centre' && state === 'unknown') ? ['outcome-unknown'] : []),
    ...(lastFinal(db, encounter) === undefined ? [] : ['settled']),
    ...(interimsStanding(acts) > 0 ? ['interim-standing'] : []),
    ...(withdrawalOf(db, encounter.id) === undefined ? [] : ['withdrawn']),
    ...(encounter.wardLeftAt === null ? ['no-ward-notice'] : []),
  ];
}

/** Nothing of the stay reached the centre yet. */
const onlyWaits = (acts: readonly Act[]): boolean =>
  acts.some(({ kind, state }) => kind === 'admission' && (state === 'waiting' || state === 'rejected'));

function lastFinal(db: ReadableDb, encounter: Encounter) {
  const claim = claimOf(db, encounter.id);
  return claim === undefined ? undefined : lastSettlement(db, claim.id, 'final');
}
