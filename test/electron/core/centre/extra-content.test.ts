import { expect, it } from 'vitest';
import { extraContent } from '../../../../electron/core/centre/stay-fields.ts';
import type { AdmissionContent } from '../../../../electron/core/ports/centre-gateway.ts';

const said = (injury: AdmissionContent['injury']) =>
  JSON.parse(extraContent({ order: { route: 'emergency' } as AdmissionContent['order'], injury })) as object;

it('2401 and 2403 say of an injury what was said, and of another payer only where there is one to name', () => {
  expect(said(null)).toEqual({ IPT_TYPE: '2' });
  expect(said({ injured: false, otherPayer: false })).toEqual({ IPT_TYPE: '2', TRUM_FLAG: '0' });
  expect(said({ injured: true, otherPayer: true })).toEqual({ IPT_TYPE: '2', TRUM_FLAG: '1', REL_TTP_FLAG: '1' });
  expect(said({ injured: true, otherPayer: false })).toEqual({ IPT_TYPE: '2', TRUM_FLAG: '1', REL_TTP_FLAG: '0' });
});
