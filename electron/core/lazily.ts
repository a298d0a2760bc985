/** Makes something at its first use and keeps it: what nobody needs for the first page does not delay it. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
