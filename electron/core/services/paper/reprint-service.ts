import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId, IdempotencyKey, PaperId } from '../../../../shared/identity/ids.ts';
import { TILL_PAPER_KINDS } from '../../../../shared/model/ledger.ts';
import { PAPER_KINDS } from '../../../../shared/model/stay.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { findClerk } from '../../db/repositories/clerk-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import type { PaperService } from './paper-service.ts';
import type { PrintService } from './print-service.ts';
import type { TillPaperService } from './till-paper-service.ts';

export interface Reprint {
  readonly paperId: PaperId;
  readonly reason: string;
  /** A supervisor at this window; null where the clerk is one himself, or none is asked for. */
  readonly approval: { readonly clerkId: string; readonly pin: string } | null;
  readonly key: IdempotencyKey;
}

export interface ReprintDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly papers: PaperService;
  readonly tillPapers: TillPaperService;
  readonly prints: PrintService;
  readonly rule: 'supervisor' | 'anyone';
  readonly approve: (clerkId: string, pin: string) => { readonly clerkId: string };
}

/** 补打: a second copy of a paper that proves money, with a reason, a second person's word and a mark on it. */
export async function reprint(deps: ReprintDeps, { paperId, reason, approval, key }: Reprint, clerkId: string): Promise<void> {
  const { db, clock, papers, tillPapers, prints, rule, approve } = deps;
  const { kind, subject, copy } = prints.made(paperId);
  const needed = rule === 'supervisor' && findClerk(db, clerkId)?.role !== 'supervisor';
  if (needed && approval === null) throw new AppError('permission', 'paper.reprint-approval', 'a supervisor must agree');
  const approver = needed && approval !== null ? approve(approval.clerkId, approval.pin).clerkId : clerkId;
  insertAudit(db, { at: clock.now(), clerkId, event: 'paper-reprinted', subjectId: paperId, facts: { kind, copy, reason, approver } });
  const stayKind = PAPER_KINDS.find((one) => one === kind);
  const tillKind = TILL_PAPER_KINDS.find((one) => one === kind);
  if (stayKind !== undefined) await papers.print(subject as EncounterId, stayKind, key, clerkId, true);
  else if (tillKind !== undefined) await tillPapers.print({ kind: tillKind, subject, key }, clerkId, true);
}
