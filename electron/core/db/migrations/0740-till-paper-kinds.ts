import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * Papers of the till are more than receipts and sealed shifts: what went back, transfers, reminders per ward, declarations of a lost receipt, the consent
 * before a stay. The list of kinds leaves the table and stands in the contract alone, as that of the other papers did.
 */
export const tillPaperKinds: Migration = {
  number: 740,
  name: 'till-paper-kinds',
  sql: `
CREATE TABLE till_paper_next ( -- subject: a receipt's number, a shift, a ward, or an order with its patient
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  copy INTEGER NOT NULL CHECK (copy > 0),
  content_text TEXT NOT NULL CHECK (json_valid(content_text)), -- personal
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
INSERT INTO till_paper_next SELECT id, kind, subject, copy, content_text, clerk_id, asked_at FROM till_paper;
CREATE TABLE till_paper_file_next (
  paper_id TEXT NOT NULL PRIMARY KEY REFERENCES till_paper_next (id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
INSERT INTO till_paper_file_next SELECT paper_id, file_name, sha256, made_at FROM till_paper_file;
DROP TABLE till_paper_file;
DROP TABLE till_paper;
ALTER TABLE till_paper_next RENAME TO till_paper;
ALTER TABLE till_paper_file_next RENAME TO till_paper_file;
${appendOnly('till_paper')}
${appendOnly('till_paper_file')}
CREATE INDEX till_paper_by_subject ON till_paper (kind, subject);
`,
};
