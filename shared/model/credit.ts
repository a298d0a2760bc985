/** What may happen to a lock. `raise` 追加占用 makes it larger; `draw-reversal` gives a drawn amount back to it. */
export const CREDIT_MOVES = ['lock', 'raise', 'draw', 'draw-reversal', 'release'] as const;
export type CreditMove = (typeof CREDIT_MOVES)[number];

/** What the available credit is held against: the patient's own share, or the whole expected cost (the literal word, Q-D4). */
export const WAIVER_READINGS = ['own-share', 'total-cost'] as const;
export type WaiverReading = (typeof WAIVER_READINGS)[number];
