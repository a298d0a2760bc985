/** Our code, or the same work without it. */
export type Side = 'ours' | 'theirs';

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export const percent = (ratio: number): string => `${(ratio * 100).toFixed(0)} %`;
