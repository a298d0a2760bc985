/** What may happen to a lock. `raise` 追加占用 makes it larger; `draw-reversal` gives a drawn amount back to it. */
export const CREDIT_MOVES = ['lock', 'raise', 'draw', 'draw-reversal', 'release'] as const;
export type CreditMove = (typeof CREDIT_MOVES)[number];
