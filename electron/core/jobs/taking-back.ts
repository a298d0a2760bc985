import { moneyGoesBack } from '../../../shared/claim/recall-steps.ts';
import type { ActKind } from '../../../shared/model/acts.ts';
import type { ReadableDb } from '../db/database.ts';
import { type Act, actsOf, answersOf, unknownMessages } from '../db/repositories/act-repository.ts';
import { TAKING_BACK_CHARGES } from '../ports/centre-gateway.ts';

interface Deps {
  readonly db: ReadableDb;
  readonly absentSince: Map<string, number>;
  readonly monotonicMs: () => number;
  readonly absentAfterSeconds: number;
}

/**
 * Charge lines are taken back by their own numbers, not by the message's: a taking-back whose answer was lost may arrive late and take the
 * lines of a new upload, too. So after one, uploads of the stay rest for the same delay as absence is given; a new process begins it anew.
 */
export function takingBackMayStillArrive({ db, absentSince, monotonicMs, absentAfterSeconds }: Deps, act: Act): boolean {
  const kinds = act.kind === 'charges' || act.kind === 'visit-charges' ? TAKING_BACK[act.kind] : undefined;
  const lost = kinds === undefined ? null : unansweredTakingBack(db, act, kinds);
  if (lost === null) return false;
  const since = absentSince.get(lost) ?? monotonicMs();
  absentSince.set(lost, since);
  return monotonicMs() - since < absentAfterSeconds * 1_000;
}

/**
 * The discharge is taken back (2405) after the settlement's invoice is red and the bank has its money: who cannot take them back leaves the stay
 * discharged. Source: domain §5, undo.
 */
export const waitsForMoney = ({ db }: Pick<Deps, 'db'>, { kind, encounterId }: Act): boolean =>
  kind === 'discharge-reversal' && moneyGoesBack(actsOf(db, encounterId));

/** What takes lines of an upload back, the upload itself among them when its answer was lost. */
const TAKING_BACK = {
  charges: ['charges', 'charges-removal', 'charges-reversal'],
  'visit-charges': ['visit-charges', 'visit-charges-reversal'],
} as const;

/** Names the last taking-back of this stay's lines that left and was not answered; null when each was. */
function unansweredTakingBack(db: ReadableDb, { encounterId }: Act, kinds: readonly ActKind[]): string | null {
  const lost = unknownMessages(db, encounterId, kinds).flatMap(({ messageId, kind, count }) => {
    const unanswered = kind === 'charges' || kind === 'visit-charges' ? unansweredMarks(db, messageId) : count;
    return unanswered > 0 ? [`taking-back ${messageId} ${unanswered}`] : [];
  });
  return lost.at(-1) ?? null;
}

/** An upload's own trail: a mark before each taking-back, and what was answered to it. */
function unansweredMarks(db: ReadableDb, messageId: string): number {
  const seen = answersOf(db, messageId);
  const isMark = ({ outcome, words }: (typeof seen)[number]): boolean => outcome === 'unknown' && words === TAKING_BACK_CHARGES;
  const first = seen.findIndex(isMark);
  if (first < 0) return 0;
  const since = seen.slice(first);
  return since.filter(isMark).length - since.filter((each) => !isMark(each)).length;
}
