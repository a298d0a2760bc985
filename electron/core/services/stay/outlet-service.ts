import { standing } from '../../../../shared/claim/recall-steps.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { actsOf } from '../../db/repositories/act-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { insertOutlet, insertWritten, lastTold, staysToTell, unwritten } from '../../db/repositories/outlet-repository.ts';
import { findCoverage, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { claimOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import type { HisOutlet } from '../../ports/his-outlet.ts';
import { stayBalance } from '../money/stay-money.ts';

/** So many stays are looked at in one turn: a few milliseconds. */
const LOOKED_AT = 40;
const LINES_OF_A_BATCH = 500;

/**
 * Tells the hospital's system how each stay stands here: its number, coverage, whether it is registered and settled, what he owes. It is read from
 * what is kept, never from a moment: whatever changed while the folder was away, or this computer off, is told once it is there again.
 */
export class OutletService {
  readonly #deps: { readonly db: WritableDb; readonly clock: Clock; readonly outlet: HisOutlet };
  #after = '';

  constructor(deps: { readonly db: WritableDb; readonly clock: Clock; readonly outlet: HisOutlet }) {
    this.#deps = deps;
  }

  /** Looks at some stays, and writes what is to be told. */
  tell(): void {
    this.#collect();
    this.#write();
  }

  #collect(): void {
    const { db, clock } = this.#deps;
    const all = staysToTell(db);
    const begin = Math.max(
      0,
      all.findIndex((id) => id > this.#after),
    );
    const turn = all.slice(begin, begin + LOOKED_AT);
    this.#after = turn.at(-1) === all.at(-1) ? '' : (turn.at(-1) ?? '');
    const news = turn.flatMap((id) => {
      const { body, closed } = this.#standing(id);
      const bodyText = JSON.stringify(body);
      return lastTold(db, id) === bodyText ? [] : [{ id, bodyText, closed }];
    });
    if (news.length === 0) return;
    db.transaction(() => {
      for (const { id, bodyText, closed } of news) insertOutlet(db, id, bodyText, closed, clock.now());
    }).immediate();
  }

  /** A crash between file and row writes the same lines again: their numbers say so. */
  #write(): void {
    const { db, clock, outlet } = this.#deps;
    if (!outlet.isThere()) return;
    const lines = unwritten(db, LINES_OF_A_BATCH);
    if (lines.length === 0) return;
    const name = outlet.write(lines.map(({ id, bodyText }) => ({ seq: id, body: JSON.parse(bodyText) as Record<string, unknown> })));
    db.transaction(() =>
      insertWritten(
        db,
        lines.map(({ id }) => id),
        name,
        clock.now(),
      ),
    ).immediate();
  }

  #standing(encounterId: EncounterId): { readonly body: object; readonly closed: boolean } {
    const { db } = this.#deps;
    const encounter = findEncounter(db, encounterId);
    const coverage = encounter === undefined ? undefined : findCoverage(db, encounter.coverageId);
    invariant(encounter !== undefined && coverage !== undefined, 'a stay refers to its coverage');
    const claim = claimOf(db, encounterId);
    const final = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final');
    const { held, owed } = stayBalance(db, encounterId);
    const arrears = Money.max(Money.ZERO, owed);
    const { orderNumber, stayNumber, door, state } = encounter;
    const insured = coverage.schemeCode !== SELF_PAY;
    const body = {
      orderNo: orderNumber,
      stayNo: stayNumber,
      state,
      door,
      coverage: insured ? { scheme: coverage.schemeCode, insuredPlace: coverage.insuredPlaceCode } : null,
      registered: standing(actsOf(db, encounterId)).has('admission'),
      visitNo: encounter.visitNumber,
      settlement:
        final === undefined
          ? null
          : { total: final.split.total.toString(), fund: final.split.pooledFund.toString(), own: final.split.burden.toString() },
      deposit: held.toString(),
      arrears: arrears.toString(),
    };
    const over = state === 'settled' || state === 'cancelled';
    return { body, closed: over && arrears.isZero() && held.isZero() };
  }
}
