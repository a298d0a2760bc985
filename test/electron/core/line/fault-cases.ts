import type { FaultRequest } from '../../../standin/faults.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';

/** One act that goes wrong in one way, once. */
export interface FaultCase {
  readonly name: string;
  readonly side: 'centre' | 'bank';
  readonly fault: FaultRequest;
}

type Way = Omit<FaultRequest, 'infno' | 'operation'>;

/** The ways of the stand-ins' README; `late-answer` comes after the desk stopped waiting. */
const WAYS: Readonly<Record<string, Way>> = {
  'no answer, not done': { kind: 'no-answer' },
  'late answer': { kind: 'late-answer', ms: 1_800 },
  'lost answer': { kind: 'lost-answer' },
  'connection reset': { kind: 'reset' },
  'garbage, but done': { kind: 'garbage' },
  'an error page, not done': { kind: 'html' },
  'no outcome in it, not done': { kind: 'no-infcode' },
};

/** What else a gateway between the two can do: the same faces with the other truth behind them. */
const MORE_WAYS: Readonly<Record<string, Way>> = {
  'no answer, but done': { kind: 'no-answer', commit: true },
  'half an answer': { kind: 'half-answer' },
  'garbage, not done': { kind: 'garbage', commit: false },
  'an error page, but done': { kind: 'html', commit: true },
  'no outcome in it, but done': { kind: 'no-infcode', commit: true },
};

const CENTRE_ACTS = ['2401', '2301', '2402', '2304'];
const BANK_ACTS = ['lock', 'draw', 'release'];

const cases = (ways: Readonly<Record<string, Way>>): readonly FaultCase[] =>
  Object.entries(ways).flatMap(([name, way]) => [
    ...CENTRE_ACTS.map((infno) => ({ name: `${infno}: ${name}`, side: 'centre' as const, fault: { ...way, infno } })),
    ...BANK_ACTS.map((operation) => ({ name: `${operation}: ${name}`, side: 'bank' as const, fault: { ...way, operation } })),
  ]);

export const FAULT_CASES = cases(WAYS);
export const MORE_FAULT_CASES = cases(MORE_WAYS);

/** What asks about a lost act, or takes it back, can be lost as well. */
export const ASKING = ['5201', '5303', '5203', '2302', '2601'];

export function arm({ centre, bank }: CoreDesk, { side, fault }: FaultCase): void {
  (side === 'centre' ? centre : bank).arm(fault);
}
