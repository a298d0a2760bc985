import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import { type Permission, PERMISSIONS as PERMISSION_NAMES } from '../../../../shared/contract/define-channel.ts';
import type { ClerkView, SessionView } from '../../../../shared/contract/session-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { millisecondsOf, plusMilliseconds } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import {
  type Clerk,
  closeSessions,
  findClerk,
  insertClerk,
  listClerks,
  openSession,
  saveWrongPins,
  sessionClerk,
} from '../../db/repositories/clerk-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';

const TRIES_MAX = 5;
const LOCKED_MINUTES = 10;

const AT_THE_DESK: readonly Permission[] = ['anyone', 'desk:read', 'admission:commit', 'settlement:commit', 'worklist:act', 'paper:print'];

const PERMISSIONS: Readonly<Record<Clerk['role'], readonly Permission[]>> = {
  clerk: [...AT_THE_DESK, 'money:move'],
  supervisor: [...AT_THE_DESK, 'money:move', 'money:approve', 'share:decide', 'recall:approve'],
  // 财务 takes over what the window cannot collect and pays transfers; no money of the drawer is his.
  finance: ['anyone', 'desk:read', 'worklist:act', 'paper:print', 'money:finance', 'share:decide'],
  // 医保办 takes no money and admits nobody; it mends what the centre or the law asks for.
  'insurance-officer': ['anyone', 'desk:read', 'worklist:act', 'paper:print', 'insurance:review', 'recall:approve'],
  administrator: ['anyone', 'desk:read', 'settings:change'],
};

/** Who works at this window. The session lives in the core's tables and outlives a restart of the core, not of the program. */
export class SessionService {
  readonly #deps: { readonly db: WritableDb; readonly clock: Clock; readonly runId: string };

  constructor(deps: { readonly db: WritableDb; readonly clock: Clock; readonly runId: string }) {
    this.#deps = deps;
  }

  clerks(): readonly ClerkView[] {
    return listClerks(this.#deps.db).map(toView);
  }

  current(): ClerkView | null {
    const clerk = sessionClerk(this.#deps.db, this.#deps.runId);
    return clerk === undefined ? null : toView(clerk);
  }

  /** Who is signed in, and what he may do. */
  view(): SessionView {
    return { clerk: this.current(), may: PERMISSION_NAMES.filter((permission) => this.may(permission)) };
  }

  may(permission: Permission): boolean {
    const clerk = sessionClerk(this.#deps.db, this.#deps.runId);
    return clerk === undefined ? permission === 'anyone' : this.#mayBe(clerk.role, permission);
  }

  /** Whether somebody of this desk may, whoever is signed in. */
  mayClerk(clerkId: string, permission: Permission): boolean {
    const clerk = findClerk(this.#deps.db, clerkId);
    return clerk !== undefined && this.#mayBe(clerk.role, permission);
  }

  /** Where nobody of the finance office signs in at this desk, the supervisor enters what finance did. */
  #mayBe(role: Clerk['role'], permission: Permission): boolean {
    const deputy = permission === 'money:finance' && role === 'supervisor';
    return deputy ? !listClerks(this.#deps.db).some((each) => each.role === 'finance') : PERMISSIONS[role].includes(permission);
  }

  /** Errors: session.wrong-pin, session.locked-out. Both are saved before they are said. */
  signIn(clerkId: string, pin: string): ClerkView {
    const { db, clock, runId } = this.#deps;
    const now = clock.now();
    const clerk = this.#checked(clerkId, pin);
    db.transaction(() => {
      saveWrongPins(db, clerkId, 0, null);
      openSession(db, runId, clerkId, now);
      insertAudit(db, { at: now, clerkId, event: 'signed-in', subjectId: null, facts: {} });
    }).immediate();
    return toView(clerk);
  }

  #checked(clerkId: string, pin: string): Clerk {
    const { db, clock } = this.#deps;
    const now = clock.now();
    const clerk = findClerk(db, clerkId);
    if (clerk === undefined) throw new AppError('permission', 'session.wrong-pin', 'unknown clerk', { triesLeft: 0 });
    if (clerk.lockedUntilAt !== null && now < clerk.lockedUntilAt) {
      const minutes = Math.ceil((millisecondsOf(clerk.lockedUntilAt) - millisecondsOf(now)) / 60_000);
      throw new AppError('permission', 'session.locked-out', 'too many wrong PINs', { minutes });
    }
    if (!matches(pin, clerk.pinHash)) throw this.#wrongPin(clerkId, clerk.lockedUntilAt === null ? clerk.wrongPins + 1 : 1);
    return clerk;
  }

  /**
   * A second person's word at this window, by his own PIN; the clerk stays signed in. Errors: session.wrong-pin, session.locked-out,
   * session.not-permitted where he is no supervisor.
   */
  approve(clerkId: string, pin: string): ClerkView {
    const clerk = this.#checked(clerkId, pin);
    if (clerk.role !== 'supervisor') throw new AppError('permission', 'session.not-permitted', 'only a supervisor approves');
    saveWrongPins(this.#deps.db, clerkId, 0, null);
    return toView(clerk);
  }

  signOut(): void {
    const { db, clock } = this.#deps;
    const clerk = this.current();
    if (clerk === null) return;
    db.transaction(() => {
      closeSessions(db, clock.now());
      insertAudit(db, { at: clock.now(), clerkId: clerk.clerkId, event: 'signed-out', subjectId: null, facts: {} });
    }).immediate();
  }

  #wrongPin(clerkId: string, wrongPins: number): AppError {
    const { db, clock } = this.#deps;
    const triesLeft = TRIES_MAX - wrongPins;
    saveWrongPins(db, clerkId, wrongPins, triesLeft > 0 ? null : plusMilliseconds(clock.now(), LOCKED_MINUTES * 60_000));
    return triesLeft > 0
      ? new AppError('permission', 'session.wrong-pin', 'wrong PIN', { triesLeft })
      : new AppError('permission', 'session.locked-out', 'too many wrong PINs', { minutes: LOCKED_MINUTES });
  }
}

const toView = ({ id, name, role }: Clerk): ClerkView => ({ clerkId: id, name, role });

/**
 * Cost of one guess. A PIN of four digits has ten thousand values: no cost that a clerk would wait for keeps a thief of the file from trying them all.
 * What protects the window is the lock after five tries; this only keeps PINs from being read. The cost stands in the hash and may be raised.
 */
const COST = 4_096;

/** A PIN is never stored: cost, salt and scrypt, as "cost:salt:hash". */
export function hashPin(pin: string): string {
  const salt = randomBytes(16);
  return `${COST}:${salt.toString('hex')}:${scryptSync(pin, salt, 32, { N: COST }).toString('hex')}`;
}

function matches(pin: string, stored: string): boolean {
  const [cost, salt, hash] = stored.split(':');
  if (salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, 'hex');
  return timingSafeEqual(expected, scryptSync(pin, Buffer.from(salt, 'hex'), expected.length, { N: Number(cost) }));
}

/** The first clerks of a new data folder, from `clerks.json` (id, name, role, pin): a later change of that file changes nothing. */
export function addClerks(db: WritableDb, clerks: readonly (Clerk & { readonly pin: string })[]): void {
  db.transaction(() => {
    for (const { pin, ...clerk } of clerks) if (findClerk(db, clerk.id) === undefined) insertClerk(db, clerk, hashPin(pin));
  }).immediate();
}
