import os from 'node:os';

/**
 * How PC/SC lies in memory on this system.
 *
 * Linux (pcsc-lite, run in our tests): DWORD and LONG are as wide as a pointer, names are UTF-8, an ATR has 33 bytes.
 * Windows (winscard.dll, written from the published ABI, **not run by our tests**): DWORD and LONG have four bytes, names are UTF-16
 * (the W functions), an ATR has 36 bytes, the calling convention is stdcall.
 * On both, `long` and `unsigned long` of C are LONG and DWORD, and handles are as wide as a pointer.
 */
export interface Abi {
  readonly library: string;
  /** Ending of the functions that take or give names. */
  readonly suffix: '' | 'W';
  readonly convention: '__cdecl' | '__stdcall';
  readonly pointerBytes: 4 | 8;
  readonly dwordBytes: 4 | 8;
  readonly atrBytes: 33 | 36;
  readonly encoding: 'utf8' | 'utf16le';
}

export function abiOf(platform: string = process.platform, architecture: string = process.arch): Abi {
  const pointerBytes = ['ia32', 'arm'].includes(architecture) ? 4 : 8;
  if (platform === 'linux') {
    return {
      library: 'libpcsclite.so.1',
      suffix: '',
      convention: '__cdecl',
      pointerBytes,
      dwordBytes: pointerBytes,
      atrBytes: 33,
      encoding: 'utf8',
    };
  }
  if (platform === 'win32') {
    return {
      library: 'winscard.dll',
      suffix: 'W',
      convention: '__stdcall',
      pointerBytes,
      dwordBytes: 4,
      atrBytes: 36,
      encoding: 'utf16le',
    };
  }
  throw new Error(`no smart cards on ${platform}`);
}

/** A name as the library takes it: ended by a zero. */
export const nameBytes = (abi: Abi, name: string): Buffer => Buffer.from(`${name}\0`, abi.encoding);

/** A list of names as the library gives it: each ended by a zero, the list by another. `length` counts characters, as PC/SC does. */
export function namesIn(abi: Abi, bytes: Buffer, length: number): readonly string[] {
  const text = bytes.subarray(0, length * (abi.encoding === 'utf16le' ? 2 : 1)).toString(abi.encoding);
  return text.split('\0').filter((name) => name !== '');
}

export function readDword(abi: Abi, bytes: Buffer, at = 0): number {
  return abi.dwordBytes === 4 ? bytes.readUInt32LE(at) : Number(bytes.readBigUInt64LE(at));
}

export function writeDword(abi: Abi, bytes: Buffer, value: number, at = 0): void {
  if (abi.dwordBytes === 4) bytes.writeUInt32LE(value, at);
  else bytes.writeBigUInt64LE(BigInt(value), at);
}

export function readPointer(abi: Abi, bytes: Buffer, at = 0): bigint {
  return abi.pointerBytes === 4 ? BigInt(bytes.readUInt32LE(at)) : bytes.readBigUInt64LE(at);
}

export function writePointer(abi: Abi, bytes: Buffer, value: bigint, at = 0): void {
  if (abi.pointerBytes === 4) bytes.writeUInt32LE(Number(value), at);
  else bytes.writeBigUInt64LE(value, at);
}

/** SCARD_READERSTATE: name, user data, known state, present state, length of the ATR, ATR; padded to the width of a pointer. */
export function stateLayout(abi: Abi) {
  const known = 2 * abi.pointerBytes;
  const present = known + abi.dwordBytes;
  const end = present + 2 * abi.dwordBytes + abi.atrBytes;
  return { name: 0, known, present, size: Math.ceil(end / abi.pointerBytes) * abi.pointerBytes };
}

/** SCARD_IO_REQUEST: the protocol, and its own length. */
export function ioRequest(abi: Abi, protocol: number): Buffer {
  const bytes = Buffer.alloc(2 * abi.dwordBytes);
  writeDword(abi, bytes, protocol);
  writeDword(abi, bytes, bytes.length, abi.dwordBytes);
  return bytes;
}

/** Every system that this file knows keeps its numbers with the lowest byte first. */
if (os.endianness() !== 'LE') throw new Error('no smart cards on a big-endian system');
