import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { RecallDepth } from '../../../../shared/model/acts.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { finished, settle, stayEnds } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { admitted, deskOfS01, expectOnce, quick } from './play-stay.ts';

// The settlement is taken back while the bank has not yet done what followed from it: the old amounts must never be drawn.
let desk: CoreDesk;
afterEach(() => desk.close());

const actsOf = async (stay: EncounterId, kind: string) =>
  (await desk.call(encounterContract.get, { encounterId: stay })).acts.filter((act) => act.kind === kind).map(({ state }) => state);
const until = (stay: EncounterId, kind: string, states: readonly string[]) =>
  eventually(
    () => actsOf(stay, kind),
    (seen) => seen.join() === states.join(),
    { seconds: 20 },
  );

/** S01 settled at the centre; how far the bank is, is the test's. */
async function settledThere(before: () => void | Promise<void>): Promise<EncounterId> {
  desk = await deskOfS01({ settings: quick({ recall: { approval: 'none' } }) });
  const stay = await admitted(desk);
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await stayEnds(desk, stay, 'S01');
  await before();
  await settle(desk, stay, 'online');
  await until(stay, 'settlement', ['acknowledged']);
  return stay;
}

/** As soon as it may: not in the instants in which the draw is being tried. */
async function askBack(stay: EncounterId, depth: RecallDepth = 'settlement'): Promise<void> {
  await eventually(
    () => desk.call(recallContract.view, { encounterId: stay }),
    ({ choices }) => choices[0]?.closedBecause.length === 0,
  );
  await desk.call(recallContract.ask, { encounterId: stay, depth, reason: '费用有误', key: randomUUID() as IdempotencyKey });
}

async function takenBack(stay: EncounterId): Promise<void> {
  await askBack(stay);
  await until(stay, 'settlement-reversal', ['acknowledged']);
}

async function settledAnew(stay: EncounterId): Promise<void> {
  await settle(desk, stay, 'online');
  await finished(desk, stay);
}

it('a draw that was not sent yet is not sent any more', async () => {
  const stay = await settledThere(() => desk.bank.setLine(false));
  await until(stay, 'credit-draw', ['waiting']);
  await takenBack(stay);
  await desk.bank.setLine(true);
  // A try that was just under way when the settlement went is found out first.
  for (const kind of ['credit-draw', 'credit-release']) await until(stay, kind, ['withdrawn']);
  await settledAnew(stay);
  expect(await actsOf(stay, 'credit-draw')).toEqual(['withdrawn', 'acknowledged']);
  await expectOnce(desk);
});

it('a draw that the bank refused is not sent again', async () => {
  const stay = await settledThere(() => desk.bank.arm({ operation: 'draw', kind: 'refusal' }));
  await until(stay, 'credit-draw', ['rejected']);
  await takenBack(stay);
  await settledAnew(stay);
  expect(await actsOf(stay, 'credit-draw')).toEqual(['withdrawn', 'acknowledged']);
  await expectOnce(desk);
});

/** The taking back waits for the centre while the draw gets no answer: it is unknown when the settlement goes. */
async function takenBackWithoutAnswer(kind: 'lost-answer' | 'no-answer'): Promise<EncounterId> {
  const stay = await settledThere(() => desk.bank.setLine(false));
  await desk.centre.setLine(false);
  await askBack(stay);
  desk.bank.arm({ operation: 'draw', kind });
  desk.bank.arm({ operation: 'requests', kind: 'no-answer', times: 100 });
  await desk.bank.setLine(true);
  await until(stay, 'credit-draw', ['unknown']);
  await desk.centre.setLine(true);
  await until(stay, 'settlement-reversal', ['acknowledged']);
  desk.bank.disarm();
  return stay;
}

it('a draw whose answer was lost is found out, goes back to the lock, and the new share is drawn', async () => {
  const stay = await takenBackWithoutAnswer('lost-answer');
  await until(stay, 'credit-draw', ['acknowledged']);
  await until(stay, 'credit-draw-reversal', ['acknowledged']);
  await settledAnew(stay);
  const [bank] = desk.bank.referee().stays;
  expect(bank).toMatchObject({ doubled: false, draws: { recorded: 2 }, sums: { drawn: '3146.90', open: '0.00' } });
});

it('a draw that the bank never saw needs no way back', async () => {
  const stay = await takenBackWithoutAnswer('no-answer');
  await until(stay, 'credit-draw', ['withdrawn']);
  expect(await actsOf(stay, 'credit-draw-reversal')).toEqual(['withdrawn']);
  await settledAnew(stay);
  await expectOnce(desk);
});

it('the giving back of a lock that the bank never saw is asked again', async () => {
  const stay = await settledThere(() => undefined);
  await finished(desk, stay);
  desk.bank.arm({ operation: 'release', kind: 'no-answer' });
  await askBack(stay, 'admission');
  await until(stay, 'admission-reversal', ['acknowledged']);
  await eventually(
    () => desk.call(encounterContract.get, { encounterId: stay }),
    ({ acts }) => acts.every(({ state }) => state === 'acknowledged' || state === 'withdrawn'),
    { seconds: 20 },
  );
  const [bank] = desk.bank.referee().stays;
  expect(bank).toMatchObject({ doubled: false, sums: { drawn: '0.00', open: '0.00' } });
});
