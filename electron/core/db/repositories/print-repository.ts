import type { PaperId } from '../../../../shared/identity/ids.ts';
import type { PrintState } from '../../../../shared/model/print.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb, WritableDb } from '../database.ts';

/** What was seen last of one sending. */
export interface PrintSeen {
  readonly state: PrintState;
  readonly job: number | null;
  readonly trouble: string;
  readonly words: string;
  readonly seenAt: Instant;
}

export interface Print extends PrintSeen {
  readonly id: string;
  readonly paperId: PaperId;
  readonly queue: string;
  readonly clerkId: string;
  readonly askedAt: Instant;
}

export function insertPrint(db: WritableDb, print: Pick<Print, 'id' | 'paperId' | 'queue' | 'clerkId' | 'askedAt'>): void {
  db.prepare('INSERT INTO print (id, paper_id, queue, clerk_id, asked_at) VALUES (@id, @paperId, @queue, @clerkId, @askedAt)').run(print);
}

export function insertPrintSeen(db: WritableDb, printId: string, seen: PrintSeen): void {
  db.prepare(`INSERT INTO print_seen (print_id, state, job, trouble, words, seen_at)
    VALUES (@printId, @state, @job, @trouble, @words, @seenAt)`).run({ printId, ...seen });
}

const PRINTS = `SELECT p.id, p.paper_id AS paperId, p.queue, p.clerk_id AS clerkId, p.asked_at AS askedAt, s.state, s.job, s.trouble, s.words, s.seen_at AS seenAt
  FROM print AS p JOIN print_seen AS s ON s.id = (SELECT max(id) FROM print_seen WHERE print_id = p.id)`;

export const findPrint = (db: ReadableDb, id: string): Print | undefined =>
  db.prepare(`${PRINTS} WHERE p.id = ?`).get(id) as Print | undefined;

/** Newest first. */
export const printsOfPaper = (db: ReadableDb, paperId: string): readonly Print[] =>
  db.prepare(`${PRINTS} WHERE p.paper_id = ? ORDER BY p.rowid DESC`).all(paperId) as Print[];

/** Sendings that are not over, oldest first. Those before `since` are given up: their printing service has long forgotten them. */
export const openPrints = (db: ReadableDb, since: Instant): readonly Print[] =>
  db
    .prepare(`${PRINTS} WHERE p.asked_at >= ? AND s.state IN ('unknown', 'waiting', 'printing', 'held') ORDER BY p.rowid`)
    .all(since) as Print[];

/** A paper that was made, of a stay or of the till. */
export interface MadePaper {
  readonly paperId: PaperId;
  readonly kind: string;
  readonly subject: string;
  readonly copy: number;
  readonly fileName: string;
  readonly madeAt: Instant;
}

const MADE = `SELECT paper_id AS paperId, kind, subject, copy, file_name AS fileName, made_at AS madeAt FROM (
  SELECT f.paper_id, p.kind, p.encounter_id AS subject, p.copy, f.file_name, f.made_at FROM paper_file AS f JOIN paper AS p ON p.id = f.paper_id
  UNION ALL
  SELECT f.paper_id, p.kind, p.subject, p.copy, f.file_name, f.made_at FROM till_paper_file AS f JOIN till_paper AS p ON p.id = f.paper_id)`;

export const findMadePaper = (db: ReadableDb, paperId: string): MadePaper | undefined =>
  db.prepare(`${MADE} WHERE paper_id = ?`).get(paperId) as MadePaper | undefined;

/** Newest first. */
export const madePapers = (db: ReadableDb, most: number): readonly MadePaper[] =>
  db.prepare(`${MADE} ORDER BY made_at DESC, paper_id LIMIT ?`).all(most) as MadePaper[];

/** Papers whose last sending failed. */
export const failedPrints = (db: ReadableDb): readonly { paperId: string; kind: string; words: string; seenAt: Instant }[] =>
  db
    .prepare(`SELECT last.paper_id AS paperId, coalesce(p.kind, t.kind, '') AS kind, s.words, s.seen_at AS seenAt
      FROM (SELECT paper_id, max(rowid) AS at FROM print GROUP BY paper_id) AS last
        JOIN print ON print.rowid = last.at
        JOIN print_seen AS s ON s.id = (SELECT max(id) FROM print_seen WHERE print_id = print.id)
        LEFT JOIN paper AS p ON p.id = last.paper_id LEFT JOIN till_paper AS t ON t.id = last.paper_id
      WHERE s.state = 'failed' ORDER BY s.id`)
    .all() as { paperId: string; kind: string; words: string; seenAt: Instant }[];
