/** How far a sending has come. `unknown`: sent or not, being found out. `held` waits for a person at the printing service. */
export const PRINT_STATES = ['unknown', 'waiting', 'printing', 'held', 'printed', 'failed'] as const;
export type PrintState = (typeof PRINT_STATES)[number];

/** What keeps a paper from coming out, as far as the printing service says it. Each has a sentence on the page. */
export const PRINT_TROUBLES = [
  'service-away',
  'queue-missing',
  'refused',
  'not-reached',
  'stopped',
  'paper-out',
  'jam',
  'cover-open',
  'ink-out',
  'slow',
  'cancelled',
  'aborted',
  'lost',
] as const;
export type PrintTrouble = (typeof PRINT_TROUBLES)[number];

const REASONS: readonly (readonly [RegExp, PrintTrouble])[] = [
  [/^media-(empty|needed)/, 'paper-out'],
  [/^media-jam/, 'jam'],
  [/^(cover|door|interlock)-open/, 'cover-open'],
  [/^(toner|marker-supply|ink)-(empty|depleted)/, 'ink-out'],
  [/^(connecting-to-device|timed-out|offline|shutdown)/, 'not-reached'],
  [/^(paused|stopped)/, 'stopped'],
];

/** The first reason of a printer that a clerk can do something about. Source: RFC 8011 §5.4.12, names with -report, -warning, -error. */
export function troubleOf(reasons: readonly string[]): PrintTrouble | null {
  for (const [pattern, trouble] of REASONS) if (reasons.some((reason) => pattern.test(reason))) return trouble;
  return null;
}
