/**
 * npm run dry-run -- --cases FOLDER|FILE.jsonl --pack NEWDIR [--pack …] [--json]: what would a new pack have changed for the hospital's own
 * past? Replays stored cases under the program's packs and with the new ones in their place: who gains, who loses.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CalendarDate } from '../../../shared/time/calendar-date.ts';
import { readShelf } from './shelf.ts';
import { type DoorChange, type Replay, replay } from './replay.ts';
import { storedCases } from './stored-cases.ts';
import type { Changed, Group } from './tally.ts';

const DELIVERED = path.join(import.meta.dirname, '../../../shared/policy/packs');
/** Far enough for any pack; the rules have no clock. */
const UNTIL = '2099-12-31' as CalendarDate;

async function main(): Promise<number> {
  const from = process.env['INIT_CWD'] ?? process.cwd();
  const { values } = parseArgs({
    options: { cases: { type: 'string' }, pack: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  });
  if (values.cases === undefined || values.pack === undefined)
    return fail('usage: dry-run --cases FOLDER|FILE.jsonl --pack NEWDIR [--json]');
  const [old, now] = [[], values.pack.map((folder) => path.resolve(from, folder))].map((folders) => readShelf(DELIVERED, folders, UNTIL));
  if (old?.ok !== true) return fail('the packs of the program cannot be read');
  if (now?.ok !== true) return fail((now?.problems ?? []).map(({ file, path: field, reason }) => `${file} ${field}: ${reason}`).join('\n'));
  const start = performance.now();
  const result = await replay(storedCases(path.resolve(from, values.cases)), old.shelf.packs, now.shelf.packs);
  const seconds = (performance.now() - start) / 1000;
  const rate = Math.round(result.cases / seconds);
  if (values.json === true)
    process.stdout.write(`${JSON.stringify({ ...result, seconds: Number(seconds.toFixed(3)), casesPerSecond: rate }, null, 2)}\n`);
  else
    process.stdout.write(
      `${[...linesOf(result), `${result.cases} cases in ${seconds.toFixed(2)} s, ${rate} cases a second`].join('\n')}\n`,
    );
  return result.malformed.length > 0 ? 1 : 0;
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 64;
}

function linesOf(result: Replay): readonly string[] {
  const { gain, lose, unchanged, newlyComputed, noLongerComputed, notComputed, malformed, funds, burden } = result;
  const { direct, credit, familyAccount } = result;
  const group = (word: string, { count, sum, largest }: Group) => [
    `${word}: ${count} patients, ${signed(sum.toString())} yuan together`,
    ...largest
      .slice(0, 5)
      .map(({ id, before, after, change }: Changed) => `    ${id}: ${before} → ${after} (${signed(change.toString())})`),
  ];
  const named = (word: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : [`${word}: ${ids.length} (${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''})`];
  const shut = (word: string, changes: readonly DoorChange[]) =>
    changes.length === 0
      ? []
      : [
          `${word}: ${changes.length}`,
          ...changes.slice(0, 5).map(({ id, reasons }) => `    ${id}: ${reasons.join(', ')}`),
          ...(changes.length > 5 ? ['    …'] : []),
        ];
  return [
    ...group('pay less', gain),
    ...group('pay more', lose),
    `unchanged: ${unchanged}`,
    ...named('computed only with the new pack', newlyComputed),
    ...named('no longer computed', noLongerComputed),
    ...shut('lose direct settlement', direct.lost),
    ...shut('gain direct settlement, refused before', direct.won),
    ...shut('lose bank credit', credit.lost),
    ...shut('gain bank credit, refused before', credit.won),
    ...shut("lose a relative's account", familyAccount.lost),
    ...shut("gain a relative's account, refused before", familyAccount.won),
    ...(notComputed === 0 ? [] : [`computed by neither: ${notComputed}`]),
    ...malformed.slice(0, 5).map(({ id, path: field, reason }) => `malformed: ${id} ${field}: ${reason}`),
    ...(malformed.length > 5 ? [`malformed: ${malformed.length} in all`] : []),
    `funds ${funds.before} → ${funds.after}, patients ${burden.before} → ${burden.after}`,
  ];
}

const signed = (amount: string) => (amount.startsWith('-') ? amount.replace('-', '−') : `+${amount}`);

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = fail((error as Error).message);
}
