import type { WritableDb } from '../../db/database.ts';
import { patientsWithoutInitials, saveInitials } from '../../db/repositories/stay-repository.ts';
import { settleForgotten } from '../settlement/auto-settle.ts';
import type { Admission } from './admission.ts';
import type { Basis } from './basis.ts';
import { type BuildDeps, centreUpOf } from './build-deps.ts';
import type { Papers } from './papers.ts';
import type { Settling } from './settling.ts';

/** Checks made again in one turn: a hundred stays are through in the first minute online. */
const CHECKS_AT_ONCE = 20;
/** Names spelled in one turn: a transaction of some milliseconds. */
const NAMES_AT_ONCE = 200;

/** What the desk does by itself, a little at each turn. What asks the centre does nothing while it is away. */
export interface Background {
  readonly spellNames: () => Promise<void>;
  readonly followPrints: () => Promise<void>;
  readonly verifyChecks: () => Promise<void>;
  readonly settleForgotten: () => Promise<void>;
  readonly preCheck: () => Promise<void>;
}

type Parts = Pick<Basis, 'strips'> & Pick<Admission, 'proofs' | 'preChecks'> & Pick<Settling, 'settlements'> & Pick<Papers, 'prints'>;

export function buildBackground(deps: BuildDeps, { strips, proofs, preChecks, settlements, prints }: Parts): Background {
  const { db, clock, settings } = deps;
  const centreUp = centreUpOf(deps);
  return {
    spellNames: () => spellNames(db),
    followPrints: () => prints.follow(),
    verifyChecks: async () => void (centreUp() && (await proofs.verifySome(CHECKS_AT_ONCE))),
    settleForgotten: async () => {
      const forgotten = { db, clock, settlements, strips, rules: settings.autoSettle, holidays: new Set<string>(settings.holidays) };
      if (centreUp()) await settleForgotten(forgotten);
    },
    preCheck: async () => void (centreUp() && (await preChecks.checkSome(CHECKS_AT_ONCE))),
  };
}

async function spellNames(db: WritableDb): Promise<void> {
  const nameless = patientsWithoutInitials(db, NAMES_AT_ONCE);
  if (nameless.length === 0) return;
  // The dictionary is large and the first page needs none of it.
  const { initialsOf } = await import('../desk/name-initials.ts');
  db.transaction(() => {
    for (const { id, name } of nameless) saveInitials(db, id, initialsOf(name));
  }).immediate();
}
