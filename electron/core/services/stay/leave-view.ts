import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import type { EncounterId } from '../../../../shared/identity/ids.ts';
import type { ReadableDb } from '../../db/database.ts';
import { chargeTotals } from '../../db/repositories/charge-repository.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { leaveOf } from '../../db/repositories/leave-repository.ts';
import { findCoverage, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { stayBalance } from '../money/stay-money.ts';
import { maskNumber } from './strip-service.ts';

/** The way out chosen last, without the full number of an account. */
export function leaveView(db: ReadableDb, encounterId: EncounterId): SettlementView['leave'] {
  const leave = leaveOf(db, encounterId);
  if (leave === undefined) return null;
  const { exit, at, contactPhone, payee, reason } = leave;
  return { exit, at, contactPhone, payee: payee === null ? null : { ...payee, account: maskNumber(payee.account) }, reason };
}

/** A stay that its patient pays alone. */
export function selfPayView(db: ReadableDb, encounter: Encounter): NonNullable<SettlementView['selfPay']> {
  const { total } = chargeTotals(db, encounter.orderNumber);
  const { due, held } = stayBalance(db, encounter.id);
  const insured = findCoverage(db, encounter.coverageId)?.schemeCode !== SELF_PAY;
  return { insured, total, paid: total.minus(due), due, held };
}
