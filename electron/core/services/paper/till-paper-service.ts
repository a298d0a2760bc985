import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type PaperContent, paperContentSchema, type TillPaperRequest } from '../../../../shared/contract/paper-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { assertNever, invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, PaperId } from '../../../../shared/identity/ids.ts';
import { broughtBy } from '../../../../shared/ledger/moves.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import {
  countTillPapers,
  findTillPaperFile,
  insertTillPaper,
  insertTillPaperFile,
  type TillPaperFile,
} from '../../db/repositories/till-paper-repository.ts';
import { checkCopy } from './check-copy.ts';
import { consentForm, depositReminder } from './desk-papers.ts';
import { remindersOf } from '../money/reminders.ts';
import { once } from '../desk/keyed.ts';
import { lostReceipt, refundReceipt, transferRequest } from './till-slips.ts';
import type { PaperPress } from './paper-press.ts';
import { clerkName } from '../money/shift-seal.ts';
import type { ShiftService } from '../money/shift-service.ts';
import { stayBalance } from '../money/stay-money.ts';
import type { StripService } from '../stay/strip-service.ts';

export interface TillPaperDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly press: PaperPress;
  /** A paper lies in its file now. */
  readonly onMade: (paperId: PaperId, clerkId: string) => void;
  readonly strips: StripService;
  readonly shifts: ShiftService;
  readonly hospitalName: string;
  readonly windowNumber: string;
}

/** Papers of the till: receipts for money that was really taken and what goes with them, sealed shifts, reminders, and the consent before a stay. */
export class TillPaperService {
  readonly #deps: TillPaperDeps;

  constructor(deps: TillPaperDeps) {
    this.#deps = deps;
  }

  /** Errors: rule/paper.not-allowed, bug/paper.failed. The same key gives the same paper; one that was never made is made now. */
  async print(request: TillPaperRequest, clerkId: string, agreed = false): Promise<TillPaperFile> {
    const { db, clock, press } = this.#deps;
    const { key, ...asked } = request;
    const paperId = once(db, key, asked, clock.now(), () => this.#ask(request, clerkId, agreed)) as PaperId;
    const made = findTillPaperFile(db, paperId);
    if (made !== undefined) return made;
    insertTillPaperFile(db, { ...(await press.press(paperId)), madeAt: clock.now() });
    const file = findTillPaperFile(db, paperId);
    invariant(file !== undefined, 'it was saved just now');
    this.#deps.onMade(paperId, clerkId);
    return file;
  }

  #ask({ kind, subject }: TillPaperRequest, clerkId: string, agreed: boolean): string {
    const { db, clock } = this.#deps;
    const id = randomUUID() as PaperId;
    const copy = countTillPapers(db, kind, subject) + 1;
    checkCopy(kind, copy, agreed);
    const content = this.#compose(kind, subject, clerkId, copy);
    const contentText = JSON.stringify(z.encode(paperContentSchema, content));
    insertTillPaper(db, { id, kind, subject, copy, contentText, clerkId, askedAt: clock.now() });
    insertAudit(db, { at: clock.now(), clerkId, event: 'paper-asked', subjectId: subject, facts: { kind, copy } });
    return id;
  }

  #compose(kind: TillPaperRequest['kind'], subject: string, clerkId: string, copy: number): PaperContent {
    const { db, clock, hospitalName, windowNumber } = this.#deps;
    const common = { hospitalName, clerkName: clerkName(db, clerkId), windowNumber, madeAt: clock.now(), copy };
    switch (kind) {
      case 'deposit-receipt':
        return { kind, ...common, ...this.#receipt(subject) };
      case 'shift-sheet':
        return { kind, ...common, ...this.#sealed(subject) };
      case 'refund-receipt':
        return { kind, ...common, ...refundReceipt(this.#deps, subject) };
      case 'transfer-request':
        return { kind, ...common, ...transferRequest(this.#deps, subject) };
      case 'lost-receipt':
        return { kind, ...common, ...lostReceipt(this.#deps, subject) };
      case 'deposit-reminder':
        return { kind, ...common, ...depositReminder(subject, remindersOf(this.#deps)) };
      case 'consent-form':
        return { kind, ...common, ...consentForm(db, subject) };
      default:
        return assertNever(kind);
    }
  }

  /** A receipt is for money that came and is in the books. */
  #receipt(
    receiptNumber: string,
  ): Omit<Extract<PaperContent, { kind: 'deposit-receipt' }>, 'kind' | 'hospitalName' | 'clerkName' | 'windowNumber' | 'madeAt' | 'copy'> {
    const { db, strips } = this.#deps;
    const [posting] = postingsOf(db, { receiptNumber });
    if (posting?.means == null || posting.encounterId === null) throw new AppError('rule', 'paper.not-allowed', 'no money was taken');
    return {
      strip: strips.of(posting.encounterId as EncounterId),
      receiptNumber,
      takenAt: posting.at,
      amount: broughtBy(posting).amount,
      means: posting.means,
      payer: posting.facts['payer'] ?? '',
      reference: posting.facts['reference'] ?? '',
      held: stayBalance(db, posting.encounterId).held,
    };
  }

  #sealed(shiftId: string): { seal: Extract<PaperContent, { kind: 'shift-sheet' }>['seal']; hash: string } {
    const seal = this.#deps.shifts.sealed(shiftId).find(({ undone }) => undone === null);
    if (seal === undefined) throw new AppError('rule', 'paper.not-allowed', 'the shift is not sealed');
    return { seal: seal.content, hash: seal.hash };
  }
}
