/**
 * Reasons that a source of the pack loader can give, each as its fixed parts: what stands between the values put in.
 * Read from the text of the source, so that a new reason is found without being listed anywhere.
 */
export function refusalsIn(source: string): readonly (readonly string[])[] {
  const texts = [...source.matchAll(/reason: ['`]([^'`]+)['`]|(?:refine\([^\n]*, |message: |z\.null\()['`]([a-z][^'`]* [^'`]*)['`]/g)];
  return texts.map((match) => fixedParts(match[1] ?? match[2] ?? ''));
}

/** What stands between the values put into a text. */
const fixedParts = (text: string): readonly string[] =>
  text
    .replaceAll(/\$\{[^}]*(\}|$)/g, '…')
    .split('…')
    .map((part) => part.trim())
    .filter((part) => part.length > 3);

/** Sentences that a source demands: the last text of each `demand(holds, path, 'reason')`, as its fixed parts. */
export function demandsIn(source: string): readonly (readonly string[])[] {
  const calls = [...source.matchAll(/(?:demand|inOrder)\(\n?[^;]*?\);/g)].map(([call]) => call);
  const last = (call: string) => [...call.matchAll(/'([^'\n]*)'|`([^`\n]*)`|"([^"\n]*)"/g)].at(-1);
  return calls.flatMap((call) => {
    const found = last(call);
    return found === undefined ? [] : [fixedParts(found[1] ?? found[2] ?? found[3] ?? '')];
  });
}
