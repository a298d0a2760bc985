/** Whose hands a stay lies in before it can be settled. `centre`: it comes by itself when the line is there. */
export const MENDERS = ['ward', 'window', 'insurance-officer', 'centre'] as const;
export type Mender = (typeof MENDERS)[number];

/** Where at this desk it is done; null: not here. */
export const MEND_PLACES = ['admission', 'discharge', 'charges', 'payment', 'worklist'] as const;
export type MendPlace = (typeof MEND_PLACES)[number];

export interface Mend {
  readonly who: Mender;
  readonly at: MendPlace | null;
}

/** What is looked at before a discharge; `cover`: deposit and lock hold what he is expected to bear. */
export type PreDischargeCheck =
  | 'ward-notice'
  | 'charges-sent'
  | 'admission-registered'
  | 'eligibility'
  | 'catalogue'
  | 'limit-prices'
  | 'item-limits'
  | 'unknown-outcome'
  | 'contact-phone'
  | 'cover';

/** Who mends what is refused, doubtful or missing. */
const TABLE: Readonly<Record<PreDischargeCheck, Mend>> = {
  'ward-notice': { who: 'ward', at: null },
  'charges-sent': { who: 'insurance-officer', at: 'worklist' },
  'admission-registered': { who: 'insurance-officer', at: 'worklist' },
  eligibility: { who: 'insurance-officer', at: 'admission' },
  catalogue: { who: 'ward', at: 'charges' },
  'limit-prices': { who: 'ward', at: 'charges' },
  'item-limits': { who: 'ward', at: 'charges' },
  'unknown-outcome': { who: 'window', at: 'discharge' },
  'contact-phone': { who: 'window', at: 'admission' },
  cover: { who: 'window', at: 'payment' },
};

/** Who mends a check that does not stand, and where (row D1); null: it stands. What only waits for the line comes by itself. */
export function menderOf(check: PreDischargeCheck, standing: 'ok' | 'waiting' | 'offline' | 'doubt' | 'blocked'): Mend | null {
  if (standing === 'ok') return null;
  return standing === 'waiting' || standing === 'offline' ? { who: 'centre', at: null } : TABLE[check];
}
