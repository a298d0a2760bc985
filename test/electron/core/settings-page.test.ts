import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type WritableDb } from '../../../electron/core/db/database.ts';
import { migrate } from '../../../electron/core/db/migrate.ts';
import { migrations } from '../../../electron/core/db/migrations/index.ts';
import { type KeySealing, NO_SEALING } from '../../../electron/core/ports/key-sealing.ts';
import { fieldsOf } from '../../../electron/core/services/desk/setting-fields.ts';
import { SettingsService } from '../../../electron/core/services/desk/settings-service.ts';
import { readSettings, sealedSecrets } from '../../../electron/core/settings.ts';
import { systemClock } from '../../../electron/core/clock.ts';

const EXAMPLE = 'electron/core/settings.example.json';
const words = JSON.parse(readFileSync('renderer/i18n/zh-CN/settings.json', 'utf8')) as { field: object; section: object };

let folder: string;
let db: WritableDb;
let restarts: number;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'settings-page-'));
  writeFileSync(path.join(folder, 'settings.json'), readFileSync(EXAMPLE));
  db = openDatabase(path.join(folder, 'desk.sqlite'));
  migrate(db, migrations);
  restarts = 0;
  return () => db.close();
});

const service = (sealing: KeySealing = NO_SEALING) =>
  new SettingsService({
    db,
    clock: systemClock(() => 0),
    dataDir: folder,
    sealing,
    restart: () => {
      restarts += 1;
    },
  });
const file = () => JSON.parse(readFileSync(path.join(folder, 'settings.json'), 'utf8')) as Record<string, Record<string, unknown>>;
const audited = () =>
  (db.prepare(`SELECT facts_text FROM audit WHERE event = 'settings-changed'`).pluck().all() as string[]).map(
    (text) => JSON.parse(text) as object,
  );
/** A keyring of the tests: it turns the text round. */
const keyring: KeySealing = { available: async () => true, seal: async (text) => [...text].reverse().join('') };

describe('settings as fields', () => {
  it('has every setting with a name and a section in the clerk’s language', () => {
    const missing = fieldsOf(JSON.parse(readFileSync(EXAMPLE, 'utf8'))).filter(({ path: name, section }) => {
      const told = name.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], words.field);
      return typeof told !== 'string' || !(section in words.section);
    });
    expect(missing.map(({ path: name }) => name)).toEqual([]);
  });

  it('takes lists, tables and rows of a table in the form that each wants', async () => {
    const rows = '{"from":"2023-01-01","disease":"","scheme":"employee","amount":"3000.00"}';
    const desk = service();
    await desk.save({ 'centre.reversible': '2207\n2304', 'till.refundDays': 'wechat = 30', 'till.depositTable': rows }, 'Z01');
    const { centre, till } = readSettings(folder);
    expect([centre.reversible, till.refundDays]).toEqual([['2207', '2304'], { wechat: 30 }]);
    expect(JSON.stringify(till.depositTable)).toBe(`[${rows}]`);
    const again = (await desk.view()).fields.find(({ path: name }) => name === 'till.depositTable');
    expect(again?.value).toBe(rows);
    expect(await desk.save({ 'till.depositTable': 'J15 = 3000' }, 'Z01')).toMatchObject([{ path: 'till.depositTable.0' }]);
  });

  it('never tells a secret', async () => {
    const { fields } = await service().view();
    const secrets = fields.filter(({ secret }) => secret);
    expect(secrets.map(({ path: name, value }) => [name, value])).toEqual([
      ['centre.token', ''],
      ['centre.tls.passphrase', ''],
      ['bank.secret', ''],
      ['wallet.secret', ''],
      ['card.secret', ''],
      ['invoice.secret', ''],
      ['his.http.secret', ''],
    ]);
    expect(JSON.stringify(fields)).not.toContain('secret key from the bureau');
  });
});

describe('a change', () => {
  it('is checked by the schema of the file: the wrong field is named and nothing is saved', async () => {
    const before = readFileSync(path.join(folder, 'settings.json'), 'utf8');
    const problems = await service().save(
      { 'window.number': '3', 'centre.readSeconds': 'soon', 'centre.baseUrl': 'not an address', 'window.name': '' },
      'Z01',
    );
    expect(problems.map(({ path: name }) => name).toSorted()).toEqual([
      'centre.baseUrl',
      'centre.readSeconds',
      'window.name',
      'window.number',
    ]);
    expect(readFileSync(path.join(folder, 'settings.json'), 'utf8')).toBe(before);
    expect([restarts, audited()]).toEqual([0, []]);
  });

  it('is saved whole, kept with the file of before, told in the audit, and the core starts again', async () => {
    const changes = {
      'window.number': '05',
      'centre.readSeconds': '12',
      holidays: '2026-10-01\n2026-10-03',
      keyMap: 'commit = F7',
      'hospital.networked': 'true',
    };
    expect(await service().save(changes, 'Z01')).toEqual([]);
    expect(readSettings(folder)).toMatchObject({
      window: { number: '05' },
      centre: { readSeconds: 12, token: 'secret key from the bureau' },
      holidays: ['2026-10-01', '2026-10-03'],
      keyMap: { commit: 'F7' },
      hospital: { networked: true },
    });
    expect(existsSync(path.join(folder, 'settings.json.before'))).toBe(true);
    expect(statSync(path.join(folder, 'settings.json')).mode & 0o077).toBe(0);
    expect(restarts).toBe(1);
    expect(audited()).toEqual([expect.objectContaining({ 'window.number': '01 → 05', 'centre.readSeconds': ' → 12' })]);
  });

  it('of a secret is told without it; an empty one stays', async () => {
    await service().save({ 'centre.token': 'another key', 'bank.secret': '' }, 'Z01');
    expect(file()).toMatchObject({ centre: { token: 'another key' }, bank: { secret: 'shared secret' } });
    expect(audited()).toEqual([{ 'centre.token': 'changed' }]);
  });

  it('takes a field out of the file when it is emptied: its usual value holds again', async () => {
    await service().save({ 'centre.lateRegistrationHours': '48' }, 'Z01');
    expect(readSettings(folder).centre.lateRegistrationHours).toBe(48);
    await service().save({ 'centre.lateRegistrationHours': '' }, 'Z01');
    expect(file()['centre']).not.toHaveProperty('lateRegistrationHours');
    expect(readSettings(folder).centre.lateRegistrationHours).toBe(24);
  });
});

describe('secrets and the keyring', () => {
  it('lie sealed in the file where the computer has one, and are opened at the start', async () => {
    const sealing = service(keyring);
    expect((await sealing.view()).sealing).toBe('sealed');
    await sealing.save({ 'window.name': '窗口 2' }, 'Z01');
    expect(readFileSync(path.join(folder, 'settings.json'), 'utf8')).not.toMatch(/secret key from the bureau|shared secret/);
    const secrets = sealedSecrets(folder);
    expect(secrets.map(({ path: name }) => name)).toEqual(['centre.token', 'bank.secret', 'wallet.secret']);
    const opened = new Map(secrets.map(({ path: name, text }) => [name, [...text].reverse().join('')]));
    expect(readSettings(folder, opened)).toMatchObject({
      centre: { token: 'secret key from the bureau' },
      bank: { secret: 'shared secret' },
    });
  });

  it('sealed on another computer are asked for again, by name', async () => {
    await service(keyring).save({ 'window.name': '窗口 2' }, 'Z01');
    expect(() => readSettings(folder)).toThrow(
      expect.objectContaining({ code: 'settings.invalid', details: expect.objectContaining({ field: 'centre.token' }) as unknown }),
    );
  });

  it('stay in plain where it has none, and the page says so', async () => {
    expect((await service().view()).sealing).toBe('plain');
  });
});
