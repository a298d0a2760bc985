import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../../electron/core/clock.ts';
import { openDatabase } from '../../../../electron/core/db/database.ts';
import { migrate } from '../../../../electron/core/db/migrate.ts';
import { migrations } from '../../../../electron/core/db/migrations/index.ts';
import { HisFolder } from '../../../../electron/core/his/his-folder.ts';
import { IntakeService } from '../../../../electron/core/services/stay/intake-service.ts';
import { readStory } from '../../../his/writer.ts';
import { seedStay } from '../../../migrations/seed.ts';

/** The order of the one stay that is in the file: 'OT1'. Admitted 2023-06-13 08:00 at the hospital. */
export const ORDER = 'OT1';

type Line = Readonly<Record<string, unknown>>;

/** One charge as the hospital writes it; the test overrides one thing. */
export const charge = (change: Line = {}): Line => ({
  kind: 'charge',
  orderNo: ORDER,
  lineNo: '1',
  originalLineNo: null,
  occurredAt: '2023-06-13T02:00:00.000Z',
  itemCode: 'XA01',
  hospitalItemCode: 'H1',
  name: '示例药品',
  quantity: '2.0000',
  unitPrice: '6.170000',
  amount: '12.34',
  dept: { code: 'D1', name: '示例科' },
  doctor: { code: 'DR1', name: '示例医师' },
  ...change,
});

export const notice = (change: Line = {}): Line => {
  const [first] = readStory('S01').dischargeNotices;
  return { ...first, orderNo: ORDER, leftAt: '2023-06-13T06:00:00.000Z', ...change };
};

export const lines = (...all: readonly unknown[]): string => all.map((line) => `${JSON.stringify(line)}\n`).join('');

/** A watched folder and the intake over a real file with one stay. */
export function intakeDesk() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'intake-'));
  const folder = path.join(root, 'his');
  mkdirSync(folder);
  const db = openDatabase(path.join(root, 'desk.sqlite'));
  migrate(db, migrations);
  seedStay(db, 1);
  const intake = new IntakeService({
    db,
    clock: systemClock(),
    linesPerUpload: 50,
    dischargeBeforeSettlement: true,
    onChange: () => undefined,
  });
  const his = new HisFolder(folder);
  const all = (sql: string) => db.prepare(sql).all() as Record<string, unknown>[];
  return {
    db,
    folder,
    intake,
    his,
    put: (name: string, content: string | Buffer) => writeFileSync(path.join(folder, name), content),
    drain: () => his.drain(intake),
    inside: (sub: string) => readdirSync(path.join(folder, sub)).toSorted(),
    left: () => readdirSync(folder).filter((name) => !['done', 'refused'].includes(name)),
    reason: (name: string) => readFileSync(path.join(folder, 'refused', `${name}.reason.txt`), 'utf8').trim(),
    charges: () => all('SELECT line_number AS line, amount_fen AS fen FROM charge_item ORDER BY rowid'),
    acts: () => all(`SELECT kind, (SELECT count(*) FROM charge_sending WHERE act_id = act.id) AS lines FROM act ORDER BY id`),
    files: () => all('SELECT name, outcome, line_count AS lines FROM his_file ORDER BY rowid'),
    close: () => {
      db.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
