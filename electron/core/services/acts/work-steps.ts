import type { z } from 'zod';
import type { WorkItem, worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb, WritableDb } from '../../db/database.ts';
import { findClerk } from '../../db/repositories/clerk-repository.ts';
import { insertWorkStep, workStepsOf } from '../../db/repositories/work-step-repository.ts';

type Asked = z.output<typeof worklistContract.step.request>;

/** An act keeps its name when its group changes; everything else is one matter per group. */
const rowOf = ({ group, itemId }: WorkItem): string => (itemId.startsWith('act-') ? itemId : `${group} ${itemId}`);

/** Each row with who takes care of it and what was done about it. */
export function withSteps(db: ReadableDb, items: readonly WorkItem[]): WorkItem[] {
  const all = workStepsOf(db, items.map(rowOf));
  return items.map((item) => {
    const row = rowOf(item);
    const steps = all.get(row) ?? [];
    const owning = steps.findLast(({ ownerId }) => ownerId !== null);
    return {
      ...item,
      row,
      owner: owning?.ownerId == null ? null : { clerkId: owning.ownerId, name: owning.ownerName ?? owning.ownerId },
      steps: steps.map(({ kind, outcome, ownerName: owner, words, clerkName: clerk, at }) => ({ kind, outcome, owner, words, clerk, at })),
    };
  });
}

/**
 * Keeps what a person did about a row that stands.
 *
 * Errors: conflict/work.gone when no such row stands (any more), rule/work.not-possible for a call where nobody is to be called, for putting
 * aside what is no waiting order, and for handing over to nobody of this desk.
 */
export function takeWorkStep(
  { db, clock, items }: { readonly db: WritableDb; readonly clock: Clock; readonly items: () => readonly WorkItem[] },
  { row, step }: Asked,
  clerkId: string,
): void {
  const item = items().find((one) => one.row === row);
  if (item === undefined) throw new AppError('conflict', 'work.gone', 'this row does not stand any more');
  const before = item.group === 'pre-admission';
  if ((step.kind === 'call' || step.kind === 'put-aside') && !before)
    throw new AppError('rule', 'work.not-possible', 'only an order that waits for its patient is called about or put aside');
  if (step.kind === 'hand-over' && findClerk(db, step.to) === undefined)
    throw new AppError('rule', 'work.not-possible', 'nobody of this desk has that number');
  const ownerId = step.kind === 'claim' ? clerkId : step.kind === 'hand-over' ? step.to : null;
  const outcome = step.kind === 'call' ? step.outcome : null;
  const words = step.kind === 'claim' ? '' : step.words;
  insertWorkStep(db, { itemKey: row, kind: step.kind, ownerId, outcome, words, clerkId, at: clock.now() });
}
