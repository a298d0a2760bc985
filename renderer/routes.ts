import { useSyncExternalStore } from 'react';
import type { EncounterId, PatientId } from '../shared/identity/ids.ts';

/** Every place of the desk. The hash of the address holds it, so that a restart of the page comes back to the same patient. */
export type Route =
  | { readonly page: 'admission' }
  | { readonly page: 'admission-order'; readonly orderNumber: string; readonly patientId: PatientId }
  | { readonly page: 'admission-stay'; readonly encounterId: EncounterId }
  | { readonly page: 'stays' }
  | { readonly page: 'patients' }
  | { readonly page: 'patients-person'; readonly patientId: PatientId }
  | { readonly page: 'discharge' }
  | { readonly page: 'discharge-stay'; readonly encounterId: EncounterId }
  | { readonly page: 'charges-stay'; readonly encounterId: EncounterId }
  | { readonly page: 'recall-stay'; readonly encounterId: EncounterId }
  | { readonly page: 'visit' }
  | { readonly page: 'visit-open'; readonly encounterId: EncounterId }
  | { readonly page: 'visitRecords' }
  | { readonly page: 'worklist' }
  | { readonly page: 'cases' }
  | { readonly page: 'settings' }
  | { readonly page: 'books' }
  | { readonly page: 'credit' }
  | { readonly page: 'credit-stay'; readonly encounterId: EncounterId }
  | { readonly page: 'payment' }
  | { readonly page: 'payment-stay'; readonly encounterId: EncounterId }
  | { readonly page: 'shift' }
  | { readonly page: 'shift-sealed'; readonly shiftId: string }
  | { readonly page: 'reconciliation' }
  | { readonly page: 'dayEnd' }
  | { readonly page: 'supervisor' }
  | { readonly page: 'board' }
  | { readonly page: 'prints' }
  | { readonly page: 'storage' };

export function hashOf(route: Route): string {
  switch (route.page) {
    case 'admission-order':
      return `#/admission/order/${encodeURIComponent(route.orderNumber)}/${route.patientId}`;
    case 'admission-stay':
      return `#/admission/stay/${route.encounterId}`;
    case 'discharge-stay':
      return `#/discharge/${route.encounterId}`;
    case 'charges-stay':
      return `#/charges/${route.encounterId}`;
    case 'recall-stay':
      return `#/recall/${route.encounterId}`;
    case 'visit-open':
      return `#/visit/${route.encounterId}`;
    case 'credit-stay':
      return `#/credit/${route.encounterId}`;
    case 'payment-stay':
      return `#/payment/${route.encounterId}`;
    case 'patients-person':
      return `#/patients/${route.patientId}`;
    case 'shift-sealed':
      return `#/shift/${route.shiftId}`;
    default:
      return `#/${route.page}`;
  }
}

/** Pages whose address is their name. */
const PLAIN = [
  'stays',
  'patients',
  'discharge',
  'visit',
  'visitRecords',
  'worklist',
  'cases',
  'storage',
  'reconciliation',
  'dayEnd',
  'supervisor',
  'books',
  'credit',
  'payment',
  'shift',
  'settings',
  'board',
  'prints',
] as const;

export function routeOf(hash: string): Route {
  const [first = '', second = '', third = '', fourth = ''] = hash.replace(/^#\//, '').split('/').map(decodeURIComponent);
  if (first === 'admission' && second === 'order' && fourth !== '')
    return { page: 'admission-order', orderNumber: third, patientId: fourth as PatientId };
  if (first === 'admission' && second === 'stay' && third !== '') return { page: 'admission-stay', encounterId: third as EncounterId };
  if (first === 'discharge' && second !== '') return { page: 'discharge-stay', encounterId: second as EncounterId };
  if (first === 'charges' && second !== '') return { page: 'charges-stay', encounterId: second as EncounterId };
  if (first === 'recall' && second !== '') return { page: 'recall-stay', encounterId: second as EncounterId };
  if (first === 'patients' && second !== '') return { page: 'patients-person', patientId: second as PatientId };
  if (first === 'shift' && second !== '') return { page: 'shift-sealed', shiftId: second };
  if (first === 'credit' && second !== '') return { page: 'credit-stay', encounterId: second as EncounterId };
  if (first === 'payment' && second !== '') return { page: 'payment-stay', encounterId: second as EncounterId };
  if (first === 'visit' && second !== '') return { page: 'visit-open', encounterId: second as EncounterId };
  const plain = PLAIN.find((page) => page === first);
  return { page: plain ?? 'admission' };
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
