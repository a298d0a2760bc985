/** One small change of a JSON document: where, and the document with it. */
export interface JsonStep {
  readonly path: string;
  readonly json: unknown;
}

/** Texts that explain and decide nothing. */
const WORDS = new Set([
  '$schema',
  'description',
  'checkedOn',
  'reference',
  'reasons',
  'reason',
  'question',
  'id',
  'name',
  'issuer',
  'version',
]);
const DAY_MS = 86_400_000;
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Every value of a document left out, each number and day one step up and down, each yes a no. */
export function stepsOf(json: unknown): readonly JsonStep[] {
  return within(json, '', (changed) => changed);
}

function within(value: unknown, path: string, put: (changed: unknown) => unknown): readonly JsonStep[] {
  const to = (changed: unknown, how: string): JsonStep => ({ path: `${path} ${how}`, json: put(changed) });
  if (Array.isArray(value))
    return value.flatMap((item, i) => [
      { path: `${path}.${i} left out`, json: put(value.toSpliced(i, 1)) },
      ...within(item, `${path}.${i}`, (changed) => put(value.with(i, changed))),
    ]);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => {
      if (WORDS.has(key)) return [];
      const { [key]: _, ...rest } = value as Record<string, unknown>;
      return [
        { path: `${path}.${key} left out`, json: put(rest) },
        ...within(inner, `${path}.${key}`, (changed) => put({ ...value, [key]: changed })),
      ];
    });
  if (typeof value === 'boolean') return [to(!value, 'turned')];
  if (typeof value !== 'string') return [];
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [-1, 1].map((days) => to(dayAfter(value, days), `${days} d`));
  if (/^\d{2}-\d{2}$/.test(value)) return [-1, 1].map((days) => to(dayAfter(`2023-${value}`, days).slice(5), `${days} d`));
  if (/^\d{1,3}$/.test(value)) return [-1, 1].map((by) => to(String(Number(value) + by), `${by}`));
  if (/^[01]\.\d{4,}$/.test(value)) return [to((Number(value) === 1 ? 0.9999 : Number(value) + 0.0001).toFixed(value.length - 2), 'step')];
  return [];
}

/** All days named in a document, with their neighbours. */
export function daysOf(json: unknown): readonly string[] {
  const days = JSON.stringify(json, (key, value) => (WORDS.has(key) ? undefined : value)).match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  return [...new Set(days.flatMap((day) => [-2, -1, 0, 1].map((by) => dayAfter(day, by))))].sort();
}
