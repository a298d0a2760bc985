import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { BehaviourChange } from '../../../centre/behaviour.ts';
import { Caller } from '../../../centre/caller/caller.ts';
import { StoryStay } from '../../../centre/caller/story-stay.ts';
import { writeBatch } from '../../../his/writer.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { finished, settle, stayEnds, view } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { admitted, deskOfS01, expectOnce, quick } from './play-stay.ts';

let desk: CoreDesk;
let stay: EncounterId;
/** Somebody else on the same platform: what he does the desk is not told. */
let stranger: StoryStay;
let caller: Caller;

beforeEach(() => begin());
afterEach(() => desk.close());

async function begin(centre: Record<string, unknown> = {}): Promise<void> {
  desk = await deskOfS01({ settings: quick(centre) });
  stay = await admitted(desk);
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await stayEnds(desk, stay, 'S01');
  await eventually(
    () => view(desk, stay),
    ({ exits }) => exits.some(({ exit, open }) => exit === 'online' && open),
  );
  caller = new Caller(desk.centre.url);
  caller.nowMs = () => Date.now() + offsetTo('2023-06-13 08:35');
  stranger = new StoryStay(caller, 'S01');
  stranger.mdtrtId = (await desk.centre.referee()).stays[0]?.admissions.mdtrtIds[0] ?? '';
}

/** What all lines but the first add up to. */
const remaining = (): string => Money.sum(stranger.lines.slice(1).map((line) => Money.parse(String(line['amount'])))).toString();

const lose = (serial: string): Promise<unknown> => caller.done('2302', { data: [{ feedetl_sn: serial, ...stranger.numbers() }] });

const serialOf = (nth: number): string => String(stranger.lines[nth]?.['lineNo']);

const acts = async (): Promise<readonly string[]> =>
  (await desk.call(encounterContract.get, { encounterId: stay })).acts.map(({ kind, state }) => `${kind} ${state}`);

describe('a settlement whose lines at the centre are others than the hospital charged', () => {
  it('gets the missing lines there by itself, only those, and settles once', async () => {
    const uploads = (await acts()).filter((act) => act === 'charges acknowledged').length;
    await lose(serialOf(0));
    await lose(serialOf(3));
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await expectOnce(desk);
    expect((await acts()).filter((act) => act.startsWith('charges-removal'))).toEqual([]);
    expect(await acts()).toContain('charges-comparison acknowledged');
    expect((await acts()).filter((act) => act === 'charges acknowledged')).toHaveLength(uploads + 1);
  });

  it('loses the strange ones there, also one that stands there twice', async () => {
    desk.centre.behave({ repeatedLine: 'doubled' });
    await stranger.upload([{ ...stranger.lines[0], lineNo: '90000000000001' }]);
    await stranger.upload([stranger.lines[1] as never]);
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await expectOnce(desk);
    expect((await acts()).filter((act) => act === 'charges-removal acknowledged')).toHaveLength(2);
  });

  it.each([
    ['does not show unsettled lines', { feeLinesUnsettled: 'refused' }],
    ['shows none of them', { feeLinesUnsettled: 'empty' }],
  ] as const)('is uploaded anew as a whole where the centre %s', async (_what, behaviour: BehaviourChange) => {
    desk.centre.behave(behaviour);
    await lose(serialOf(2));
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await expectOnce(desk);
  });

  it('is not settled for less where the centre compares no totals', async () => {
    desk.centre.behave({ totalCheck: false });
    await lose(serialOf(2));
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await expectOnce(desk);
  });

  it('goes to a person with a sentence when the lines are the same on both sides', async () => {
    const words = '医疗费总额[12860.40]与已上传费用明细合计[1.00]不一致';
    desk.centre.arm({ infno: '2303', kind: 'refusal', text: words, times: 9 });
    await settle(desk, stay, 'online');
    const { items } = await eventually(
      () => desk.call(worklistContract.list, {}),
      ({ items: all }) => all.some(({ group }) => group === 'repair'),
      { seconds: 40 },
    );
    expect(items.find(({ group }) => group === 'repair')).toMatchObject({ matter: 'charges-disagree', words, encounterId: stay });
    expect((await view(desk, stay)).outcome).toBeNull();
    expect((await desk.centre.referee()).stays[0]?.state.settlement).toBe('absent');

    desk.centre.disarm(); // the centre was called, and mended its side
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await expectOnce(desk);
    const after = await desk.call(worklistContract.list, {});
    expect(after.items.filter(({ group }) => group === 'repair')).toEqual([]);
  });

  it('keeps the order of a place that reports the discharge after the settlement', async () => {
    await desk.close();
    await begin({ dischargeBeforeSettlement: false });
    desk.centre.behave({ dischargeFirst: false });
    await lose(serialOf(0));
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await eventually(acts, (all) => all.includes('discharge acknowledged'));
    await expectOnce(desk);
    const done = ((await desk.centre.log()) as readonly { infno: string; outcome: string }[]).filter(({ outcome }) => outcome === 'done');
    const numbers = done.map(({ infno }) => infno).filter((infno) => infno === '2304' || infno === '2402');
    expect(numbers).toEqual(['2304', '2402']);
  });

  it('is left alone when it is told meanwhile that the phone has settled the stay', async () => {
    await lose(serialOf(0));
    desk.centre.arm({ infno: '5204', kind: 'refusal', text: '系统繁忙', times: 1 });
    desk.centre.behave({ lateVisibilityMs: 0 });
    await settle(desk, stay, 'online');
    await eventually(acts, (all) => all.some((act) => act.startsWith('charges-comparison')));
    const phone = await stranger.settle({}, { medfee_sumamt: remaining() });
    expect(phone.infcode).toBe('0');
    const settlementNumber = String((phone.output['setlinfo'] as { setl_id: string }).setl_id);
    writeBatch(path.join(desk.folder, 'his'), 'event', [
      { kind: 'settled-elsewhere', orderNo: 'ZY20230605001', settlementNumber, by: 'phone' },
    ]);
    await eventually(acts, (all) => all.includes('settlement-adoption acknowledged'), { seconds: 40 });
    expect((await acts()).filter((act) => act === 'charges waiting' || act === 'settlement waiting')).toEqual([]);
    expect((await desk.centre.referee()).stays[0]?.state.settlement).toBe('once');
  });

  it('is compared already when the clerk asks for the pre-settlement', async () => {
    await lose(serialOf(1));
    await expect(desk.call(settlementContract.askCentre, { encounterId: stay })).rejects.toMatchObject({ kind: 'rejected' });
    expect((await view(desk, stay)).exits.find(({ exit }) => exit === 'online')?.closedBecause).toContain('charges-compared');
    const { preSettledAt } = await eventually(
      () => desk.call(settlementContract.askCentre, { encounterId: stay }).catch(() => view(desk, stay)),
      (shown) => shown.preSettledAt !== null,
      { seconds: 40 },
    );
    expect(preSettledAt).not.toBeNull();
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await expectOnce(desk);
  });
});
