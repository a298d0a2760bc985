import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import type { ReadableDb } from '../../../../electron/core/db/database.ts';
import { refundReceipt, transferRequest } from '../../../../electron/core/services/paper/till-slips.ts';
import { staySlip, type StaySlip } from '../../../../electron/core/services/paper/stay-slips.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { admitted, deskOfS01, settled } from '../line/play-stay.ts';
import { AGREED, giveBack, lastTender, openShift, take } from './till-steps.ts';

let desk: CoreDesk;
let db: ReadableDb;
afterEach(async () => {
  db.close();
  await desk.close();
});

const NOW = '2023-06-13T01:00:00.000Z' as Instant;
const amounts = (slip: { amounts: readonly { name: string; amount: object }[] }) =>
  slip.amounts.map(({ name, amount }) => `${name} ${amount}`);

it('papers of the credit and of money that went back say what stands in the books, and nothing before it stands', {
  timeout: 30_000,
}, async () => {
  desk = await deskOfS01();
  const stay = await admitted(desk);
  db = new Sqlite(path.join(desk.folder, 'desk.sqlite'), { readonly: true }) as ReadableDb;
  const slip = (kind: StaySlip) => staySlip(db, stay, kind, NOW);
  expect(amounts(slip('credit-lock-slip'))).toEqual(['locked 3200.00']);
  for (const kind of ['credit-receipt', 'visit-statement', 'result-pending'] as const)
    expect(() => slip(kind)).toThrow(expect.objectContaining({ code: 'paper.not-allowed' }));
  await settled(desk, stay);
  expect(amounts(slip('credit-receipt'))).toEqual(['locked 3200.00', 'drawn 3146.90', 'released 53.10']);
  expect(slip('credit-receipt').facts[0]?.value).not.toBe('');

  await openShift(desk);
  const tender = lastTender(await take(desk, { encounterId: stay, amount: '100.00' }));
  const strips = { of: () => ({}) as never };
  const refund = (id: number) => refundReceipt({ db, strips }, String(id));
  expect(() => refund(tender.postingId)).toThrow(expect.objectContaining({ code: 'paper.not-allowed' }));
  const back = { encounterId: stay as EncounterId, postingId: tender.postingId, approval: AGREED, reason: '应刷卡' };
  const [posting] = lastTender(await giveBack(desk, { ...back, amount: '30.00' })).backPostings;
  const receipt = refund(posting ?? 0);
  expect([amounts(receipt), receipt.facts]).toEqual([
    ['refunded 30.00'],
    [
      { name: 'means', value: 'cash' },
      { name: 'reason', value: '应刷卡' },
    ],
  ]);
  const payee = { name: '示例甲', account: '6222021000000000001', bank: '示例银行', agentCert: '' };
  const { requests } = await giveBack(desk, { ...back, amount: '70.00', byTransfer: true, payee });
  const asked = transferRequest({ db, strips }, String(requests[0]?.requestId));
  expect([amounts(asked), asked.signs]).toEqual([['refunded 70.00'], ['patient', 'clerk', 'supervisor', 'finance']]);
  expect(asked.facts.find(({ name }) => name === 'payeeAccount')?.value).toBe('6222021000000000001');
});
