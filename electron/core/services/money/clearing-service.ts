import type { ClearingView } from '../../../../shared/contract/credit-contract.ts';
import { type ClearingLine, compareClearing } from '../../../../shared/credit/compare-clearing.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { creditCleared } from '../../../../shared/ledger/moves.ts';
import { maskName } from '../../../../shared/identity/mask-name.ts';
import { Money } from '../../../../shared/money/money.ts';
import { type CalendarDate, plusDays, startOfDay } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import {
  advanceOfNumber,
  advancesBetween,
  clearingRows,
  insertCleared,
  insertClearing,
  lastClearing,
} from '../../db/repositories/credit-repository.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { findPatient } from '../../db/repositories/patient-repository.ts';
import type { BankGateway, ClearingFile } from '../../ports/bank-gateway.ts';
import { sha256 } from '../desk/keyed.ts';
import type { LedgerBook } from './ledger-book.ts';

export interface ClearingDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly book: LedgerBook;
  readonly bank: Pick<BankGateway, 'clearing'>;
  /** The same file is the bank's list of the day in 日终对账: nobody has to bring it a second time. In the caller's transaction. */
  readonly onFile: (day: CalendarDate, file: ClearingFile, sha256: string) => void;
  readonly onChange: () => void;
}

/** 银行清算: the bank pays what it advanced, a day later, by a file. What agrees to the fen makes the receivable zero; the rest is for a person. */
export class ClearingService {
  readonly #deps: ClearingDeps;

  constructor(deps: ClearingDeps) {
    this.#deps = deps;
  }

  view(day: CalendarDate): ClearingView {
    const { db, clock } = this.#deps;
    const file = lastClearing(db, day);
    const lines = this.#lines(day);
    const net = (amountOf: (line: ClearingLine) => Money | null) =>
      Money.sum(lines.map((line) => signed(line.kind, amountOf(line) ?? Money.ZERO)));
    return {
      day,
      fetchedAt: file?.fetchedAt ?? null,
      over: clock.today() > day,
      lines: lines.map((line) => ({ ...line, ...this.#whose(line.bankNumber) })),
      here: net(({ here }) => here),
      there: net(({ there }) => there),
      cleared: net(({ bankNumber, here }) => (advanceOfNumber(db, bankNumber)?.cleared === true ? here : null)),
    };
  }

  /** Errors: clearing.not-there, bank.unreachable. */
  async fetch(day: CalendarDate, clerkId: string): Promise<ClearingView> {
    const { db, clock, bank, onFile, onChange } = this.#deps;
    const file = await bank.clearing(day);
    if (file === null) throw new AppError('not-found', 'clearing.not-there', 'the bank has no file of this day yet', { day });
    const hash = sha256(file.text);
    db.transaction(() => {
      const known = lastClearing(db, day);
      const fileId =
        known?.sha256 === hash
          ? known.id
          : insertClearing(db, { day, sha256: hash, text: file.text, rows: file.rows, clerkId, fetchedAt: clock.now() });
      this.#book(day, fileId, clerkId);
      onFile(day, file, hash);
      insertAudit(db, { at: clock.now(), clerkId, event: 'clearing-fetched', subjectId: day, facts: { rows: file.rows.length } });
    }).immediate();
    onChange();
    return this.view(day);
  }

  /** What agrees and is not booked yet; finance has the money, so no till moves. */
  #book(day: CalendarDate, fileId: number, clerkId: string): void {
    const { db, book } = this.#deps;
    for (const { bankNumber, kind, standing } of this.#lines(day)) {
      const entry = standing === 'paid' ? advanceOfNumber(db, bankNumber) : undefined;
      if (entry === undefined || entry.cleared) continue;
      const posting = book.write(creditCleared(signed(kind, entry.amount), entry.encounterId), {
        encounterId: entry.encounterId,
        shiftId: null,
        clerkId,
        facts: { reference: bankNumber, day },
      });
      insertCleared(db, entry.entryId, fileId, posting.id);
    }
  }

  #lines(day: CalendarDate): readonly ClearingLine[] {
    const { db } = this.#deps;
    const file = lastClearing(db, day);
    const ours = advancesBetween(db, startOfDay(day), startOfDay(plusDays(day, 1)));
    if (file === undefined)
      return ours.map(({ bankNumber, kind, amount }) => ({ bankNumber, kind, here: amount, there: null, standing: 'only-here' as const }));
    return compareClearing(ours, clearingRows(db, file.id), (number) => advanceOfNumber(db, number));
  }

  #whose(bankNumber: string): Pick<ClearingView['lines'][number], 'encounterId' | 'patientName' | 'stayNumber'> {
    const { db } = this.#deps;
    const entry = advanceOfNumber(db, bankNumber);
    const encounter = entry === undefined ? undefined : findEncounter(db, entry.encounterId);
    if (encounter === undefined) return { encounterId: null, patientName: '', stayNumber: '' };
    const name = findPatient(db, encounter.patientId)?.name ?? '';
    return { encounterId: encounter.id, patientName: maskName(name), stayNumber: encounter.stayNumber };
  }
}

const signed = (kind: ClearingLine['kind'], amount: Money): Money => (kind === 'draw' ? amount : amount.negated());
