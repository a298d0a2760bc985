import type { AdmissionView } from '../../../../shared/contract/admission-contract.ts';
import type { Money } from '../../../../shared/money/money.ts';
import type { ReadableDb } from '../../db/database.ts';
import { unconfirmedTotal } from '../../db/repositories/credit-repository.ts';

export interface UnconfirmedRisk {
  readonly db: ReadableDb;
  readonly bankUp: () => boolean;
  /** 待银行确认风险额度, set by finance. */
  readonly unconfirmedCap: Money;
}

/** While the bank cannot be reached, so much more would stand unconfirmed than finance lets the desk risk: then the deposit rule applies. */
export const overUnconfirmedCap = ({ db, bankUp, unconfirmedCap }: UnconfirmedRisk, amount: Money): boolean =>
  !bankUp() && unconfirmedTotal(db).plus(amount).compare(unconfirmedCap) > 0;

/** Why the credit door is shut: no law's condition, the hospital's own. */
export const unconfirmedCapCondition = ({ db, unconfirmedCap }: UnconfirmedRisk): AdmissionView['conditions'][number] => ({
  rule: null,
  met: false,
  code: 'credit.over-unconfirmed-cap',
  facts: { cap: unconfirmedCap.toString(), unconfirmed: unconfirmedTotal(db).toString() },
  reference: { rule: null, title: '', article: '' },
});
