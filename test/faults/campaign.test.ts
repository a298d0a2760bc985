import { expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';
import { CELLS } from './plan.ts';

/** Seeds under which each strikes. */
const WORLDS = { 'disk full': 3166163409, 'failing flush': 3307360179, 'store killed': 3149385790, 'lines spoilt': 315455770 };

/** Its first two admissions are carried out and half an answer comes back: a careless desk does them twice. */
const CONTROL_WORLD = 3061;

const options = { seed: 4, patients: 8, atOnce: 2, mistake: 'none', seconds: 75, say: () => undefined };

it.concurrent('nothing is lost, nothing doubled, nothing one-sided, whatever happens on the line and to the core', async () => {
  const said: string[] = [];
  const summary = await runCampaign({ ...options, runs: 10, patients: 10, say: (line) => void said.push(line) });
  // Ten stays and two visits.
  expect(summary, said.join('\n')).toEqual({ runs: 12, lost: 0, doubled: 0, oneSided: 0, withoutPerson: 1 });
});

it.concurrent.each(CELLS)('nor when below it lies: %s', async (cell) => {
  const said: string[] = [];
  const summary = await runCampaign({
    ...options,
    runs: 2,
    patients: 2,
    seconds: 150,
    cell,
    world: WORLDS[cell],
    say: (line) => void said.push(line),
  });
  expect(summary, said.join('\n')).toEqual({ runs: 2, lost: 0, doubled: 0, oneSided: 0, withoutPerson: 1 });
  const line = said.find((each) => each.includes(`${cell}: struck`));
  // Where the rights are missing the report says so; where they are there it must have struck.
  expect(line).toMatch(/NOT RUN|struck [1-9]/);
});

it.concurrent('nor when the core dies at a step boundary of a quiet stay and a visit, before the write or after it', async () => {
  const said: string[] = [];
  const sweep = { every: 60, from: 70 };
  const summary = await runCampaign({ ...options, runs: 2, atOnce: 1, sweep, say: (line) => void said.push(line) });
  expect(summary, said.join('\n')).toEqual({ runs: 4, lost: 0, doubled: 0, oneSided: 0, withoutPerson: 1 });
  expect(said.at(-1)).toContain('died at 2 step boundaries');
});

it.concurrent.each([
  ['sends again after a time-out', 'resend'],
  ['believes "absent" at once', 'absent-at-once'],
] as const)('a desk that %s is caught', async (_what, mistake) => {
  const world = { world: CONTROL_WORLD, combination: 'late visibility', patients: 3, runs: 3, seconds: 30 };
  const { doubled } = await runCampaign({ ...options, ...world, mistake });
  expect(doubled).toBeGreaterThan(0);
});
