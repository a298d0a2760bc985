import { afterEach, describe, expect, it } from 'vitest';
import { visitContract } from '../../../../shared/contract/visit-contract.ts';
import type { CoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { acts, key, openVisit, pay, preSettle, startClinic, until, view } from './visit-steps.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

/** The act is done there, and its answer never comes. */
const losesAnswer = (infno: string) => desk.centre.arm({ infno, kind: 'lost-answer' });

describe('an answer that is lost', () => {
  it.each(['2201', '2203', '2204', '2207', '2208', '2205'])('of %s: found out or taken back, never done twice', async (infno) => {
    desk = await startClinic();
    const visit = await openVisit(desk, '示例未');
    losesAnswer(infno);
    await eventually(
      () => preSettle(desk, visit).catch(() => view(desk, visit)),
      ({ stage }) => stage === 'pre-settled',
      { seconds: 60 },
    );
    await pay(desk, visit);
    await eventually(
      () => view(desk, visit),
      ({ stage }) => stage === 'settled',
      { seconds: 60 },
    );
    await desk.call(visitContract.refund, { encounterId: visit, reason: '全部不做了', key: key() });
    await until(desk, visit, 'open');
    expect((await acts(desk, visit)).every((act) => act.endsWith('acknowledged'))).toBe(true);
    const [there] = (await desk.centre.referee('MZ25061001')).stays;
    expect(there).toMatchObject({ admissions: { live: 1 }, lines: { live: 0 }, settlements: { live: 0 }, doubled: false });
  });
});
