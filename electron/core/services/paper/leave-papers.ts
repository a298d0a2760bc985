import type { PaperContent } from '../../../../shared/contract/paper-contract.ts';
import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import { invariant } from '../../../../shared/errors/invariant.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { MANUAL_CLAIM_DOCUMENTS } from '../../../../shared/model/stay.ts';
import type { ReadableDb } from '../../db/database.ts';
import { chargesOf } from '../../db/repositories/charge-repository.ts';
import { findEncounter } from '../../db/repositories/encounter-repository.ts';
import { paperLine } from './charge-papers.ts';
import { notAllowed } from './not-allowed.ts';

type Content<Kind extends PaperContent['kind']> = Extract<PaperContent, { readonly kind: Kind }>;
/** What every paper has, and the window knows. */
type Common = 'kind' | 'hospitalName' | 'strip' | 'clerkName' | 'windowNumber' | 'madeAt' | 'copy';

/** 《离院未结算告知单》. Errors: rule/paper.not-allowed unless he left unsettled. */
export function unsettledNotice(db: ReadableDb, encounterId: EncounterId, view: SettlementView): Omit<Content<'unsettled-notice'>, Common> {
  const encounter = findEncounter(db, encounterId);
  if (view.strip.state !== 'left-unsettled' || encounter === undefined) throw notAllowed('the patient has not left unsettled');
  invariant(view.settleBy !== null, 'whoever left unsettled has a day');
  return {
    contactPhone: encounter.contactPhone,
    expectedOwnShare: view.expectedOwnShare,
    selfPaid: view.rows.find(({ figure }) => figure === 'selfPaid')?.estimates[0] ?? null,
    settleBy: view.settleBy,
    // A stay that was let go before the ways were written down left on its lock.
    exit: view.leave?.exit ?? 'credit-leave',
    payee: view.leave?.payee?.account ?? null,
  };
}

interface Folder {
  readonly db: ReadableDb;
  readonly hospitalCode: string;
  readonly manualClaimPapers: readonly string[];
}

/** 手工报销材料单 with its list of charges. Errors: rule/paper.not-allowed unless he paid all of it himself. */
export function manualClaim(
  { db, hospitalCode, manualClaimPapers }: Folder,
  encounterId: EncounterId,
  { leave, selfPay }: SettlementView,
): Omit<Content<'manual-claim'>, Common> {
  const encounter = findEncounter(db, encounterId);
  if (selfPay === null || leave === null || encounter === undefined) throw notAllowed('the stay is not paid by the patient alone');
  if (!selfPay.due.isZero()) throw notAllowed('it is not paid yet');
  return {
    contactPhone: leave.contactPhone,
    hospitalCode,
    paidAt: leave.at,
    reason: leave.reason,
    total: selfPay.total,
    documents: [...MANUAL_CLAIM_DOCUMENTS],
    more: [...manualClaimPapers],
    lines: chargesOf(db, encounter.orderNumber).map(paperLine),
  };
}

/** 解释单. Errors: rule/paper.not-allowed before the centre has settled. */
export function explanation({ outcome, rows, steps }: SettlementView): Omit<Content<'explanation'>, Common> {
  if (outcome === null) throw notAllowed('no settlement of the centre yet');
  return {
    settlementNumber: outcome.settlementNumber,
    settledAt: outcome.settledAt,
    rows: rows.flatMap(({ figure, estimates, final, difference }) =>
      final === null ? [] : [{ figure, estimate: estimates[0] ?? null, final, difference }],
    ),
    causes: outcome.causes,
    steps: steps.map(({ layer, payer, formula, reference, amount }) => ({
      layer,
      payer,
      formula,
      article: reference === null ? '' : [reference.rule, reference.title, reference.article].filter((part) => part !== null).join(' '),
      amount,
    })),
  };
}
