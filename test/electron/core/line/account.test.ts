import { afterEach, expect, it } from 'vitest';
import { settlementContract } from '../../../../shared/contract/settlement-contract.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { finished, settle, stayEnds, view } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { money, newKey, openShift, openTill } from '../money/till-steps.ts';
import { admitted, deskOfS01 } from './play-stay.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

it('the own account pays of an in-patient’s share, the credit only the rest, and it is chosen before the settlement alone', {
  timeout: 30_000,
}, async () => {
  desk = await deskOfS01();
  const stay = await admitted(desk);
  desk.setClock(offsetTo('2023-06-13 08:35'));
  await openShift(desk);
  await stayEnds(desk, stay, 'S01');
  const { account } = await view(desk, stay);
  expect([account?.choice.account, account?.accounts.map((each) => each.account)]).toEqual(['none', ['none', 'own', 'family']]);
  const choose = (choice: object) =>
    desk.call(settlementContract.chooseAccount, {
      encounterId: stay,
      choice: { account: 'own', relative: null, ownerPlace: null, bound: false, ...choice },
      key: newKey(),
    });
  // Grandchildren lend only since the law of 2024: the reason is said, and nobody leaves so.
  const early = { account: 'family', relative: 'grandchild', ownerPlace: 'local', bound: true };
  const refused = await choose(early);
  expect(refused.account?.accounts.find((each) => each.account === 'family')).toMatchObject({ open: false });
  expect(refused.exits.find(({ exit }) => exit === 'online')?.closedBecause).toContain('account-closed');
  expect((await choose({})).account).toMatchObject({ choice: { account: 'own' }, fixed: false });
  await settle(desk, stay, 'online');
  const { outcome } = await finished(desk, stay);
  const { ownAccount, credit, arrears } = (await openTill(desk)).sheet.settlements.columns;
  // Of the official 自付 of 3,146.90 the account paid what lay on it, the bank the rest; 236.00 of 自费 stay his.
  expect(ownAccount.isZero()).toBe(false);
  expect([ownAccount.plus(credit), arrears, outcome?.due].map(String)).toEqual(['3146.90', '236.00', '236.00']);
  expect(desk.bank.referee().stays[0]?.sums.drawn).toBe(String(credit));
  expect((await desk.centre.referee()).stays[0]?.money.account).toBe(String(ownAccount));
  expect([(await view(desk, stay)).account, String((await money(desk, stay)).due)]).toEqual([null, '236.00']);
  await expect(choose({ account: 'none' })).rejects.toMatchObject({ code: 'encounter.wrong-state' });
});
