import type { AdmissionView } from '../../../../shared/contract/admission-contract.ts';
import type { ExpectedLock } from '../../../../shared/credit/expected-lock.ts';
import type { LegalReference } from '../../../../shared/model/policy-reference.ts';
import type { Step } from '../../../../shared/model/settlement.ts';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Gate } from '../../../../shared/rules/door-types.ts';
import { type Coverage, type CreditStandingRow, type EligibilityRow, SELF_PAY } from '../../db/repositories/patient-repository.ts';
import type { ReadableDb } from '../../db/database.ts';
import { codeName } from '../../db/repositories/dictionary-repository.ts';
import { personClassName, placeName, schemeName, statusName } from '../desk/coverage-words.ts';
import { maskNumber } from '../stay/strip-service.ts';

type Reference = AdmissionView['conditions'][number]['reference'];

export const toReference = ({ rule, title, article }: LegalReference): Reference => ({ rule, title, article });

export const toStepView = ({ layer, payer, amount, basis, formula, reference }: Step) => ({
  layer,
  payer,
  amount,
  basis,
  formula,
  reference: reference === null ? null : toReference(reference),
});

export function toOrderView(order: AdmissionOrder): AdmissionView['order'] {
  const main = order.diagnoses.find((diagnosis) => diagnosis.main);
  return {
    orderNumber: order.orderNumber,
    issuedAt: order.issuedAt,
    patientName: order.patient.name,
    maskedCertNumber: maskNumber(order.patient.certNumber),
    orderingDepartment: order.orderingDepartment.name,
    orderingDoctor: order.orderingDoctor.name,
    ward: order.ward,
    department: order.department.name,
    bed: order.bed,
    attendingDoctor: order.attendingDoctor.name,
    diagnosis: main === undefined ? '' : `${main.code} ${main.name}`,
    condition: order.condition,
    route: order.route,
    careKind: order.careKind,
    plan: order.plan,
  };
}

/** Names as the centre's own dictionaries have them; where one was not fetched, those of the national tables; else the code. */
export function toCoverageView(
  db: ReadableDb,
  coverage: Coverage,
  places: ReadonlyMap<string, string>,
): AdmissionView['coverages'][number] {
  const selfPay = coverage.schemeCode === SELF_PAY;
  const scheme = selfPay ? undefined : codeName(db, 'insutype', coverage.schemeCode);
  const personClass = selfPay ? undefined : codeName(db, 'psn_type', coverage.personClassCode);
  const status = selfPay ? undefined : codeName(db, 'psn_insu_stas', coverage.statusCode);
  const named = scheme ?? personClass ?? status;
  return {
    coverageId: coverage.id,
    selfPay,
    schemeName: selfPay ? schemeName(SELF_PAY) : `${coverage.schemeCode} ${scheme?.name ?? schemeName(coverage.schemeCode)}`,
    personClassName: selfPay ? '—' : (personClass?.name ?? personClassName(coverage.personClassCode)),
    insuredPlaceName: selfPay ? '—' : placeName(coverage.insuredPlaceCode, places),
    active: coverage.active,
    statusName: selfPay ? '' : (status?.name ?? statusName(coverage.statusCode)),
    from: coverage.from,
    age: selfPay ? null : { source: 'centre', asOf: coverage.asOf },
    namedAsOf: named?.asOf ?? null,
  };
}

/** The last word of the centre; of whom it was never asked nothing is known. */
export const toEligibilityView = (checked: EligibilityRow | undefined): AdmissionView['eligibility'] => ({
  standing: checked === undefined ? 'unknown' : checked.eligible ? 'eligible' : 'not-eligible',
  reason: checked?.reason ?? null,
  elsewhere: checked === undefined ? 'unknown' : checked.inHospitalElsewhere ? 'in-hospital' : 'none',
  age: checked === undefined ? null : { source: 'centre', asOf: checked.askedAt },
});

export const toConditionView = ({ rule, ok, code, facts, reference }: Gate): AdmissionView['conditions'][number] => ({
  rule: rule !== null && /^[A-Z]-\d+$/.test(rule) ? rule : null, // a condition of another law has no number of ours
  met: ok,
  code,
  facts: { ...facts },
  reference: toReference(reference),
});

export function toCreditView(row: CreditStandingRow | undefined, consented: boolean): AdmissionView['credit'] {
  if (row === undefined)
    return { standing: consented ? 'bank-unreachable' : 'not-asked', limit: null, available: null, openedAt: null, asOf: null };
  const { standing, limit, available, openedAt, asOf } = row;
  return { standing, limit, available, openedAt, asOf };
}

/** Credit costs nobody anything; then what the law waives; then what cannot wait. */
export function suggestDoor(creditOpen: boolean, exempt: boolean, { condition }: AdmissionOrder): AdmissionView['suggestedDoor'] {
  if (creditOpen) return 'credit';
  if (exempt) return 'exemption';
  return condition === 'critical' ? 'green-channel' : 'deposit';
}

/** The doors side by side. A lock needs a known expected share; without the hospital's table no deposit is named (`deposit` null). */
export function toDoors(credit: ExpectedLock | null, exempt: boolean, deposit: Money | null): AdmissionView['doors'] {
  const lock = credit?.lock ?? null;
  return [
    { door: 'credit', open: lock !== null && !lock.isZero(), needsApproval: false, dueNow: credit?.deposit ?? Money.ZERO, lock },
    { door: 'deposit', open: true, needsApproval: false, dueNow: deposit, lock: null },
    { door: 'exemption', open: exempt, needsApproval: false, dueNow: Money.ZERO, lock: null },
    // Emergency care is never refused for money; that nobody asked for any is a supervisor's word.
    { door: 'green-channel', open: true, needsApproval: true, dueNow: Money.ZERO, lock: null },
  ];
}
