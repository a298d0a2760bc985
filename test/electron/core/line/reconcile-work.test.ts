import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { reconciliationContract } from '../../../../shared/contract/reconciliation-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import { Caller } from '../../../centre/caller/caller.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { admit, finished, registered, settle, stayEnds, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { deskOfS01 } from './play-stay.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const DAY = '2023-06-13' as never;
const compare = () => desk.call(reconciliationContract.compare, { day: DAY });
const causes = async () => (await compare()).differences.map(({ cause }) => cause);
const handle = async (action: 'record-reversal' | 'reverse' | 'correct' | 'to-finance' | 'find-out') => {
  const [first] = (await desk.call(reconciliationContract.view, { day: DAY })).differences;
  const key = randomUUID() as IdempotencyKey;
  return desk.call(reconciliationContract.handle, { differenceId: first?.differenceId ?? 0, action, note: '示例', key });
};

async function settled(): Promise<EncounterId> {
  desk = await deskOfS01();
  const stay = await admit(desk, 'S01', '示例甲', 'deposit');
  await registered(desk, stay);
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await stayEnds(desk, stay, 'S01');
  await settle(desk, stay, 'online');
  await finished(desk, stay);
  return stay;
}

/** Somebody else at the centre's business port, with what its log names. */
async function somebody() {
  const caller = new Caller(desk.centre.url);
  caller.nowMs = () => Date.now() + offsetTo('2023-06-13 08:35');
  const log = (await desk.centre.log()) as { effect: string | null; effectId: string; msgid: string; infno: string; outcome: string }[];
  const of = (effect: string) => log.find((row) => row.effect === effect);
  return {
    caller,
    numbers: { mdtrt_id: of('admission')?.effectId, setl_id: of('settlement')?.effectId, psn_no: '210200000000001' },
    settlingMessage: of('settlement')?.msgid,
  };
}

describe('reconciliation at the desk', () => {
  it('agrees after a plain settlement, by day and by shift, and is confirmed when the day is over', async () => {
    await settled();
    const view = await compare();
    expect(view).toMatchObject({
      differences: [],
      groups: [{ schemeCode: '310', clearingType: '21', agencyCode: '210200', count: 1, equal: true }],
    });
    expect(view.shifts.flatMap(({ days }) => days)).toMatchObject([{ day: DAY, count: 1, standing: 'equal' }]);
    await expect(desk.call(reconciliationContract.confirm, { day: DAY })).rejects.toMatchObject({ code: 'statement.wrong-state' });
    desk.setClock(offsetTo('2023-06-14 08:00'));
    const { confirmed } = await desk.call(reconciliationContract.confirm, { day: DAY });
    expect(confirmed).toMatchObject({ clerkId: 'A01' });
  });

  it('a settlement that the centre took back is booked, the stay is open again, and the next comparison is equal', async () => {
    const stay = await settled();
    const { caller, numbers } = await somebody();
    await caller.done('2305', { data: numbers });
    expect(await causes()).toEqual(['recalled-there']);
    expect((await desk.call(worklistContract.list, {})).items.map(({ group }) => group)).toContain('reconciliation');
    await expect(handle('correct')).rejects.toMatchObject({ code: 'statement.wrong-state' });
    await handle('record-reversal');
    expect((await strip(desk, stay)).state).toBe('ward-discharged');
    expect(await causes()).toEqual([]);
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    expect((await compare()).groups).toMatchObject([{ count: 3, equal: true }]);
  });

  it('one that vanished there by a message reversal goes from our books as if it had never been', async () => {
    const stay = await settled();
    const { caller, numbers, settlingMessage } = await somebody();
    await caller.done('2601', { data: { psn_no: numbers.psn_no, omsgid: settlingMessage, oinfno: '2304' } });
    expect(await causes()).toEqual(['unexplained-here']); // not visible yet: nobody says that it is not there
    desk.centre.behave({ lateVisibilityMs: 0 });
    expect(await causes()).toEqual(['reversed-there']);
    await handle('record-reversal');
    expect((await compare()).groups).toMatchObject([{ count: 0, equal: true }]);
    expect((await strip(desk, stay)).state).toBe('ward-discharged');
  });

  it('a true double at the centre is taken back by its message, and only that one', async () => {
    const stay = await settled();
    const { caller, numbers } = await somebody();
    desk.centre.behave({ secondSettlement: 'accepted' });
    const sent = (await desk.centre.log()) as { infno: string; msgid: string }[];
    expect(sent.filter(({ infno }) => infno === '2304')).toHaveLength(1);
    const person = { mdtrt_cert_type: '02', mdtrt_cert_no: '210202197703159910', psn_cert_type: '01', certno: '210202197703159910' };
    const rest = { psn_type: '11', psn_name: '示例甲', medfee_sumamt: '12860.40', psn_setlway: '01', insutype: '310', acct_used_flag: '0' };
    const place = { mid_setl_flag: '0', insuplc_admdvs: '210200', mdtrtarea_admvs: '210200' };
    await caller.done('2304', { data: { ...numbers, ...person, ...rest, ...place } });
    expect(await causes()).toEqual(['duplicate-there']);
    await handle('reverse');
    await eventually(compare, ({ differences, groups }) => differences.length === 0 && groups.every(({ equal }) => equal));
    expect((await strip(desk, stay)).state).toBe('settled');
    expect((await desk.centre.referee()).stays[0]?.state.settlement).toBe('once');
  });

  it('with the line down nothing is saved, and what was compared before stands', async () => {
    await settled();
    const before = await compare();
    await desk.centre.setLine(false);
    await expect(compare()).rejects.toMatchObject({ kind: 'gateway' });
    expect((await desk.call(reconciliationContract.view, { day: DAY })).comparedAt).toBe(before.comparedAt);
  });
});
