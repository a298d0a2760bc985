import type { PaperContent } from '../../../../shared/contract/paper-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { broughtBy } from '../../../../shared/ledger/moves.ts';
import { movedOn } from '../../../../shared/ledger/books.ts';
import { MOVES } from '../../../../shared/ledger/means-table.ts';
import type { ReadableDb } from '../../db/database.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import { findRefundRequest } from '../../db/repositories/payment-repository.ts';
import { clerkName } from '../money/shift-seal.ts';
import type { StripService } from '../stay/strip-service.ts';
import { notAllowed } from './not-allowed.ts';
import type { SlipContent } from './stay-slips.ts';

interface SlipDeps {
  readonly db: ReadableDb;
  readonly strips: Pick<StripService, 'of'>;
}
type TillSlip = SlipContent & Pick<Extract<PaperContent, { readonly signs: readonly string[] }>, 'strip'>;

/** 退款凭证: money that went back to him, by the posting that says so. Errors: rule/paper.not-allowed. */
export function refundReceipt({ db, strips }: SlipDeps, subject: string): TillSlip {
  const [posting] = /^\d{1,12}$/.test(subject) ? postingsOf(db, { id: Number(subject) }) : [];
  const { undo } = MOVES['deposit-received'];
  if (posting?.encounterId == null || posting.means === null || (posting.kind !== 'refunded' && posting.kind !== undo))
    throw notAllowed('no money went back');
  if (posting.means === 'deposit' || posting.means === 'credit') throw notAllowed('it went back without the till');
  const [source] = posting.returnsId === null ? [] : postingsOf(db, { id: posting.returnsId });
  const facts = [
    ['means', posting.means],
    ['receipt', source?.receiptNumber ?? ''],
    ['reference', posting.facts['reference'] ?? ''],
    ['reason', posting.facts['reason'] ?? ''],
    ['taker', posting.facts['taker'] ?? ''],
    ['takerCert', posting.facts['takerCert'] ?? ''],
  ] as const;
  return {
    strip: strips.of(posting.encounterId as EncounterId),
    number: String(posting.id),
    at: posting.at,
    amounts: [{ name: 'refunded', amount: movedOn([posting], posting.kind === 'refunded' ? 'receivable' : 'deposit') }],
    facts: facts.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value })),
    signs: ['patient', 'clerk'],
  };
}

/** 转账退款申请单: what finance is asked to pay, with room for both signatures and for finance's own. Errors: rule/paper.not-allowed. */
export function transferRequest({ db, strips }: SlipDeps, subject: string): TillSlip {
  const request = /^\d{1,12}$/.test(subject) ? findRefundRequest(db, Number(subject)) : undefined;
  if (request === undefined || request.refusedAt !== null) throw notAllowed('no such request stands');
  const facts = [
    ['payeeName', request.payeeName],
    ['payeeAccount', request.payeeAccount],
    ['payeeBank', request.payeeBank],
    ['agentCert', request.agentCert],
    ['reason', request.reason],
    ['askedBy', clerkName(db, request.clerkId)],
    ['approvedBy', request.approvedBy === null ? '' : clerkName(db, request.approvedBy)],
  ] as const;
  return {
    strip: strips.of(request.encounterId),
    number: String(request.id),
    at: request.askedAt,
    amounts: [{ name: 'refunded', amount: request.amount }],
    facts: facts.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value })),
    signs: ['patient', 'clerk', 'supervisor', 'finance'],
  };
}

/** 收据丢失声明: of money that really came; the books, not the paper, say what was paid. Errors: rule/paper.not-allowed. */
export function lostReceipt({ db, strips }: SlipDeps, receiptNumber: string): TillSlip {
  const [posting] = postingsOf(db, { receiptNumber });
  if (posting?.means == null || posting.encounterId === null) throw notAllowed('no money was taken');
  const facts = [
    ['means', posting.means],
    ['payer', posting.facts['payer'] ?? ''],
    ['reference', posting.facts['reference'] ?? ''],
  ] as const;
  return {
    strip: strips.of(posting.encounterId as EncounterId),
    number: receiptNumber,
    at: posting.at,
    amounts: [{ name: 'received', amount: broughtBy(posting).amount }],
    facts: facts.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value })),
    signs: ['payer', 'clerk'],
  };
}
