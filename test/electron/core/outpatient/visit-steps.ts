import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Strip } from '../../../../shared/contract/common-schemas.ts';
import { encounterContract } from '../../../../shared/contract/encounter-contract.ts';
import { invoiceContract } from '../../../../shared/contract/invoice-contract.ts';
import { paymentContract } from '../../../../shared/contract/payment-contract.ts';
import { personContract } from '../../../../shared/contract/person-contract.ts';
import { shiftContract } from '../../../../shared/contract/shift-contract.ts';
import { type VisitView, visitContract } from '../../../../shared/contract/visit-contract.ts';
import type { EncounterId, IdempotencyKey } from '../../../../shared/identity/ids.ts';
import type { VisitWay } from '../../../../shared/model/visit.ts';
import type { Money } from '../../../../shared/money/money.ts';
import { PEOPLE, USUAL_LINES, type VisitStory, writeVisit } from '../../../his/visits.ts';
import { type CoreDesk, type CoreDeskOptions, startCoreDesk } from '../../../support/core-desk.ts';
import { putCard } from '../../../support/desk-folder.ts';
import { eventually } from '../../../support/eventually.ts';
import { signIn } from '../../../support/line-steps.ts';
import { offsetTo } from '../../../support/story-clock.ts';

export const key = () => randomUUID() as IdempotencyKey;

/** A desk of an invented hospital of 鞍山 on a morning of 2025, with a till open. */
export async function startClinic(options: Partial<CoreDeskOptions> = {}, hospital: object = {}): Promise<CoreDesk> {
  const desk = await startCoreDesk({
    clockOffsetMs: offsetTo('2025-06-10 10:00'),
    ...options,
    settings: (settings) => {
      const changed = options.settings?.(settings) ?? settings;
      const place = { code: 'H21030200001', name: '鞍山示例医院', region: '210300', level: 'tertiary', ...hospital };
      return { ...changed, hospital: place };
    },
  });
  await signIn(desk);
  await desk.call(shiftContract.open, { float: '1000.00', key: key() });
  return desk;
}

export async function openVisit(desk: CoreDesk, person: keyof typeof PEOPLE, story: Partial<VisitStory> = {}): Promise<EncounterId> {
  const orderNo = story.orderNo ?? 'MZ25061001';
  writeVisit(path.join(desk.folder, 'his'), {
    orderNo,
    patient: PEOPLE[person],
    visitedAt: '2025-06-10T01:30:00.000Z',
    lines: USUAL_LINES,
    ...story,
  });
  putCard(desk.folder, person);
  const { patientId } = await desk.call(personContract.readCard, {});
  await eventually(
    () => desk.call(visitContract.waiting, { patientId }),
    ({ visits }) => visits.some(({ orderNumber }) => orderNumber === orderNo),
  );
  const { encounterId } = await desk.call(visitContract.open, { orderNumber: orderNo, patientId, key: key() });
  return encounterId;
}

export const view = (desk: CoreDesk, encounterId: EncounterId): Promise<VisitView> => desk.call(visitContract.view, { encounterId });

export const preSettle = (desk: CoreDesk, encounterId: EncounterId): Promise<VisitView> =>
  desk.call(visitContract.preSettle, { encounterId, key: key() });

export async function pay(desk: CoreDesk, encounterId: EncounterId, way: VisitWay = 'insured', reason = ''): Promise<VisitView> {
  const { quoteHash } = await view(desk, encounterId);
  return desk.call(visitContract.settle, { encounterId, way, phone: '', reason, quoteHash, key: key() });
}

/** What the page does before anything is taken back: the platform says that nobody took a paper or booked the invoice. */
export async function askInvoice(desk: CoreDesk, encounterId: EncounterId): Promise<Strip> {
  await eventually(
    () => desk.call(invoiceContract.view, { encounterId }),
    ({ state }) => state === 'issued',
  );
  await desk.call(invoiceContract.askStanding, { encounterId });
  return (await desk.call(encounterContract.get, { encounterId })).strip;
}

export const until = (desk: CoreDesk, encounterId: EncounterId, stage: VisitView['stage']): Promise<VisitView> =>
  eventually(
    () => view(desk, encounterId),
    (seen) => seen.stage === stage,
    { seconds: 30 },
  );

/** Takes what is due in cash. */
export async function collect(desk: CoreDesk, encounterId: EncounterId): Promise<void> {
  const { due } = await view(desk, encounterId);
  const rest = { received: null, reference: '', code: '', payer: '', relation: '', reason: '' };
  await desk.call(paymentContract.take, { encounterId, way: 'cash', amount: due.toString(), ...rest, key: key() });
}

export const acts = async (desk: CoreDesk, encounterId: EncounterId) =>
  (await desk.call(encounterContract.get, { encounterId })).acts.map(({ kind, state }) => `${kind} ${state}`);

export const row = ({ rows }: VisitView, figure: string) => {
  const found = rows.find((each) => each.figure === figure);
  const text = (amount: Money | null | undefined) => amount?.toString() ?? null;
  return { estimate: text(found?.estimates[0]), preSettled: text(found?.preSettled), final: text(found?.final) };
};
