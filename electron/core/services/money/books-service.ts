import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DayBook, Reminder } from '../../../../shared/contract/books-contract.ts';
import type { InPatient } from '../../../../shared/contract/in-patient-contract.ts';
import type { SupervisorView } from '../../../../shared/contract/supervisor-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { depositSheet, meansSheet, movedOn, settlementSheet } from '../../../../shared/ledger/books.ts';
import { broughtBy } from '../../../../shared/ledger/moves.ts';
import type { Posting } from '../../../../shared/model/ledger.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type CalendarDate, plusDays, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { ReadableDb } from '../../db/database.ts';
import { chargesReceived } from '../../db/repositories/charge-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { balanceBefore, balancesBefore, postingsOf, staysSettled } from '../../db/repositories/ledger-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import { findShift, sealsOf, shiftsOfDay } from '../../db/repositories/shift-repository.ts';
import { remindersOf } from './reminders.ts';
import { clerkName } from './shift-seal.ts';
import { receiptsOf } from './shift-sheets.ts';
import type { StripService } from '../stay/strip-service.ts';
import { writeInPatientBook } from './in-patient-workbook.ts';
import { writeSupervisorBook } from './supervisor-workbook.ts';
import { writeWorkbook } from './workbook.ts';

export interface BooksDeps {
  readonly db: ReadableDb;
  readonly strips: StripService;
  /** Where workbooks go. */
  readonly folder: string;
}

/** The three sheets of a day, read from the postings of that day and what stood before them. */
export class BooksService {
  readonly #deps: BooksDeps;

  constructor(deps: BooksDeps) {
    this.#deps = deps;
  }

  day(day: CalendarDate): DayBook {
    const { db } = this.#deps;
    const postings = postingsOf(db, { businessOn: day });
    const opening = balanceBefore(db, 'deposit', day).negated();
    const deposits = depositSheet(opening, postings);
    return {
      day,
      deposits: { ...deposits, elsewhere: Money.ZERO, receipts: receiptsOf(postings) },
      depositRows: this.#depositRows(day, postings),
      settlementRows: this.#settlementRows(day, postings),
      settlements: settlementSheet(postings),
      ...this.#outpatients(day, postings),
      voidReceipts: voidReceipts(db, postings),
      means: [...meansSheet(postings)],
      care: this.#care(day),
      ...this.#arrears(day, postings),
      openShifts: shiftsOfDay(db, day).filter(({ id }) => !sealsOf(db, id).some(({ voidedAt }) => voidedAt === null)).length,
    };
  }

  export(day: CalendarDate, words: Readonly<Record<string, string>>): Promise<string> {
    return this.#write(`${day}.xlsx`, (file) => writeWorkbook(file, this.day(day), words));
  }

  /** 在院病人 as the page lists them. Errors: books.export-failed. */
  exportInPatients(day: CalendarDate, rows: readonly InPatient[], words: Readonly<Record<string, string>>): Promise<string> {
    return this.#write(`in-patients-${day}.xlsx`, (file) => writeInPatientBook(file, rows, words));
  }

  /** The supervisor's board as it is shown. Errors: books.export-failed. */
  exportBoard(view: SupervisorView, words: Readonly<Record<string, string>>): Promise<string> {
    return this.#write(`board-${view.day}.xlsx`, (file) => writeSupervisorBook(file, view, words));
  }

  async #write(name: string, write: (file: string) => Promise<void>): Promise<string> {
    const { folder } = this.#deps;
    const file = path.join(folder, name);
    try {
      mkdirSync(folder, { recursive: true });
      await write(file);
    } catch (error) {
      throw new AppError('storage', 'books.export-failed', 'the workbook was not written', {}, error);
    }
    return file;
  }

  reminders(): Reminder[] {
    return remindersOf(this.#deps);
  }

  #depositRows(day: CalendarDate, postings: readonly Posting[]): DayBook['depositRows'] {
    const before = balancesBefore(this.#deps.db, 'deposit', day);
    const moved = byStay(postings.filter(({ lines }) => lines.some(({ account }) => account === 'deposit')));
    const stays = new Set([...before.keys(), ...moved.keys()]);
    return [...stays].map((stay) => {
      const mine = moved.get(stay) ?? [];
      const { opening, received, refunded, applied, closing } = depositSheet((before.get(stay) ?? Money.ZERO).negated(), mine);
      const receipts = mine.flatMap(({ receiptNumber }) => receiptNumber ?? []).join(' ');
      return { ...this.#who(stay as EncounterId), receipts, opening, received, refunded, applied, closing };
    });
  }

  #settlementRows(day: CalendarDate, postings: readonly Posting[]): DayBook['settlementRows'] {
    const { db } = this.#deps;
    const none = shiftsOfDay(db, day).map(({ id }) => [id, []] as const);
    const of = new Map<string | null, readonly Posting[]>([...none, ...Map.groupBy(postings, ({ shiftId }) => shiftId)]);
    return [...of].map(([shiftId, mine]) => {
      const shift = shiftId === null ? undefined : findShift(db, shiftId);
      return { shiftId, clerkName: shift === undefined ? '' : clerkName(db, shift.clerkId), sheet: settlementSheet(mine) };
    });
  }

  /** 门诊日报: the same sheet of visits alone. */
  #outpatients(day: CalendarDate, postings: readonly Posting[]): Pick<DayBook, 'outpatientRows' | 'outpatients'> {
    const { db } = this.#deps;
    const visits = visitsAmong(db, postings);
    const rows = this.#settlementRows(day, visits).filter(({ shiftId }) => visits.some((posting) => posting.shiftId === shiftId));
    return { outpatientRows: rows, outpatients: settlementSheet(visits) };
  }

  /**
   * 在院病人, from midnight to midnight: visits are not among them. It says what stands at the end of the day, so charges and settlements are counted by
   * the same clock: a settlement after midnight counts on its own day, though its shift was opened the day before.
   */
  #care(day: CalendarDate): DayBook['care'] {
    const { db } = this.#deps;
    const { before, onDay } = chargesReceived(db, day);
    const start = startOfDay(day);
    const opening = before.minus(staysSettled(db, '', start));
    const settled = staysSettled(db, start, startOfDay(plusDays(day, 1)));
    return { opening, charged: onDay, settled, closing: opening.plus(onDay).minus(settled) };
  }

  #arrears(day: CalendarDate, postings: readonly Posting[]): Pick<DayBook, 'arrears' | 'arrearsTotal'> {
    const owed = new Map(balancesBefore(this.#deps.db, 'receivable', day));
    for (const { lines } of postings)
      for (const { account, subject, amount } of lines)
        if (account === 'receivable') owed.set(subject, (owed.get(subject) ?? Money.ZERO).plus(amount));
    const open = [...owed].filter(([, amount]) => !amount.isZero());
    return {
      arrears: open.map(([stay, amount]) => ({ ...this.#who(stay as EncounterId), amount })),
      arrearsTotal: Money.sum(open.map(([, amount]) => amount)),
    };
  }

  #who(encounterId: EncounterId) {
    const { db } = this.#deps;
    const encounter = findEncounter(db, encounterId);
    const name = encounter === undefined ? '' : (findPatient(db, encounter.patientId)?.name ?? '');
    return { encounterId, stayNumber: encounter?.stayNumber ?? '', patientName: maskName(name) };
  }
}

function visitsAmong(db: ReadableDb, postings: readonly Posting[]): readonly Posting[] {
  const stays = new Set(postings.flatMap(({ encounterId }) => encounterId ?? []));
  const visits = new Set([...stays].filter((id) => findEncounter(db, id)?.careKind === 'outpatient'));
  return postings.filter(({ encounterId }) => encounterId !== null && visits.has(encounterId));
}

/** Numbers of receipts whose last part went back among these postings, and whose paper came back with it. */
function voidReceipts(db: ReadableDb, postings: readonly Posting[]): string[] {
  const backs = postings.filter(
    ({ kind, reversesId, facts }) => kind === 'deposit-refunded' && reversesId === null && facts['receipt'] === 'returned',
  );
  const sources = [...new Set(backs.flatMap(({ returnsId }) => returnsId ?? []))].flatMap((id) => postingsOf(db, { id }));
  const gone = sources.filter((source) => {
    const all = postingsOf(db, { returnsId: source.id });
    return Money.sum(all.map((back) => movedOn([back], 'deposit'))).equals(broughtBy(source).amount);
  });
  return gone.flatMap(({ receiptNumber }) => receiptNumber ?? []).toSorted();
}

const byStay = (postings: readonly Posting[]): ReadonlyMap<string, Posting[]> =>
  Map.groupBy(
    postings.filter(({ encounterId }) => encounterId !== null),
    ({ encounterId }) => encounterId ?? '',
  );
