import path from 'node:path';
import type { PaperId } from '../../../../shared/identity/ids.ts';
import { findClerk } from '../../db/repositories/clerk-repository.ts';
import { InvoiceService } from '../invoice/invoice-service.ts';
import { PrintService } from '../paper/print-service.ts';
import { PaperPress } from '../paper/paper-press.ts';
import { PaperService } from '../paper/paper-service.ts';
import { TillPaperService } from '../paper/till-paper-service.ts';
import type { Basis } from './basis.ts';
import { type BuildDeps, queuesOf } from './build-deps.ts';
import type { Settling } from './settling.ts';
import type { Till } from './till.ts';

/** Papers, invoices, and the printers they go to. */
export function buildPapers(deps: BuildDeps, { invoiceBook, strips }: Basis, { shifts }: Till, { settlements }: Settling) {
  const { db, clock, settings, watch, lines, changed } = deps;
  const { hospital, window } = settings;
  const press = new PaperPress(path.join(deps.dataDir, 'papers'), deps.makePaper);
  const invoices = new InvoiceService({
    db,
    clock,
    book: invoiceBook,
    gateway: lines.invoice,
    mayShowArrears: settings.invoice?.arrears === 'show',
    onChange: changed,
  });
  const prints = new PrintService({
    db,
    clock,
    queues: lines.printers,
    queueOf: (kind) => settings.printing.queues[kind] ?? settings.printing.queue,
    watched: queuesOf(settings),
    heard: (event) => watch.heard('printer', event),
    onChange: changed,
  });
  const onMade = (paperId: PaperId, clerkId: string) => void prints.send(paperId, clerkId);
  const papers = new PaperService({
    onMade,
    invoiceOf: (encounterId) => invoices.view(encounterId),
    db,
    clock,
    settlements,
    strips,
    hospitalName: hospital.name,
    hospitalCode: hospital.code,
    manualClaimPapers: settings.manualClaim.papers,
    windowNumber: window.number,
    press,
    clerkName: (clerkId) => findClerk(db, clerkId)?.name ?? clerkId,
  });
  const tillPapers = new TillPaperService({
    db,
    clock,
    press,
    onMade,
    strips,
    shifts,
    hospitalName: hospital.name,
    windowNumber: window.number,
  });
  return { press, invoices, prints, papers, tillPapers };
}

/** What `buildPapers` built. */
export type Papers = ReturnType<typeof buildPapers>;
