import { actsOf } from '../../electron/core/db/repositories/act-repository.ts';
import { findEncounter } from '../../electron/core/db/repositories/encounter-repository.ts';
import { balanceOf, postingsOf, totalOf } from '../../electron/core/db/repositories/ledger-repository.ts';
import { walletOrdersOf } from '../../electron/core/db/repositories/payment-repository.ts';
import { creditEntries } from '../../electron/core/db/repositories/settlement-repository.ts';
import { allSeals } from '../../electron/core/db/repositories/shift-repository.ts';
import { readSeal } from '../../electron/core/services/money/shift-seal.ts';
import { depositSheet, meansSheet, settlementSheet } from '../../shared/ledger/books.ts';
import { Money } from '../../shared/money/money.ts';
import { changeOneByte, type Place, sealBroken } from './changed-byte.ts';
import { CoreHistory } from './core-history.ts';
import type { Step } from './core-steps.ts';
import { CLERK, type World } from './core-world.ts';

type History = { readonly steps: readonly Step[]; readonly byte: Place };

/** Plays one history in a transaction that is taken back. Says what is wrong with it; undefined when all holds. */
export async function playCore(world: World, { steps, byte }: History): Promise<string | undefined> {
  world.db.exec('BEGIN');
  world.wallet.orders.clear();
  try {
    const history = new CoreHistory(world);
    for (const step of steps) {
      const wrong = (await history.play(step)) ?? wrongNow(history);
      if (wrong !== undefined) return `after ${step.do}: ${wrong}`;
    }
    return (await undoAll(history)) ?? sealed(history, byte);
  } finally {
    world.db.exec('ROLLBACK');
  }
}

/** Entries, balances, sheets and what other people hold say the same, and nothing is overdrawn. */
function wrongNow(history: CoreHistory): string | undefined {
  const { world, drawer, used, drawn } = history;
  const { db, built, stays, wallet } = world;
  if (db.prepare('SELECT coalesce(sum(amount_fen), 0) FROM posting_line').pluck().get() !== 0) return 'the book is not balanced';
  const { open } = built.services.shifts.view([], CLERK);
  if (open === null) return 'no shift is open';
  if (open.sheet.till.expected.toFen() !== drawer)
    return `the sheet expects ${open.sheet.till.expected} in the drawer, ${drawer} fen lie in it`;
  if (!balanceOf(db, 'cash-drawer', open.shift.shiftId).equals(open.sheet.till.expected))
    return 'the till sheet is not the drawer’s account';
  const unknown = stays.some((id) => walletOrdersOf(db, id).some(({ state }) => state === 'unknown'));
  if (!unknown && totalOf(db, 'wechat').toFen() !== wallet.kept) return `wechat: ${totalOf(db, 'wechat')} here, ${wallet.kept} fen there`;
  const all = postingsOf(db, {});
  const held = Money.sum(stays.map((id) => balanceOf(db, 'deposit', id).negated()));
  if (!depositSheet(Money.ZERO, all).closing.equals(held)) return 'the deposit sheet is not what is held';
  if (!open.sheet.deposits.closing.equals(held)) return 'the shift’s deposit sheet does not end with what is held';
  for (const { total, columns } of [settlementSheet(all), open.sheet.settlements])
    if (!Money.sum(Object.values(columns)).equals(total)) return 'the columns of the settlement sheet are not its total';
  const noted = (means: 'bank-card' | 'wechat' | 'transfer') => {
    const row = meansSheet(all).find((one) => one.means === means);
    return row === undefined ? Money.ZERO : row.inAmount.minus(row.outAmount);
  };
  for (const means of ['bank-card', 'wechat'] as const)
    if (!noted(means).equals(totalOf(db, means))) return `the sheet of means is not the account of ${means}`;
  for (const [index, id] of stays.entries()) {
    if (balanceOf(db, 'deposit', id).compare(Money.ZERO) > 0) return `the deposit of stay ${index} is overdrawn`;
    if (balanceOf(db, 'refund-due', id).compare(Money.ZERO) > 0) return `more was paid back to stay ${index} than was due`;
    if ((drawn[index] ?? 0) > (used[index] ?? 0)) return `stay ${index}: the bank paid more than was locked`;
    if (history.heldHere(index) < 0) return `stay ${index} holds less than nothing`;
    const sum = (...kinds: string[]) =>
      Money.sum(creditEntries(db, id).flatMap(({ kind, amount }) => (kinds.includes(kind) ? amount : []))).toFen();
    if (sum('lock', 'raise') - sum('release') !== used[index]) return `stay ${index}: our ledger of the lock is not the bank's`;
    if (sum('draw') - sum('draw-reversal') !== drawn[index]) return `stay ${index}: our ledger of draws is not the bank's`;
  }
  return undefined;
}

const PLAIN: Step = { do: 'give-back', stay: 0, fen: 1, whole: true, way: 'cash', pick: 0, answer: 'done', transfer: false };

/** More orders than a history can give. */
const MANY = 200;

/** Every settlement is recalled, every lock released, all money goes back: nobody holds a fen of another. */
async function undoAll(history: CoreHistory): Promise<string | undefined> {
  const { world } = history;
  await world.built.services.wallets.findOut(null);
  for (const [index, id] of world.stays.entries()) {
    const answers = () => {
      const waits = () => actsOf(world.db, id).some(({ line, state }) => line === 'bank' && state === 'waiting');
      for (let n = 0; waits() && n < MANY; n += 1) history.bankAnswers(index, true);
    };
    answers();
    history.recall(id, true);
    if (findEncounter(world.db, id)?.state === 'settled') return `stay ${index} was not taken back`;
    answers();
    history.order('credit-release', id, Money.fromFen(history.heldHere(index)));
    answers();
    if (history.used[index] !== 0 || history.drawn[index] !== 0) return `stay ${index}: the bank still carries ${history.used[index]}`;
    history.decideRequests(id, true);
    const wrong = await giveAllBack(history, index);
    if (wrong !== undefined) return wrong;
  }
  const kept = history.counter.reduce((sum, fen) => sum + fen, world.wallet.kept);
  if (kept !== 0) return `${kept} fen of the patients did not come back`;
  return wrongNow(history);
}

async function giveAllBack(history: CoreHistory, index: number): Promise<string | undefined> {
  const { db } = history.world;
  const id = history.stayAt(index);
  // The float pays older cash back as long as it lasts; the rest goes by transfer.
  for (const transfer of [false, true]) {
    for (const { postingId, left } of history.tendersOf(id)) {
      const step = { ...PLAIN, stay: index, transfer };
      const refused = history.refused;
      const wrong = await history.play({ ...step, pick: 0 }).catch((error: unknown) => String(error));
      if (wrong !== undefined) return wrong;
      if (history.refused > refused && transfer) return `${left} of posting ${postingId} does not come back`;
    }
  }
  history.decideRequests(id, true);
  for (const account of ['deposit', 'receivable', 'credit-advance', 'care-income', 'pooled-fund', 'refund-due', 'relief'] as const)
    if (!balanceOf(db, account, id).isZero()) return `after all was undone ${account} of stay ${index} holds ${balanceOf(db, account, id)}`;
  return undefined;
}

/** All shifts are closed and verify, their printed pages are the sums of their entries; then one byte is changed, and somebody sees it. */
function sealed(history: CoreHistory, byte: Place): string | undefined {
  const { db } = history.world;
  history.closeShift(0);
  if (sealBroken(db)) return 'a seal does not verify though nothing was changed';
  for (const seal of allSeals(db)) {
    const { sheet, count, handedOver } = readSeal(seal);
    const of = (where: string): number =>
      db
        .prepare(`SELECT coalesce(sum(l.amount_fen), 0) FROM posting AS p JOIN posting_line AS l ON l.posting_id = p.id
          WHERE p.shift_id = ? AND ${where}`)
        .pluck()
        .get(seal.shiftId) as number;
    const notes = of(`l.account = 'cash-drawer' AND p.kind NOT IN ('counted', 'handed-over')`);
    if (sheet.till.expected.toFen() !== notes) return `the sealed page says ${sheet.till.expected}, the entries ${notes}`;
    if (!count.difference.equals(count.counted.minus(sheet.till.expected)))
      return 'long or short is not what was counted too much or too little';
    if (handedOver.toFen() !== of(`l.account = 'cash-office'`)) return 'what was handed over is not what the cash office got';
    if (sheet.deposits.received.toFen() !== -of(`l.account = 'deposit' AND p.kind = 'deposit-received'`))
      return 'the page’s deposits are not its entries';
    if (sheet.settlements.total.toFen() !== -of(`l.account = 'care-income'`)) return 'the page’s settlements are not its entries';
    if (of(`l.account = 'cash-drawer'`) !== 0) return 'a closed drawer is not empty';
  }
  const changed = changeOneByte(db, byte);
  return changed === null || sealBroken(db) ? undefined : `nobody saw that ${changed} was changed`;
}
