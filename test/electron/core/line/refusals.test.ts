import { afterEach, describe, expect, it, vi } from 'vitest';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { eventually } from '../../../support/eventually.ts';
import { finished, settle, stayEnds, strip, view } from '../../../support/line-steps.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { admitted, deskOfS01, expectOnce } from './play-stay.ts';

vi.setConfig({ testTimeout: 60_000 });

let desk: CoreDesk;
afterEach(() => desk.close());

async function inHospital() {
  desk = await deskOfS01();
  const stay = await admitted(desk);
  desk.setClock(offsetTo('2023-06-13 08:35'));
  return stay;
}

describe('a refusal of the centre', () => {
  it('of the settlement: nothing is drawn, a person is asked, and the clerk settles again', async () => {
    const stay = await inHospital();
    await stayEnds(desk, stay, 'S01');
    desk.centre.arm({ infno: '2304', kind: 'refusal', text: '该人员待遇已冻结' });
    await settle(desk, stay, 'online');
    await eventually(
      () => strip(desk, stay),
      ({ state }) => state === 'ward-discharged',
    );
    const { items } = await desk.call(worklistContract.list, {});
    expect(JSON.stringify(items)).toContain('该人员待遇已冻结');
    expect((await view(desk, stay)).outcome).toBeNull();
    expect(desk.bank.referee().stays[0]?.sums).toMatchObject({ drawn: '0.00', released: '0.00', open: '3200.00' });

    await settle(desk, stay, 'online');
    await finished(desk, stay);
    expectOnce(desk);
  });
});
