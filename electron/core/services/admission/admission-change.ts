import { standing } from '../../../../shared/claim/recall-steps.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf, insertAct } from '../../db/repositories/act-repository.ts';
import { insertStayChange } from '../../db/repositories/change-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';

/** What of an order a change is about, in the order of the page. */
export const CHANGE_FIELDS = ['department', 'ward', 'bed', 'doctor', 'diagnosis'] as const;
export type ChangeField = (typeof CHANGE_FIELDS)[number];

/** One field of an order as a person reads it. */
export function fieldOf(order: AdmissionOrder, field: ChangeField): string {
  const main = order.diagnoses.find(({ main: isMain }) => isMain);
  const all = {
    department: order.department.name,
    ward: order.ward,
    bed: order.bed,
    doctor: order.attendingDoctor.name,
    diagnosis: main === undefined ? '' : `${main.code} ${main.name}`,
  };
  return all[field];
}

/** Which fields differ, with their old and new text. */
export const fieldsChanged = (before: AdmissionOrder, after: AdmissionOrder) =>
  CHANGE_FIELDS.map((field) => ({ field, before: fieldOf(before, field), after: fieldOf(after, field) })).filter(
    (each) => each.before !== each.after,
  );

interface ChangeDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
}

interface Change {
  readonly before: AdmissionOrder;
  readonly after: AdmissionOrder;
  readonly reason: string;
  readonly clerkId: string | null;
  readonly key: IdempotencyKey;
}

/**
 * Keeps a change of a stay's order and tells the centre (2403) once, with what the order says when the turn comes. Nothing is told of a stay
 * that the centre does not know, nor twice while an admission or a change still waits. Runs inside a transaction.
 */
export function changeStay({ db, clock }: ChangeDeps, encounter: Encounter, { key, ...change }: Change): void {
  const at = clock.now();
  insertStayChange(db, { ...change, encounterId: encounter.id, at });
  const acts = actsOf(db, encounter.id);
  const untold = acts.some(({ kind, state }) => (kind === 'admission' || kind === 'admission-change') && state === 'waiting');
  const told = standing(acts).has('admission') || acts.some(({ kind, state }) => kind === 'admission' && state === 'unknown');
  if (untold || !told) return;
  insertAct(db, { kind: 'admission-change', encounterId: encounter.id, key, clerkId: change.clerkId, createdAt: at, deadlineAt: null });
}
