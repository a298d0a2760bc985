import { makeDue } from '../../db/repositories/act-repository.ts';
import { DayEndService } from '../reconciliation/day-end-service.ts';
import { ClearingService } from '../money/clearing-service.ts';
import { PaymentService } from '../money/payment-service.ts';
import { WalletService } from '../money/wallet-service.ts';
import { ShiftService } from '../money/shift-service.ts';
import type { Admission } from './admission.ts';
import type { Basis } from './basis.ts';
import type { BuildDeps } from './build-deps.ts';

/** Tills, wallets, payments, and their reconciliation at the end of the day. */
export function buildTill(deps: BuildDeps, { book, estimates, strips }: Basis, { sessions }: Admission) {
  const { db, clock, settings, shelf, lines, changed } = deps;
  const { hospital, window } = settings;
  const { usualFloat } = settings.till;
  const { absentAfterSeconds } = settings.outbox;
  const shifts = new ShiftService({ db, clock, book, estimates, windowNumber: window.number, usualFloat, onChange: changed });
  const wallets = new WalletService({
    db,
    clock,
    book,
    gateway: lines.wallet,
    terminal: lines.card,
    absentAfterSeconds,
    monotonicMs: () => performance.now(),
    onChange: changed,
  });
  const payments = new PaymentService({
    db,
    clock,
    book,
    shifts,
    strips,
    wallets,
    shelf,
    till: settings.till,
    region: hospital.region,
    approve: (clerkId, pin) => sessions.approve(clerkId, pin),
    may: (clerkId, permission) => sessions.mayClerk(clerkId, permission),
    onChange: changed,
  });
  const clearings: ClearingService = new ClearingService({
    ...{ db, clock, book, bank: lines.bank },
    onFile: (...file) => dayEnd.takeClearing(...file),
    onChange: changed,
  });
  const dayEnd = new DayEndService({
    db,
    clock,
    read: deps.readStatement,
    invoices: lines.invoice,
    fetchClearing: (day, clerkId) => clearings.fetch(day, clerkId),
    findOut: async (encounterId) => {
      makeDue(db, encounterId, clock.now());
      await wallets.findOut(encounterId);
    },
    monotonicMs: () => performance.now(),
    onChange: changed,
  });
  return { shifts, wallets, payments, clearings, dayEnd };
}

/** What `buildTill` built. */
export type Till = ReturnType<typeof buildTill>;
