import type { Route } from '../../routes.ts';
import { PaymentListPage } from './payment-list-page.tsx';
import { PaymentPage } from './payment-page.tsx';

/** 预交金与收退款: who it is about, and the money of one stay. */
export function PaymentPages({ route }: { readonly route: Route }) {
  if (route.page === 'payment-stay') return <PaymentPage key={route.encounterId} encounterId={route.encounterId} />;
  return <PaymentListPage />;
}
