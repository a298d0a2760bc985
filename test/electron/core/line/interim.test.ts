import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { booksContract } from '../../../../shared/contract/books-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { type InterimView, interimContract } from '../../../../shared/contract/interim-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { readStory, writeBatch } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admitOrdered, finished, registered, settle, signIn, strip, view } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { money, newKey, openShift, take } from '../money/till-steps.ts';
import { quick } from './play-stay.ts';

vi.setConfig({ testTimeout: 60_000 });

let desk: CoreDesk;
afterEach(() => desk.close());

type Line = Readonly<Record<string, unknown>>;

/** S01 over the turn of the year: admitted on 27 December 2023, its tenth of June is New Year's Day. */
const SHIFT_MS = 205 * 86_400_000;
const later = (at: unknown): string => new Date(Date.parse(String(at)) + SHIFT_MS).toISOString();
const story = readStory('S01');
const lines = story.chargeParts.flat().map((line) => ({ ...line, occurredAt: later(line['occurredAt']) }));
const NEW_YEAR = '2023-12-31T16:00:00.000Z';
const [old, young] = [lines.filter(({ occurredAt }) => occurredAt < NEW_YEAR), lines.filter(({ occurredAt }) => occurredAt >= NEW_YEAR)];

const his = (kind: string, sent: readonly Line[]) => writeBatch(path.join(desk.folder, 'his'), kind, sent);
const acts = async (stay: EncounterId) => (await desk.call(encounterContract.get, { encounterId: stay })).acts;
const interim = (stay: EncounterId) => desk.call(interimContract.view, { encounterId: stay });
const allDone = (stay: EncounterId) =>
  eventually(
    () => acts(stay),
    (all) => all.every(({ state }) => state === 'acknowledged' || state === 'withdrawn'),
    { seconds: 40 },
  );

/** On 2 January, with 4,000.00 deposited: all lines of December are at the centre, and three of January. */
async function overTheYear(): Promise<EncounterId> {
  const settings = quick({ recall: { approval: 'none' } });
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-12-27 10:15'), settings });
  await signIn(desk);
  his(
    'admission-order',
    story.admissionOrders.map((order) => ({ ...order, issuedAt: later(order['issuedAt']) })),
  );
  const stay = await admitOrdered(desk, '示例甲', { door: 'deposit' });
  await registered(desk, stay);
  await openShift(desk);
  await take(desk, { encounterId: stay, amount: '4000.00', reason: '示例' });
  desk.setClock(offsetTo('2024-01-02 09:00'));
  his('charge', [...old, ...young.slice(0, 3)]);
  await eventually(
    () => strip(desk, stay),
    ({ chargeCount }) => chargeCount === old.length + 3,
  );
  await allDone(stay);
  return stay;
}

async function commit(stay: EncounterId): Promise<InterimView> {
  const { next } = await interim(stay);
  return desk.call(interimContract.commit, {
    encounterId: stay,
    untilOn: next?.untilOn ?? '',
    total: String(next?.total),
    reason: '年终结算',
    key: newKey(),
  });
}

async function leave(stay: EncounterId): Promise<void> {
  his('charge', young.slice(3));
  his(
    'discharge-notice',
    story.dischargeNotices.map((notice) => ({ ...notice, leftAt: later(notice['leftAt']) })),
  );
  await eventually(
    () => strip(desk, stay),
    ({ state }) => state === 'ward-discharged',
  );
  desk.setClock(offsetTo('2024-01-04 09:00'));
  await settle(desk, stay, 'online');
  await finished(desk, stay);
}

const texts = (settlement: InterimView['interims'][number]['settlement'] | undefined) =>
  [settlement?.funds, settlement?.ownShare].map(String);

describe('an interim settlement at the year-end', () => {
  it('settles December though its answer was lost; the stay goes on, and both parts are the whole to the fen', async () => {
    const stay = await overTheYear();
    const before = await interim(stay);
    expect(before.next).toMatchObject({ untilOn: '2023-12-31', lines: old.length, laterThere: 3, closedBecause: [] });
    expect(String(before.next?.total)).toBe('10548.40');

    desk.centre.arm({ infno: '2304', kind: 'lost-answer' });
    await commit(stay);
    await allDone(stay);
    const told = (await acts(stay)).filter(({ line }) => line === 'centre').map(({ kind }) => kind);
    expect(told.slice(-5)).toEqual(['charges-removal', 'charges-removal', 'charges-removal', 'interim-settlement', 'charges']);
    const { interims, next } = await interim(stay);
    expect(next).toBeNull();
    // Of the first stay of the year; a second one would be the lower end of what was expected.
    expect(texts(interims[0]?.settlement)[1]).toBe(String(before.next?.ownShare?.most));
    expect(await strip(desk, stay)).toMatchObject({ state: 'in-hospital', final: false });
    const books = await money(desk, stay);
    expect([String(books.due), String(books.held.plus(interims[0]?.settlement?.ownShare ?? books.held))]).toEqual(['0.00', '4000.00']);

    await leave(stay);
    const { outcome, exits } = await view(desk, stay);
    expect(String(outcome?.difference)).toBe('0.00'); // the deductible is borne once, and was expected so
    expect(exits.find(({ exit }) => exit === 'self-pay')?.closedBecause).toContain('interim-standing');
    const [there] = (await desk.centre.referee()).stays;
    expect(there?.state).toEqual({ admission: 'once', lines: 'once', discharge: 'once', settlement: 'once' });
    const { choices } = await desk.call(recallContract.view, { encounterId: stay });
    expect(choices.find(({ depth }) => depth === 'interim')?.closedBecause).toContain('settled-after');
    expect(choices.find(({ depth }) => depth === 'admission')?.closedBecause).toContain('interim-standing');
    // 12,860.40 in two parts: 9,477.50 from the fund, 3,382.90 his, as the whole stay of S01
    const { held } = await money(desk, stay);
    expect(String(held)).toBe('617.10');
    const days = await Promise.all(['2024-01-02', '2024-01-04'].map((day) => desk.call(booksContract.day, { day })));
    expect(days.map(({ care }) => [care.settled, care.closing].map(String))).toEqual([
      ['10548.40', '2312.00'],
      ['2312.00', '0.00'],
    ]);
  });

  it('is taken back while the stay goes on: its lines are open again, the deposit whole, and the discharge settles them all', async () => {
    const stay = await overTheYear();
    await commit(stay);
    await allDone(stay);
    expect(String((await money(desk, stay)).held)).not.toBe('4000.00');
    await desk.call(invoiceContract.askStanding, { encounterId: stay });
    await desk.call(recallContract.ask, { encounterId: stay, depth: 'interim', reason: '年度有误', key: newKey() });
    await allDone(stay);
    expect(String((await money(desk, stay)).held)).toBe('4000.00');
    const { interims, next } = await interim(stay);
    expect([interims[0]?.takenBack, String(next?.total)]).toEqual([true, '10548.40']);
    await leave(stay);
    const { outcome } = await view(desk, stay);
    expect(String(outcome?.difference)).toBe('0.00');
    expect(String((await money(desk, stay)).held)).toBe('617.10');
  });

  it('that the centre refuses is withdrawn, and nothing is lost', async () => {
    const stay = await overTheYear();
    const { next } = await interim(stay);
    const stale = { encounterId: stay, untilOn: '2023-12-31', total: '1.00', reason: '年终结算', key: newKey() };
    await expect(desk.call(interimContract.commit, stale)).rejects.toMatchObject({ code: 'claim.quote-stale' });
    desk.centre.arm({ infno: '2304', kind: 'refusal' });
    await commit(stay);
    await eventually(
      () => interim(stay),
      ({ mayWithdraw, interims }) => mayWithdraw && interims.at(-1)?.state === 'rejected',
    );
    expect((await interim(stay)).next?.closedBecause).toContain('interim-open');
    await desk.call(interimContract.withdraw, { encounterId: stay });
    await allDone(stay);
    expect(await interim(stay)).toMatchObject({ interims: [], next: { laterThere: next?.laterThere, closedBecause: [] } });
    await leave(stay);
    expect(String((await money(desk, stay)).held)).toBe('617.10');
  });
});
