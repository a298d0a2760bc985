import { AppError } from '../../../shared/errors/app-error.ts';
import type { HisIntake } from '../ports/his-intake.ts';
import { readBatch } from './his-line.ts';

/** A batch as it came, by whichever way. Its name and hash say whether it came before. */
export interface RawBatch {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** Takes a batch whole or not at all; how many lines it had. Errors: validation and conflict/his.file-refused. */
export function takeBatch(intake: HisIntake, { name, sha256, bytes }: RawBatch): number {
  const entries = readBatch(decode(bytes));
  intake.take({ name, sha256, entries });
  return entries.length;
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('validation', 'his.file-refused', 'the file is not UTF-8', { line: 0, reason: 'the file is not UTF-8' });
  }
}
