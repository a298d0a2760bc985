import { SignIn } from '../e2e/pages/sign-in.ts';
import { putCard } from '../support/desk-folder.ts';
import { deskOf } from '../support/desk-of-program.ts';
import { DeskProgram } from '../support/desk-program.ts';
import { admit } from '../support/line-steps.ts';
import { offsetTo } from '../support/story-clock.ts';
import { measureShift } from './shift/close.ts';
import { fillStay } from './window/long-stay.ts';
import { measureStay } from './window/measure.ts';

// npm run bench:window: what the cashier's window needs for long stays, in the real program. `bench:window -- 100 1000` measures other sizes.
const STAYS = [
  { story: 'S01', card: '示例甲', lines: 100 },
  { story: 'S04', card: '示例戊', lines: 1_000 },
  { story: 'S06', card: '示例庚', lines: 10_000 },
] as const;
const RECEIPTS = [500, 1_000, 2_000, 4_000];
/** Ms, at the size that the hospital is promised. */
const TARGETS = { openMs: 300, listMs: 300, frameWorstMs: 50, estimateMs: 100, statementMs: 1_000, closeMs: 2_000 };

const sizes = process.argv.slice(2).map(Number);
const stays: object[] = [];
const program = await DeskProgram.prepare(offsetTo('2023-06-08 10:00'));
const page = await program.open();
await new SignIn(page).signIn('收费员甲', '1234');
// Names that the compiler gives to functions inside what is evaluated.
await page.evaluate('globalThis.__name = (one) => one');
const desk = deskOf(program);
try {
  const admitted = [];
  for (const each of STAYS) admitted.push({ ...each, stay: await admit(desk, each.story, each.card, 'deposit') });
  await program.setClock(offsetTo('2023-06-13 15:00'));
  for (const [at, { story, card, lines, stay }] of admitted.entries()) {
    const count = sizes[at] ?? lines;
    const intakeMs = await fillStay(desk, stay, story, count);
    putCard(program.folder, card);
    stays.push({ ...(await measureStay(page, desk, stay, count)), intakeMs });
    console.error(stays.at(-1));
  }
} finally {
  await program.end();
}
const shifts: object[] = [];
for (const receipts of RECEIPTS) shifts.push(await measureShift(receipts));
console.table(stays);
console.table(shifts);
console.log(JSON.stringify({ bench: 'window', targets: TARGETS, stays, shifts }));
process.exit(0);
