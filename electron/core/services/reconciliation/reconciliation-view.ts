import type { ReconciliationView } from '../../../../shared/contract/reconciliation-contract.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { CAUSES } from '../../../../shared/model/statement.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type CalendarDate, plusDays, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { type CentreEntry, centreEntries, entriesOfShift } from '../../db/repositories/centre-entry-repository.ts';
import { type Shift as OpenShift, shiftsBetween } from '../../db/repositories/clerk-repository.ts';
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
  const shifts = shiftsBetween(db, startOfDay(day), startOfDay(plusDays(day, 1))).map((shift) => ({
    shift,
    entries: entriesOfShift(db, shift),
  }));
  const inShifts = new Set(shifts.flatMap(({ entries }) => entries.map(({ id }) => id)));
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
    shifts: shifts.map(({ shift, entries }) => shiftOf(db, shift, entries)),
    withoutShift: sums(centreEntries(db, day, day).filter(({ id }) => !inShifts.has(id))),
  };
}

function namedIn(db: ReadableDb, { schemeCode, clearingType }: { schemeCode: string; clearingType: string }): Group['named'] {
  const scheme = codeName(db, 'insutype', schemeCode);
  const clearing = codeName(db, 'clr_type', clearingType);
  const asOf = scheme?.asOf ?? clearing?.asOf;
  return asOf === undefined ? null : { scheme: scheme?.name ?? null, clearing: clearing?.name ?? null, asOf };
}

/** A shift that was open on the hospital's day: what of it the centre counts, and on which of its days. */
function shiftOf(db: ReadableDb, { clerkId, clerkName, openedAt, closedAt }: OpenShift, entries: readonly CentreEntry[]): Shift {
  const days = [...new Set(entries.map((entry) => entry.day))].toSorted();
  return {
    ...{ clerkId, clerkName, openedAt, closedAt },
    days: days.map((on) => ({ day: on, ...sums(entries.filter((entry) => entry.day === on)), standing: standingOf(db, on) })),
  };
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
