import { schemeOf } from '../../../../shared/model/insured-words.ts';
import type { AccountUseKind, VisitOrder } from '../../../../shared/model/visit.ts';
import { Money } from '../../../../shared/money/money.ts';
import { accountGates } from '../../../../shared/rules/account-gates.ts';
import { directGates } from '../../../../shared/rules/direct-gates.ts';
import type { DirectApplication, GateAnswer, GateDecision } from '../../../../shared/rules/gate-types.ts';
import type { Relative } from '../../../../shared/policy/gate-schema.ts';
import { type CalendarDate, dayOf } from '../../../../shared/time/calendar-date.ts';
import { lastCredentialCheck } from '../../db/repositories/identity-repository.ts';
import { type Coverage, lastEligibility } from '../../db/repositories/patient-repository.ts';
import { lastChronicReading } from '../../db/repositories/premium-repository.ts';
import type { VisitChoice } from '../../db/repositories/visit-repository.ts';
import { careKindOfVisit } from '../settlement/estimate-service.ts';
import { countingFiling, type FilingDeps, gatePacksOf } from '../admission/filing-service.ts';

/** One visit, as the conditions of direct settlement ask about it. */
export interface VisitCase {
  readonly order: VisitOrder;
  readonly coverage: Coverage;
  /** He lies in hospital now, here or elsewhere. */
  readonly inPatient: boolean;
  /** What the centre said last when it refused, "" where it did not. */
  readonly refusal: string;
  /** Lines of which the centre said that it counts them as a special disease. */
  readonly specialLines: readonly string[];
}

/** The platform has no codes for its reasons, only texts: what they tell of the insured place (Y-11 … Y-15). */
const ACCOUNT_ONLY = /只.{0,4}(支付|限).{0,6}个人账户|账户余额.{0,3}(零|0|不足)/;
const NOT_PAID = /门诊.{0,6}不予支付|仅支付住院/;
const NO_ANSWER = /参保地.{0,12}(异常|故障|超时|无响应)|网络.{0,4}(不稳定|异常|超时)/;
export const SPECIAL_LINE = /靶向|门诊特殊病|门诊大病/;

/** Every condition of direct settlement of this visit; null for a scheme that no condition knows. */
export function visitGates(deps: FilingDeps, { order, coverage, inPatient, refusal, specialLines }: VisitCase): GateDecision | null {
  const scheme = schemeOf(coverage.schemeCode);
  if (scheme === null) return null;
  const { region, name, networked, designated } = deps.hospital;
  const on = dayOf(order.visitedAt);
  const told = `${lastEligibility(deps.db, coverage.id)?.reason ?? ''} ${refusal}`;
  const application: DirectApplication = {
    coverage: {
      region: coverage.insuredPlaceCode,
      scheme,
      outpatient: NOT_PAID.test(told) ? 'none' : ACCOUNT_ONLY.test(told) ? 'account-only' : 'pooled',
      accountBalance: coverage.balance,
      paidOn: null,
      answers: !NO_ANSWER.test(told),
      targetedDrugsAreSpecial: specialLines.length > 0 ? true : null,
    },
    provider: { region, name, networked, designated },
    care: {
      kind: careKindOfVisit(order.visitType),
      on,
      emergency: order.visitType === 'emergency',
      disease: null,
      inPatientNow: inPatient,
    },
    settledOn: null,
    filing: countingFiling(deps, coverage, on),
    credential: { kind: lastCredentialCheck(deps.db, coverage.patientId)?.kind === 'e-code' ? 'e-code' : 'card', matchesPerson: true },
    specialRegistration: registeredOn(deps, coverage, on) && order.visitType !== 'chronic',
    otherPayer: 'none',
    targetedDrugLines: specialLines,
    prepayment: null,
    deposit: null,
    lines: [],
  };
  return directGates(application, gatePacksOf(deps, coverage.insuredPlaceCode));
}

/** For any special disease, as last read (5301). */
const registeredOn = ({ db }: FilingDeps, coverage: Coverage, on: CalendarDate): boolean =>
  (lastChronicReading(db, coverage.id)?.registrations ?? []).some(
    ({ from, to }) => (from === null || from <= on) && (to === null || to >= on),
  );

export interface AccountStanding {
  readonly account: AccountUseKind;
  readonly open: boolean;
  readonly gates: readonly GateAnswer[];
}

/**
 * Whether own and family account may pay. Of a relative's account this desk knows no owner and no balance: that condition is the centre's alone.
 */
export function visitAccounts(
  deps: FilingDeps,
  { order, coverage }: Pick<VisitCase, 'order' | 'coverage'>,
  choice: VisitChoice,
): AccountStanding[] {
  const scheme = schemeOf(coverage.schemeCode);
  const none: AccountStanding = { account: 'none', open: true, gates: [] };
  if (scheme === null) return [none];
  const user = { region: coverage.insuredPlaceCode, scheme };
  const packs = gatePacksOf(deps, coverage.insuredPlaceCode);
  const due = Money.fromFen(1);
  const on = dayOf(order.visitedAt);
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
