import { expect, it, vi } from 'vitest';
import { runCampaign } from './campaign.ts';

vi.setConfig({ testTimeout: 180_000 });

const options = { seed: 4, patients: 8, atOnce: 2, mistake: 'none', seconds: 75, say: () => undefined };

it.concurrent('nothing is lost, nothing doubled, nothing one-sided, whatever happens on the line and to the core', async () => {
  expect(await runCampaign({ ...options, runs: 24, patients: 12 })).toEqual({
    runs: 24,
    lost: 0,
    doubled: 0,
    oneSided: 0,
    withoutPerson: 1,
  });
});

it.concurrent('a desk that sends again after a time-out is caught', async () => {
  const { doubled } = await runCampaign({
    ...options,
    runs: 8,
    mistake: 'resend',
    seconds: 20,
    world: 3090788599,
    combination: 'everything repeated is a new act',
  });
  expect(doubled).toBeGreaterThan(0);
});
