import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import type { IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { FaultRequest } from '../../../standin/faults.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { admit, finished, registered, settle, signIn, stayEnds, view } from '../../../support/line-steps.ts';
import { eventually } from '../../../support/eventually.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { admitted, deskOfS01, expectOnce, playS01, settled } from './play-stay.ts';

/** Plays S01; as soon as the other side has seen a request of this name, the core dies and begins again. */
async function playWithRestart(side: 'centre' | 'bank', name: string, fault: Omit<FaultRequest, 'infno' | 'operation'>): Promise<void> {
  let restarted = false;
  let over = false;
  await playS01({}, (desk) => {
    desk[side].arm({ infno: name, ...fault });
    const watch = async (): Promise<void> => {
      const seen = async () => over || (await desk[side].log()).some((row) => Object.values(row).includes(name));
      await eventually(seen, (yes) => yes, { seconds: 60 });
      if (over) return;
      await desk.restart();
      restarted = true;
    };
    void watch();
  }).finally(() => {
    over = true;
  });
  expect(restarted).toBe(true);
}

describe('the core dies while an answer is outstanding, and the next one finds out', () => {
  it.concurrent.each([
    ['2401', 'no-answer', false],
    ['2401', 'no-answer', true],
    ['2301', 'no-answer', true],
    ['2402', 'late-answer', true],
    ['2304', 'no-answer', false],
    ['2304', 'no-answer', true],
  ] as const)('%s: %s, done there: %s', (infno, kind, commit) => playWithRestart('centre', infno, { kind, commit, ms: 800 }));

  it.concurrent.each([
    ['lock', true],
    ['draw', true],
    ['draw', false],
    ['release', true],
  ] as const)('%s unanswered, done there: %s', (operation, commit) => playWithRestart('bank', operation, { kind: 'no-answer', commit }));
});

describe('one desk', () => {
  let desk: CoreDesk;
  afterEach(() => desk.close());

  it('a second press, and a repeat after a restart, are the same settlement; another body on the key is refused', async () => {
    desk = await deskOfS01();
    const stay = await admitted(desk);
    desk.setClock(offsetTo('2023-06-13 08:35'));
    await stayEnds(desk, stay, 'S01');
    const { quoteHash } = await eventually(
      () => view(desk, stay),
      ({ exits }) => exits.some(({ exit, open }) => exit === 'online' && open),
    );
    const request = {
      encounterId: stay,
      exit: 'online' as const,
      contactPhone: '13800000041',
      quoteHash,
      key: randomUUID() as IdempotencyKey,
    };
    await Promise.all([desk.call(settlementContract.commit, request), desk.call(settlementContract.commit, request)]);
    await desk.restart();
    await signIn(desk);
    await desk.call(settlementContract.commit, request);
    await expect(desk.call(settlementContract.commit, { ...request, contactPhone: '13900000000' })).rejects.toMatchObject({
      code: 'request.key-reused',
    });
    await expect(desk.call(settlementContract.commit, { ...request, key: randomUUID() as IdempotencyKey })).rejects.toMatchObject({
      kind: 'conflict',
    });
    await finished(desk, stay);
    await expectOnce(desk);
  });

  it('admits while the centre is away and registers by itself when it is back', async () => {
    desk = await deskOfS01();
    desk.centre.arm({ infno: '2401', kind: 'reset', times: 2 });
    const stay = await admit(desk, 'S01', '示例甲');
    await desk.centre.setLine(false);
    await desk.restart();
    await desk.centre.setLine(true);
    await registered(desk, stay);
    await settled(desk, stay);
    await expectOnce(desk);
  });

  it('without credit asks nothing of the bank', async () => {
    desk = await deskOfS01();
    const stay = await admit(desk, 'S01', '示例甲', 'deposit');
    await registered(desk, stay);
    desk.setClock(offsetTo('2023-06-13 08:35'));
    await stayEnds(desk, stay, 'S01');
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    expect(desk.bank.referee().stays).toEqual([]);
    expect((await desk.centre.referee()).stays[0]?.state.settlement).toBe('once');
  });
});
