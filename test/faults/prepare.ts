import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { demoSettings, makeDeskFolder } from '../support/desk-folder.ts';
import type { CentreAndBank } from '../support/standin-processes.ts';
import { behavioursOf, type Combination } from './combinations.ts';

/** No answer of a line takes longer on a good day. */
export const PATIENCE_MS = 900;

/** Both other sides take on the habits of a combination, everything else as by default. `phone`: the centre settles without a discharge, as it does for a phone. */
export async function behave({ centre, bank }: CentreAndBank, combination: Combination, phone: boolean): Promise<void> {
  const behaviours = behavioursOf(combination);
  await centre.control('POST', 'behaviour', { ...behaviours.centre, ...(phone ? { dischargeFirst: false } : {}) });
  await bank.control('POST', 'behaviour', behaviours.bank);
}

export interface DeskOfWorld {
  readonly folder: string;
  /** A file system of its own below the data; null: none. */
  readonly disk: string | null;
  readonly window: number;
  readonly centreUrl: string;
  readonly bankUrl: string;
  readonly combination: Combination;
}

/** The data folder of a world's desk: short pauses, the combination's settings. */
export function makeFolder({ folder, disk, window, centreUrl, bankUrl, combination }: DeskOfWorld): void {
  const demo = demoSettings({ centre: centreUrl, bank: bankUrl }, 0);
  const { centre = {}, outbox = {} } = combination.settings ?? {};
  makeDeskFolder(folder, {
    ...demo,
    his: { folder: path.join(folder, 'his') },
    reader: { kind: 'image-folder', folder: path.join(folder, 'reader') },
    window: { number: String(window).padStart(2, '0'), name: '窗口' },
    centre: {
      ...(demo['centre'] as object),
      readSeconds: PATIENCE_MS / 1_000,
      writeSeconds: PATIENCE_MS / 1_000,
      recall: { approval: 'none' },
      ...centre,
    },
    bank: { ...(demo['bank'] as object), seconds: PATIENCE_MS / 1_000 },
    outbox: { absentAfterSeconds: 2.5, retrySeconds: [0.15, 0.3, 0.6], lanes: 8, ...outbox },
    lines: { proveSeconds: 0.4 },
  });
  if (disk !== null) for (const file of ['settings.json', 'clerks.json']) renameOver(path.join(folder, file), path.join(disk, file));
}

/** Onto another file system, where a rename does not go. */
function renameOver(from: string, to: string): void {
  copyFileSync(from, to);
  rmSync(from);
}
