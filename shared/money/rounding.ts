/** How the legal text drops fractions of a fen. Callers must always choose. */
export const ROUNDINGS = ['half-up', 'half-even', 'down'] as const;
export type Rounding = (typeof ROUNDINGS)[number];
