import type { Migration } from '../migrate.ts';
import { desk } from './0010-desk.ts';
import { patient } from './0020-patient.ts';
import { encounter } from './0030-encounter.ts';
import { outbox } from './0040-outbox.ts';
import { settlement } from './0050-settlement.ts';
import { catalogue } from './0060-catalogue.ts';
import { centreActs } from './0100-centre-acts.ts';
import { downloads } from './0102-downloads.ts';
import { reconciliation } from './0101-reconciliation.ts';

/** All steps of the schema, ascending. A new step is a new file in tens; a shipped one is never edited. */
export const migrations: readonly Migration[] = [
  desk,
  patient,
  encounter,
  outbox,
  settlement,
  catalogue,
  centreActs,
  reconciliation,
  downloads,
];
