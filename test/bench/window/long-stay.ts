import path from 'node:path';
import { chargeContract } from '../../../shared/contract/charge-contract.ts';
import type { EncounterId } from '../../../shared/identity/ids.ts';
import { readStory, writeBatch, writeDischargeNotice } from '../../his/writer.ts';
import type { Desk } from '../../support/core-desk.ts';
import { eventually } from '../../support/eventually.ts';
import { strip } from '../../support/line-steps.ts';

/** A refund in so many lines, as on a ward that gives drugs back. */
const REFUND_EVERY = 40;
/** What one message of the desk's hospital holds here. */
const LINES_OF_A_FILE = 2_000;

/** Between the admission and the ward's notice of every story that is used. */
const FIRST_LINE_AT = '2023-06-08T04:00:00.000Z';
const SPREAD_OVER_MS = 100 * 60 * 60_000;

/** The lines of a story's first days again and again, every so-and-so-many one taken back. */
function linesOf(story: string, count: number): Record<string, unknown>[] {
  const { chargeParts } = readStory(story);
  const patterns = chargeParts.flat().filter(({ originalLineNo, amount }) => originalLineNo === null && Number(amount) < 500);
  const lines: Record<string, unknown>[] = [];
  for (let n = 0; n < count; n += 1) {
    const before = lines.at(-1);
    const takesBack = n % REFUND_EVERY === REFUND_EVERY - 1 && before !== undefined;
    const pattern = takesBack
      ? { ...before, quantity: `-${before['quantity']}`, amount: `-${before['amount']}` }
      : patterns[n % patterns.length];
    const own = { lineNo: String(90_000_000 + n), originalLineNo: takesBack ? before['lineNo'] : null };
    lines.push({
      ...pattern,
      ...own,
      occurredAt: new Date(Date.parse(FIRST_LINE_AT) + Math.floor((n * SPREAD_OVER_MS) / count)).toISOString(),
    });
  }
  return lines;
}

/** The lines come, the centre takes them, and the ward lets him go. Ms until the desk had them all. */
export async function fillStay(desk: Desk, stay: EncounterId, story: string, lines: number): Promise<number> {
  const his = path.join(desk.folder, 'his');
  const all = linesOf(story, lines);
  const started = performance.now();
  for (let from = 0; from < all.length; from += LINES_OF_A_FILE) writeBatch(his, 'charge', all.slice(from, from + LINES_OF_A_FILE));
  await eventually(
    () => strip(desk, stay),
    ({ chargeCount }) => chargeCount === lines,
    { seconds: 120 },
  );
  const intakeMs = Math.round(performance.now() - started);
  await eventually(
    () => desk.call(chargeContract.view, { encounterId: stay }),
    ({ unsent }) => unsent === 0,
    { seconds: 300 },
  );
  writeDischargeNotice(his, story);
  await eventually(
    () => strip(desk, stay),
    ({ state }) => state === 'ward-discharged',
  );
  return intakeMs;
}
