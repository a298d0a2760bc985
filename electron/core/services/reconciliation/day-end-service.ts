import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { dayEndContract, DayEndView } from '../../../../shared/contract/day-end-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import {
  type DayDifference,
  DAY_LINES,
  type DayLine,
  type OurMovement,
  SOURCE_OF,
  type TheirMovement,
} from '../../../../shared/model/day-end.ts';
import { actionsOn, compareDay, explains, sumHere, sumThere } from '../../../../shared/reconcile/compare-day.ts';
import { type CalendarDate, plusDays } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import {
  dayConfirmationOf,
  type DayHandling,
  dayHandlings,
  insertDayConfirmation,
  insertDayHandling,
  insertStatementFile,
  insertStatementRefusal,
  type StatementFile as SavedFile,
  statementFilesOf,
  statementRowsOf,
  unconfirmedDays,
} from '../../db/repositories/day-end-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import type { DayStatement, ReadStatement, StatementFile, StatementIntake } from '../../ports/day-statement.ts';
import type { ClearingFile } from '../../ports/bank-gateway.ts';
import type { InvoiceGateway } from '../../ports/invoice-gateway.ts';
import { once } from '../desk/keyed.ts';
import { ourMovements, receiptMovements } from './day-movements.ts';

export interface DayEndDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly read: ReadStatement;
  /** null: no platform is connected; its list comes as a file. */
  readonly invoices: InvoiceGateway | null;
  /** Asks the bank for its clearing file, which comes back through `takeClearing`. Errors: clearing.not-there, bank.unreachable. */
  readonly fetchClearing: (day: CalendarDate, clerkId: string) => Promise<unknown>;
  /** Looks a stay's unknown orders and acts up. Sends nothing again. */
  readonly findOut: (encounterId: EncounterId) => Promise<void>;
  readonly monotonicMs: () => number;
  readonly onChange: () => void;
}

type Request<Name extends keyof typeof dayEndContract> = z.output<(typeof dayEndContract)[Name]['request']>;

/** One line of a day, compared. */
export interface ComparedLine extends Pick<DayEndView['lines'][number], 'line' | 'here' | 'there' | 'source' | 'standing'> {
  readonly list: SavedFile | null;
}

export interface ComparedDay {
  readonly lines: readonly ComparedLine[];
  readonly differences: readonly (DayDifference & { readonly handling: DayHandling | null; readonly open: boolean })[];
  readonly heldBy: DayEndView['heldBy'];
}

/** How far back the work list looks, and how long what it found may be old. */
const LOOK_BACK_DAYS = 14;
const FRESH_MS = 30_000;

/** 日终对账 of everything that is not the centre: our books against the others' lists, until each difference has found its end, then confirmed by name. */
export class DayEndService implements StatementIntake {
  readonly #deps: DayEndDeps;
  #found: { readonly at: number; readonly open: readonly OpenDifference[] } | undefined;

  constructor(deps: DayEndDeps) {
    this.#deps = deps;
  }

  compare(day: CalendarDate): ComparedDay {
    const { db, clock } = this.#deps;
    const files = statementFilesOf(db, day);
    const listOf = (line: DayLine) => files.find(({ source }) => source === SOURCE_OF[line]) ?? null;
    const sides = this.#sides(day, files);
    const handlings = dayHandlings(db, day);
    // A side whose list has not come is not compared: all of it would be missing there.
    const compared = (line: DayLine) => line === 'deposit' || listOf(line) !== null;
    const differences = compareDay({ ...sides, beside: [this.#beside(plusDays(day, -1)), this.#beside(plusDays(day, 1))] })
      .filter(({ line, here }) => compared(line) || here?.standing === 'unknown')
      .map((difference) => {
        const handling = handlings.get(difference.identity) ?? null;
        return { ...difference, handling, open: !explains(difference) && handling?.action !== 'accept' };
      });
    const lines = DAY_LINES.map((line) => {
      const here = sumHere(sides.ours.filter((one) => one.line === line));
      const there = compared(line) ? sumThere(sides.theirs.filter((one) => one.line === line)) : null;
      const open = differences.some((one) => one.line === line && one.open);
      const standing = open ? 'different' : there === null ? (here.count === 0 ? 'nothing' : 'no-list') : 'equal';
      const empty = here.count === 0 && there?.count === 0 && !open;
      return { line, here, there, source: SOURCE_OF[line], list: listOf(line), standing: empty ? 'nothing' : standing } as const;
    });
    const heldBy = [
      ...(day >= clock.today() ? (['day-not-over'] as const) : []),
      ...(lines.some(({ standing }) => standing === 'no-list') ? (['no-list'] as const) : []),
      ...(differences.some(({ open }) => open) ? (['open'] as const) : []),
    ];
    return { lines, differences, heldBy };
  }

  /** What waits for somebody, of days whose lists came and that nobody confirmed. Read often, so found anew at most twice a minute. */
  open(): readonly OpenDifference[] {
    const { db, clock, monotonicMs } = this.#deps;
    const now = monotonicMs();
    if (this.#found === undefined || now - this.#found.at > FRESH_MS) {
      const days = unconfirmedDays(db, plusDays(clock.today(), -LOOK_BACK_DAYS));
      const open = days.flatMap((day) =>
        this.compare(day).differences.flatMap((difference) => (difference.open ? [{ day, ...difference }] : [])),
      );
      this.#found = { at: now, open };
    }
    return this.#found.open;
  }

  take(file: StatementFile, sha256: string, clerkId: string | null = null): void {
    this.#save(this.#deps.read(file), file.name, sha256, clerkId);
  }

  /** A list that a person chose. Errors: statement.file-refused. */
  takeChosen({ day, source, name, content }: Request<'take'>, clerkId: string): void {
    const bytes = Buffer.from(content, 'base64');
    this.take({ name, bytes, about: { source, day } }, createHash('sha256').update(bytes).digest('hex'), clerkId);
  }

  refuse(name: string, sha256: string, error: Error): void {
    const { db, clock } = this.#deps;
    const details = error instanceof AppError ? error.details : {};
    const facts = {
      row: Number(details['row'] ?? 0),
      column: String(details['column'] ?? ''),
      reason: String(details['reason'] ?? 'name'),
    };
    insertStatementRefusal(db, { name, sha256, ...facts, seenAt: clock.now() });
    this.#changed();
  }

  /** The bank's clearing file, as 银行清算 fetched it: its rows are the bank's list of the day. */
  takeClearing(day: CalendarDate, { rows }: ClearingFile, sha256: string): void {
    const movements = rows.map(({ bankNumber, kind, amount }, index) => ({
      ...{ line: 'credit' as const, number: bankNumber, key: '', day, standing: 'done' as const, row: index + 1 },
      amount: kind === 'draw' ? amount : amount.negated(),
    }));
    this.#save({ source: 'bank', day, movements }, FETCHED, sha256, null);
  }

  /** The bank's and the platform's own lists, and what became of what nobody knows. A file that the bank does not have yet is no error. Errors: bank.unreachable, invoice.unreachable. */
  async ask(day: CalendarDate, clerkId: string): Promise<void> {
    const { invoices, findOut, fetchClearing } = this.#deps;
    const unknown = new Set(ourMovements(this.#deps.db, day).flatMap(({ standing, stay }) => (standing === 'unknown' ? (stay ?? []) : [])));
    for (const stay of unknown) await findOut(stay as EncounterId);
    if (invoices !== null) {
      const movements = (await invoices.day(day)).map(({ requestKey, red, code, number, amount }, index) => ({
        ...{ line: 'invoice' as const, number: `${code} ${number}`, key: requestKey, day, standing: 'done' as const, row: index + 1 },
        amount: red ? amount.negated() : amount,
      }));
      const sha256 = createHash('sha256').update(JSON.stringify(movements)).digest('hex');
      this.#save({ source: 'invoice', day, movements }, FETCHED, sha256, null);
    }
    this.#changed();
    await fetchClearing(day, clerkId).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'clearing.not-there')) throw error;
    });
  }

  /** Errors: statement.wrong-state, statement.reason-missing, request.key-reused. */
  async handle({ day, identity, action, note, key }: Request<'handle'>, clerkId: string): Promise<void> {
    const { db, clock, findOut } = this.#deps;
    const stay = once(db, key, { day, identity, action, note, clerkId }, clock.now(), () => {
      const difference = this.compare(day).differences.find((one) => one.identity === identity);
      if (difference?.open !== true || !actionsOn(difference).includes(action)) throw wrongState(`${action} does not fit`);
      if (action === 'accept' && note === '')
        throw new AppError('validation', 'statement.reason-missing', 'it is taken over with a reason');
      insertDayHandling(db, day, identity, { action, note, clerkId, at: clock.now() });
      const facts = { day, line: difference.line, kind: difference.kind, action };
      insertAudit(db, { at: clock.now(), clerkId, event: 'day-difference-handled', subjectId: difference.here?.stay ?? null, facts });
      return difference.here?.stay ?? '';
    });
    if (action === 'find-out' && stay !== '') await findOut(stay as EncounterId);
    this.#changed();
  }

  /** Errors: statement.wrong-state. */
  confirm(day: CalendarDate, clerkId: string): void {
    const { db, clock } = this.#deps;
    db.transaction(() => {
      const { lines, heldBy } = this.compare(day);
      if (heldBy.length > 0) throw wrongState(heldBy.join(' '));
      const sumsText = sumsOf(lines);
      if (dayConfirmationOf(db, day)?.sumsText === sumsText) return;
      insertDayConfirmation(db, day, { sumsText, clerkId, at: clock.now() });
      insertAudit(db, { at: clock.now(), clerkId, event: 'day-confirmed', subjectId: null, facts: { day } });
    }).immediate();
    this.#changed();
  }

  #sides(day: CalendarDate, files: readonly SavedFile[]): { ours: readonly OurMovement[]; theirs: readonly TheirMovement[] } {
    const { db } = this.#deps;
    return { ours: ourMovements(db, day), theirs: [...files.flatMap(({ id }) => statementRowsOf(db, id)), ...receiptMovements(db, day)] };
  }

  #beside(day: CalendarDate): { ours: readonly OurMovement[]; theirs: readonly TheirMovement[] } {
    return this.#sides(day, statementFilesOf(this.#deps.db, day));
  }

  #save({ source, day, movements }: DayStatement, name: string, sha256: string, clerkId: string | null): void {
    const { db, clock } = this.#deps;
    db.transaction(() => {
      const last = statementFilesOf(db, day).find((file) => file.source === source);
      if (last?.sha256 === sha256) return; // the same list again
      insertStatementFile(db, { source, day, name, sha256, clerkId, takenAt: clock.now() }, movements);
      insertAudit(db, {
        at: clock.now(),
        clerkId,
        event: 'statement-taken',
        subjectId: null,
        facts: { source, day, rows: movements.length },
      });
    }).immediate();
    this.#changed();
  }

  #changed(): void {
    this.#found = undefined;
    this.#deps.onChange();
  }
}

export interface OpenDifference extends DayDifference {
  readonly day: CalendarDate;
}

/** The name of a list that was fetched, not sent; the page has its word. */
export const FETCHED = 'fetched';

/** Both sides' sums as they are confirmed: in one form, so that a later change is seen. */
export const sumsOf = (lines: readonly ComparedLine[]): string =>
  JSON.stringify(lines.map(({ line, here, there }) => ({ line, here, there })));

const wrongState = (reason: string): AppError => new AppError('conflict', 'statement.wrong-state', reason, { reason });
