import { describe, expect, it } from 'vitest';
import { abiOf, ioRequest, nameBytes, namesIn, readDword, stateLayout, writeDword } from '../../../electron/devices/pcsc/abi.ts';

const linux = abiOf('linux', 'x64');
const windows = abiOf('win32', 'x64');
const windows32 = abiOf('win32', 'ia32');

// The sizes are those of the published headers (pcsclite.h, winscard.h). The Linux ones also run against the real library.
describe('PC/SC in memory', () => {
  it('has a state of a reader as the compiler lays it out', () => {
    expect(stateLayout(linux)).toEqual({ name: 0, known: 16, present: 24, size: 80 });
    expect(stateLayout(windows)).toEqual({ name: 0, known: 16, present: 20, size: 64 });
    expect(stateLayout(windows32)).toEqual({ name: 0, known: 8, present: 12, size: 56 });
  });

  it('has a protocol with its own length', () => {
    expect(ioRequest(linux, 1).toString('hex')).toBe('01000000000000001000000000000000');
    expect(ioRequest(windows, 2).toString('hex')).toBe('0200000008000000');
  });

  it('has names as the system writes them, also Chinese ones', () => {
    expect(nameBytes(linux, '读卡器').at(-1)).toBe(0);
    expect(nameBytes(windows, 'A').toString('hex')).toBe('41000000');
    for (const abi of [linux, windows]) {
      const list = Buffer.concat([nameBytes(abi, '读卡器 00'), nameBytes(abi, 'B'), nameBytes(abi, '')]);
      const padded = Buffer.concat([list, Buffer.alloc(8, 0x41)]);
      expect(namesIn(abi, padded, abi.encoding === 'utf16le' ? list.length / 2 : list.length)).toEqual(['读卡器 00', 'B']);
    }
    expect(namesIn(linux, Buffer.alloc(4), 1)).toEqual([]);
  });

  it('has numbers without a sign', () => {
    for (const abi of [linux, windows]) {
      const bytes = Buffer.alloc(8);
      writeDword(abi, bytes, 0xffffffff);
      expect(readDword(abi, bytes)).toBe(0xffffffff);
    }
  });

  it('is not known on other systems', () => {
    expect(() => abiOf('darwin', 'arm64')).toThrow('no smart cards on darwin');
  });
});
