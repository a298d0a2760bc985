import path from 'node:path';
import { answerCase } from '../../electron/core/cli/answer-case.ts';
import { type PackFolder, packFolders, readPackFolder, type Shelf } from '../../electron/core/cli/packs.ts';
import { HOSPITAL_LEVELS } from '../../shared/model/settlement-case.ts';
import { Money } from '../../shared/money/money.ts';
import { readCaseText } from '../../shared/policy/case-text.ts';
import type { Pack, PackProblem } from '../../shared/policy/pack.ts';
import { type CalendarDate, daysBetween } from '../../shared/time/calendar-date.ts';

/** After so many days somebody should compare a number with the law again. */
const STALE_AFTER_DAYS = 180;

/** What was found in one pack folder. Errors make it invalid, warnings want a person's eye. */
export interface CheckedPack {
  readonly folder: string;
  readonly pack: Pack | null;
  readonly errors: readonly PackProblem[];
  readonly warnings: readonly PackProblem[];
  readonly cases: number;
}

/**
 * Checks every pack in a folder: schema, names, overlaps, gaps, order of bands, signs and ratios (all of `loadPack`), coverage to the end
 * of next year, the worked cases it carries; warns of stale numbers and of deductibles that fall as the hospital rises.
 *
 * @param own  the program's own packs, for cases that need a second place.
 */
export function checkFolder(folder: string, today: CalendarDate, own: readonly Pack[]): readonly CheckedPack[] {
  const until = `${Number(today.slice(0, 4)) + 1}-12-31` as CalendarDate;
  return packFolders(folder).map((inner) => {
    const read = readPackFolder(inner, until);
    const { pack } = read;
    const caseErrors =
      pack === null ? [] : [...read.cases].flatMap(([file, text]) => caseProblems(path.join(inner, file), text, pack, own));
    return {
      folder: inner,
      pack,
      errors: [...read.problems, ...caseErrors],
      warnings: [...stale(inner, read, today), ...(pack === null ? [] : tierProblems(inner, pack))],
      cases: read.cases.size,
    };
  });
}

function stale(folder: string, { texts }: PackFolder, today: CalendarDate): readonly PackProblem[] {
  return [...texts].flatMap(([name, text]) => {
    const checkedOn = checkedOnOf(text);
    if (checkedOn === undefined) return [];
    const days = daysBetween(checkedOn, today);
    const found = { file: path.join(folder, name), path: 'checkedOn' };
    if (days < 0) return [{ ...found, reason: `${checkedOn} lies in the future` }];
    return days > STALE_AFTER_DAYS ? [{ ...found, reason: `compared with the law ${days} days ago, on ${checkedOn}` }] : [];
  });
}

function checkedOnOf(text: string): CalendarDate | undefined {
  try {
    const { checkedOn } = JSON.parse(text);
    return typeof checkedOn === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(checkedOn) ? (checkedOn as CalendarDate) : undefined;
  } catch {
    return undefined; // said by the loader
  }
}

/** Laws let a patient bear more at a higher hospital: where a table says the opposite, two cells were probably exchanged. */
function tierProblems(folder: string, pack: Pack): readonly PackProblem[] {
  const names = new Set(
    pack.benefits.flatMap(({ layers }) => layers.flatMap((layer) => (layer.kind === 'deductible' ? [layer.amount] : []))),
  );
  return [...names].flatMap((name) => {
    const parameter = pack.parameters.get(name);
    if (parameter?.unit !== 'money') return [];
    return parameter.values.flatMap(({ rows }, e) => {
      const groups = Map.groupBy(rows ?? [], ({ when }) => JSON.stringify({ ...when, level: null }));
      return [...groups.values()].flatMap((group) => {
        const amountAt = (level: (typeof HOSPITAL_LEVELS)[number]) => {
          const cell = group.find(({ when }) => when.level?.includes(level))?.cell;
          return cell?.kind === 'value' ? cell.value : undefined;
        };
        const tiers = HOSPITAL_LEVELS.flatMap((level) => {
          const amount = amountAt(level);
          return amount instanceof Money ? [{ level, amount }] : [];
        });
        return tiers.slice(1).flatMap(({ level, amount }, i) => {
          const above = tiers[i];
          if (above === undefined || amount.compare(above.amount) <= 0) return [];
          const reason = `${level} ${amount} is more than ${above.level} ${above.amount}: are two cells exchanged?`;
          return [{ file: path.join(folder, 'parameters', `${name}.json`), path: `values.${e}.rows`, reason }];
        });
      });
    });
  });
}

/** A worked case the pack carries: `{ title, case, expected: { outcome?, split?, setlinfo?, reasons? } }`, the case as in CASES.md. */
function caseProblems(file: string, text: string, pack: Pack, own: readonly Pack[]): readonly PackProblem[] {
  const problem = (at: string, reason: string): PackProblem => ({ file, path: at, reason });
  let json: { readonly case?: unknown; readonly expected?: Readonly<Record<string, unknown>> };
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return [problem('', `not JSON: ${(error as Error).message}`)];
  }
  if (json?.case === undefined || json.expected === undefined) return [problem('', 'a worked case has "case" and "expected"')];
  const read = readCaseText(json.case);
  if (!read.ok) return read.problems.map((one) => problem(`case.${one.path}`, one.reason));
  const others = own.filter(({ region }) => region.code !== pack.region.code);
  const shelf: Shelf = { packs: [pack, ...others], trusts: () => false };
  const answer = JSON.parse(JSON.stringify(answerCase(read.value, shelf, { explain: false, whatIf: false }).json));
  return differences(json.expected, summary(answer), 'expected').map(({ at, reason }) => problem(at, reason));
}

/** Reasons by their codes: a case names those. */
const summary = (answer: { readonly reasons?: readonly { readonly code: string }[] }) => ({
  ...answer,
  reasons: answer.reasons?.map(({ code }) => code) ?? [],
});

/** What is expected and comes out otherwise; what is not expected may come out as it likes. */
function differences(expected: unknown, found: unknown, at: string): readonly { readonly at: string; readonly reason: string }[] {
  if (typeof expected === 'object' && expected !== null && !Array.isArray(expected))
    return Object.entries(expected).flatMap(([key, value]) =>
      differences(value, (found as Record<string, unknown> | null | undefined)?.[key], `${at}.${key}`),
    );
  const [wanted, given] = [JSON.stringify(expected), JSON.stringify(found)];
  return wanted === given ? [] : [{ at, reason: `comes out as ${given ?? 'nothing'}, expected ${wanted}` }];
}
