import type { PaperContent } from '../../../../shared/contract/paper-contract.ts';
import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import { movedOn } from '../../../../shared/ledger/books.ts';
import { MEANS } from '../../../../shared/model/ledger.ts';
import type { ReadableDb } from '../../db/database.ts';
import { postingsOf } from '../../db/repositories/ledger-repository.ts';
import { standingSettlement } from '../invoice/invoice-book.ts';
import { notAllowed } from './not-allowed.ts';

type Content = Extract<PaperContent, { readonly kind: 'self-pay-statement' }>;
type Own = 'settlementNumber' | 'settledAt' | 'total' | 'tenders' | 'due' | 'held';

/** 自费结算单, from the books. Errors: rule/paper.not-allowed unless the stay stands settled as its patient's own. */
export function selfPayStatement(db: ReadableDb, encounterId: EncounterId, { selfPay, strip }: SettlementView): Pick<Content, Own> {
  const settled = standingSettlement(db, encounterId);
  if (selfPay === null || settled === undefined) throw notAllowed("the stay is not settled as the patient's own");
  const moves = postingsOf(db, { encounterId }).filter(({ kind }) => kind === 'collected' || kind === 'refunded');
  const tenders = MEANS.map((means) => ({
    means,
    amount: movedOn(
      moves.filter((posting) => posting.means === means),
      'receivable',
    ).negated(),
  }));
  return {
    settlementNumber: `${strip.stayNumber}-${settled.id}`,
    settledAt: settled.at,
    total: selfPay.total,
    tenders: tenders.filter(({ amount }) => !amount.isZero()),
    due: selfPay.due,
    held: selfPay.held,
  };
}
