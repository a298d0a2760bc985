import { readFileSync } from 'node:fs';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { TlsFiles } from './centre-settings.ts';

/**
 * What TLS needs beside the system's own authorities. The other side's certificate is always checked.
 *
 * @throws AppError validation/settings.invalid when a file cannot be read.
 */
export function certificates(tls: TlsFiles | undefined): { ca?: Buffer; cert?: Buffer; key?: Buffer; passphrase?: string } {
  if (tls === undefined) return {};
  const { authorityFile, certificateFile, keyFile, passphrase } = tls;
  return {
    ...(authorityFile === undefined ? {} : { ca: read(authorityFile, 'authorityFile') }),
    ...(certificateFile === undefined ? {} : { cert: read(certificateFile, 'certificateFile') }),
    ...(keyFile === undefined ? {} : { key: read(keyFile, 'keyFile') }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

function read(file: string, name: keyof TlsFiles): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const field = `centre.tls.${name}`;
    throw new AppError('validation', 'settings.invalid', `${field}: cannot be read`, { file, field, reason: 'cannot be read' }, error);
  }
}
