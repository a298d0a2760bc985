import type { Route } from '../../routes.ts';
import { CreditListPage } from './credit-list-page.tsx';
import { CreditPage } from './credit-page.tsx';

/** 信用就医: who is here on credit, and the credit of one stay. */
export function CreditPages({ route }: { readonly route: Route }) {
  if (route.page === 'credit-stay') return <CreditPage key={route.encounterId} encounterId={route.encounterId} />;
  return <CreditListPage />;
}
