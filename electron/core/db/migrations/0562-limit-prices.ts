import type { Migration } from '../migrate.ts';

/** Limit prices of the insurance, fetched at night; and the nearest deadlines of a long queue without reading all of it. */
export const limitPrices: Migration = {
  number: 562,
  name: 'limit-prices',
  sql: `
CREATE TABLE limit_price ( -- the insurance's limit prices (1318); nothing goes: a line of an old bill is still looked up
  item_code TEXT NOT NULL,
  kind TEXT NOT NULL, -- the platform's own code of the kind of limit; "" where it does not say
  from_on TEXT NOT NULL,
  to_on TEXT,
  unit_price TEXT NOT NULL, -- yuan with six decimals
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  changed_text TEXT NOT NULL,
  as_of TEXT NOT NULL,
  PRIMARY KEY (item_code, kind, from_on)
) STRICT;

CREATE INDEX act_by_deadline ON act (deadline_at) WHERE state = 'waiting' AND deadline_at IS NOT NULL;
`,
};
