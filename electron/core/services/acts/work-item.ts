import type { WorkItem } from '../../../../shared/contract/worklist-contract.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { type Instant, millisecondsOf } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';

/** What most items have nothing of. Row name and steps are put to the whole list at once. */
export const NOTHING = {
  row: '',
  owner: null,
  steps: [] as WorkItem['steps'],
  refusedActId: null,
  recallId: null,
  amount: null,
  deadlineAt: null,
  deadlineStanding: null,
  settleBy: null,
  words: null,
} as const satisfies Partial<WorkItem>;

/** Whose stay an item is about, as lists name him. */
export function whose(db: ReadableDb, encounter: Encounter): Pick<WorkItem, 'encounterId' | 'patientName' | 'stayNumber'> {
  const name = findPatient(db, encounter.patientId)?.name ?? '';
  return { encounterId: encounter.id, patientName: maskName(name), stayNumber: encounter.stayNumber };
}

/** A legal deadline warns when half of its time is gone. */
export function deadlineStanding(
  { createdAt, deadlineAt }: { readonly createdAt: Instant; readonly deadlineAt: Instant | null },
  now: Instant,
): WorkItem['deadlineStanding'] {
  if (deadlineAt === null) return null;
  if (now >= deadlineAt) return 'over';
  const half = (millisecondsOf(createdAt) + millisecondsOf(deadlineAt)) / 2;
  return millisecondsOf(now) >= half ? 'amber' : 'calm';
}
