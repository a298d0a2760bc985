import { useCallback, useState } from 'react';
import type { IdempotencyKey } from '../../shared/identity/ids.ts';

const newKey = () => crypto.randomUUID() as IdempotencyKey;

/** The key of one act: born with the form, renewed after each finished act. A double click or a repeat is one act. */
export function useActKey(): { readonly key: IdempotencyKey; readonly renew: () => void } {
  const [key, setKey] = useState(newKey);
  const renew = useCallback(() => setKey(newKey()), []);
  return { key, renew };
}
