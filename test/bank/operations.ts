import { z } from 'zod';
import { fenText, readFen } from '../standin/amount.ts';
import type { Behaviour } from './behaviour.ts';
import * as db from './store.ts';

/** What an operation is carried out with. */
export interface Context {
  readonly store: db.Store;
  readonly behaviour: Behaviour;
  readonly at: string;
}

export interface Outcome {
  readonly answer: object;
  /** For the log only; the caller never learns why. */
  readonly cause: string;
}

const amount = z
  .string()
  .regex(/^(0|[1-9]\d{0,11})\.\d{2}$/)
  .refine((text) => text !== '0.00');
const key = z.string().min(8).max(64);

const lockSchema = z.strictObject({
  requestKey: key,
  certNo: z.string().min(1),
  name: z.string().min(1),
  hospital: z.string().min(1),
  stayNo: z.string().min(1),
  amount,
});
const drawSchema = z.strictObject({ requestKey: key, lockNumber: z.string().min(1), amount, settlementNumber: z.string().min(1) });
const releaseSchema = z.strictObject({ requestKey: key, lockNumber: z.string().min(1), amount });
const reverseSchema = z.strictObject({ requestKey: key, drawNumber: z.string().min(1), amount });
const querySchema = z.strictObject({ personNo: z.string(), certNo: z.string().min(1), name: z.string().min(1) });

/** POST /credit/query: reads only, no key. */
export function query(context: Context, body: unknown): object {
  const { certNo, name } = querySchema.parse(body);
  const account = db.accountOf(context.store, certNo);
  if (account === undefined || account.name !== name || account.state === 'not-eligible') return { result: 'not-eligible' };
  if (account.state === 'not-opened') return { opened: false };
  const { available, outstanding } = balances(context.store, account);
  return {
    opened: true,
    openedAt: account.opened_at,
    agreementSigned: account.agreement_signed === 1,
    limit: fenText(account.limit_fen),
    available: fenText(available),
    outstanding: fenText(outstanding),
  };
}

/** available = limit - what is locked open - what was drawn and not repaid (this bank sees no repayments). */
function balances(store: db.Store, account: db.Account): { available: number; outstanding: number } {
  const sums = db
    .allLocks(store)
    .filter((lock) => lock.cert_no === account.cert_no)
    .map((lock) => db.sumsOf(store, lock));
  const outstanding = sums.reduce((total, one) => total + one.drawn, 0);
  const held = sums.reduce((total, one) => total + one.open, 0);
  return { available: account.limit_fen - held - outstanding, outstanding };
}

function lock(context: Context, body: unknown): Outcome {
  const request = lockSchema.parse(body);
  const account = db.accountOf(context.store, request.certNo);
  const fen = fenOf(request.amount);
  if (account?.state !== 'opened' || account.name !== request.name) return refused('no opened account of that name');
  if (account.agreement_signed !== 1) return refused('agreement not signed');
  const again = db.allLocks(context.store).some((one) => one.stay_no === request.stayNo && db.sumsOf(context.store, one).open > 0);
  if (again && context.behaviour.secondLockForStay === 'refused') return refused('stay already locked');
  if (fen > balances(context.store, account).available) return refused('above the available limit');
  const bankNumber = db.nextNumber(context.store, 'KY');
  const { stayNo, hospital, certNo } = request;
  db.addLock(context.store, { bank_number: bankNumber, cert_no: certNo, stay_no: stayNo, hospital, amount_fen: fen });
  return done(context, bankNumber, request.amount);
}

function draw(context: Context, body: unknown): Outcome {
  const request = drawSchema.parse(body);
  const held = db.lockByNumber(context.store, request.lockNumber);
  if (held === undefined) return refused('no such lock');
  const fen = fenOf(request.amount);
  const again = liveDraws(context.store, held.bank_number).some((one) => one.settlement_number === request.settlementNumber);
  if (again && context.behaviour.secondDrawForSettlement === 'refused') return refused('settlement already drawn');
  if (fen > db.sumsOf(context.store, held).open) return refused('above what the lock still holds');
  return move(context, 'YK', { kind: 'draw', lock: held, fen, settlement: request.settlementNumber, draw: null });
}

function release(context: Context, body: unknown): Outcome {
  const request = releaseSchema.parse(body);
  const held = db.lockByNumber(context.store, request.lockNumber);
  if (held === undefined) return refused('no such lock');
  const fen = fenOf(request.amount);
  if (fen > db.sumsOf(context.store, held).open) return refused('above what the lock still holds');
  return move(context, 'SF', { kind: 'release', lock: held, fen, settlement: null, draw: null });
}

/** 追加占用: the same lock holds more from now on. */
function raise(context: Context, body: unknown): Outcome {
  const request = releaseSchema.parse(body);
  const held = db.lockByNumber(context.store, request.lockNumber);
  if (held === undefined) return refused('no such lock');
  const account = db.accountOf(context.store, held.cert_no);
  if (account?.state !== 'opened' || account.agreement_signed !== 1) return refused('not opened, or agreement not signed');
  const fen = fenOf(request.amount);
  if (fen > balances(context.store, account).available) return refused('above the available limit');
  return move(context, 'ZJ', { kind: 'raise', lock: held, fen, settlement: null, draw: null });
}

/** Gives a drawn amount back to the lock (a settlement was cancelled). */
function reverse(context: Context, body: unknown): Outcome {
  const request = reverseSchema.parse(body);
  const fen = fenOf(request.amount);
  const drawn = findDraw(context.store, request.drawNumber);
  if (drawn === undefined) return refused('no such draw');
  const back = drawn.reversed + fen;
  if (back > drawn.movement.amount_fen) return refused('above what was drawn');
  return move(context, 'CZ', { kind: 'reversal', lock: drawn.lock, fen, settlement: null, draw: request.drawNumber });
}

/** Operations that move money; each carries a request key. */
export const OPERATIONS: Readonly<Record<string, (context: Context, body: unknown) => Outcome>> = { lock, raise, draw, release, reverse };

interface Move {
  readonly kind: db.Movement['kind'];
  readonly lock: db.Lock;
  readonly fen: number;
  readonly settlement: string | null;
  readonly draw: string | null;
}

function move(context: Context, prefix: string, { kind, lock: held, fen, settlement, draw: drawNumber }: Move): Outcome {
  const number = db.nextNumber(context.store, prefix);
  const owner = { bank_number: number, lock_number: held.bank_number };
  const numbers = { settlement_number: settlement, draw_number: drawNumber };
  db.addMovement(context.store, { ...owner, ...numbers, kind, amount_fen: fen, at: context.at });
  return done(context, number, fenText(fen));
}

/** Draws that were not wholly reversed. */
export function liveDraws(store: db.Store, lockNumber: string): readonly db.Movement[] {
  const movements = db.movementsOf(store, lockNumber);
  const reversed = (number: string): number =>
    movements.reduce((sum, one) => sum + (one.kind === 'reversal' && one.draw_number === number ? one.amount_fen : 0), 0);
  return movements.filter((one) => one.kind === 'draw' && reversed(one.bank_number) < one.amount_fen);
}

/** The bank's clearing file of one of its days (Shanghai): ready once that day is over. */
export function clearingFile(store: db.Store, day: string, nowMs: number): object | undefined {
  const shanghaiDay = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
  if (shanghaiDay(nowMs) <= day) return undefined;
  const rows = db
    .allLocks(store)
    .flatMap((held) => db.movementsOf(store, held.bank_number).map((one) => ({ held, one })))
    .filter(({ one }) => (one.kind === 'draw' || one.kind === 'reversal') && shanghaiDay(Date.parse(one.at)) === day)
    .map(({ held, one }) => ({
      bankNumber: one.bank_number,
      kind: one.kind,
      amount: fenText(one.amount_fen),
      lockNumber: held.bank_number,
      stayNo: held.stay_no,
    }));
  return { day, rows };
}

/** One lock with its live draws; undefined where there is none. */
export function lockShown(store: db.Store, lockNumber: string): object | undefined {
  const held = db.lockByNumber(store, lockNumber);
  if (held === undefined) return undefined;
  const draws = liveDraws(store, lockNumber).map((one) => ({
    bankNumber: one.bank_number,
    amount: fenText(one.amount_fen),
    settlementNumber: one.settlement_number ?? '',
  }));
  const { raised } = db.sumsOf(store, held);
  return { lockNumber, amount: fenText(held.amount_fen + raised), open: fenText(db.sumsOf(store, held).open), draws };
}

function findDraw(store: db.Store, number: string): { movement: db.Movement; lock: db.Lock; reversed: number } | undefined {
  for (const held of db.allLocks(store)) {
    const movements = db.movementsOf(store, held.bank_number);
    const movement = movements.find((one) => one.bank_number === number && one.kind === 'draw');
    if (movement === undefined) continue;
    const reversed = movements.reduce((sum, one) => sum + (one.draw_number === number ? one.amount_fen : 0), 0);
    return { movement, lock: held, reversed };
  }
  return undefined;
}

function done(context: Context, bankNumber: string, text: string): Outcome {
  return { answer: { result: 'done', bankNumber, amount: text, at: context.at }, cause: '' };
}

function refused(cause: string): Outcome {
  return { answer: { result: 'refused' }, cause };
}

function fenOf(text: string): number {
  return readFen(text) ?? 0;
}
