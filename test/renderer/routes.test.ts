import { expect, test } from 'vitest';
import { hashOf, type Route, routeOf } from '../../renderer/routes.ts';
import type { EncounterId, PatientId } from '../../shared/identity/ids.ts';

const encounterId = '00000000-0000-4000-8000-000000000005' as EncounterId;
const patientId = '00000000-0000-4000-8000-000000000001' as PatientId;

test.each<Route>([
  { page: 'admission' },
  { page: 'admission-order', orderNumber: 'ZY/2023 04', patientId },
  { page: 'admission-stay', encounterId },
  { page: 'stays' },
  { page: 'patients' },
  { page: 'discharge' },
  { page: 'discharge-stay', encounterId },
  { page: 'worklist' },
  { page: 'storage' },
])('$page comes back from its own address', (route) => {
  expect(routeOf(hashOf(route))).toEqual(route);
});

test('an unknown address is the admission page', () => {
  expect(routeOf('')).toEqual({ page: 'admission' });
  expect(routeOf('#/nowhere')).toEqual({ page: 'admission' });
});
