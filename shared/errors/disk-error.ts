import { AppError } from './app-error.ts';

const FULL = ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'];
const FAILING = /^(SQLITE_IOERR|EIO$)/;

/** A failure of the disk in the desk's own words, also one deep in the causes of another; undefined for every other failure. */
export function diskError(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AppError && error.kind === 'storage') return error.code.startsWith('disk.') ? error : diskError(error.cause);
  const code = 'code' in error ? String(error.code) : '';
  if (FULL.includes(code)) return new AppError('storage', 'disk.full', 'the disk is full', {}, error);
  if (FAILING.test(code)) return new AppError('storage', 'disk.failing', 'the disk does not read or write', {}, error);
  return diskError(error.cause);
}
