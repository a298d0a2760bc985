import type { Route } from '../../routes.ts';
import { SealedPage } from './sealed-page.tsx';
import { ShiftPage } from './shift-page.tsx';

/** 班结: the clerk's own till, and every shift that was sealed here. */
export function ShiftPages({ route }: { readonly route: Route }) {
  if (route.page === 'shift-sealed') return <SealedPage key={route.shiftId} shiftId={route.shiftId} />;
  return <ShiftPage />;
}
