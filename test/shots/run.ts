import { rmSync } from 'node:fs';
import { shootQuietDesk } from './quiet-desk.ts';
import { shootWholeDay } from './whole-day.ts';

// npm run shots [-- quiet | day]: pictures of every page in its states into test-results/shots, for people to look at; beside them findings.txt with
// what does not fit and what axe calls serious. Not a test: what a picture shows wrong, somebody must see.
const [only] = process.argv.slice(2);
rmSync('test-results/shots/findings.txt', { force: true });
const parts = { quiet: shootQuietDesk, day: shootWholeDay };
let clean = true;
for (const [name, shoot] of Object.entries(parts)) if (only === undefined || only === name) clean = (await shoot()) && clean;
process.exit(clean ? 0 : 1);
