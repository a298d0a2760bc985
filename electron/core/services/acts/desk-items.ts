import type { WorkItem } from '../../../../shared/contract/worklist-contract.ts';
import type { PackProblem } from '../../../../shared/policy/pack.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import { openStatementRefusals } from '../../db/repositories/day-end-repository.ts';
import { refusedFiles } from '../../db/repositories/order-repository.ts';
import { failedPrints } from '../../db/repositories/print-repository.ts';
import { NOTHING } from './work-item.ts';

export interface DeskItemsDeps {
  readonly db: ReadableDb;
  readonly clock: Clock;
  readonly packProblems: readonly PackProblem[];
  /** Why the hospital's system cannot push; null: it can, or is not meant to. */
  readonly hisProblem: { readonly port: number; readonly because: 'taken' | 'not-allowed' | 'other' } | null;
}

const OF_NOBODY = { ...NOTHING, encounterId: null, patientName: null, stayNumber: null } as const;

/** Of no patient: what did not come out of the printer or into the desk. */
export const deskItems = (deps: DeskItemsDeps): readonly WorkItem[] => [
  ...printItems(deps),
  ...fileItems(deps),
  ...packItems(deps),
  ...portItems(deps),
];

/** Papers of which nothing came out. */
function printItems({ db }: DeskItemsDeps): readonly WorkItem[] {
  return failedPrints(db).map(({ paperId, kind, words, seenAt }) => ({
    ...OF_NOBODY,
    group: 'print-failed',
    itemId: paperId,
    matter: 'print-failed',
    facts: { kind },
    at: seenAt,
    words: words === '' ? null : words,
  }));
}

function fileItems({ db }: DeskItemsDeps): readonly WorkItem[] {
  const lists = openStatementRefusals(db).map(({ name, row, column, reason, seenAt }) => ({
    name,
    reason: [row > 0 ? `row ${row}` : '', column, reason].filter((part) => part !== '').join(' '),
    at: seenAt,
  }));
  return [...refusedFiles(db), ...lists].map(({ name, reason, at }) => ({
    ...OF_NOBODY,
    group: 'refused-file',
    itemId: name,
    matter: 'refused-file',
    facts: { file: name },
    at,
    words: reason,
  }));
}

/** A pack with a fault stays out; its region cannot be estimated, and somebody must know why. */
function packItems({ packProblems, clock }: DeskItemsDeps): readonly WorkItem[] {
  return packProblems.map(({ file, path, reason }) => ({
    ...OF_NOBODY,
    group: 'refused-file',
    itemId: `${file} ${path}`,
    matter: 'refused-pack',
    facts: { file, path },
    at: clock.now(),
    words: reason,
  }));
}

function portItems({ hisProblem, clock }: DeskItemsDeps): readonly WorkItem[] {
  if (hisProblem === null) return [];
  const matter = `his-port-${hisProblem.because}`;
  return [
    {
      ...OF_NOBODY,
      group: 'refused-file',
      itemId: matter,
      matter,
      facts: { port: String(hisProblem.port) },
      at: clock.now(),
      words: null,
    },
  ];
}
