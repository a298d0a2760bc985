import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { z } from 'zod';
import { type AdmissionView, admissionContract } from '../../shared/contract/admission-contract.ts';
import { personContract } from '../../shared/contract/person-contract.ts';
import { deskContract } from '../../shared/contract/desk-contract.ts';
import { encounterContract } from '../../shared/contract/encounter-contract.ts';
import { sessionContract } from '../../shared/contract/session-contract.ts';
import { type SettlementView, settlementContract } from '../../shared/contract/settlement-contract.ts';
import { maskName } from '../../shared/identity/mask-name.ts';
import type { EncounterId, IdempotencyKey, PatientId } from '../../shared/identity/ids.ts';
import type { Door, Exit } from '../../shared/model/stay.ts';
import { writeAdmissionOrder, writeCharges, writeDischargeNotice } from '../his/writer.ts';
import type { Desk } from './core-desk.ts';
import { putCard } from './desk-folder.ts';
import { eventually } from './eventually.ts';

// The steps of the line as a clerk takes them, for tests without a window.

export async function signIn(desk: Desk): Promise<void> {
  await desk.call(sessionContract.signIn, { clerkId: 'A01', pin: '1234' });
  await eventually(
    () => desk.call(deskContract.status, {}),
    ({ lines }) => lines.filter(({ line }) => line === 'centre' || line === 'bank').every(({ state }) => state !== 'unproven'),
  );
}

/** Order in, card in, admitted through a door. Returns the stay. */
export async function admit(desk: Desk, story: string, card: string, door: 'credit' | 'deposit' = 'credit'): Promise<EncounterId> {
  writeAdmissionOrder(path.join(desk.folder, 'his'), story);
  return admitOrdered(desk, card, { door });
}

type Admission = z.input<typeof admissionContract.commit.request>;

/** His order comes and his card is in: who he is, and with which order. The only one who waits. */
export async function arrives(desk: Desk, story: string, card: string, change: Record<string, unknown> = {}) {
  writeAdmissionOrder(path.join(desk.folder, 'his'), story, change);
  const { orders } = await eventually(
    () => desk.call(admissionContract.orders, {}),
    (answer) => answer.orders.length > 0,
  );
  putCard(desk.folder, card);
  const { patientId } = await desk.call(personContract.readCard, {});
  return { orderNumber: orders[0]?.orderNumber ?? '', patientId };
}

/** What the clerk sees before he admits, and confirms. */
interface Shown {
  readonly orderNumber: string;
  readonly patientId: PatientId;
  readonly view: Pick<AdmissionView, 'chosenCoverageId' | 'quoteHash'>;
}

/** F9: with a deposit, he came himself, a key of its own, unless said otherwise. */
export const commitAdmission = (desk: Desk, { orderNumber, patientId, view }: Shown, more: Partial<Admission> = {}) =>
  desk.call(admissionContract.commit, {
    orderNumber,
    patientId,
    coverageId: view.chosenCoverageId ?? '',
    door: 'deposit',
    contactName: '示例家属',
    contactPhone: '13800000099',
    identityCheck: 'self-seen',
    quoteHash: view.quoteHash,
    key: randomUUID() as IdempotencyKey,
    ...more,
  });

/** Whose order came already: card in, admitted through a door. */
export async function admitOrdered(
  desk: Desk,
  card: string,
  { door, ...more }: Partial<Admission> & { readonly door: Door },
): Promise<EncounterId> {
  const { orders } = await eventually(
    () => desk.call(admissionContract.orders, {}),
    (answer) => answer.orders.some(({ patientName }) => patientName === maskName(card)),
  );
  putCard(desk.folder, card);
  const { patientId } = await desk.call(personContract.readCard, {});
  const orderNumber = orders.find(({ patientName }) => patientName === maskName(card))?.orderNumber ?? '';
  if (door === 'credit') await desk.call(admissionContract.consent, { orderNumber, patientId, given: true, signedBy: 'self' });
  const payer = { otherPayer: more.injury?.otherPayer ?? 'none', extent: more.injury?.extent ?? 'none' };
  // A busy computer may keep the bank's answer too long: the clerk asks again.
  const view = await eventually(
    async () => {
      const opened = await desk.call(admissionContract.open, { orderNumber, patientId, coverageId: null, payer });
      if (!opened.doors.some((each) => each.door === door && each.open)) await desk.call(admissionContract.recheck, { patientId });
      return opened;
    },
    ({ doors }) => doors.some((each) => each.door === door && each.open),
  );
  const { encounterId } = await commitAdmission(desk, { orderNumber, patientId, view }, { door, ...more });
  return encounterId;
}

export const strip = async (desk: Desk, encounterId: EncounterId) => (await desk.call(encounterContract.get, { encounterId })).strip;

export async function registered(desk: Desk, encounterId: EncounterId): Promise<void> {
  await eventually(
    () => strip(desk, encounterId),
    ({ registration, creditState, door }) => registration === 'acknowledged' && (door === 'deposit' || creditState === 'locked'),
  );
}

/** All charges, unless they came before, and the ward's notice; waits until they are in. */
export async function stayEnds(desk: Desk, encounterId: EncounterId, story: string, { charges = true } = {}): Promise<void> {
  if (charges) writeCharges(path.join(desk.folder, 'his'), story);
  writeDischargeNotice(path.join(desk.folder, 'his'), story);
  await eventually(
    () => strip(desk, encounterId),
    ({ state }) => state === 'ward-discharged',
  );
}

export const view = (desk: Desk, encounterId: EncounterId): Promise<SettlementView> => desk.call(settlementContract.view, { encounterId });

type Commit = z.input<typeof settlementContract.commit.request>;

/** Takes a way out as soon as it is open. */
export async function settle(desk: Desk, encounterId: EncounterId, exit: Exit, more: Partial<Commit> = {}): Promise<SettlementView> {
  const { quoteHash } = await eventually(
    () => view(desk, encounterId),
    ({ exits }) => exits.some((each) => each.exit === exit && each.open),
  );
  return desk.call(settlementContract.commit, {
    encounterId,
    exit,
    contactPhone: '13800000041',
    quoteHash,
    key: randomUUID() as IdempotencyKey,
    ...more,
  });
}

/** Settled, and the bank's draw and release answered. */
export const finished = (desk: Desk, encounterId: EncounterId): Promise<SettlementView> =>
  eventually(
    () => view(desk, encounterId),
    ({ outcome }) =>
      outcome !== null && [outcome.drawState, outcome.releaseState].every((state) => state === 'acknowledged' || state === 'none'),
    { seconds: 40 },
  );
