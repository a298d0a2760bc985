import { createHash, randomBytes } from 'node:crypto';

/** What the gateway of kind `x-tif-*` wants in its headers: interface reference §1.4 A. The body is no part of it; the clock is. */
export function signedHeaders(
  { accountId, token, signatureCase }: { readonly accountId: string; readonly token: string; readonly signatureCase: 'lower' | 'upper' },
  milliseconds: number,
): Record<string, string> {
  const timestamp = String(Math.floor(milliseconds / 1_000));
  const nonce = randomBytes(16).toString('hex');
  const signature = signatureOf(timestamp, token, nonce);
  return {
    'content-type': 'application/json',
    'x-tif-paasid': accountId,
    'x-tif-timestamp': timestamp,
    'x-tif-nonce': nonce,
    'x-tif-signature': signatureCase === 'upper' ? signature.toUpperCase() : signature,
  };
}

/** SHA-256 of timestamp, token, nonce and timestamp again, lower hex. */
export function signatureOf(timestamp: string, token: string, nonce: string): string {
  return createHash('sha256')
    .update(timestamp + token + nonce + timestamp, 'utf8')
    .digest('hex');
}
