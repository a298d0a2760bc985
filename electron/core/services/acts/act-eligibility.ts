import { type ActKind, CENTRE_ACT_KINDS, type CentreActKind } from '../../../../shared/model/acts.ts';
import { type Instant, millisecondsOf } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import type { Act } from '../../db/repositories/act-repository.ts';
import { type Encounter, findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findCoverage } from '../../db/repositories/patient-repository.ts';
import { findVisitOrder } from '../../db/repositories/visit-repository.ts';

type Asked = 'always' | 'when-it-waited' | 'never';

/**
 * Whether eligibility (2001) is asked again before an act is sent: what was so at the click may have changed since (interface reference §8.6).
 * Taking back, and asking, is never refused for it.
 */
const ELIGIBILITY: Readonly<Record<CentreActKind, Asked>> = {
  admission: 'always',
  settlement: 'always',
  // Reported before the settlement: a stay that cannot be settled any more is not discharged there either.
  discharge: 'when-it-waited',
  charges: 'when-it-waited',
  'admission-change': 'when-it-waited',
  'settlement-reversal': 'never',
  'discharge-reversal': 'never',
  'charges-reversal': 'never',
  'admission-reversal': 'never',
  'message-reversal': 'never',
  'settlement-adoption': 'never',
  'charges-comparison': 'never',
  'charges-removal': 'never',
  'interim-settlement': 'always',
  'interim-settlement-reversal': 'never',
  visit: 'never', // 2001 was asked by the clerk's own key a moment before
  'visit-details': 'never',
  'visit-charges': 'never',
  'visit-settlement': 'always',
  'visit-settlement-reversal': 'never',
  'visit-charges-reversal': 'never',
  'visit-reversal': 'never',
  'settlement-list': 'never',
  'settlement-list-reversal': 'never',
};

/** The line was away, or an earlier act of the stay was stuck; what was asked at the desk is no proof any more. */
const WAITED_MS = 30 * 60_000;

/**
 * The day as of which eligibility is asked before this act leaves: that of the admission. null: it is not asked. An emergency counts as filed (§4.1):
 * 2001 may say no for the filing that is missing, and the centre decides.
 */
export function eligibilityAskedOn(db: ReadableDb, act: Act, now: Instant): Instant | null {
  const encounter = findEncounter(db, act.encounterId);
  if (encounter === undefined || !asks(act, now)) return null;
  const emergency = isVisit(encounter)
    ? findVisitOrder(db, encounter.orderNumber)?.visitType === 'emergency'
    : findOrder(db, encounter.orderNumber)?.route === 'emergency';
  return emergency ? null : encounter.admittedAt;
}

const isVisit = ({ careKind }: Encounter): boolean => careKind === 'outpatient';

function asks(act: Act, now: Instant): boolean {
  const asked = isCentreKind(act.kind) ? ELIGIBILITY[act.kind] : 'never';
  if (asked !== 'when-it-waited') return asked === 'always';
  return Math.abs(millisecondsOf(now) - millisecondsOf(act.createdAt)) > WAITED_MS;
}

const isCentreKind = (kind: ActKind): kind is CentreActKind => (CENTRE_ACT_KINDS as readonly ActKind[]).includes(kind);

/**
 * Whether the coverage itself (1101) is asked again, too: he may be insured elsewhere by now, or under another scheme. What was read just now is not.
 * The same acts as above, an emergency among them.
 */
export function coverageAskedToo(db: ReadableDb, act: Act, now: Instant): boolean {
  const encounter = findEncounter(db, act.encounterId);
  const coverage = encounter === undefined ? undefined : findCoverage(db, encounter.coverageId);
  if (coverage === undefined || !asks(act, now)) return false;
  return Math.abs(millisecondsOf(now) - millisecondsOf(coverage.asOf)) > WAITED_MS;
}
