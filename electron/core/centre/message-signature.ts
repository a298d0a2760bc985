/** How the envelope itself is signed (`cainfo`): provincial, none by default. Source: interface reference §1.5. */
export type MessageSignature =
  | { readonly kind: 'none' }
  /** SM3 digest of the sorted fields, upper hex. */
  | { readonly kind: 'sm3' }
  /** SM2 with SM3 over the sorted fields, upper hex; private key and user id from the bureau. */
  | { readonly kind: 'sm2'; readonly privateKey: string; readonly userId: string };

type Fields = Readonly<Record<string, unknown>>;

/** `cainfo` and `signtype` of an envelope. `input` and `cainfo` itself are not signed. */
export async function signatureFields(
  how: MessageSignature,
  envelope: Fields,
): Promise<{ readonly cainfo: string; readonly signtype: string }> {
  if (how.kind === 'none') return { cainfo: '', signtype: '' };
  const { sm2, sm3 } = await import('sm-crypto-v2'); // with the first signed message: most places sign nothing
  if (how.kind === 'sm3') return { cainfo: sm3(signedText({ ...envelope, signtype: 'SM3' })).toUpperCase(), signtype: 'SM3' };
  const text = signedText({ ...envelope, signtype: 'SM2' });
  return { cainfo: sm2.doSignature(text, how.privateKey, { hash: true, userId: how.userId }).toUpperCase(), signtype: 'SM2' };
}

/** "k=v&k=v" in the order of the names' ASCII codes. */
export function signedText(envelope: Fields): string {
  return Object.keys(envelope)
    .filter((name) => name !== 'cainfo' && name !== 'input')
    .toSorted()
    .map((name) => `${name}=${String(envelope[name])}`)
    .join('&');
}
