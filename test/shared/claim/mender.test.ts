import { expect, it } from 'vitest';
import { menderOf } from '../../../shared/claim/mender.ts';
import { PRECHECKS } from '../../../shared/contract/settlement-contract.ts';

const ALL = [...PRECHECKS, 'cover'] as const;

it('everything that does not stand before a discharge is somebody’s, and what stands is nobody’s', () => {
  expect(ALL.filter((check) => menderOf(check, 'ok') !== null)).toEqual([]);
  for (const standing of ['doubt', 'blocked'] as const) expect(ALL.filter((check) => menderOf(check, standing) === null)).toEqual([]);
});

it('what waits for the line is asked of nobody; what was refused is', () => {
  expect(menderOf('charges-sent', 'waiting')).toEqual({ who: 'centre', at: null });
  expect(menderOf('charges-sent', 'offline')).toEqual({ who: 'centre', at: null });
  expect(menderOf('charges-sent', 'blocked')).toEqual({ who: 'insurance-officer', at: 'worklist' });
  expect(menderOf('ward-notice', 'blocked')).toEqual({ who: 'ward', at: null });
});
