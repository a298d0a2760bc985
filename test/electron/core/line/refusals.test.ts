import { afterEach, describe, expect, it } from 'vitest';
import { deskContract } from '../../../../shared/contract/desk-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, settle, stayEnds, strip, view } from '../../../support/line-steps.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { admitted, deskOfS01, expectOnce, settled } from './play-stay.ts';

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
    await expectOnce(desk);
  });
});

describe('a centre that refuses our clock', () => {
  it.each(['http-401', 'infcode-9000'] as const)(
    '(%s) did nothing: the admission is kept and goes on when the clock is right',
    async (clockRefusal) => {
      desk = await deskOfS01();
      desk.centre.behave({ clockRefusal });
      const right = offsetTo('2023-06-05 10:15');
      desk.centre.arm({ infno: '2401', kind: 'reset', times: 99 }); // until the clock is wrong
      const stay = await admit(desk, 'S01', '示例甲');
      desk.centre.disarm();
      desk.centre.setClockOffset(right + 20 * 60_000);
      await eventually(
        () => desk.call(deskContract.status, {}),
        ({ lines }) => lines.some(({ line, state }) => line === 'centre' && state === 'down'),
      );
      expect((await strip(desk, stay)).registration).not.toBe('rejected');
      expect((await desk.centre.referee()).stays).toEqual([]);

      desk.centre.setClockOffset(right);
      await registered(desk, stay);
      await settled(desk, stay);
      await expectOnce(desk);
    },
  );
});
