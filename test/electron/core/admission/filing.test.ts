import type { z } from 'zod';
import { afterEach, describe, expect, it } from 'vitest';
import { admissionContract, type AdmissionView } from '../../../../shared/contract/admission-contract.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { stayInsuranceContract } from '../../../../shared/contract/stay-insurance-contract.ts';
import { worklistContract } from '../../../../shared/contract/worklist-contract.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { personOf } from '../../../support/insured-year.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { eventually } from '../../../support/eventually.ts';
import { arrives, commitAdmission, signIn, strip } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

/** S03: 示例丁 of Ningbo, admitted at Dalian on 6 June, filed on 9 June. */
async function deskOfS03(change: Record<string, unknown> = {}): Promise<{ orderNumber: string; patientId: PatientId }> {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-06 09:25') });
  await desk.centre.savePerson(personOf('示例丁'));
  await signIn(desk);
  return arrives(desk, 'S03', '示例丁', { issuedAt: '2023-06-06T01:00:00.000Z', ...change });
}

const open = (orderNumber: string, patientId: PatientId): Promise<AdmissionView> =>
  desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null });

const admit = (orderNumber: string, patientId: PatientId, view: AdmissionView) => commitAdmission(desk, { orderNumber, patientId, view });

it('D-02 X-04 X-06 X-07 X-08 X-09 X-10: the law of each day stands at the desk, condition by condition', async () => {
  const { orderNumber, patientId } = await deskOfS03();
  desk.setClock(offsetTo('2023-06-09 10:00'));
  await desk.call(admissionContract.recheck, { patientId });
  const verdicts = async () => {
    const { direct, conditions } = await open(orderNumber, patientId);
    return { conditions, of: new Map(direct.map(({ gate, rule, verdict, code }) => [gate, [rule, verdict, code]])) };
  };
  const today = await verdicts();
  expect(today.of.get('schemes')).toEqual(['X-06', 'met', 'scheme.covered']);
  expect(today.of.get('filed')).toEqual(['L-04', 'met', 'filing.valid']);
  expect(today.of.get('networked')).toEqual(['X-08', 'ask', 'hospital.networked-unknown']);
  expect(today.of.get('credentials')).toEqual(['L-05', 'met', 'credential.accepted']);
  // The credit is for those insured in Dalian.
  expect(today.conditions.find(({ rule }) => rule === 'D-02')).toMatchObject({ met: false, code: 'credit.not-insured-here' });

  desk.setClock(offsetTo('2017-09-27 10:00'));
  const then = await verdicts();
  expect(then.of.get('filed')).toEqual(['X-07', 'refused', 'filing.late']);
  expect(then.of.get('filing-categories')).toEqual(['X-04', 'met', 'filing.category-covered']);
  expect(then.of.get('credentials')).toEqual(['X-09', 'met', 'credential.accepted']);
  expect(then.of.get('care-kinds')).toEqual(['X-10', 'met', 'care.covered']);
});

describe('S03: a resident of another province who files late', () => {
  it('X-11 X-02 X-14 X-16: is told before the filing what it would save, and after it the estimate follows, by the insured place', async () => {
    const { orderNumber, patientId } = await deskOfS03();
    const before = await open(orderNumber, patientId);
    expect(before.filing).toMatchObject({ place: 'cross-province', kind: 'temporary', filed: null, direct: false });
    expect(before.direct.find(({ gate }) => gate === 'filed')).toMatchObject({
      verdict: 'refused',
      code: 'filing.missing',
      remedy: 'file-now',
    });
    expect(before.eligibility).toMatchObject({ standing: 'not-eligible', reason: '未办理异地就医备案' });
    const total = before.order.plan.total;
    const longTerm = before.filing?.whatIf.find(({ kind }) => kind === 'long-term');
    expect([String(before.filing?.payNow), String(longTerm?.burden), String(longTerm?.less)]).toEqual([
      total.toString(),
      '8840.00',
      total.minus(longTerm?.burden ?? total).toString(),
    ]);

    desk.setClock(offsetTo('2023-06-09 10:00'));
    await desk.call(admissionContract.recheck, { patientId });
    const after = await open(orderNumber, patientId);
    expect(after.filing).toMatchObject({ kind: 'long-term', direct: true, filed: { category: 'long-term-resident', from: '2023-06-09' } });
    expect([String(after.expected?.inScopeOwnShare.most), String(after.filing?.payNow)]).toEqual(['7340.00', '8840.00']);
    expect(after.eligibility.standing).toBe('eligible');
  });

  it('is admitted without it, the centre’s no goes to the insurance office, and after the filing the registration is sent again', async () => {
    const { orderNumber, patientId } = await deskOfS03();
    const { encounterId } = await admit(orderNumber, patientId, await open(orderNumber, patientId));
    const refused = await eventually(
      () => desk.call(encounterContract.get, { encounterId }),
      ({ strip: { registration } }) => registration === 'rejected',
    );
    expect(refused.acts.map(({ kind, state }) => [kind, state])).toEqual([['admission', 'rejected']]);
    // The place where it is mended: what is filed, what filing would save, and what the centre said.
    const insured = async () => (await desk.call(stayInsuranceContract.view, { encounterId })).insurance;
    const before = await insured();
    expect(before).toMatchObject({ proof: { result: 'lapsed', reason: '未办理异地就医备案' }, filing: { filed: null, direct: false } });
    expect(before?.refused?.words).toContain('备案');
    expect(before?.filing?.whatIf.map(({ kind }) => kind)).toContain('long-term');
    const row = async (name: 'filing' | 'lapsed') =>
      (await desk.call(worklistContract.list, {})).items.find(({ group, encounterId: stay }) => group === name && stay === encounterId);
    expect(await row('filing')).toMatchObject({ matter: 'act.admission', refusedActId: before?.refused?.actId });
    expect(await row('lapsed')).toMatchObject({ words: '未办理异地就医备案' });

    // Claimed, noted, handed over: the row keeps it when its group changes.
    const rowName = (await row('filing'))?.row ?? '';
    const take = (step: z.input<typeof worklistContract.step.request>['step']) => desk.call(worklistContract.step, { row: rowName, step });
    await take({ kind: 'claim' });
    await take({ kind: 'note', words: '家属下午去办' });
    expect((await row('filing'))?.owner).toEqual({ clerkId: 'A01', name: '收费员甲' });
    await take({ kind: 'hand-over', to: 'Y01', words: '' });
    expect((await row('filing'))?.steps.map(({ kind, owner, words }) => [kind, owner, words])).toEqual([
      ['claim', '收费员甲', ''],
      ['note', null, '家属下午去办'],
      ['hand-over', '医保办丙', ''],
    ]);
    await expect(take({ kind: 'hand-over', to: 'nobody', words: '' })).rejects.toMatchObject({ code: 'work.not-possible' });
    await expect(take({ kind: 'call', outcome: 'reached', words: '' })).rejects.toMatchObject({ code: 'work.not-possible' });

    await desk.centre.setLine(false);
    expect(await desk.call(stayInsuranceContract.recheck, { encounterId })).toEqual({ centreReached: false });
    await desk.centre.setLine(true);
    desk.setClock(offsetTo('2023-06-09 10:00'));
    expect(await desk.call(stayInsuranceContract.recheck, { encounterId })).toEqual({ centreReached: true });
    expect(await row('lapsed')).toBeUndefined();
    const after = await insured();
    expect(after).toMatchObject({ proof: { result: 'verified' }, filing: { direct: true }, eligibility: { standing: 'eligible' } });
    await desk.call(worklistContract.sendAgain, { actId: after?.refused?.actId ?? 0 });
    await eventually(
      () => strip(desk, encounterId),
      ({ registration }) => registration === 'acknowledged',
    );
    expect((await insured())?.refused).toBeNull();
    await expect(take({ kind: 'claim' })).rejects.toMatchObject({ code: 'work.gone' });
  });

  it('X-12: filed before the present rules and never renewed does not count, and says what to do; once renewed it does', async () => {
    const { orderNumber, patientId } = await deskOfS03();
    const person = personOf('示例丁');
    const filed = async (filedAs: string) => {
      const insurances = (person as unknown as { insurances: object[] }).insurances.map((row) => ({
        ...row,
        filedFrom: '2015-03-01',
        filedAs,
      }));
      await desk.centre.savePerson({ ...person, insurances });
      await desk.call(admissionContract.recheck, { patientId });
      return open(orderNumber, patientId);
    };
    const old = await filed('异地长期居住');
    expect(old.direct.find(({ gate }) => gate === 'filed')).toMatchObject({
      rule: 'X-12',
      verdict: 'refused',
      code: 'filing.not-renewed',
      remedy: 'renew-filing',
      facts: { renewedSince: '2017-01-01' },
    });
    expect(old.filing).toMatchObject({ direct: false, filed: { from: '2015-03-01' } });
    const renewed = await filed('异地长期居住，2018年已更新备案');
    expect(renewed.direct.find(({ gate }) => gate === 'filed')).toMatchObject({ verdict: 'met', code: 'filing.valid' });
    expect(renewed.filing).toMatchObject({ kind: 'long-term', direct: true });
  });

  it('X-05: as an emergency counts as filed: the registration goes through at once', async () => {
    const { orderNumber, patientId } = await deskOfS03({ route: 'emergency' });
    const view = await open(orderNumber, patientId);
    expect(view.filing).toMatchObject({ kind: 'emergency', direct: true });
    const { encounterId } = await admit(orderNumber, patientId, view);
    await eventually(
      () => strip(desk, encounterId),
      ({ registration }) => registration === 'acknowledged',
    );
  });

  it('keeps its age when the centre is away', async () => {
    const { orderNumber, patientId } = await deskOfS03();
    await desk.centre.setLine(false);
    desk.setClock(offsetTo('2023-06-12 10:00'));
    await desk.call(admissionContract.recheck, { patientId });
    const view = await open(orderNumber, patientId);
    expect(view.filing?.age).toEqual({ source: 'centre', asOf: expect.stringMatching(/^2023-06-06/) as string });
  });
});

it('a hardship status of the centre is shown with its source and enters the estimate', async () => {
  const { orderNumber, patientId } = await deskOfS03();
  await desk.centre.savePerson({ ...personOf('示例丁'), identities: [{ code: '0101', memo: '城乡低保对象', from: '2022-01-01' }] });
  await desk.call(admissionContract.recheck, { patientId });
  expect((await open(orderNumber, patientId)).hardship).toMatchObject({
    aid: 'minimum-living',
    words: '城乡低保对象',
    age: { source: 'centre' },
  });
});
