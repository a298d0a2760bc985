import { afterEach, describe, expect, it } from 'vitest';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { recallContract } from '../../../../shared/contract/recall-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { Caller } from '../../../centre/caller/caller.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { settle, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { newKey, openShift, take } from '../money/till-steps.ts';
import { admitted, deskOfS01, quick, settled } from './play-stay.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

const settings = quick({ settlementList: { upload: true, withinDays: 10 }, recall: { approval: 'none' } });
const lists = async (stay: EncounterId): Promise<readonly string[]> =>
  (await desk.call(encounterContract.get, { encounterId: stay })).acts
    .filter(({ line }) => line === 'list')
    .map(({ kind, state }) => `${kind} ${state}`);
const until = (stay: EncounterId, last: string) =>
  eventually(
    () => lists(stay),
    (all) => all.at(-1) === last,
    { seconds: 20 },
  );
/** What the centre carried out of these transactions, in its order. */
async function doneThere(...numbers: readonly string[]): Promise<readonly string[]> {
  const rows = (await desk.centre.log()) as readonly { readonly infno: string; readonly outcome: string }[];
  return rows.filter(({ infno, outcome }) => outcome === 'done' && numbers.includes(infno)).map(({ infno }) => infno);
}

/** The medical-records office submits the list: now a settlement is only taken back after it. */
async function submit(): Promise<void> {
  const [stay] = (await desk.centre.referee()).stays;
  const caller = new Caller(desk.centre.url);
  caller.nowMs = () => Date.now() + offsetTo('2023-06-13 08:35');
  const [setl_id] = stay?.settlements.setlIds ?? [];
  await caller.done('4102', { data: { stastinfo: [{ psn_no: '210200000000001', setl_id, stas_type: '1' }] } });
}

/** S01 settled and drawn; what he still owes is paid, so that the invoice comes, and with it the list. */
async function paid(before: () => void = () => undefined): Promise<EncounterId> {
  desk = await deskOfS01({ settings });
  before();
  const stay = await admitted(desk);
  await settled(desk, stay);
  expect(await lists(stay)).toEqual(['settlement-list waiting']); // for its invoice
  await openShift(desk);
  await take(desk, { encounterId: stay, amount: '236.00' });
  return stay;
}

describe('a settlement list', () => {
  it('waits for the invoice, is sent once though its answer was lost, and is renewed with the settlement', async () => {
    const stay = await paid(() => desk.centre.arm({ infno: '4101', kind: 'lost-answer' }));
    await until(stay, 'settlement-list acknowledged');
    expect(await doneThere('4101')).toEqual(['4101']);
    await submit();
    await desk.call(invoiceContract.askStanding, { encounterId: stay });
    await desk.call(recallContract.ask, { encounterId: stay, depth: 'settlement', reason: '费用有误', key: newKey() });
    await until(stay, 'settlement-list-reversal acknowledged');
    await eventually(
      () => strip(desk, stay),
      ({ state }) => state === 'ward-discharged',
      { seconds: 20 },
    );
    expect(await doneThere('4102', '2305')).toEqual(['4102', '4102', '2305']); // submitted; then in reverse order
    await settle(desk, stay, 'online');
    await until(stay, 'settlement-list waiting'); // for the new invoice
  });

  it('that is refused stands in the work list with the centre’s words, and holds up nothing of the patient', async () => {
    const stay = await paid(() => desk.centre.arm({ infno: '4101', kind: 'refusal', text: '科室编码未备案' }));
    await until(stay, 'settlement-list rejected');
    const { items } = await desk.call(worklistContract.list, {});
    const item = items.find(({ matter }) => matter === 'act.settlement-list');
    expect(item).toMatchObject({ group: 'rejected', encounterId: stay, words: '科室编码未备案' });
    expect(item?.deadlineAt).not.toBeNull();
    await desk.call(worklistContract.sendAgain, { actId: item?.refusedActId ?? 0 });
    await until(stay, 'settlement-list acknowledged');
  });
});
