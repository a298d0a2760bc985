import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { deskContract } from '../../../shared/contract/desk-contract.ts';
import type { Desk } from '../../support/core-desk.ts';
import { CLERKS } from '../../support/desk-folder.ts';
import { deskOf } from '../../support/desk-of-program.ts';
import { DeskProgram } from '../../support/desk-program.ts';
import { eventually } from '../../support/eventually.ts';
import { offsetTo } from '../../support/story-clock.ts';

/** Who works on the invented day: 收费员甲 is clerk A of window 3; the admission desk and window 5 have their own. */
const DAY_CLERKS = [
  ...CLERKS,
  { id: 'B01', name: '入院处戊', role: 'clerk', pin: '1111' },
  { id: 'C01', name: '收费员己', role: 'clerk', pin: '2222' },
] as const;

/** The started program of the day: one window from morning to evening, its clock moved from story to story. */
export interface DayDesk extends Desk {
  readonly program: DeskProgram;
  /** "08:35" of the day, or "2023-06-02 10:00": desk and all other sides go there, and the desk has taken it. */
  at(moment: string): Promise<void>;
  down(line: 'centre'): Promise<void>;
  up(line: 'centre'): Promise<void>;
}

export const DAY = '2023-06-13';

/** `first`: where the clock stands when the program starts. */
export async function openDay(first: string, change: (settings: Record<string, unknown>) => Record<string, unknown>): Promise<DayDesk> {
  const program = await DeskProgram.prepare(offsetTo(first));
  program.changeSettings(change);
  writeFileSync(path.join(program.folder, 'clerks.json'), JSON.stringify(DAY_CLERKS));
  const page = await program.open();
  page.setDefaultTimeout(10_000);
  const desk: DayDesk = {
    program,
    ...deskOf(program),
    at: async (moment) => {
      const offsetMs = offsetTo(moment.length === 5 ? `${DAY} ${moment}` : moment);
      await program.setClock(offsetMs);
      await eventually(
        () => desk.call(deskContract.status, {}),
        ({ now }) => Math.abs(Date.parse(now) - Date.now() - offsetMs) < 5_000,
      );
    },
    down: async (line) => {
      await program.standins[line].control('POST', 'line', { up: false });
      await lineIs(desk, line, 'down');
    },
    up: async (line) => {
      await program.standins[line].control('POST', 'line', { up: true });
      await lineIs(desk, line, 'up');
    },
  };
  return desk;
}

export async function lineIs(desk: Desk, line: 'centre' | 'his', state: 'up' | 'down'): Promise<void> {
  await eventually(
    () => desk.call(deskContract.status, {}),
    ({ lines }) => lines.some((each) => each.line === line && each.state === state),
  );
}
