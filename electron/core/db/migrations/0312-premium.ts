import { appendOnly } from '../append-only.ts';
import type { Migration } from '../migrate.ts';

/** The day on which somebody paid this year's premium, as his receipt says; what he is registered for of chronic diseases (5301). */
export const premium: Migration = {
  number: 312,
  name: 'premium',
  sql: `
CREATE TABLE premium_payment ( -- a later row goes before an earlier
  id INTEGER PRIMARY KEY,
  coverage_id TEXT NOT NULL REFERENCES coverage (id),
  paid_on TEXT NOT NULL,
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('premium_payment')}
CREATE INDEX premium_payment_by_coverage ON premium_payment (coverage_id, id);

CREATE TABLE chronic_reading ( -- personal: registrations_text
  id INTEGER PRIMARY KEY,
  coverage_id TEXT NOT NULL REFERENCES coverage (id),
  registrations_text TEXT NOT NULL CHECK (json_valid(registrations_text)),
  as_of TEXT NOT NULL
) STRICT;
${appendOnly('chronic_reading')}
CREATE INDEX chronic_reading_by_coverage ON chronic_reading (coverage_id, id);

CREATE TABLE consent_withdrawal ( -- he takes his consent to give data to the bank back; the bank is asked nothing more
  order_number TEXT NOT NULL PRIMARY KEY REFERENCES bank_consent (order_number),
  clerk_id TEXT NOT NULL REFERENCES clerk (id),
  at TEXT NOT NULL
) STRICT;
${appendOnly('consent_withdrawal')}
`,
};
