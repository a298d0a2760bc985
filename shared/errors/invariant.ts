/** Something that cannot be otherwise. `because` says why; when it is otherwise after all, that is a bug. */
export function invariant(condition: boolean, because: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${because}`);
}

/** The compiler proves that no case was forgotten. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
