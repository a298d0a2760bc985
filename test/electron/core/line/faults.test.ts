import { describe, expect, it } from 'vitest';
import { startCoreDesk } from '../../../support/core-desk.ts';
import { admit, finished, registered, settle, signIn, stayEnds } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';
import { ASKING, arm, FAULT_CASES } from './fault-cases.ts';
import { playS01, quick } from './play-stay.ts';

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

describe('S04, who left on credit while the centre was away', () => {
  it.each(['lost-answer', 'no-answer', 'garbage'] as const)(
    'is settled and drawn once when the line comes back and every act meets %s',
    async (kind) => {
      const desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-02 09:45'), settings: quick() });
      try {
        await signIn(desk);
        const stay = await admit(desk, 'S04', '示例戊');
        await registered(desk, stay);
        desk.setClock(offsetTo('2023-06-13 10:05'));
        await desk.centre.setLine(false);
        await stayEnds(desk, stay, 'S04');
        await settle(desk, stay, 'credit-leave');
        for (const infno of ['2301', '2402', '2304']) desk.centre.arm({ infno, kind });
        for (const operation of ['draw', 'release']) desk.bank.arm({ operation, kind });
        await desk.centre.setLine(true);
        await finished(desk, stay);
        expect((await desk.centre.referee()).stays.map(({ state }) => state)).toEqual([
          { admission: 'once', lines: 'once', discharge: 'once', settlement: 'once' },
        ]);
        expect(desk.bank.referee().stays).toMatchObject([{ draws: { recorded: 1 }, releases: 1, doubled: false, sums: { open: '0.00' } }]);
      } finally {
        await desk.close();
      }
    },
  );
});
