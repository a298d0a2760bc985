/** Why no card was read; each has its sentence on the screen. */
export type ReaderFaultCode = 'card.absent' | 'card.unreadable' | 'reader.not-responding' | 'reader.service-stopped' | 'reader.none';

/** An expected end of a reading. `message` says the cause for the log; never what stands on a card. */
export class ReaderFault extends Error {
  readonly code: ReaderFaultCode;

  constructor(code: ReaderFaultCode, message: string) {
    super(message);
    this.code = code;
  }
}
