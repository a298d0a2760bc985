import type { Route } from '../../routes.ts';
import { VisitListPage } from './visit-list-page.tsx';
import { VisitPage } from './visit-page.tsx';
import { VisitRecordsPage } from './visit-records-page.tsx';

/** 门诊收费: who waits, one visit being settled, and what was settled before. */
export function VisitPages({ route }: { readonly route: Route }) {
  if (route.page === 'visit-open') return <VisitPage key={route.encounterId} encounterId={route.encounterId} />;
  if (route.page === 'visitRecords') return <VisitRecordsPage />;
  return <VisitListPage />;
}
