import type { z } from 'zod';
import type { visitContract } from '../../../../shared/contract/visit-contract.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { Money } from '../../../../shared/money/money.ts';
import { plusDays, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type Encounter, visitsWithEvents } from '../../db/repositories/encounter-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { stayBalance } from '../money/stay-money.ts';
import { stageOf, visitFacts } from './visit-facts.ts';

type Asked = z.output<typeof visitContract.records.request>;
type Found = z.output<typeof visitContract.records.response>['records'];

/** Visits of days past. Other people's care is looked into only for a reason, and who looked for what is kept. */
export function visitRecords({ db, clock }: { readonly db: WritableDb; readonly clock: Clock }, asked: Asked, clerkId: string): Found {
  const { from, until, search, reason } = asked;
  const found = visitsWithEvents(db, { from: startOfDay(from), until: startOfDay(plusDays(until, 1)), search });
  const facts = { from, until, search, reason, found: found.length };
  insertAudit(db, { at: clock.now(), clerkId, event: 'visit-records-read', subjectId: null, facts });
  return found.map((encounter) => toRecord(db, encounter));
}

function toRecord(db: WritableDb, encounter: Encounter): Found[number] {
  const facts = visitFacts(db, encounter.id, undefined);
  const { final, selfPaid, total, events } = facts;
  const fund = final === null ? Money.ZERO : final.split.total.minus(final.split.burden);
  const owes = final === null ? (selfPaid === null ? Money.ZERO : total) : final.split.cash;
  return {
    encounterId: encounter.id,
    orderNumber: encounter.orderNumber,
    patientName: maskName(findPatient(db, encounter.patientId)?.name ?? ''),
    stage: stageOf(facts),
    total: final?.split.total ?? total,
    fund,
    paid: owes.minus(stayBalance(db, encounter.id).owed),
    at: events.at(-1)?.at ?? encounter.admittedAt,
  };
}
