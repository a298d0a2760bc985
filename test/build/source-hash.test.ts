import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceHash } from '../../build/run/source-hash.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'source-hash-'));
  mkdirSync(path.join(folder, 'shared/money'), { recursive: true });
  write('shared/money/fen.ts', 'one');
  write('lock.json', '{}');
});

afterEach(() => rmSync(folder, { recursive: true }));

it('stays when only the times of the files change', () => {
  const before = hash();
  utimesSync(path.join(folder, 'shared/money/fen.ts'), 1, 1);
  expect(hash()).toBe(before);
});

it('changes with the content of a file', () => {
  const before = hash();
  write('shared/money/fen.ts', 'two');
  expect(hash()).not.toBe(before);
});

it('changes with a new file', () => {
  const before = hash();
  write('shared/new.ts', '');
  expect(hash()).not.toBe(before);
});

it('changes with the name of a file', () => {
  const before = hash();
  renameSync(path.join(folder, 'shared/money/fen.ts'), path.join(folder, 'shared/money/yuan.ts'));
  expect(hash()).not.toBe(before);
});

it('changes when text moves from one file to the next', () => {
  write('shared/a.ts', 'xy');
  write('shared/b.ts', 'z');
  const before = hash();
  write('shared/a.ts', 'x');
  write('shared/b.ts', 'yz');
  expect(hash()).not.toBe(before);
});

it('takes what does not exist as empty', () => expect(sourceHash(folder, ['renderer'])).toBe(sourceHash(folder, [])));

function write(file: string, text: string): void {
  writeFileSync(path.join(folder, file), text);
}

function hash(): string {
  return sourceHash(folder, ['shared', 'lock.json']);
}
