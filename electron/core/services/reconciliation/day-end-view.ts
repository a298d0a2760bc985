import type { DayEndView } from '../../../../shared/contract/day-end-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import type { OurMovement, TheirMovement } from '../../../../shared/model/day-end.ts';
import { actionsOn, ownerOf } from '../../../../shared/reconcile/compare-day.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { dayConfirmationOf, openStatementRefusals } from '../../db/repositories/day-end-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { clerkName } from '../money/shift-seal.ts';
import { type ComparedDay, type ComparedLine, type DayEndService, sumsOf } from './day-end-service.ts';

/** A day's reconciliation as the page shows it. */
export function dayEndView(db: ReadableDb, service: DayEndService, day: CalendarDate, mayAskInvoices: boolean): DayEndView {
  const { lines, differences, heldBy } = service.compare(day);
  const confirmation = dayConfirmationOf(db, day);
  return {
    day,
    lines: lines.map((line) => toLine(db, line, differences)),
    differences: differences.map((difference) => toDifference(db, difference)),
    refusals: [...openStatementRefusals(db)],
    confirmed:
      confirmation === undefined
        ? null
        : { clerkName: clerkName(db, confirmation.clerkId), at: confirmation.at, changed: confirmation.sumsText !== sumsOf(lines) },
    heldBy,
    mayAskInvoices,
  };
}

type Difference = ComparedDay['differences'][number];

function toLine(db: ReadableDb, { list, ...line }: ComparedLine, differences: readonly Difference[]): DayEndView['lines'][number] {
  const by = list?.clerkId ?? null;
  return {
    ...line,
    list: list === null ? null : { name: list.name, takenAt: list.takenAt, clerkName: by === null ? null : clerkName(db, by) },
    open: differences.filter((one) => one.line === line.line && one.open).length,
  };
}

function toDifference(db: ReadableDb, difference: Difference): DayEndView['differences'][number] {
  const { identity, line, kind, here, there, handling, open } = difference;
  const encounter = here?.stay == null ? undefined : findEncounter(db, here.stay as EncounterId);
  const actions = [...actionsOn(difference)];
  return {
    ...{ identity, line, kind, open },
    number: here?.number || there?.number || '',
    encounterId: encounter?.id ?? null,
    patientName: encounter === undefined ? null : maskName(findPatient(db, encounter.patientId)?.name ?? ''),
    stayNumber: encounter?.stayNumber ?? null,
    here: here === null ? null : ours(here),
    there: there === null ? null : theirs(there),
    actions,
    owner: ownerOf(actions, handling?.action ?? null),
    handling: handling === null ? null : { ...handlingOf(handling), clerkName: clerkName(db, handling.clerkId) },
  };
}

const ours = ({ amount, standing, day }: OurMovement) => ({ amount, standing, day });
const theirs = ({ amount, standing, day, row }: TheirMovement) => ({ amount, standing, day, row });
const handlingOf = ({ action, note, at }: NonNullable<Difference['handling']>) => ({ action, note, at });
