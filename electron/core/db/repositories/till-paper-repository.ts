import type { PaperId } from '../../../../shared/identity/ids.ts';
import type { TillPaperKind } from '../../../../shared/model/ledger.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface NewTillPaper {
  readonly id: PaperId;
  readonly kind: TillPaperKind;
  /** The receipt's number, or the shift. */
  readonly subject: string;
  readonly copy: number;
  readonly contentText: string;
  readonly clerkId: string;
  readonly askedAt: Instant;
}

export function insertTillPaper(db: WritableDb, paper: NewTillPaper): void {
  db.prepare(`INSERT INTO till_paper (id, kind, subject, copy, content_text, clerk_id, asked_at)
    VALUES (@id, @kind, @subject, @copy, @contentText, @clerkId, @askedAt)`).run(paper);
}

export const tillPaperContent = (db: ReadableDb, id: PaperId): string | undefined =>
  db.prepare('SELECT content_text FROM till_paper WHERE id = ?').pluck().get(id) as string | undefined;

/** Papers of a subject that were really made: the next one is the next copy. */
export const countTillPapers = (db: ReadableDb, kind: TillPaperKind, subject: string): number =>
  db
    .prepare('SELECT count(*) FROM till_paper JOIN till_paper_file ON paper_id = id WHERE kind = ? AND subject = ?')
    .pluck()
    .get(kind, subject) as number;

export interface TillPaperFile {
  readonly paperId: PaperId;
  readonly kind: TillPaperKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly madeAt: Instant;
}

export function insertTillPaperFile(db: WritableDb, file: Omit<TillPaperFile, 'kind'>): void {
  db.prepare('INSERT INTO till_paper_file (paper_id, file_name, sha256, made_at) VALUES (@paperId, @fileName, @sha256, @madeAt)').run(file);
}

export const findTillPaperFile = (db: ReadableDb, id: PaperId): TillPaperFile | undefined =>
  db
    .prepare(`SELECT p.id AS paperId, p.kind, f.file_name AS fileName, f.sha256, f.made_at AS madeAt
      FROM till_paper AS p JOIN till_paper_file AS f ON f.paper_id = p.id WHERE p.id = ?`)
    .get(id) as TillPaperFile | undefined;

/** A receipt that was really made, as it lies in the patient's hand. */
export interface PrintedReceipt {
  readonly receiptNumber: string;
  /** Text, as printed. */
  readonly amount: string;
}

/** Receipts for money that came between two instants, and those printed then for money that is in no book. */
export const printedReceipts = (db: ReadableDb, from: Instant, until: Instant): readonly PrintedReceipt[] =>
  db
    .prepare(`SELECT p.subject AS receiptNumber, p.content_text ->> 'amount' AS amount FROM till_paper AS p JOIN till_paper_file AS f ON f.paper_id = p.id
      LEFT JOIN posting AS m ON m.receipt_number = p.subject
      WHERE p.kind = 'deposit-receipt' AND p.copy = 1 AND coalesce(m.at, p.asked_at) >= ? AND coalesce(m.at, p.asked_at) < ? ORDER BY p.subject`)
    .all(from, until) as PrintedReceipt[];
