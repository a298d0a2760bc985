import { useSyncExternalStore } from 'react';
import type { EncounterId, PatientId } from '../shared/identity/ids.ts';

/** Every place of the desk. The hash of the address holds it, so that a restart of the page comes back to the same patient. */
export type Route =
  | { readonly page: 'admission' }
  | { readonly page: 'admission-order'; readonly orderNumber: string; readonly patientId: PatientId }
  | { readonly page: 'admission-stay'; readonly encounterId: EncounterId }
  | { readonly page: 'stays' }
  | { readonly page: 'patients' }
  | { readonly page: 'discharge' }
  | { readonly page: 'discharge-stay'; readonly encounterId: EncounterId }
  | { readonly page: 'worklist' }
  | { readonly page: 'reconciliation' }
  | { readonly page: 'board' }
  | { readonly page: 'storage' };

/** Pages that need nothing but their name. */
const PLAIN = ['stays', 'patients', 'discharge', 'worklist', 'reconciliation', 'board', 'storage'] as const;

export function hashOf(route: Route): string {
  switch (route.page) {
    case 'admission-order':
      return `#/admission/order/${encodeURIComponent(route.orderNumber)}/${route.patientId}`;
    case 'admission-stay':
      return `#/admission/stay/${route.encounterId}`;
    case 'discharge-stay':
      return `#/discharge/${route.encounterId}`;
    default:
      return `#/${route.page}`;
  }
}

export function routeOf(hash: string): Route {
  const [first = '', second = '', third = '', fourth = ''] = hash.replace(/^#\//, '').split('/').map(decodeURIComponent);
  if (first === 'admission' && second === 'order' && fourth !== '')
    return { page: 'admission-order', orderNumber: third, patientId: fourth as PatientId };
  if (first === 'admission' && second === 'stay' && third !== '') return { page: 'admission-stay', encounterId: third as EncounterId };
  if (first === 'discharge' && second !== '') return { page: 'discharge-stay', encounterId: second as EncounterId };
  const plain = PLAIN.find((page) => page === first);
  if (plain !== undefined) return { page: plain };
  return { page: 'admission' };
}

export function go(route: Route): void {
  location.hash = hashOf(route);
}

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(onHashChange, () => location.hash);
  return routeOf(hash);
}
