/** A page of stays, or the acts of one pass, read the same few texts again and again. */
const REMEMBERED = 300;

/** Decodes a text once: the same text gives the same object, which nobody may change. Holds the last few hundred. */
export function rememberDecoded<T>(decode: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const decoded = decode(text);
    known.set(text, decoded);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return decoded;
  };
}
