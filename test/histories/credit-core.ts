import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { openDatabase, type WritableDb } from '../../electron/core/db/database.ts';
import { migrate } from '../../electron/core/db/migrate.ts';
import { migrations } from '../../electron/core/db/migrations/index.ts';
import { actsOf, creditOrderOf, saveActState } from '../../electron/core/db/repositories/act-repository.ts';
import { lockedSince } from '../../electron/core/db/repositories/credit-repository.ts';
import { insertCreditStanding, lastCreditStanding } from '../../electron/core/db/repositories/patient-repository.ts';
import { creditEntries, insertClaim, insertCreditEntry } from '../../electron/core/db/repositories/settlement-repository.ts';
import { heldByLock, isBankAct, MOVE_OF, orderCredit } from '../../electron/core/services/money/credit-orders.ts';
import { freeOf } from '../../shared/credit/credit-life.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { EncounterId, IdempotencyKey, PatientId } from '../../shared/identity/ids.ts';
import type { BankActKind } from '../../shared/model/acts.ts';
import { Money } from '../../shared/money/money.ts';
import type { Instant } from '../../shared/time/calendar-date.ts';
import { seedStay } from '../migrations/seed.ts';

const LIMIT = Money.fromFen(500_000);
const STAYS = 3;
const KINDS = [
  'credit-lock',
  'credit-raise',
  'credit-draw',
  'credit-draw-reversal',
  'credit-release',
] as const satisfies readonly BankActKind[];

const stay = fc.integer({ min: 0, max: STAYS - 1 });
const order = fc.record({
  do: fc.constant('order' as const),
  stay,
  kind: fc.constantFrom(...KINDS),
  fen: fc.integer({ min: 1, max: 300_000 }),
  whole: fc.boolean(),
});
const event = fc.record({ do: fc.constantFrom('answer', 'answer', 'answer', 'refuse', 'settle', 'recall', 'bank-says'), stay });
export const creditSteps = fc.array(fc.oneof({ weight: 5, arbitrary: order }, { weight: 6, arbitrary: event }), { maxLength: 40 });
type Step = typeof creditSteps extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

/** A data file with several stays of one person; each history is played in a transaction that is taken back. */
export function creditFile(): { readonly play: (history: readonly Step[]) => string | undefined; readonly remove: () => void } {
  const db = openDatabase(':memory:');
  migrate(db, migrations);
  const stays = Array.from({ length: STAYS }, (_, n) => seedStay(db, n + 1) as EncounterId);
  db.prepare(`UPDATE encounter SET patient_id = 'patient-t1', coverage_id = 'coverage-t1'`).run();
  for (const id of stays) insertClaim(db, id);
  return {
    play: (history) => {
      db.exec('BEGIN');
      try {
        return new CoreHistory(db, stays).play(history);
      } finally {
        db.exec('ROLLBACK');
      }
    },
    remove: () => db.close(),
  };
}

/** The desk's own functions over its own tables, with a bank beside them that keeps a plain number per stay and knows no rule. */
class CoreHistory {
  readonly #db: WritableDb;
  readonly #stays: readonly EncounterId[];
  readonly #patient = 'patient-t1' as PatientId;
  /** What the bank holds or has advanced of each stay, in fen. */
  readonly #used: number[];
  readonly #drawn: number[];
  #tick = 0;

  constructor(db: WritableDb, stays: readonly EncounterId[]) {
    this.#db = db;
    this.#stays = stays;
    this.#used = stays.map(() => 0);
    this.#drawn = stays.map(() => 0);
  }

  play(history: readonly Step[]): string | undefined {
    this.#bankSays();
    for (const step of history) {
      const wrong = this.#do(step) ?? this.#check();
      if (wrong !== undefined) return wrong;
    }
    return this.#giveAllBack();
  }

  #now = (): Instant => new Date(Date.UTC(2023, 5, 5) + ++this.#tick).toISOString() as Instant;

  #do(step: Step): string | undefined {
    const id = this.#stays[step.stay];
    if (id === undefined) return 'no such stay';
    switch (step.do) {
      case 'order':
        return this.#order(id, step.kind, step.whole ? heldByLock(this.#db, id) : Money.fromFen(step.fen));
      case 'answer':
        return this.#answer(id, step.stay);
      case 'refuse':
        return this.#refuse(id);
      case 'settle':
      case 'recall':
        this.#settle(id, step.do === 'settle');
        return undefined;
      default:
        this.#bankSays();
        return undefined;
    }
  }

  #order(encounterId: EncounterId, kind: BankActKind, amount: Money): string | undefined {
    if (amount.isZero()) return undefined;
    const before = actsOf(this.#db, encounterId).length;
    const wantsMore = kind === 'credit-lock' || kind === 'credit-raise';
    const free = this.#free();
    try {
      const key = randomUUID() as IdempotencyKey;
      const available = wantsMore ? { available: free } : {};
      orderCredit({ db: this.#db, clock: { now: this.#now } as never }, { kind, encounterId, amount, key, clerkId: 'T01', ...available });
      if (wantsMore && amount.compare(free) > 0) return `${kind} of ${amount} with ${free} free`;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'credit.illegal-move')) throw error;
      if (actsOf(this.#db, encounterId).length !== before) return `${kind} was refused and left a row`;
    }
    return undefined;
  }

  #free(): Money {
    const seen = lastCreditStanding(this.#db, this.#patient);
    if (seen?.limit == null || seen.available === null) return Money.ZERO;
    return freeOf({ limit: seen.limit, available: seen.available }, lockedSince(this.#db, this.#patient, seen.asOf));
  }

  /** Orders of one stay reach the bank in their order. */
  #waiting(encounterId: EncounterId) {
    return actsOf(this.#db, encounterId)
      .filter(isBankAct)
      .filter(({ state }) => state === 'waiting');
  }

  #answer(encounterId: EncounterId, index: number): string | undefined {
    const [act] = this.#waiting(encounterId);
    if (act === undefined) return undefined;
    const kind = MOVE_OF[act.kind];
    const amount = creditOrderOf(this.#db, act.id);
    insertCreditEntry(this.#db, encounterId, { kind, amount, bankNumber: `B${act.id}` }, act.id, this.#now());
    saveActState(this.#db, act.id, 'acknowledged');
    const fen = amount.toFen();
    if (kind === 'lock' || kind === 'raise') this.#used[index] = (this.#used[index] ?? 0) + fen;
    if (kind === 'release') this.#used[index] = (this.#used[index] ?? 0) - fen;
    if (kind === 'draw') this.#drawn[index] = (this.#drawn[index] ?? 0) + fen;
    if (kind === 'draw-reversal') this.#drawn[index] = (this.#drawn[index] ?? 0) - fen;
    return undefined;
  }

  /** Only what asks for more is refused here: a refused draw is another history (test/electron/core/line). */
  #refuse(encounterId: EncounterId): undefined {
    const [act] = this.#waiting(encounterId);
    if (act?.kind === 'credit-lock' || act?.kind === 'credit-raise') saveActState(this.#db, act.id, 'rejected');
    return undefined;
  }

  #settle(encounterId: EncounterId, settled: boolean): void {
    this.#db
      .prepare(`UPDATE claim SET state = ?, key = ?, exit = ?, centre_number = ? WHERE encounter_id = ?`)
      .run(...(settled ? ['acknowledged', randomUUID(), 'online', 'C1'] : ['draft', null, null, null]), encounterId);
  }

  #bankSays(): void {
    const used = this.#used.reduce((sum, fen) => sum + fen, 0);
    const available = LIMIT.minus(Money.fromFen(used));
    const standing = { standing: 'available', openedAt: null, agreementSigned: true, limit: LIMIT, outstanding: Money.ZERO } as const;
    insertCreditStanding(this.#db, this.#patient, { ...standing, available, asOf: this.#now() });
  }

  #check(): string | undefined {
    const used = this.#used.reduce((sum, fen) => sum + fen, 0);
    if (used > LIMIT.toFen()) return `the bank carries ${used} of a limit of ${LIMIT.toFen()}`;
    for (const [index, id] of this.#stays.entries()) {
      const held = (this.#used[index] ?? 0) - (this.#drawn[index] ?? 0);
      if (held < 0) return `stay ${index} is overdrawn by ${-held}`;
      if (heldByLock(this.#db, id).isNegative()) return `stay ${index} holds less than nothing`;
      const entries = creditEntries(this.#db, id);
      const sum = (...kinds: string[]) => Money.sum(entries.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount)).toFen();
      if (sum('lock', 'raise') - sum('release') !== this.#used[index]) return `stay ${index}: our ledger is not the bank's`;
    }
    return undefined;
  }

  /** All that waits is answered, and what is held goes back: exactly what was locked and neither drawn nor released before. */
  #giveAllBack(): string | undefined {
    for (const [index, id] of this.#stays.entries()) {
      while (this.#waiting(id).length > 0) this.#answer(id, index);
      const wrong = this.#order(id, 'credit-release', heldByLock(this.#db, id));
      if (wrong !== undefined) return wrong;
      while (this.#waiting(id).length > 0) this.#answer(id, index);
      if (this.#used[index] !== this.#drawn[index])
        return `stay ${index}: ${this.#used[index]} is carried, ${this.#drawn[index]} was drawn`;
    }
    return this.#check();
  }
}
