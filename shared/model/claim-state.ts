import type { IdempotencyKey } from '../identity/ids.ts';

/**
 * Life of a claim. From `pending` on money may have moved; only `acknowledged` proves it.
 * `unknown` locks the stay: no second settlement, no refund, no cash, until it is found out.
 */
export type ClaimState =
  | { readonly kind: 'draft' }
  | { readonly kind: 'pending'; readonly key: IdempotencyKey }
  | { readonly kind: 'unknown'; readonly key: IdempotencyKey }
  | { readonly kind: 'acknowledged'; readonly key: IdempotencyKey; readonly centreNumber: string }
  | { readonly kind: 'rejected'; readonly key: IdempotencyKey };
