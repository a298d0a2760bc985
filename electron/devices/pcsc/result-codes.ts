/** Results of PC/SC that lead to different acts. Positive on Linux and negative on Windows: here always as unsigned 32 bits. */
export const RESULT = {
  success: 0,
  cancelled: 0x80100002,
  invalidHandle: 0x80100003,
  unknownReader: 0x80100009,
  timeout: 0x8010000a,
  sharingViolation: 0x8010000b,
  noCard: 0x8010000c,
  protocolMismatch: 0x8010000f,
  communication: 0x80100013,
  notTransacted: 0x80100016,
  readerUnavailable: 0x80100017,
  noService: 0x8010001d,
  serviceStopped: 0x8010001e,
  noReaders: 0x8010002e,
  reset: 0x80100068,
  removed: 0x80100069,
} as const;

/** Bits of a reader's state; the upper half counts what happened in its slot. */
export const STATE = { unknown: 0x4, unavailable: 0x8, empty: 0x10, present: 0x20, mute: 0x200 } as const;

export const resultText = (code: number): string => `0x${code.toString(16).padStart(8, '0').toUpperCase()}`;
