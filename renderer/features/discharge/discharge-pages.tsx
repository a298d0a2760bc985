import type { Route } from '../../routes.ts';
export function DischargePages(_: { readonly route: Route }) { return null; }
