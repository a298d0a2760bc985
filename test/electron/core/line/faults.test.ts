import { describe, it, vi } from 'vitest';
import { ASKING, arm, FAULT_CASES } from './fault-cases.ts';
import { playS01 } from './play-stay.ts';

vi.setConfig({ testTimeout: 90_000, maxConcurrency: 8 });

describe('S01 ends settled, each act once and the money to the fen, when one act goes wrong', () => {
  it.concurrent.each(FAULT_CASES.map((each) => [each.name, each] as const))('%s', (_name, fault) =>
    playS01({}, (desk) => arm(desk, fault)),
  );
});

describe('and when the asking goes wrong as well', () => {
  it.concurrent.each(['lost-answer', 'refusal', 'html', 'garbage'] as const)('every act unanswered, then %s to whoever asks', (kind) =>
    playS01({}, (desk) => {
      for (const infno of ['2401', '2301', '2402', '2304']) desk.centre.arm({ infno, kind: 'lost-answer' });
      for (const operation of ['lock', 'draw', 'release']) desk.bank.arm({ operation, kind: 'lost-answer' });
      for (const infno of ASKING) desk.centre.arm({ infno, kind, skip: infno === '5303' ? 1 : 0 });
      // The bank's look-up answers what it recorded: a refusal there would be a false record, not a fault of the line.
      if (kind !== 'refusal') desk.bank.arm({ operation: 'requests', kind, skip: 1 });
    }),
  );
});
