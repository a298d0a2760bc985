import { describe, expect, it } from 'vitest';
import { signatureOf, signedHeaders } from '../../../../electron/core/centre/signer.ts';

describe('the signature of the x-tif gateway', () => {
  it('is that of a fixed vector, made by another tool', () => {
    // printf '%s' '1686616500demo-token0123456789abcdef0123456789abcdef1686616500' | sha256sum
    expect(signatureOf('1686616500', 'demo-token', '0123456789abcdef0123456789abcdef')).toBe(
      'fe5ba81c256cb6a11e590a3bea895a49d14bc7da1ca31ece31f35a4db0ef4ed7',
    );
  });

  it('signs the seconds of the clock and a nonce that is never the same', () => {
    const all = Array.from({ length: 100 }, () =>
      signedHeaders({ accountId: 'demo-hospital', token: 'demo-token', signatureCase: 'lower' }, 1_686_616_500_999),
    );
    expect(new Set(all.map((headers) => headers['x-tif-nonce'])).size).toBe(100);
    for (const headers of all) {
      expect(headers).toMatchObject({
        'x-tif-paasid': 'demo-hospital',
        'x-tif-timestamp': '1686616500',
        'content-type': 'application/json',
      });
      expect(headers['x-tif-signature']).toBe(signatureOf('1686616500', 'demo-token', headers['x-tif-nonce'] ?? ''));
    }
  });
});
