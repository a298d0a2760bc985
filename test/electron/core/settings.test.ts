import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../../electron/core/settings.ts';
import { AppError } from '../../../shared/errors/app-error.ts';

const EXAMPLE = 'electron/core/settings.example.json';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'desk-settings-'));
});

const write = (settings: unknown) =>
  writeFileSync(path.join(folder, 'settings.json'), typeof settings === 'string' ? settings : JSON.stringify(settings));
const example = () => JSON.parse(readFileSync(EXAMPLE, 'utf8')) as Record<string, unknown>;

/** What the problem page is told. */
function refusal(): Readonly<Record<string, string | number>> {
  try {
    readSettings(folder);
  } catch (error) {
    if (error instanceof AppError && error.code === 'settings.invalid') return error.details;
    throw error;
  }
  throw new Error('these settings were taken');
}

describe('settings', () => {
  it('are read from the example that the README points to, with what is left out filled in', () => {
    copyFileSync(EXAMPLE, path.join(folder, 'settings.json'));
    expect(readSettings(folder)).toMatchObject({
      window: { number: '01' },
      centre: { linesPerUpload: 50 },
      outbox: { absentAfterSeconds: 60 },
    });
  });

  it('are refused with file and field: no window number, a misspelt name, no JSON, no file', () => {
    write({ ...example(), window: { name: '窗口 1' } });
    expect(refusal()).toMatchObject({ file: path.join(folder, 'settings.json'), field: 'window.number' });
    write({ ...example(), windwo: {} });
    expect(refusal()).toMatchObject({ field: '(file)' });
    write('{');
    expect(refusal()).toMatchObject({ field: '(file)', reason: 'not JSON' });
    folder = mkdtempSync(path.join(os.tmpdir(), 'desk-settings-'));
    expect(refusal()).toMatchObject({ field: '(file)', reason: 'missing' });
  });

  it('let a drill with a shifted clock run only against lines on this computer', () => {
    write({ ...example(), training: { clockOffsetMs: 1 } });
    expect(refusal()).toMatchObject({ field: 'training' });
  });

  describe('of the centre: what is provincial is checked', () => {
    const centre = (change: object) => {
      write({ ...example(), centre: { ...(example()['centre'] as object), ...change } });
      return refusal()['field'];
    };
    it.each([
      ['a path to nowhere', { paths: { '2304': '../x y' } }, 'centre.paths.2304'],
      ['a transaction that is none', { paths: { settle: 'a/b' } }, 'centre.paths.settle'],
      ['a reversible transaction that is none', { reversible: ['settlement'] }, 'centre.reversible.0'],
      ['a version that is too long', { interfaceVersion: 'V1.0.0.1' }, 'centre.interfaceVersion'],
      ['batches above the limit', { linesPerUpload: 101 }, 'centre.linesPerUpload'],
      ['a time-out of nothing', { writeSeconds: 0 }, 'centre.writeSeconds'],
      ['an SM2 key that is none', { messageSignature: { kind: 'sm2', privateKey: 'abc' } }, 'centre.messageSignature.privateKey'],
      ['a strategy nobody knows', { messageSignature: { kind: 'md5' } }, 'centre.messageSignature.kind'],
      ['a certificate without its key', { tls: { certificateFile: '/a.pem' } }, 'centre.tls.keyFile'],
      ['a file that depends on where one stands', { tls: { authorityFile: 'a.pem' } }, 'centre.tls.authorityFile'],
      ['certificates for a bare line', { baseUrl: 'http://127.0.0.1', tls: {} }, 'centre.tls'],
      ['a recall of nobody knows when', { recall: { within: 'week' } }, 'centre.recall.within'],
      ['an address of another kind', { baseUrl: 'ftp://centre' }, 'centre.baseUrl'],
    ])('%s', (_what, change, field) => {
      expect(centre(change)).toBe(field);
    });
  });
});
