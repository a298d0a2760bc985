import type { Route } from '../../routes.ts';
import { DischargeListPage } from './discharge-list-page.tsx';
import { DischargePage } from './discharge-page.tsx';
import { RecallPage } from './recall-page.tsx';

/** 出院结算: who waits for it, and one stay being settled. */
export function DischargePages({ route }: { readonly route: Route }) {
  if (route.page === 'discharge-stay') return <DischargePage key={route.encounterId} encounterId={route.encounterId} />;
  if (route.page === 'recall-stay') return <RecallPage key={route.encounterId} encounterId={route.encounterId} />;
  return <DischargeListPage />;
}
