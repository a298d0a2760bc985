import { creditContract } from '../../../shared/contract/credit-contract.ts';
import { booksContract } from '../../../shared/contract/books-contract.ts';
import { dayEndContract } from '../../../shared/contract/day-end-contract.ts';
import { invoiceContract } from '../../../shared/contract/invoice-contract.ts';
import { printingContract } from '../../../shared/contract/print-contract.ts';
import { paperContract } from '../../../shared/contract/paper-contract.ts';
import { paymentContract } from '../../../shared/contract/payment-contract.ts';
import { supervisorContract } from '../../../shared/contract/supervisor-contract.ts';
import { shiftContract } from '../../../shared/contract/shift-contract.ts';
import { invariant } from '../../../shared/errors/invariant.ts';
import type { DeskServices } from '../services/desk-services.ts';
import { type Answers, handle, type IpcDeps, type Session } from './register.ts';

export function clerkOf(session: Session): string {
  invariant(session.clerkId !== null, 'the permission was checked: somebody is signed in');
  return session.clerkId;
}

/** What moves money, and the books that say so. */
export function answerMoney(answers: Answers, deps: IpcDeps, services: DeskServices): void {
  answerShift(answers, deps, services);
  answerPayments(answers, deps, services);
  answerBooks(answers, deps, services);
  answerCredit(answers, deps, services);
  answerInvoices(answers, deps, services);
  answerDayEnd(answers, deps, services);
  answerPrints(answers, deps, services);
  handle(answers, deps, paperContract.printTill, async (request, session) => {
    const { paperId, kind, fileName, sha256, madeAt } = await services.tillPapers.print(request, clerkOf(session));
    return { paperId, kind, file: fileName, sha256, madeAt };
  });
}

function answerShift(answers: Answers, deps: IpcDeps, { shifts }: DeskServices): void {
  handle(answers, deps, shiftContract.view, ({ pieces }, session) => shifts.view(pieces, clerkOf(session)));
  handle(answers, deps, shiftContract.open, ({ float, key }, session) => {
    shifts.open(float, key, clerkOf(session));
    return {};
  });
  handle(answers, deps, shiftContract.addFloat, ({ amount, key }, session) => {
    shifts.addFloat(amount, key, clerkOf(session));
    return {};
  });
  handle(answers, deps, shiftContract.close, (request, session) => ({ shiftId: shifts.close(request, clerkOf(session)) }));
  handle(answers, deps, shiftContract.voidClose, ({ shiftId, reason, key }, session) => {
    shifts.voidClose(shiftId, reason, key, clerkOf(session));
    return {};
  });
  handle(answers, deps, shiftContract.list, () => ({ shifts: shifts.list() }));
  handle(answers, deps, shiftContract.sealed, ({ shiftId }) => ({ seals: shifts.sealed(shiftId) }));
}

function answerPayments(answers: Answers, deps: IpcDeps, { payments }: DeskServices): void {
  handle(answers, deps, paymentContract.view, ({ encounterId }, session) => payments.view(encounterId, clerkOf(session)));
  handle(answers, deps, paymentContract.change, ({ amount, received }) => payments.change(amount, received));
  handle(answers, deps, paymentContract.take, (request, session) => payments.take(request, clerkOf(session)));
  handle(answers, deps, paymentContract.giveBack, (request, session) => payments.giveBack(request, clerkOf(session)));
  handle(answers, deps, paymentContract.findOut, ({ encounterId }, session) => payments.findOut(encounterId, clerkOf(session)));
  handle(answers, deps, paymentContract.approveRefund, ({ requestId, key }, session) => {
    payments.refunds.approve(requestId, key, clerkOf(session));
    return {};
  });
  handle(answers, deps, paymentContract.refuseRefund, ({ requestId, reason, key }, session) => {
    payments.refunds.refuse(requestId, reason, key, clerkOf(session));
    return {};
  });
  handle(answers, deps, paymentContract.askShare, (request, session) => {
    payments.shares.ask(request, clerkOf(session));
    return payments.view(request.encounterId, clerkOf(session));
  });
  handle(answers, deps, paymentContract.decideShare, (request, session) => {
    payments.shares.decide(request, clerkOf(session));
    return {};
  });
  handle(answers, deps, paymentContract.refundPaid, ({ requestId, reference, key }, session) => {
    payments.refunds.paid(requestId, reference, key, clerkOf(session));
    return {};
  });
}

function answerCredit(answers: Answers, deps: IpcDeps, { credits, clearings }: DeskServices): void {
  handle(answers, deps, creditContract.view, ({ encounterId }) => credits.view(encounterId));
  handle(answers, deps, creditContract.list, () => credits.list());
  handle(answers, deps, creditContract.askBank, ({ encounterId }) => credits.askBank(encounterId));
  handle(answers, deps, creditContract.raise, (request, session) => credits.raise(request, clerkOf(session)));
  handle(answers, deps, creditContract.leave, (request, session) => credits.leave(request, clerkOf(session)));
  handle(answers, deps, creditContract.clearing, ({ day }) => clearings.view(day));
  handle(answers, deps, creditContract.fetchClearing, ({ day }, session) => clearings.fetch(day, clerkOf(session)));
}

function answerPrints(answers: Answers, deps: IpcDeps, { prints, reprint }: DeskServices): void {
  handle(answers, deps, printingContract.recent, () => prints.view());
  handle(answers, deps, printingContract.sendAgain, async ({ paperId }, session) => {
    await prints.sendAgain(paperId, clerkOf(session));
    return {};
  });
  handle(answers, deps, printingContract.reprint, async (request, session) => {
    await reprint(request, clerkOf(session));
    return {};
  });
}

function answerInvoices(answers: Answers, deps: IpcDeps, { invoices }: DeskServices): void {
  handle(answers, deps, invoiceContract.view, ({ encounterId }) => invoices.view(encounterId));
  handle(answers, deps, invoiceContract.askStanding, ({ encounterId }) => invoices.askStanding(encounterId));
  handle(answers, deps, invoiceContract.issueWithArrears, ({ encounterId, key }, session) =>
    invoices.issueWithArrears(encounterId, key, clerkOf(session)),
  );
}

function answerDayEnd(answers: Answers, deps: IpcDeps, { dayEnd, dayEnded }: DeskServices): void {
  handle(answers, deps, dayEndContract.view, ({ day }) => dayEnded(day));
  handle(answers, deps, dayEndContract.take, (request, session) => {
    dayEnd.takeChosen(request, clerkOf(session));
    return dayEnded(request.day);
  });
  handle(answers, deps, dayEndContract.ask, async ({ day }, session) => {
    await dayEnd.ask(day, clerkOf(session));
    return dayEnded(day);
  });
  handle(answers, deps, dayEndContract.handle, async (request, session) => {
    await dayEnd.handle(request, clerkOf(session));
    return dayEnded(request.day);
  });
  handle(answers, deps, dayEndContract.confirm, ({ day }, session) => {
    dayEnd.confirm(day, clerkOf(session));
    return dayEnded(day);
  });
}

function answerBooks(answers: Answers, deps: IpcDeps, { books, supervisor }: DeskServices): void {
  handle(answers, deps, supervisorContract.view, ({ day }, session) => supervisor(day, clerkOf(session)));
  handle(answers, deps, supervisorContract.export, async ({ day, words }, session) => ({
    file: await books.exportBoard(supervisor(day, clerkOf(session)), words),
  }));
  handle(answers, deps, booksContract.day, ({ day }) => books.day(day));
  handle(answers, deps, booksContract.export, async ({ day, words }) => ({ file: await books.export(day, words) }));
  handle(answers, deps, booksContract.reminders, () => ({ reminders: books.reminders() }));
}
