import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { patientContract } from '../../../../shared/contract/patient-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import type { PatientId } from '../../../../shared/identity/ids.ts';
import { type CoreDesk, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

let desk: CoreDesk;
afterEach(() => desk.close());

it('a person without a stay is found by name, initials or number; his file says how old each fact is; the whole number is noted', async () => {
  desk = await startCoreDesk({ clockOffsetMs: offsetTo('2023-06-05 09:30') });
  await signIn(desk);
  putCard(desk.folder, '示例甲');
  const { patientId } = await desk.call(personContract.readCard, { ask: 'now' });
  const found = async (search: string) => (await desk.call(patientContract.find, { search })).people;
  const initials = await eventually(
    () => found('slj'),
    (people) => people.length > 0,
  );
  expect(initials).toMatchObject([{ patientId, name: '示*甲', openStay: null }]);
  const { certNumber } = await desk.call(patientContract.certificate, { patientId });
  expect(certNumber).toMatch(/^\d{17}[\dX]$/);
  for (const search of ['示例', certNumber, '例甲']) expect((await found(search)).map((one) => one.patientId)).toContain(patientId);
  expect(await found('没有')).toEqual([]);

  const file = await desk.call(patientContract.view, { patientId });
  const [insured] = file.insured;
  expect(file).toMatchObject({ identity: { by: 'card', verified: true }, credit: null, history: [], merges: [], orders: [] });
  expect(file.patient.maskedCertNumber).not.toBe(certNumber);
  expect(insured?.eligibility).toMatchObject({ standing: 'eligible', age: { source: 'centre' } });
  const deductible = insured?.values.find(({ kind }) => kind === 'deductible');
  expect(deductible).toMatchObject({ fresh: true, age: { source: 'centre', asOf: expect.stringMatching(/^2023-06-05/) as string } });
  desk.setClock(offsetTo('2023-07-05 09:30'));
  const later = await desk.call(patientContract.view, { patientId });
  expect(later.insured[0]?.values.find(({ kind }) => kind === 'deductible')?.fresh).toBe(false);
  await expect(desk.call(patientContract.view, { patientId: randomUUID() as PatientId })).rejects.toMatchObject({
    code: 'patient.not-found',
  });
});
