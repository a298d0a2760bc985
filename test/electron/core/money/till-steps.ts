import { randomUUID } from 'node:crypto';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import type { z } from 'zod';
import { type PaymentView, paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { type ShiftView, shiftContract } from '../../../../shared/contract/shift-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { Desk } from '../../../support/core-desk.ts';

// The till as a clerk works at it, for tests without a window.

export const newKey = () => randomUUID() as IdempotencyKey;

export const openShift = (desk: Desk, float = '1000.00') => desk.call(shiftContract.open, { float, key: newKey() });

/** Notes for an amount in whole jiao, largest first. */
export function piecesFor(yuan: string): { fen: number; count: number }[] {
  let left = Math.round(Number(yuan) * 100);
  return [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10].flatMap((fen) => {
    const count = Math.floor(left / fen);
    left -= count * fen;
    return count === 0 ? [] : [{ fen, count }];
  });
}

export async function openTill(desk: Desk, pieces: { fen: number; count: number }[] = []): Promise<NonNullable<ShiftView['open']>> {
  const { open } = await desk.call(shiftContract.view, { pieces });
  if (open === null) throw new Error('no shift is open');
  return open;
}

export async function closeShift(desk: Desk, counted: string, reason = ''): Promise<string> {
  const pieces = piecesFor(counted);
  const { quoteHash } = await openTill(desk, pieces);
  const { shiftId } = await desk.call(shiftContract.close, { pieces, reason, receiver: '出纳示例', quoteHash, key: newKey() });
  return shiftId;
}

/** The data file under the feet of the program, as somebody with a tool would open it. */
export function tamper(desk: Desk, sql: string): void {
  const db = new Sqlite(path.join(desk.folder, 'desk.sqlite'));
  db.pragma('foreign_keys = OFF');
  const triggers = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all() as string[];
  const texts = db.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'trigger'`).pluck().all() as string[];
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  db.pragma('ignore_check_constraints = ON');
  db.exec(sql);
  for (const text of texts) db.exec(text);
  db.close();
}

type Take = Partial<z.input<typeof paymentContract.take.request>> & { readonly encounterId: EncounterId; readonly amount: string };

/** F9 on 收款: cash unless said otherwise. */
export const take = (desk: Desk, request: Take): Promise<PaymentView> =>
  desk.call(paymentContract.take, {
    way: 'cash',
    received: null,
    reference: '',
    code: '',
    payer: '示例家属',
    relation: '',
    reason: '',
    key: newKey(),
    ...request,
  });

type GiveBack = Partial<z.input<typeof paymentContract.giveBack.request>> &
  Pick<z.input<typeof paymentContract.giveBack.request>, 'encounterId' | 'postingId' | 'amount'>;

export const giveBack = (desk: Desk, request: GiveBack): Promise<PaymentView> =>
  desk.call(paymentContract.giveBack, {
    byTransfer: false,
    receipt: 'returned',
    reason: '退款',
    reference: '',
    payee: null,
    approval: null,
    key: newKey(),
    ...request,
  });

/** The supervisor's word at this window. */
export const AGREED = { clerkId: 'S01', pin: '5678' } as const;

export const money = (desk: Desk, encounterId: EncounterId): Promise<PaymentView> => desk.call(paymentContract.view, { encounterId });

/** The last receipt of a view. */
export const lastTender = ({ tenders }: PaymentView): PaymentView['tenders'][number] => {
  const last = tenders.at(-1);
  if (last === undefined) throw new Error('nothing was taken');
  return last;
};
