import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** What was sent to a printer, and what was seen of it until the printer had it all. */
export const prints: Migration = {
  number: 442,
  name: 'prints',
  sql: `
CREATE TABLE print ( -- one sending of one paper; a paper may be sent again when nothing came out
  id TEXT NOT NULL PRIMARY KEY, -- the name of the job at the printing service
  paper_id TEXT NOT NULL,
  queue TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  asked_at TEXT NOT NULL
) STRICT;
${appendOnly('print')}
CREATE INDEX print_by_paper ON print (paper_id);
CREATE INDEX print_by_time ON print (asked_at);

CREATE TABLE print_seen ( -- 'unknown': saved before the first byte
  id INTEGER PRIMARY KEY,
  print_id TEXT NOT NULL REFERENCES print (id),
  state TEXT NOT NULL CHECK (state IN ('unknown', 'waiting', 'printing', 'held', 'printed', 'failed')),
  job INTEGER,
  trouble TEXT NOT NULL, -- a code of the page's sentences; "" for none
  words TEXT NOT NULL, -- the printing service's own
  seen_at TEXT NOT NULL
) STRICT;
${appendOnly('print_seen')}
CREATE INDEX print_seen_by_print ON print_seen (print_id, id);
`,
};
