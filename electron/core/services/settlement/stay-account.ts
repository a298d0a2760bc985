import type { AccountChoice } from '../../../../shared/contract/account-schemas.ts';
import type { SettlementView } from '../../../../shared/contract/settlement-contract.ts';
import { dayOf } from '../../../../shared/time/calendar-date.ts';
import type { Clock } from '../../clock.ts';
import type { ReadableDb } from '../../db/database.ts';
import type { Encounter } from '../../db/repositories/encounter-repository.ts';
import { findCoverage, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import { withdrawalOf } from '../../db/repositories/recall-repository.ts';
import type { VisitChoice } from '../../db/repositories/visit-repository.ts';
import { claimOf } from '../../db/repositories/settlement-repository.ts';
import type { FilingDeps } from '../admission/filing-service.ts';
import { accountStandings, toAccountView } from './account-standing.ts';

interface AccountDeps extends Pick<FilingDeps, 'hospital' | 'shelf'> {
  readonly db: ReadableDb;
  readonly clock: Clock;
}

/** Which accounts may pay of a stay's share, were they asked for so; null: nobody insures him. Rules, L-03 on the day he leaves. */
export function accountOf(deps: AccountDeps, encounter: Encounter, choice: VisitChoice): SettlementView['account'] {
  const { db, clock } = deps;
  const coverage = findCoverage(db, encounter.coverageId);
  if (coverage === undefined || coverage.schemeCode === SELF_PAY || withdrawalOf(db, encounter.id) !== undefined) return null;
  const on = encounter.wardLeftAt === null ? clock.today() : dayOf(encounter.wardLeftAt);
  const state = claimOf(db, encounter.id)?.state.kind ?? 'draft';
  return {
    choice: choice as AccountChoice, // written by this contract alone
    accounts: accountStandings(deps, { on, coverage }, choice).map(toAccountView),
    balance: coverage.balance,
    fixed: !['draft', 'quoted', 'rejected'].includes(state),
  };
}

/** Nothing of what is known speaks against the chosen one; the centre has the last word. */
export const mayPay = ({ choice, accounts }: NonNullable<SettlementView['account']>): boolean =>
  accounts.some(({ account, open }) => account === choice.account && open);
