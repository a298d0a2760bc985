import type { ReconciliationView } from '../../../../shared/contract/reconciliation-contract.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { CAUSES } from '../../../../shared/model/statement.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type CalendarDate, plusDays, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type CentreEntry, entriesOfShift } from '../../db/repositories/centre-entry-repository.ts';
import { shiftsBetween } from '../../db/repositories/clerk-repository.ts';
import { codeName } from '../../db/repositories/dictionary-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { confirmationOf, differencesOfRun, groupsOfRun, lastRun } from '../../db/repositories/statement-repository.ts';
import { actionsOf, type ReconciliationService } from './reconciliation-service.ts';

type Difference = ReconciliationView['differences'][number];
type Group = ReconciliationView['groups'][number];
type Shift = ReconciliationView['shifts'][number];

/** A day's comparison as the page shows it. */
export function reconciliationView(db: ReadableDb, service: ReconciliationService, day: CalendarDate): ReconciliationView {
  const { differences, groups, ...rest } = service.view(day);
  return {
    ...rest,
    groups: groups.map((group) => ({ ...group, named: namedIn(db, group) })),
    differences: differences.map((difference): Difference => {
      const { id, cause, stay, reversal, settlementNumber, messageId, here, there, said, handling } = difference;
      const encounter = stay === null ? undefined : findEncounter(db, stay as EncounterId);
      const name = encounter === undefined ? undefined : findPatient(db, encounter.patientId)?.name;
      return {
        differenceId: id,
        kind: CAUSES[cause].kind,
        cause,
        encounterId: encounter?.id ?? null,
        patientName: name === undefined ? null : maskName(name),
        stayNumber: encounter?.stayNumber ?? null,
        ...{ reversal, settlementNumber, messageId, here, there, said, handling },
        actions: [...actionsOf(difference)],
      };
    }),
    shifts: shiftsOf(db, day),
  };
}

function namedIn(db: ReadableDb, { schemeCode, clearingType }: { schemeCode: string; clearingType: string }): Group['named'] {
  const scheme = codeName(db, 'insutype', schemeCode);
  const clearing = codeName(db, 'clr_type', clearingType);
  const asOf = scheme?.asOf ?? clearing?.asOf;
  return asOf === undefined ? null : { scheme: scheme?.name ?? null, clearing: clearing?.name ?? null, asOf };
}

/** Shifts that were open on the hospital's day: what of each the centre counts, and on which of its days. */
function shiftsOf(db: ReadableDb, day: CalendarDate): Shift[] {
  return shiftsBetween(db, startOfDay(day), startOfDay(plusDays(day, 1))).map((shift) => {
    const entries = entriesOfShift(db, shift);
    const days = [...new Set(entries.map((entry) => entry.day))].toSorted();
    return {
      clerkId: shift.clerkId,
      clerkName: shift.clerkName,
      openedAt: shift.openedAt,
      closedAt: shift.closedAt,
      days: days.map((on) => ({ day: on, ...sums(entries.filter((entry) => entry.day === on)), standing: standingOf(db, on) })),
    };
  });
}

const sums = (entries: readonly CentreEntry[]) => ({
  count: entries.length,
  total: Money.sum(entries.map(({ total }) => total)),
  fund: Money.sum(entries.map(({ fund }) => fund)),
  account: Money.sum(entries.map(({ account }) => account)),
});

function standingOf(db: ReadableDb, day: CalendarDate): Shift['days'][number]['standing'] {
  const run = lastRun(db, day);
  if (run === undefined) return 'not-compared';
  if (confirmationOf(db, day) !== undefined) return 'confirmed';
  const different = differencesOfRun(db, run.id).length > 0 || groupsOfRun(db, run.id).some(({ equal }) => !equal);
  return different ? 'different' : 'equal';
}
