import { COMBINATIONS } from './combinations.ts';
import { type Dice, dice, seedOf } from './dice.ts';
import { LINE_FAULTS, type LineFault } from './line-fault.ts';
import type { Point } from './proxy.ts';

const THIRTY_DAYS_MS = 30 * 86_400_000;
const KILL_AT: readonly Point[] = ['seen', 'committed', 'delivered'];
const PHASES = ['admission', 'settlement'] as const;
const KILL_NAMES = ['2401', '2301', '2402', '2304', '2001', '5201', '2302', '2601', 'lock', 'draw', 'release', 'requests'];

/** Something that lasts for a while, from so long after a phase began. */
export interface Spell {
  /** What is under way then: the acts of the admissions, or those of the settlements. */
  readonly phase: (typeof PHASES)[number];
  readonly afterMs: number;
  readonly forMs: number;
}

/** Everything that is drawn for one world before it begins. */
export interface Plan {
  readonly combination: string;
  readonly away: boolean;
  readonly kinds: readonly LineFault[];
  readonly rate: number;
  /** Deaths of the core: on the line, at a write of its database, or at any instant. */
  readonly deaths: readonly Death[];
  /** The desk's clock goes wrong while the acts of this phase are under way; null: it stays right. */
  readonly clockJump: (Spell & { readonly ms: number }) | null;
  /** The disk under the desk's data is full for a while. */
  readonly diskFull: Spell | null;
  /** A flush fails: the nth of each of the first lives of the core. */
  readonly failingFlush: { readonly nth: number; readonly lives: number } | null;
  /** The PostgreSQL under the centre is killed and comes back; only where the centre stands on one. */
  readonly storeDeath: Spell | null;
  /** The centre's own books lose a line of each stay before it is settled, or have one twice. */
  readonly spoiltLines: 'lose' | 'double' | null;
  /** Patients may settle from their phones; the centre settles without a discharge then. */
  readonly phone: boolean;
  /** The line was down already when the charges came, or it goes down after them. */
  readonly chargesWhileAway: boolean;
}

export type Death =
  | { readonly kind: 'line'; readonly point: Point; readonly name: string; readonly nth: number }
  | { readonly kind: 'write'; readonly write: number; readonly when: 'before' | 'after' }
  | { readonly kind: 'instant'; readonly afterMs: number };

/** `combination` and `cell`: only that one, where it is given. */
export function drawPlan(luck: Dice, seed: number, { combination: only, cell, sweep }: Wanted): Plan {
  if (sweep !== undefined) return quietPlan(sweep);
  const combination = only ?? luck.oneOf(Object.keys(COMBINATIONS));
  const few = luck.chance(0.3);
  return {
    combination,
    away: luck.chance(0.6),
    kinds: few ? [luck.oneOf(LINE_FAULTS), luck.oneOf(LINE_FAULTS)] : LINE_FAULTS,
    rate: luck.oneOf([0, 0.08, 0.16, 0.25]),
    deaths: [...Array.from({ length: luck.between(1, 4) }, () => drawDeath(luck)), ...drawLateDeath(dice(seedOf(seed, 'late death')))],
    clockJump: luck.chance(0.4)
      ? {
          ms: luck.oneOf([-1, 1]) * THIRTY_DAYS_MS,
          phase: luck.oneOf(PHASES),
          afterMs: luck.between(0, 1_200),
          forMs: luck.between(500, 2_500),
        }
      : null,
    ...drawDiskAndStore(seed, cell),
    phone: mayPhone(seed, combination, cell),
    chargesWhileAway: luck.chance(0.5),
  };
}

/** What can be sick below a world: the desk's disk is full, a flush of it fails, the centre's PostgreSQL is killed, its books of lines are wrong. */
export const CELLS = ['disk full', 'failing flush', 'store killed', 'lines spoilt'] as const;
export type Cell = (typeof CELLS)[number];

export interface Wanted {
  readonly combination?: string | undefined;
  readonly cell?: Cell | undefined;
  /** Nothing else happens: the core dies at this write of a quiet stay. */
  readonly sweep?: Step | undefined;
}

/** A step boundary: a write of the database, and which side of it. */
export interface Step {
  readonly write: number;
  readonly when: 'before' | 'after';
}

/** A quiet world in which only that death comes. */
const quietPlan = (sweep: Step): Plan => ({
  ...{ combination: 'the unkind platform', away: false, kinds: LINE_FAULTS, rate: 0, clockJump: null, diskFull: null, failingFlush: null },
  ...{ storeDeath: null, spoiltLines: null, phone: false, chargesWhileAway: false, deaths: [{ kind: 'write', ...sweep }] },
});

/** A world has one of them or none: which of them was to blame should be plain. */
function drawDiskAndStore(seed: number, wanted: Cell | undefined): Pick<Plan, 'diskFull' | 'failingFlush' | 'storeDeath' | 'spoiltLines'> {
  const luck = dice(seedOf(seed, 'disk and store'));
  const drawn = luck.oneOf(['none', 'none', 'none', ...CELLS]);
  const what = wanted ?? drawn;
  const spell = (longest: number): Spell => ({
    phase: luck.oneOf(PHASES),
    afterMs: luck.between(0, 1_500),
    forMs: luck.between(300, longest),
  });
  return {
    diskFull: what === 'disk full' ? spell(5_000) : null,
    failingFlush: what === 'failing flush' ? { nth: luck.between(4, 40), lives: luck.between(1, 3) } : null,
    storeDeath: what === 'store killed' ? spell(1_500) : null,
    spoiltLines: what === 'lines spoilt' ? luck.oneOf(['lose', 'double'] as const) : null,
  };
}

/** Does this world's centre keep its books in PostgreSQL? Asked before the world begins, when its stand-ins are chosen. */
export const standsOnPostgres = (seed: number, cell: Cell | undefined): boolean => drawDiskAndStore(seed, cell).storeDeath !== null;

/** Nobody mends the centre's own lines for a phone, and a phone does not sign in. */
const mayPhone = (seed: number, combination: string, cell: Cell | undefined): boolean =>
  dice(seedOf(seed, 'phone')).chance(0.4) &&
  COMBINATIONS[combination]?.centre.signInRequired !== true &&
  drawDiskAndStore(seed, cell).spoiltLines === null;

/** While something is changed or taken back, or an outpatient is at the window. */
const LATE_KILL_NAMES = [
  '2403',
  '2305',
  '2405',
  '2302',
  '2404',
  'reverse',
  '5203',
  ...['2201', '2203', '2204', '2207', '2208', '2205', '2202'],
];

function drawLateDeath(luck: Dice): Death[] {
  if (!luck.chance(0.6)) return [];
  return [{ kind: 'line', point: luck.oneOf(KILL_AT), name: luck.oneOf(LATE_KILL_NAMES), nth: luck.between(1, 2) }];
}

function drawDeath(luck: Dice): Death {
  const kind = luck.oneOf(['line', 'line', 'write', 'write', 'instant'] as const);
  if (kind === 'line') return { kind, point: luck.oneOf(KILL_AT), name: luck.oneOf(KILL_NAMES), nth: luck.between(1, 4) };
  if (kind === 'write') return { kind, write: luck.between(1, 400), when: luck.oneOf(['before', 'after']) };
  return { kind, afterMs: luck.between(100, 9_000) };
}
