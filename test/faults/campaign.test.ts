import { expect, it, vi } from 'vitest';
import { runCampaign } from './campaign.ts';
import { CELLS } from './plan.ts';

/** Seeds under which each strikes. */
const WORLDS = { 'disk full': 3166163409, 'failing flush': 3307360179, 'store killed': 3149385790, 'lines spoilt': 315455770 };

vi.setConfig({ testTimeout: 180_000 });

const options = { seed: 4, patients: 8, atOnce: 2, mistake: 'none', seconds: 75, say: () => undefined };

it.concurrent('nothing is lost, nothing doubled, nothing one-sided, whatever happens on the line and to the core', async () => {
  const said: string[] = [];
  const summary = await runCampaign({ ...options, runs: 24, patients: 12, say: (line) => void said.push(line) });
  expect(summary, said.join('\n')).toEqual({ runs: 24, lost: 0, doubled: 0, oneSided: 0, withoutPerson: 1 });
});

it.concurrent.each(CELLS)('nor when below it lies: %s', async (cell) => {
  const said: string[] = [];
  const summary = await runCampaign({
    ...options,
    runs: 3,
    patients: 3,
    seconds: 150,
    cell,
    world: WORLDS[cell],
    say: (line) => void said.push(line),
  });
  expect(summary, said.join('\n')).toEqual({ runs: 3, lost: 0, doubled: 0, oneSided: 0, withoutPerson: 1 });
  const line = said.find((each) => each.includes(`${cell}: struck`));
  // Where the rights are missing the report says so; where they are there it must have struck.
  expect(line).toMatch(/NOT RUN|struck [1-9]/);
});

it.concurrent('a desk that sends again after a time-out is caught', async () => {
  const { doubled } = await runCampaign({
    ...options,
    runs: 8,
    mistake: 'resend',
    seconds: 40,
    world: 3090788599,
    combination: 'everything repeated is a new act',
  });
  expect(doubled).toBeGreaterThan(0);
});
