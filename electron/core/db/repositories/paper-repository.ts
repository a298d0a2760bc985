import type { EncounterId, PaperId } from '../../../../shared/identity/ids.ts';
import type { PaperKind } from '../../../../shared/model/stay.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

export interface NewPaper {
  readonly id: PaperId;
  readonly encounterId: EncounterId;
  readonly kind: PaperKind;
  readonly copy: number;
  readonly contentText: string;
  readonly clerkId: string;
  readonly askedAt: Instant;
}

export function insertPaper(db: WritableDb, paper: NewPaper): void {
  db.prepare(`INSERT INTO paper (id, encounter_id, kind, copy, content_text, clerk_id, asked_at)
    VALUES (@id, @encounterId, @kind, @copy, @contentText, @clerkId, @askedAt)`).run(paper);
}

export const paperContent = (db: ReadableDb, id: PaperId): string | undefined =>
  db.prepare('SELECT content_text FROM paper WHERE id = ?').pluck().get(id) as string | undefined;

export const countPapers = (db: ReadableDb, encounterId: EncounterId, kind: PaperKind): number =>
  db
    .prepare('SELECT count(*) FROM paper JOIN paper_file ON paper_id = id WHERE encounter_id = ? AND kind = ?')
    .pluck()
    .get(encounterId, kind) as number;

/** Statements that were made of one settlement: after a recall the next one is a first copy again. */
export const countStatements = (db: ReadableDb, encounterId: EncounterId, kind: PaperKind, settlementNumber: string): number =>
  db
    .prepare(`SELECT count(*) FROM paper JOIN paper_file ON paper_id = id
      WHERE encounter_id = ? AND kind = ? AND coalesce(content_text ->> 'settlementNumber', content_text ->> 'number') = ?`)
    .pluck()
    .get(encounterId, kind, settlementNumber) as number;

export interface PaperFile {
  readonly paperId: PaperId;
  readonly kind: PaperKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly madeAt: Instant;
}

export function insertPaperFile(db: WritableDb, file: Omit<PaperFile, 'kind'>): void {
  db.prepare('INSERT INTO paper_file (paper_id, file_name, sha256, made_at) VALUES (@paperId, @fileName, @sha256, @madeAt)').run(file);
}

const FILES = `SELECT p.id AS paperId, p.kind, f.file_name AS fileName, f.sha256, f.made_at AS madeAt FROM paper AS p JOIN paper_file AS f ON f.paper_id = p.id`;

export const papersOf = (db: ReadableDb, encounterId: EncounterId): readonly PaperFile[] =>
  db.prepare(`${FILES} WHERE p.encounter_id = ? ORDER BY f.made_at`).all(encounterId) as PaperFile[];

export const findPaperFile = (db: ReadableDb, id: PaperId): PaperFile | undefined =>
  db.prepare(`${FILES} WHERE p.id = ?`).get(id) as PaperFile | undefined;
