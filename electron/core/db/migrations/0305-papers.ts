import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/**
 * More kinds of papers. The list of kinds leaves the table and stands in the contract alone, which checks every paper; both tables are made
 * anew because SQLite cannot drop a check, the file's first, so that no reference is ever left hanging.
 */
export const papers: Migration = {
  number: 305,
  name: 'papers',
  sql: `
CREATE TABLE paper_next ( -- every PDF made
  id TEXT NOT NULL PRIMARY KEY,
  encounter_id TEXT NOT NULL REFERENCES encounter (id),
  kind TEXT NOT NULL,
  copy INTEGER NOT NULL,
  content_text TEXT NOT NULL CHECK (json_valid(content_text)), -- personal
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
INSERT INTO paper_next SELECT id, encounter_id, kind, copy, content_text, clerk_id, asked_at FROM paper;
CREATE TABLE paper_file_next (
  paper_id TEXT NOT NULL PRIMARY KEY REFERENCES paper_next (id),
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
INSERT INTO paper_file_next SELECT paper_id, file_name, sha256, made_at FROM paper_file;
DROP TABLE paper_file;
DROP TABLE paper;
ALTER TABLE paper_next RENAME TO paper;
ALTER TABLE paper_file_next RENAME TO paper_file;
${appendOnly('paper')}
${appendOnly('paper_file')}
`,
};
