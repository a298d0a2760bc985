/**
 * Reasons that a source of the pack loader can give, each as its fixed parts: what stands between the values put in.
 * Read from the text of the source, so that a new reason is found without being listed anywhere.
 */
export function refusalsIn(source: string): readonly (readonly string[])[] {
  const texts = [...source.matchAll(/reason: ['`]([^'`]+)['`]|(?:refine\([^\n]*, |message: |z\.null\()['`]([a-z][^'`]* [^'`]*)['`]/g)];
  return texts.map((match) =>
    (match[1] ?? match[2] ?? '')
      .replaceAll(/\$\{[^}]*(\}|$)/g, '…')
      .split('…')
      .map((part) => part.trim())
      .filter((part) => part.length > 3),
  );
}
