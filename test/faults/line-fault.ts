import type { Dice } from './dice.ts';

/** What can happen to one request and its answer on the way. */
export const LINE_FAULTS = [
  'request lost',
  'answer lost after commit',
  'duplicate answer',
  'late answer',
  'RST before',
  'RST after commit',
  'half-open, not done',
  'half-open after commit',
  'slow drip',
  'slower drip',
  'garbage after commit',
  'half an answer',
  'late request',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

/** Requests that change something there; whoever takes one back is in the second list. */
const ACTS = ['2401', '2301', '2402', '2304', '2403', '2305', '2405', '2404', 'lock', 'draw', 'release', 'reverse'];
const ASKING = ['5201', '5202', '5203', '5204', '5303', '2302', '2601', 'requests'];

export interface FaultRates {
  readonly acts: number;
  readonly asking: number;
  readonly others: number;
}

/** The fault of the nth request of a name, if any. */
export function drawFault(dice: Dice, name: string, rates: FaultRates, kinds: readonly LineFault[]): LineFault | undefined {
  const rate = ACTS.includes(name) ? rates.acts : ASKING.includes(name) ? rates.asking : rates.others;
  return dice.chance(rate) ? dice.oneOf(kinds) : undefined;
}
