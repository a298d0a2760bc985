import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { chargeContract } from '../../../../shared/contract/charge-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { visitContract } from '../../../../shared/contract/visit-contract.ts';
import { PEOPLE, TAKEN_BACK, USUAL_LINES, writeVisit, writeVisitLines } from '../../../his/visits.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, registered, signIn, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { quick } from '../line/play-stay.ts';
import { newKey } from '../money/till-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const EMERGENCY = 'JZ23060501';

it('the emergency of the night becomes part of the stay: the centre has its lines from the admission on, a take-back follows them, another’s is refused', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 09:30'), settings: quick() });
  await signIn(desk);
  const his = path.join(desk.folder, 'his');
  const visit = { visitType: 'emergency', lines: USUAL_LINES } as const;
  writeVisit(his, { ...visit, orderNo: EMERGENCY, patient: PEOPLE.示例甲, visitedAt: '2023-06-04T19:00:00.000Z' });
  writeVisit(his, { ...visit, orderNo: 'MZ23052001', patient: PEOPLE.示例甲, visitedAt: '2023-05-20T01:00:00.000Z' }); // long before
  writeVisit(his, { ...visit, orderNo: 'JZ23060502', patient: PEOPLE.示例酉, visitedAt: '2023-06-04T20:00:00.000Z' });
  const encounterId = await admit(desk, 'S01', '示例甲', 'deposit');
  await registered(desk, encounterId);
  const prior = () => desk.call(chargeContract.prior, { encounterId });
  const { visits } = await eventually(prior, (answer) => answer.visits.length > 0);
  expect(visits).toMatchObject([{ orderNumber: EMERGENCY, visitType: 'emergency', lineCount: 4, blockedBecause: null }]);
  expect(String(visits[0]?.total)).toBe('1250.00');

  const take = (orderNumber: string, key = newKey()) => desk.call(chargeContract.takePrior, { encounterId, orderNumber, key });
  for (const other of ['JZ23060502', 'MZ23052001', 'nobody'])
    await expect(take(other)).rejects.toMatchObject({ code: 'charges.prior-closed', details: { because: 'not-his' } });
  const key = newKey();
  const taken = await take(EMERGENCY, key);
  expect(taken).toMatchObject({ visits: [], taken: [{ orderNumber: EMERGENCY, lineCount: 4 }] });
  expect(await take(EMERGENCY, key)).toEqual(taken); // the same press twice
  await expect(take(EMERGENCY)).rejects.toMatchObject({ code: 'charges.prior-closed' });
  expect(String((await strip(desk, encounterId)).chargesTotal)).toBe('1250.00');
  expect((await desk.call(visitContract.waiting, { patientId: null })).visits.map(({ orderNumber }) => orderNumber)).not.toContain(
    EMERGENCY,
  );
  const charged = async () =>
    (await desk.call(encounterContract.get, { encounterId })).acts.filter(({ kind }) => kind === 'charges').map(({ state }) => state);
  const allDone = (states: readonly string[]) => states.every((state) => state === 'acknowledged');
  await eventually(charged, (states) => states.length === 1 && allDone(states));
  const admittedAt = (await strip(desk, encounterId)).admittedAt;
  const { lines } = await desk.call(chargeContract.lines, { encounterId, search: '', page: 0 });
  expect(lines.map(({ occurredAt }) => occurredAt)).toEqual(Array(4).fill(admittedAt));

  // The pharmacy takes two boxes back under the visit's number: they leave the stay.
  writeVisitLines(his, EMERGENCY, '2023-06-04T19:30:00.000Z', [TAKEN_BACK]);
  await eventually(
    () => strip(desk, encounterId),
    ({ chargesTotal }) => String(chargesTotal) === '1050.00',
  );
  await eventually(charged, (states) => states.length === 2 && allDone(states));
});
