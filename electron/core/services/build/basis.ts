import type { Posting } from '../../../../shared/model/ledger.ts';
import { lazily } from '../../lazily.ts';
import { AdoptionService } from '../acts/adoption-service.ts';
import { EstimateService } from '../settlement/estimate-service.ts';
import { IntakeService } from '../stay/intake-service.ts';
import { InvoiceBook } from '../invoice/invoice-book.ts';
import { ListBook } from '../settlement/list-book.ts';
import { LedgerBook } from '../money/ledger-book.ts';
import { takeDrawBack } from '../acts/credit-adoption.ts';
import { StayMoney } from '../money/stay-money.ts';
import { StripService } from '../stay/strip-service.ts';
import { payParts } from '../acts/interim-adoption.ts';
import type { BuildDeps } from './build-deps.ts';

/** What the others stand on: estimates, the ledger, the invoice that follows it, and what an answer does to the books. */
export function buildBasis(deps: BuildDeps) {
  const { db, clock, settings, shelf, lines, changed } = deps;
  const { hospital, window } = settings;
  const { linesPerUpload, dischargeBeforeSettlement } = settings.centre;
  const places = lazily(() => new Map(shelf().packs.map(({ region }) => [region.code, region.name])));
  const { freshForHours } = settings.facts;
  const visibleAfterSeconds = settings.outbox.absentAfterSeconds;
  const estimates = new EstimateService({ db, clock, shelf, hospital, freshForHours, visibleAfterSeconds });
  const strips = new StripService({ db, clock, estimates, places });
  const intake = new IntakeService({ db, clock, linesPerUpload, dischargeBeforeSettlement, onChange: changed });
  const invoiceBook = new InvoiceBook({
    db,
    clock,
    connected: lines.invoice !== null,
    onTakenBack: (encounterId) => takeDrawBack({ db, clock }, encounterId),
  });
  const lists = new ListBook({ db, clock, rules: settings.centre.settlementList });
  const onPosting = (posting: Posting) => {
    invoiceBook.onPosting(posting);
    if (posting.kind === 'settled' && posting.encounterId !== null) lists.keep(posting.encounterId);
    if (posting.kind === 'deposit-received' && posting.encounterId !== null) payParts(db, stayMoney, posting.encounterId);
  };
  const book = new LedgerBook({ db, clock, windowNumber: window.number, onPosting });
  const stayMoney = new StayMoney({ db, clock, book });
  const adoption = new AdoptionService({
    db,
    clock,
    estimates,
    stayMoney,
    invoices: invoiceBook,
    lists,
    linesPerUpload,
    onChange: changed,
  });
  return { places, estimates, strips, intake, invoiceBook, book, stayMoney, lists, adoption };
}

/** What `buildBasis` built. */
export type Basis = ReturnType<typeof buildBasis>;
