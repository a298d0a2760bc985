import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { InvoiceView } from '../../../../shared/contract/invoice-contract.ts';
import { type PaperContent, paperContentSchema } from '../../../../shared/contract/paper-contract.ts';
import { FIGURES } from '../../../../shared/contract/settlement-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId, IdempotencyKey, PaperId } from '../../../../shared/identity/ids.ts';
import type { PaperKind } from '../../../../shared/model/stay.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import {
  countPapers,
  countStatements,
  findPaperFile,
  insertPaper,
  insertPaperFile,
  type PaperFile,
  paperContent,
  papersOf,
} from '../../db/repositories/paper-repository.ts';
import { tillPaperContent } from '../../db/repositories/till-paper-repository.ts';
import { claimOf, lastSettlement } from '../../db/repositories/settlement-repository.ts';
import { admissionPaper, codeOf } from './admission-papers.ts';
import { chargeList } from './charge-papers.ts';
import { explanation, manualClaim, unsettledNotice } from './leave-papers.ts';
import { notAllowed } from './not-allowed.ts';
import { checkCopy } from './check-copy.ts';
import { once } from '../desk/keyed.ts';
import type { StripService } from '../stay/strip-service.ts';
import { isStaySlip, staySlip } from './stay-slips.ts';
import { selfPayStatement } from './self-pay-paper.ts';
import type { PaperPress } from './paper-press.ts';
import type { SettlementService } from '../settlement/settlement-service.ts';
import { figureOf } from '../settlement/settlement-view.ts';

export interface PaperDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly settlements: SettlementService;
  readonly strips: StripService;
  readonly hospitalName: string;
  readonly hospitalCode: string;
  /** What this hospital adds to the papers of a claim by hand. */
  readonly manualClaimPapers: readonly string[];
  readonly windowNumber: string;
  readonly clerkName: (clerkId: string) => string;
  readonly press: PaperPress;
  /** A paper lies in its file now. */
  readonly onMade: (paperId: PaperId, clerkId: string) => void;
  readonly invoiceOf: (encounterId: EncounterId) => InvoiceView;
}

/** What may be printed when, and the PDFs that were made. */
export class PaperService {
  readonly #deps: PaperDeps;

  constructor(deps: PaperDeps) {
    this.#deps = deps;
  }

  list(encounterId: EncounterId): readonly PaperFile[] {
    return papersOf(this.#deps.db, encounterId);
  }

  /** Errors: rule/paper.not-allowed, bug/paper.failed. The same key gives the same paper; one that was never made is made now. */
  async print(encounterId: EncounterId, kind: PaperKind, key: IdempotencyKey, clerkId: string, agreed = false): Promise<PaperFile> {
    const { db, clock, press } = this.#deps;
    const paperId = once(db, key, { encounterId, kind }, clock.now(), () => this.#ask(encounterId, kind, clerkId, agreed)) as PaperId;
    const made = findPaperFile(db, paperId);
    if (made !== undefined) return made;
    insertPaperFile(db, { ...(await press.press(paperId)), madeAt: clock.now() });
    const file = findPaperFile(db, paperId);
    invariant(file !== undefined, 'it was saved just now');
    this.#deps.onMade(paperId, clerkId);
    return file;
  }

  /** For the print window. Errors: not-found/paper.failed. */
  content(paperId: PaperId): PaperContent {
    const text = paperContent(this.#deps.db, paperId) ?? tillPaperContent(this.#deps.db, paperId);
    if (text === undefined) throw new AppError('not-found', 'paper.failed', 'no such paper');
    return z.decode(paperContentSchema, JSON.parse(text));
  }

  #ask(encounterId: EncounterId, kind: PaperKind, clerkId: string, agreed: boolean): string {
    const { db, clock } = this.#deps;
    const id = randomUUID() as PaperId;
    const composed = this.#compose(encounterId, kind, clerkId, countPapers(db, encounterId, kind) + 1);
    const number = numberOf(composed);
    const copy = number === null ? composed.copy : countStatements(db, encounterId, kind, number) + 1;
    checkCopy(kind, copy, agreed);
    const content = { ...composed, copy };
    insertPaper(db, {
      id,
      encounterId,
      kind,
      copy,
      contentText: JSON.stringify(z.encode(paperContentSchema, content)),
      clerkId,
      askedAt: clock.now(),
    });
    insertAudit(db, { at: clock.now(), clerkId, event: 'paper-asked', subjectId: encounterId, facts: { kind, copy } });
    return id;
  }

  /** A statement needs the centre's settlement; a notice needs its absence. An estimate is never printed as a settlement. */
  #compose(encounterId: EncounterId, kind: PaperKind, clerkId: string, copy: number): PaperContent {
    const { db, clock, settlements, strips, hospitalName, windowNumber, clerkName } = this.#deps;
    const strip = strips.of(encounterId);
    const common = { hospitalName, strip, clerkName: clerkName(clerkId), windowNumber, madeAt: clock.now(), copy };
    if (kind === 'charge-list') return { kind, ...common, ...chargeList(db, encounterId) };
    if (isStaySlip(kind)) return { kind, ...common, ...staySlip(db, encounterId, kind, clock.now()) };
    const view = settlements.view(encounterId);
    if (kind === 'admission-notice' || kind === 'wristband' || kind === 'bank-consent')
      return admissionPaper(db, encounterId, kind, common);
    if (kind === 'invoice-notice') {
      const { state, invoice } = this.#deps.invoiceOf(encounterId);
      if (!['issued', 'queued', 'unknown'].includes(state)) throw notAllowed('no invoice was issued or ordered');
      return { kind, ...common, stayCode: codeOf(db, encounterId), invoice };
    }
    if (kind === 'settlement-statement') {
      const claim = claimOf(db, encounterId);
      const final = claim === undefined ? undefined : lastSettlement(db, claim.id, 'final');
      if (view.outcome === null || final === undefined) throw notAllowed('no settlement of the centre yet');
      const { settlementNumber, settledAt, draw, release, owed } = view.outcome;
      const figures = Object.fromEntries(FIGURES.map((figure) => [figure, figureOf(final.split, figure)]));
      return { kind, ...common, settlementNumber, settledAt, figures, paidByCredit: draw, released: release, owed };
    }
    if (kind === 'self-pay-statement') return { kind, ...common, ...selfPayStatement(db, encounterId, view) };
    if (kind === 'explanation') return { kind, ...common, ...explanation(view) };
    if (kind === 'manual-claim') return { kind, ...common, ...manualClaim(this.#deps, encounterId, view) };
    return { kind, ...common, ...unsettledNotice(db, encounterId, view) };
  }
}

/** Copies are counted per settlement: a new one has a first copy of its own. null: per stay. */
function numberOf(content: PaperContent): string | null {
  if (content.kind === 'settlement-statement' || content.kind === 'self-pay-statement') return content.settlementNumber;
  return content.kind === 'visit-statement' || content.kind === 'interim-statement' ? content.number : null;
}
