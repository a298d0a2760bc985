import type { Route } from '../../routes.ts';
import { AdmissionFormPage } from './admission-form-page.tsx';
import { AdmittedPage } from './admitted-page.tsx';
import { OrdersPage } from './orders-page.tsx';

/** 入院登记: the orders that wait, one order being admitted, and what became of it. */
export function AdmissionPages({ route }: { readonly route: Route }) {
  if (route.page === 'admission-stay') return <AdmittedPage encounterId={route.encounterId} />;
  if (route.page === 'admission-order')
    return <AdmissionFormPage key={route.orderNumber} orderNumber={route.orderNumber} patientId={route.patientId} />;
  return <OrdersPage />;
}
