import type { WireError } from '../../shared/contract/define-channel.ts';
import type { ErrorCode, ErrorDetails, ErrorKind } from '../../shared/errors/app-error.ts';

/** An expected failure the core reported. Anything else thrown in the page is a bug. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
  readonly kind: ErrorKind;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly correlationId: string;

  constructor(error: WireError) {
    super(error.message);
    this.kind = error.kind;
    this.code = error.code;
    this.details = error.details;
    this.correlationId = error.correlationId;
  }
}

export const isDeskError = (error: unknown, code?: ErrorCode): error is DeskError =>
  error instanceof DeskError && (code === undefined || error.code === code);

/** Characters of a scan without its end: the scanner is the page's own, so the page itself says what to do. */
export const brokenScan = (): DeskError =>
  new DeskError({ kind: 'device', code: 'scan.broken', message: 'a scan without its end', details: {}, correlationId: '-' });
