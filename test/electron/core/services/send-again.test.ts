import { afterEach, expect, it } from 'vitest';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

it('a refused admission goes out once more when a clerk says so, as a new attempt, and is registered once', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 09:30') });
  await signIn(desk);
  desk.centre.arm({ infno: '2401', kind: 'refusal', text: '科室未上传' });
  const encounterId = await admit(desk, 'S01', '示例甲');
  const { items } = await eventually(
    () => desk.call(worklistContract.list, {}),
    (list) => list.items.some(({ group }) => group === 'rejected'),
  );
  const refused = items.find(({ group }) => group === 'rejected');
  expect(refused).toMatchObject({ words: '科室未上传', encounterId });

  await desk.call(worklistContract.sendAgain, { actId: refused?.refusedActId ?? 0 });
  const { acts } = await eventually(
    () => desk.call(encounterContract.get, { encounterId }),
    ({ strip }) => strip.registration === 'acknowledged',
  );
  const attempts = acts.find(({ kind }) => kind === 'admission')?.attempts ?? [];
  expect(new Set(attempts.map(({ messageId }) => messageId)).size).toBe(2);
  expect((await desk.centre.referee()).stays[0]?.state.admission).toBe('once');
  await expect(desk.call(worklistContract.sendAgain, { actId: refused?.refusedActId ?? 0 })).rejects.toMatchObject({
    code: 'encounter.wrong-state',
  });
});
