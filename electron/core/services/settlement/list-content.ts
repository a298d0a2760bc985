import { invariant } from '../../../../shared/errors/invariant.ts';
import type { FundPaid } from '../../../../shared/model/attempt-outcome.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import type { Act } from '../../db/repositories/act-repository.ts';
import { entriesOfStay } from '../../db/repositories/centre-entry-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { findInvoice, invoiceOrdersOf } from '../../db/repositories/invoice-repository.ts';
import { findListOrder } from '../../db/repositories/list-repository.ts';
import { findOrder } from '../../db/repositories/order-repository.ts';
import { settlementById } from '../../db/repositories/settlement-repository.ts';
import type { InsuredPerson, SettlementListContent, SettlementListReversalContent } from '../../ports/centre-gateway.ts';
import { standingSettlement } from '../invoice/invoice-book.ts';

/** What a settlement list says, or which one goes back. */
export function listContent(
  db: ReadableDb,
  act: Act,
  encounter: Encounter,
  insured: InsuredPerson,
): SettlementListContent | SettlementListReversalContent {
  const listed = findListOrder(db, act.id);
  const settlement = listed === undefined ? undefined : settlementById(db, listed.settlementId);
  invariant(settlement?.centreNumber != null && encounter.visitNumber !== null, 'a list is of a settlement that the centre made');
  const about = { insured, visitNumber: encounter.visitNumber, settlementNumber: settlement.centreNumber };
  if (act.kind === 'settlement-list-reversal') return { kind: act.kind, ...about };
  const order = findOrder(db, encounter.orderNumber);
  const invoice = invoiceOfStay(db, encounter.id);
  invariant(order !== undefined && encounter.wardNotice !== null, 'whoever was settled had an order and left');
  return {
    kind: 'settlement-list',
    ...about,
    stayNumber: encounter.stayNumber,
    admittedAt: encounter.admittedAt,
    settledAt: settlement.settledAt,
    order,
    notice: encounter.wardNotice,
    contactName: encounter.contactName,
    contactPhone: encounter.contactPhone,
    agencyCode: entriesOfStay(db, encounter.id).findLast(({ reversal }) => !reversal)?.agencyCode ?? '',
    split: settlement.split,
    funds: fundsIn(settlement.detailText),
    // Until it is issued the list waits: see jobs/taking-back.ts. An act that was sent and is asked about needs it no more.
    invoice: invoice ?? { code: '', number: '' },
  };
}

/** The invoice of the settlement that stands in the books. */
export function invoiceOfStay(
  db: ReadableDb,
  encounterId: Encounter['id'],
): { readonly code: string; readonly number: string } | undefined {
  const posting = standingSettlement(db, encounterId);
  const issued = invoiceOrdersOf(db, encounterId).findLast(
    ({ kind, state, postingId }) => kind === 'invoice-issue' && state === 'acknowledged' && postingId === posting?.id,
  );
  return issued === undefined ? undefined : findInvoice(db, issued.actId);
}

/** What `saveFinal` kept of the funds; settlements of before have nothing. */
export const fundsIn = (detailText: string): readonly FundPaid[] =>
  ((JSON.parse(detailText) as { funds?: readonly { code: string; name: string; amount: string }[] }).funds ?? []).map(
    ({ code, name, amount }) => ({ code, name, amount: Money.parse(amount) }),
  );
