import type { AccountStandingView } from '../../../../shared/contract/account-schemas.ts';
import { schemeOf } from '../../../../shared/model/insured-words.ts';
import type { AccountUseKind } from '../../../../shared/model/visit.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Relative } from '../../../../shared/policy/gate-schema.ts';
import { accountGates } from '../../../../shared/rules/account-gates.ts';
import type { GateAnswer } from '../../../../shared/rules/gate-types.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import type { Coverage } from '../../db/repositories/patient-repository.ts';
import type { VisitChoice } from '../../db/repositories/visit-repository.ts';
import { type FilingDeps, gatePacksOf } from '../admission/filing-service.ts';
import { toGateView } from '../admission/direct-view.ts';

export interface AccountStanding {
  readonly account: AccountUseKind;
  readonly open: boolean;
  readonly gates: readonly GateAnswer[];
}

/**
 * `on`: the day of care, of a stay the day on which the ward let him go.
 *
 * Whether own and family account may pay. Of a relative's account this desk knows no owner and no balance: that condition is the centre's alone.
 */
export function accountStandings(
  deps: Omit<FilingDeps, 'db'>,
  { on, coverage }: { readonly on: CalendarDate; readonly coverage: Coverage },
  choice: VisitChoice,
): AccountStanding[] {
  const scheme = schemeOf(coverage.schemeCode);
  const none: AccountStanding = { account: 'none', open: true, gates: [] };
  if (scheme === null) return [none];
  const user = { region: coverage.insuredPlaceCode, scheme };
  const packs = gatePacksOf(deps, coverage.insuredPlaceCode);
  const due = Money.fromFen(1);
  const base = { on, purpose: 'care', user, faceChecked: true, due } as const;
  const hasAccount = scheme === 'employee' && coverage.balance !== null;
  const owner = { ...user, hasAccount, balance: coverage.balance ?? Money.ZERO };
  const own = accountGates({ ...base, relative: null, owner, bound: true }, packs);
  if (choice.account !== 'family' || choice.relative === null) {
    return [none, { account: 'own', open: own.open, gates: own.gates }, { account: 'family', open: true, gates: [] }];
  }
  const lender = {
    region: regionAt(coverage.insuredPlaceCode, choice.ownerPlace),
    scheme: 'employee',
    hasAccount: true,
    balance: due,
  } as const;
  const family = accountGates({ ...base, relative: choice.relative as Relative, owner: lender, bound: choice.bound }, packs);
  const gates = family.gates.filter(({ gate }) => gate !== 'account-balance');
  const open = gates.every(({ verdict }) => verdict !== 'refused');
  return [none, { account: 'own', open: own.open, gates: own.gates }, { account: 'family', open, gates }];
}

/** Some place that lies so to the insured one; which it is, is nobody's business here. */
function regionAt(insured: string, place: VisitChoice['ownerPlace']): string {
  if (place === 'in-province') return `${insured.slice(0, 2)}${insured.slice(2, 4) === '01' ? '02' : '01'}00`;
  if (place === 'cross-province') return insured.startsWith('11') ? '120100' : '110100';
  return insured;
}

/** For the page: what is met is not said. */
export const toAccountView = ({ account, open, gates }: AccountStanding): AccountStandingView => ({
  account,
  open,
  gates: gates.filter(({ verdict }) => verdict !== 'met').map(toGateView),
});
