/**
 * npm run bench:reconcile: a day of 2,000 patients at a stand-in centre in its own process and in a desk's own file, with 40 faults planted of every
 * cause that can be told; then the desk reconciles over its line (3201, 9101, 3202, 9102, 5203). The last line is JSON.
 * Goals: all found, right cause >= 0.95, no false alarm, < 10 s. `-- --patients N --faults N` for other sizes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startStandins } from '../support/standin-processes.ts';
import { CLOCK_OFFSET_MS, playReconciliation } from './reconcile/play.ts';

const numberOf = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-reconcile-'));
const standins = await startStandins({ clockOffsetMs: CLOCK_OFFSET_MS });
try {
  const { centre } = standins;
  const control = {
    url: centre.url,
    person: async (person: object) => void (await centre.control('POST', 'person', person)),
    behave: async (behaviour: object) => void (await centre.control('POST', 'behaviour', behaviour)),
  };
  const { wrong, ...played } = await playReconciliation(control, folder, {
    patients: numberOf('--patients', 2_000),
    faults: numberOf('--faults', 40),
  });
  for (const line of wrong) process.stdout.write(`${line}\n`);
  const { found, planted, rightCause, falseAlarms, seconds } = played;
  const good = found === planted && rightCause >= 0.95 && falseAlarms === 0 && seconds < 10;
  process.stdout.write(`${JSON.stringify({ ...played, seconds: Number(seconds.toFixed(2)), good })}\n`);
  process.exitCode = good ? 0 : 1;
} finally {
  await standins.stop();
  rmSync(folder, { recursive: true, force: true });
}
