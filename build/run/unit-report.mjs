// Which sources a report of unit tests is about: a report of other sources says nothing of these.
import fs from 'node:fs';
import { root } from '../setup/context.mjs';
import { sourceHash } from './source-hash.mjs';

const sources = ['shared', 'electron', 'renderer', 'test', 'build', 'package-lock.json'];
const recordOf = (report) => `${report}.sources`;

/** To be called before the tests run: forgets the last report, and gives what to call when all of them have run. */
export function aboutToReport(report, folder = root) {
  const hash = sourceHash(folder, sources);
  for (const file of [report, recordOf(report)]) fs.rmSync(file, { force: true });
  return () => {
    if (fs.existsSync(report)) fs.writeFileSync(recordOf(report), hash);
  };
}

/** The first of these reports that comes from the present sources; undefined when none does. */
export function currentReport(reports, folder = root) {
  const hash = sourceHash(folder, sources);
  const isCurrent = (report) => fs.existsSync(recordOf(report)) && fs.readFileSync(recordOf(report), 'utf8') === hash;
  return reports.find((report) => fs.existsSync(report) && isCurrent(report));
}
