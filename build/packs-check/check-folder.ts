import path from 'node:path';
import { type PackFolder, packFolders, readPackFolder } from '../../electron/core/cli/packs.ts';
import { playCases } from '../../electron/core/cli/play-cases.ts';
import { HOSPITAL_LEVELS } from '../../shared/model/settlement-case.ts';
import { Money } from '../../shared/money/money.ts';
import type { Pack, PackProblem } from '../../shared/policy/pack.ts';
import { readJson } from '../../shared/policy/read-json.ts';
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
 * @param own  the program's own packs; a case that needs a second place finds it among its neighbours in the folder, else among these.
 */
export function checkFolder(folder: string, today: CalendarDate, own: readonly Pack[]): readonly CheckedPack[] {
  const until = `${Number(today.slice(0, 4)) + 1}-12-31` as CalendarDate;
  const found = packFolders(folder).map((inner) => ({ inner, read: readPackFolder(inner, until) }));
  const packs = found.flatMap(({ read: { pack } }) => pack ?? []);
  return found.map(({ inner, read }) => {
    const { pack, cases } = read;
    return {
      folder: inner,
      pack,
      errors: [...read.problems, ...(pack === null ? [] : playCases({ folder: inner, pack, cases }, packs, own))],
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
  const read = readJson(text); // what is wrong with it says the loader
  const { checkedOn } = (read.ok ? (read.value as { readonly checkedOn?: unknown } | null) : null) ?? {};
  return typeof checkedOn === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(checkedOn) ? (checkedOn as CalendarDate) : undefined;
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
