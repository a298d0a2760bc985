import { schemeOf } from '../../../../shared/model/insured-words.ts';
import type { VisitOrder } from '../../../../shared/model/visit.ts';
import { directGates } from '../../../../shared/rules/direct-gates.ts';
import type { DirectApplication, GateDecision } from '../../../../shared/rules/gate-types.ts';
import { type CalendarDate, dayOf } from '../../../../shared/time/calendar-date.ts';
import { lastCredentialCheck } from '../../db/repositories/identity-repository.ts';
import { type Coverage, lastEligibility } from '../../db/repositories/patient-repository.ts';
import { lastChronicReading } from '../../db/repositories/premium-repository.ts';
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
