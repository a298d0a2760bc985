import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { OutletReader } from '../../../his/reader.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, settle, signIn, stayEnds } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { openShift, take } from '../money/till-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

it('tells the hospital how a stay stands, what happened while its folder was away too, and nothing twice', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 10:15') });
  const his = path.join(desk.folder, 'his');
  const reader = new OutletReader(his);
  const told = async () => reader.read().get('ZY20230605001');
  await signIn(desk);
  const stay = await admit(desk, 'S01', '示例甲');
  await registered(desk, stay);
  const first = await eventually(told, (line) => line?.registered === true);
  expect(first).toMatchObject({
    state: 'in-hospital',
    door: 'credit',
    coverage: { scheme: '310', insuredPlace: '210200' },
    settlement: null,
  });
  expect([first?.stayNo.slice(0, 8), first?.visitNo === null]).toEqual(['ZY230605', false]);

  desk.setClock(offsetTo('2023-06-13 08:35'));
  await openShift(desk);
  await stayEnds(desk, stay, 'S01');
  renameSync(his, `${his}-away`);
  await settle(desk, stay, 'online');
  await finished(desk, stay);
  rmSync(his, { recursive: true, force: true });
  renameSync(`${his}-away`, his);
  const settled = await eventually(told, (line) => line?.state === 'settled' && line.arrears !== '0.00');
  expect(settled).toMatchObject({ settlement: { total: '12860.40', fund: '9477.50', own: '3382.90' }, arrears: '236.00' });
  await take(desk, { encounterId: stay, amount: '236.00' });
  expect(await eventually(told, (line) => line?.arrears === '0.00')).toMatchObject({ state: 'settled' });
  const texts = reader.lines.map(({ seq: _seq, ...line }) => JSON.stringify(line));
  expect(texts.filter((text, index) => text === texts[index - 1])).toEqual([]);
  expect(existsSync(path.join(his, 'refused'))).toBe(true); // what goes out is never taken for what comes in
});
