import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deskContract } from '../../../../shared/contract/desk-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { finished, settle, stayEnds } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { admitted, deskOfS01, expectOnce } from './play-stay.ts';

let desk: CoreDesk;
let stay: EncounterId;

beforeEach(async () => {
  desk = await deskOfS01();
  stay = await admitted(desk);
  desk.setClock(offsetTo('2023-06-13 08:35'));
});
afterEach(() => desk.close());

/** The employer stopped paying: 2001 says no from now on. */
async function loseInsurance(): Promise<void> {
  const persons = JSON.parse(readFileSync('test/centre/persons.json', 'utf8')) as { name: string; insurances: object[] }[];
  const person = persons.find(({ name }) => name === '示例甲');
  await desk.centre.savePerson({ ...person, insurances: person?.insurances.map((row) => ({ ...row, status: '4' })) });
}

const asked = async (infno: string): Promise<number> =>
  ((await desk.centre.log()) as readonly { infno: string; outcome: string }[]).filter(
    (row) => row.infno === infno && row.outcome === 'done',
  ).length;

const states = async (): Promise<readonly string[]> =>
  (await desk.call(encounterContract.get, { encounterId: stay })).acts.map(({ kind, state }) => `${kind} ${state}`);

async function lineAway(): Promise<void> {
  await desk.centre.setLine(false);
  await eventually(
    () => desk.call(deskContract.status, {}),
    ({ lines }) => lines.some(({ line, state }) => line === 'centre' && state === 'down'),
    { seconds: 40 },
  );
}

/** Almost an hour later the line is back; whatever was being tried at the jump has failed by then. */
async function anHourLater(): Promise<void> {
  desk.setClock(offsetTo('2023-06-13 09:30'));
  await delay(500);
  await desk.centre.setLine(true);
}

const chargesThere = () =>
  eventually(states, (acts) => {
    const charges = acts.filter((act) => act.startsWith('charges'));
    return charges.length > 0 && charges.every((act) => act === 'charges acknowledged');
  });

describe('eligibility before a queued act', () => {
  it('charges that waited for the line are not sent for somebody who lost it, and a person reads why', async () => {
    await lineAway();
    await stayEnds(desk, stay, 'S01');
    await loseInsurance();
    await anHourLater();
    const { items } = await eventually(
      () => desk.call(worklistContract.list, {}),
      ({ items: all }) => all.some(({ group }) => group === 'rejected'),
    );
    expect(items.find(({ group }) => group === 'rejected')).toMatchObject({ matter: 'act.charges', words: '参保状态异常(终止参保)' });
    expect((await desk.centre.referee()).stays[0]?.state.lines).toBe('absent');
  });

  it('a settlement is not sent either, and its discharge is not reported, when both waited', async () => {
    await stayEnds(desk, stay, 'S01');
    await chargesThere();
    await lineAway();
    await settle(desk, stay, 'credit-leave');
    await loseInsurance();
    await anHourLater();
    await eventually(states, (acts) => acts.includes('discharge rejected'));
    expect(await states()).toContain('settlement waiting');
    expect((await desk.centre.referee()).stays[0]?.state).toMatchObject({ discharge: 'absent', settlement: 'absent' });
  });

  it('is not asked for charges that go out at once', async () => {
    const before = await asked('2001');
    const known = await asked('1101');
    await stayEnds(desk, stay, 'S01');
    await eventually(
      states,
      (acts) => acts.some((act) => act === 'charges acknowledged') && !acts.some((act) => act === 'charges waiting'),
    );
    expect(await asked('2001')).toBe(before);
    await settle(desk, stay, 'online');
    await finished(desk, stay);
    await expectOnce(desk);
    // Before each try of 2304; his scheme was read days ago.
    expect(await asked('2001')).toBeGreaterThan(before);
    expect(await asked('1101')).toBeGreaterThan(known);
  });
});
