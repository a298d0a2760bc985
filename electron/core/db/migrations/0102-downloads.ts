import type { Migration } from '../migrate.ts';

/** Lists of the platform, fetched at night so that the desk reads on while the line is down: each with its source and age. */
export const downloads: Migration = {
  number: 102,
  name: 'downloads',
  sql: `
CREATE TABLE download ( -- one row per list: how far it was fetched
  list TEXT NOT NULL PRIMARY KEY, -- "catalogue", or "dictionary NAME"
  source TEXT NOT NULL CHECK (source IN ('centre')),
  watermark TEXT NOT NULL, -- the platform's own time of the newest change we have; "" before the first
  row_count INTEGER NOT NULL,
  fetched_at TEXT NOT NULL
) STRICT;

CREATE TABLE dictionary_entry (
  dictionary TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_code TEXT NOT NULL,
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  as_of TEXT NOT NULL,
  PRIMARY KEY (dictionary, code)
) STRICT;

CREATE TABLE insurance_item ( -- the insurance's own catalogue (1312)
  item_code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  grade TEXT NOT NULL,
  list_type TEXT NOT NULL,
  from_on TEXT,
  to_on TEXT,
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  changed_text TEXT NOT NULL,
  as_of TEXT NOT NULL
) STRICT;
`,
};
