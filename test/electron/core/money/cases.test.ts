import { afterEach, expect, it } from 'vitest';
import { caseContract } from '../../../../shared/contract/case-contract.ts';
import { sessionContract } from '../../../../shared/contract/session-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CaseStep } from '../../../../shared/model/case.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { admit, finished, registered, settle, signIn, stayEnds } from '../../../support/line-steps.ts';
import { withEarlierStays } from '../../../support/insured-year.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { newKey, openShift, take } from './till-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const cases = () => desk.call(caseContract.list, {});
const step = (encounterId: EncounterId, what: CaseStep, words = '') =>
  desk.call(caseContract.step, { encounterId, step: what, words, key: newKey() });
const inWorklist = async (group: string) =>
  (await desk.call(worklistContract.list, {})).items.filter((item) => item.group === group).length;

/** 示例戊 left on credit; later the centre counts his second stay: 144.50 less, and 430.50 of his own are not paid yet. */
async function settledOtherwise(): Promise<EncounterId> {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-02 09:50') });
  await desk.centre.savePerson(withEarlierStays('示例戊', 0));
  await signIn(desk);
  const stay = await admit(desk, 'S04', '示例戊');
  await registered(desk, stay);
  await desk.centre.savePerson(withEarlierStays('示例戊', 1)); // another hospital settled meanwhile
  desk.setClock(offsetTo('2023-06-13 10:05'));
  await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
  await openShift(desk);
  await stayEnds(desk, stay, 'S04');
  await desk.centre.setLine(false);
  await settle(desk, stay, 'credit-leave');
  await desk.centre.setLine(true);
  await finished(desk, stay);
  return stay;
}

it('goes to zero: first the money, then the words, each with who did it', async () => {
  const stay = await settledOtherwise();
  const { cases: open, due } = await cases();
  expect(open).toHaveLength(1);
  expect(open[0]).toMatchObject({ encounterId: stay, action: 'collect', office: 'window', owner: null, patientName: '示*戊', days: 0 });
  expect([open[0]?.due, due].map(String)).toEqual(['430.50', '430.50']);

  await step(stay, 'claimed');
  await step(stay, 'called', '电话约明日来交');
  expect((await cases()).cases[0]).toMatchObject({
    owner: '收费员甲',
    steps: [{ step: 'called', words: '电话约明日来交' }, { step: 'claimed' }],
  });
  await step(stay, 'to-finance', '病人称无力支付');
  expect((await cases()).cases[0]).toMatchObject({ action: 'collect', office: 'finance' });

  await take(desk, { encounterId: stay, amount: '430.50' });
  const [left] = (await cases()).cases;
  expect(left).toMatchObject({ action: 'explain', office: 'window', causes: [{ cause: 'stay-count' }] });
  expect(await inWorklist('difference')).toBe(1);
  await expect(step(stay, 'explained')).rejects.toMatchObject({ kind: 'validation' });
  await step(stay, 'explained', '本年第二次住院，起付线低');
  expect(await cases()).toMatchObject({ cases: [] });
  expect(await inWorklist('difference')).toBe(0);
  await expect(step(stay, 'called', '再打一次')).rejects.toMatchObject({ code: 'encounter.wrong-state' });
});

it('the same step pressed twice is written once; who may not work at it may not write', async () => {
  const stay = await settledOtherwise();
  const request = { encounterId: stay, step: 'called' as const, words: '电话无人接', key: newKey() };
  await desk.call(caseContract.step, request);
  await desk.call(caseContract.step, request);
  expect((await cases()).cases[0]?.steps).toHaveLength(1);
  await desk.call(sessionContract.signIn, { clerkId: 'Z01', pin: '1357' });
  await expect(step(stay, 'claimed')).rejects.toMatchObject({ kind: 'permission' });
});
