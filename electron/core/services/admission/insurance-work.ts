import type { WorkItem } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { dayOf, plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { openInjuries } from '../../db/repositories/door-repository.ts';
import { type Encounter, findEncounter, toVerify } from '../../db/repositories/encounter-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { findCoverage } from '../../db/repositories/patient-repository.ts';
import { troubledOrders } from '../../db/repositories/pre-check-repository.ts';
import { lapsedStays } from '../../db/repositories/proof-repository.ts';
import type { EstimateService } from '../settlement/estimate-service.ts';
import { deadlineStanding, NOTHING, whose } from '../acts/work-item.ts';

export interface InsuranceWorkDeps {
  readonly db: ReadableDb;
  readonly estimates: EstimateService;
  readonly clock: Clock;
  readonly lateRegistrationHours: number;
}

/** A registration that the centre refused while no filing counts. */
export function lacksFiling({ db, estimates }: InsuranceWorkDeps, encounter: Encounter): boolean {
  const coverage = findCoverage(db, encounter.coverageId);
  const order = findOrder(db, encounter.orderNumber);
  const emergency = order?.route === 'emergency';
  if (coverage === undefined) return false;
  return ['temporary', 'unfiled'].includes(
    estimates.filingKind(coverage, { on: dayOf(encounter.admittedAt), emergency, care: order?.careKind ?? 'inpatient' }),
  );
}

/** What the insurance office looks after: lapsed insurance, injuries with their clock, people nobody has verified. */
export function insuranceItems({ db, clock, lateRegistrationHours }: InsuranceWorkDeps): readonly WorkItem[] {
  const of = (encounterId: EncounterId) => findEncounter(db, encounterId);
  const lapsed = lapsedStays(db).flatMap(({ encounterId, factsText, at }): WorkItem[] => {
    const encounter = of(encounterId);
    if (encounter === undefined) return [];
    const { reason } = JSON.parse(factsText) as { reason: string | null };
    return [{ ...NOTHING, ...whose(db, encounter), group: 'lapsed', itemId: encounterId, matter: 'lapsed', facts: {}, at, words: reason }];
  });
  const injuries = openInjuries(db).flatMap(({ encounterId, otherPayer, fileBy, words, at }): WorkItem[] => {
    const encounter = of(encounterId);
    if (encounter === undefined) return [];
    const base = { ...NOTHING, ...whose(db, encounter), group: 'injury' as const, itemId: encounterId, facts: {}, at, words };
    const standing = deadlineStanding({ createdAt: at, deadlineAt: fileBy }, clock.now());
    return [{ ...base, matter: otherPayer === 'none' ? 'injury' : 'injury-other-payer', deadlineAt: fileBy, deadlineStanding: standing }];
  });
  const unverified = toVerify(db).map((encounter): WorkItem => {
    const deadlineAt = plusMilliseconds(encounter.admittedAt, lateRegistrationHours * 3_600_000);
    const base = { ...NOTHING, ...whose(db, encounter), group: 'to-verify' as const, itemId: encounter.id, facts: {} };
    const standing = deadlineStanding({ createdAt: encounter.admittedAt, deadlineAt }, clock.now());
    return { ...base, matter: 'to-verify', at: encounter.admittedAt, deadlineAt, deadlineStanding: standing };
  });
  const calls = troubledOrders(db).map(
    ({ order, check }): WorkItem => ({
      ...NOTHING,
      encounterId: null,
      patientName: maskName(order.patient.name),
      stayNumber: order.orderNumber,
      group: 'pre-admission',
      itemId: `pre-${order.orderNumber}`,
      matter: `pre-${check.finding}`,
      facts: { phone: order.patient.phone ?? '—' },
      at: check.askedAt,
      words: check.words,
    }),
  );
  return [...lapsed, ...injuries, ...unverified, ...calls];
}
