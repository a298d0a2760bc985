import assert from 'node:assert/strict';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { type CoreDesk, type CoreDeskOptions, startCoreDesk } from '../../../support/core-desk.ts';
import { admit, finished, registered, settle, signIn, stayEnds } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

type Settings = Record<string, unknown>;

/** Time-outs of acts and pauses so short that a lost answer costs seconds, with changes of the centre's part. */
export const quick =
  (centre: Settings = {}, outbox: Settings = {}) =>
  (settings: Settings): Settings => ({
    ...settings,
    centre: { ...(settings['centre'] as Settings), readSeconds: 3, writeSeconds: 1, ...centre },
    bank: { ...(settings['bank'] as Settings), seconds: 3 },
    outbox: { absentAfterSeconds: 2, retrySeconds: [0.2, 0.4, 0.8], ...outbox },
  });

export type Options = Omit<CoreDeskOptions, 'clockOffsetMs'>;

/** A desk on the first day of S01, with somebody signed in. */
export async function deskOfS01({ settings = quick(), ...options }: Options = {}): Promise<CoreDesk> {
  const desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 10:15'), settings, ...options });
  await signIn(desk);
  return desk;
}

/** Admitted on credit: registered at the centre, locked at the bank. */
export async function admitted(desk: CoreDesk): Promise<EncounterId> {
  const stay = await admit(desk, 'S01', '示例甲');
  await registered(desk, stay);
  return stay;
}

/** Charges, the ward's notice, the settlement, draw and release; all of S01 that follows the admission. */
export async function settled(desk: CoreDesk, stay: EncounterId): Promise<void> {
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await stayEnds(desk, stay, 'S01');
  await settle(desk, stay, 'online');
  await finished(desk, stay);
}

/** The two referees: everything exactly once, and the money of S01 to the fen. */
export async function expectOnce({ centre, bank }: CoreDesk): Promise<void> {
  const [stay, ...others] = (await centre.referee()).stays;
  assert.deepEqual(others, []);
  assert.deepEqual(stay?.state, { admission: 'once', lines: 'once', discharge: 'once', settlement: 'once' });
  assert.deepEqual(stay?.money, { total: '12860.40', fund: '9477.50', account: '0.00', part: '3382.90' });
  const [credit, ...more] = bank.referee().stays;
  assert.deepEqual(more, []);
  assert.deepEqual([credit?.locks.recorded, credit?.draws.recorded, credit?.releases, credit?.doubled], [1, 1, 1, false]);
  assert.deepEqual(credit?.sums, { locked: '3200.00', drawn: '3146.90', released: '53.10', open: '0.00' });
}

/** Starts a desk, plays S01 to its end and asks the referees. Faults are armed by `before`. */
export async function playS01(options: Options = {}, before: (desk: CoreDesk) => void = () => undefined): Promise<void> {
  const desk = await deskOfS01(options);
  try {
    before(desk);
    await settled(desk, await admitted(desk));
    await expectOnce(desk);
  } catch (error) {
    const { items } = await desk.call(worklistContract.list, {});
    throw new Error(`what was open then: ${JSON.stringify(items)}`, { cause: error });
  } finally {
    await desk.close();
  }
}
