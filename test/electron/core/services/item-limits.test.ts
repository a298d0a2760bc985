import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { chargeContract } from '../../../../shared/contract/charge-contract.ts';
import { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import { readStory, writeBatch } from '../../../his/writer.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, registered, signIn, stayEnds, view } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

it('the limits that the hospital maps are checked before the discharge: on its list, and on each line of the charges', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
  await signIn(desk);
  const line = readStory('S01').chargeParts[0]?.[0] ?? {};
  const mapped = {
    kind: 'catalogue-item',
    itemCode: line['itemCode'],
    name: line['name'],
    class: 'A',
    firstShareRate: '0.0000',
    priceCap: null,
  };
  const limits = { sex: 'female', ageTo: 17, mostPerStay: '3.0000' };
  writeBatch(path.join(desk.folder, 'his'), 'catalogue', [{ ...mapped, tariff: '18.000000', limits }]);
  const stay = await admit(desk, 'S01', '示例甲', 'deposit');
  await registered(desk, stay);
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await stayEnds(desk, stay, 'S01');

  const { prechecks } = await view(desk, stay);
  expect(prechecks.find(({ check }) => check === 'item-limits')).toMatchObject({
    standing: 'doubt',
    facts: { person: '2', quantity: '1', tariff: '1', item: line['name'] },
  });
  const { leaving } = await desk.call(settlementContract.leaving, {});
  expect(leaving[0]?.open.find(({ check }) => check === 'item-limits')).toMatchObject({ who: 'ward', at: 'charges' });

  const charges = await eventually(
    () => desk.call(chargeContract.view, { encounterId: stay }),
    ({ doubtful }) => doubtful > 0,
  );
  const doubtful = await desk.call(chargeContract.lines, { encounterId: stay, search: '', doubtful: true, page: 0 });
  expect([charges.doubtful, doubtful.count]).toEqual([1, 1]);
  expect(doubtful.lines[0]?.findings.map(({ finding }) => finding)).toEqual(['sex', 'age', 'per-stay', 'tariff']);
  const all = await desk.call(chargeContract.lines, { encounterId: stay, search: '', page: 0 });
  expect(all.count).toBeGreaterThan(1);
});
