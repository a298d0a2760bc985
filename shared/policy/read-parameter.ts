import type { z } from 'zod';
import { Money } from '../money/money.ts';
import { Rate } from '../money/rate.ts';
import { meet, readInterval } from './interval.ts';
import type { AnyParameter, Band, Cell, Condition, DatedRows, PackProblem, Row } from './pack.ts';
import type { conditionSchema, gapSchema, ParameterFile } from './parameter-schema.ts';

type WrittenCell<V> = { readonly value: V } | { readonly gap: z.output<typeof gapSchema> };
type WrittenEntry<V> = Pick<ParameterFile['values'][number], 'from' | 'reference'> &
  (
    | { readonly value: V | null }
    | { readonly gap: z.output<typeof gapSchema> }
    | { readonly rows: readonly ({ readonly when: z.output<typeof conditionSchema> } & WrittenCell<V>)[] }
  );

/** A number with its history, out of a checked file. */
export function readParameter(name: string, file: ParameterFile): AnyParameter {
  switch (file.unit) {
    case 'money':
      return { unit: file.unit, name, values: file.values.map((entry) => readEntry(entry, Money.parse)) };
    case 'rate':
      return { unit: file.unit, name, values: file.values.map((entry) => readEntry(entry, Rate.parse)) };
    case 'bands':
      return { unit: file.unit, name, values: file.values.map((entry) => readEntry(entry, readBands)) };
    default:
      return { unit: file.unit, name, values: file.values.map((entry) => readEntry(entry, Number)) };
  }
}

const readBands = (bands: readonly { readonly above: string; readonly rate: string }[]): readonly Band[] =>
  bands.map(({ above, rate }) => ({ above: Money.parse(above), rate: Rate.parse(rate) }));

const ANY: Condition = {
  level: null,
  person: null,
  filing: null,
  stay: null,
  age: null,
  aid: null,
  disease: null,
  care: null,
  specialty: null,
  familyDoctor: null,
  priorDisease: null,
};

function readEntry<V, T>(entry: WrittenEntry<V>, read: (value: V) => T): DatedRows<T> {
  const { from, reference } = entry;
  if ('rows' in entry)
    return { from, reference, rows: entry.rows.map((row) => ({ when: readCondition(row.when), cell: readCell(row, read) })) };
  if ('value' in entry && entry.value === null) return { from, reference, rows: null };
  return { from, reference, rows: [{ when: ANY, cell: readCell(entry as WrittenCell<V>, read) }] };
}

function readCell<V, T>(cell: WrittenCell<V>, read: (value: V) => T): Cell<T> {
  if ('value' in cell) return { kind: 'value', value: read(cell.value) };
  return { kind: 'gap', atLeast: cell.gap.atLeast === null ? null : Money.parse(cell.gap.atLeast) };
}

function readCondition(when: z.output<typeof conditionSchema>): Condition {
  const interval = (text: string | undefined) => (text === undefined ? null : (readInterval(text) ?? null));
  return {
    level: when.level ?? null,
    person: when.person ?? null,
    filing: when.filing ?? null,
    stay: interval(when.stay),
    age: interval(when.age),
    aid: when.aid ?? null,
    disease: when.disease ?? null,
    care: when.care ?? null,
    specialty: when.specialty ?? null,
    familyDoctor: when.familyDoctor ?? null,
    priorDisease: when.priorDisease ?? null,
  };
}

/** Values outside the frame that a higher law sets: "0.45 is below the 0.50 of A-06". */
export function frameProblems(file: string, { frame, values }: ParameterFile): readonly PackProblem[] {
  if (frame === undefined) return [];
  return values.flatMap((entry, e) => {
    const cells = 'rows' in entry ? entry.rows.map((row, r) => [`values.${e}.rows.${r}`, row] as const) : [[`values.${e}`, entry] as const];
    return cells.flatMap(([path, cell]) => {
      const value = 'value' in cell ? cell.value : null;
      const numbers = value === null ? [] : typeof value === 'string' ? [value] : value.map(({ rate }) => rate);
      return numbers.flatMap((number) => {
        const low = frame.least !== null && Number(number) < Number(frame.least);
        const high = frame.most !== null && Number(number) > Number(frame.most);
        if (!low && !high) return [];
        const bound = low ? `below the ${frame.least}` : `above the ${frame.most}`;
        return [{ file, path, reason: `${number} is ${bound} of the frame ${frame.rule ?? ''}`.trim() }];
      });
    });
  });
}

/** Rows that hold for nothing, and pairs that hold for the same case. */
export function rowProblems(file: string, written: ParameterFile, { values }: AnyParameter): readonly PackProblem[] {
  return written.values.flatMap((entry, e) => {
    if (!('rows' in entry)) return [];
    const empty = entry.rows.flatMap(({ when }, r) =>
      [when.stay, when.age].some((text) => text !== undefined && readInterval(text) === undefined)
        ? [{ file, path: `values.${e}.rows.${r}.when`, reason: 'an interval ends before it begins' }]
        : [],
    );
    return [
      ...empty,
      ...overlaps(values[e]?.rows ?? []).map(([a, b]) => ({
        file,
        path: `values.${e}.rows.${b}`,
        reason: `holds for a case that row ${a} holds for`,
      })),
    ];
  });
}

function overlaps(rows: readonly Row<unknown>[]): readonly (readonly [number, number])[] {
  return rows.flatMap(({ when }, b) => rows.slice(0, b).flatMap((earlier, a) => (bothHold(earlier.when, when) ? [[a, b] as const] : [])));
}

function bothHold(a: Condition, b: Condition): boolean {
  const common = (x: readonly string[] | null, y: readonly string[] | null) =>
    x === null || y === null || x.some((item) => y.includes(item));
  const alike = (x: boolean | null, y: boolean | null) => x === null || y === null || x === y;
  return (
    [common(a.level, b.level), common(a.person, b.person), common(a.filing, b.filing), common(a.aid, b.aid)].every(Boolean) &&
    common(a.disease, b.disease) &&
    common(a.care, b.care) &&
    common(a.specialty, b.specialty) &&
    meet(a.stay, b.stay) &&
    meet(a.age, b.age) &&
    alike(a.familyDoctor, b.familyDoctor) &&
    alike(a.priorDisease, b.priorDisease)
  );
}
