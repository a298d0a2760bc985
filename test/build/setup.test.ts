import { describe, expect, it } from 'vitest';
import { missingFromLdd } from '../../build/setup/library-packages.mjs';
import { lockDifference, manifestDifference } from '../../build/setup/modules.mjs';
import { placeOf } from '../../build/setup/npm-runtime.mjs';

const zod = { version: '4.6.7', integrity: 'sha512-a' };
const locked = {
  '': { devDependencies: { zod: '4.6.7' } },
  'node_modules/zod': zod,
  'node_modules/only-elsewhere': { version: '1.0.0', integrity: 'sha512-b', optional: true },
};

describe('what is installed, against the lock file', () => {
  it('is the same without the optional packages of other systems', () =>
    expect(lockDifference(locked, { 'node_modules/zod': zod })).toBeNull());

  it('differs by a missing package', () => expect(lockDifference(locked, {})).toBe('node_modules/zod'));

  it('differs by a version', () =>
    expect(lockDifference(locked, { 'node_modules/zod': { ...zod, version: '4.6.6' } })).toBe('node_modules/zod'));

  it('differs by content under the same version', () =>
    expect(lockDifference(locked, { 'node_modules/zod': { ...zod, integrity: 'sha512-c' } })).toBe('node_modules/zod'));

  it('differs by a package nobody asked for', () =>
    expect(lockDifference(locked, { 'node_modules/zod': zod, 'node_modules/left': zod })).toBe('node_modules/left'));
});

describe('package.json against the lock file', () => {
  it('agrees when both name the same versions', () =>
    expect(manifestDifference({ devDependencies: { zod: '4.6.7' } }, { packages: locked })).toBeNull());

  it('names the first dependency that only one of them has', () => {
    expect(manifestDifference({ devDependencies: { zod: '4.6.7', antd: '6.6.8' } }, { packages: locked })).toBe('antd');
    expect(manifestDifference({}, { packages: locked })).toBe('zod');
  });
});

describe('the answer of ldd', () => {
  it('gives each package once', () => {
    const output =
      '\tlibnss3.so => not found\n\tlibsmime3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x0)\n\tlibgbm.so.1 => not found\n';
    expect(missingFromLdd(output)).toEqual({ packages: ['libgbm1', 'libnss3'], unknown: [] });
  });

  it('keeps the name of a library no known package brings', () =>
    expect(missingFromLdd('\tlibnew.so.2 => not found')).toEqual({ packages: [], unknown: ['libnew.so.2'] }));

  it('is empty when nothing is missing', () =>
    expect(missingFromLdd('\tlibc.so.6 => /lib/libc.so.6 (0x0)')).toEqual({ packages: [], unknown: [] }));
});

describe('the files of the runtime package', () => {
  it('get the executable its own name', () => expect(placeOf('Cypress/Cypress')).toBe('dist/electron'));

  it('keep their place otherwise', () => expect(placeOf('Cypress/locales/zh-CN.pak')).toBe('dist/locales/zh-CN.pak'));

  it('include the native module', () =>
    expect(placeOf('Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node')).toBe('better_sqlite3.node'));

  it('leave out what is not Electron', () => {
    expect(placeOf('Cypress/resources/app/index.js')).toBeNull();
    expect(placeOf('Cypress/browser_v8_context_snapshot.bin')).toBeNull();
    expect(placeOf('../outside')).toBeNull();
  });
});
