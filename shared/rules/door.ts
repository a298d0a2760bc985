import { Money } from '../money/money.ts';
import type { CreditGateName } from '../policy/pack-schema.ts';
import { choose } from '../policy/choose.ts';
import { parameterOf } from '../policy/look-up.ts';
import type { CreditProduct, Pack } from '../policy/pack.ts';
import { entryOn } from '../policy/parameter-at.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import type { CreditApplication, DoorDecision, Gate, GateCode, OtherPayer } from './door-types.ts';
import { hospitalOf } from './find-benefit.ts';

/** What one gate says: met or not, and with which code and facts. */
interface Answer {
  readonly ok: boolean;
  readonly code: GateCode;
  readonly facts?: Readonly<Record<string, string>>;
  /** A gate that only informs never closes the door. */
  readonly informs?: boolean;
}
type Judge = (application: CreditApplication, pack: Pack, product: CreditProduct) => Answer;

const met = (code: GateCode, facts: Readonly<Record<string, string>> = {}): Answer => ({ ok: true, code, facts });
const unmet = (code: GateCode, facts: Readonly<Record<string, string>> = {}): Answer => ({ ok: false, code, facts });
const info = (ok: boolean, code: GateCode, facts: Readonly<Record<string, string>> = {}): Answer => ({ ok, code, facts, informs: true });

const JUDGES: Readonly<Record<CreditGateName, Judge>> = {
  'start-day': ({ care }, _, product) => {
    const start = product.care.find(({ kind }) => kind === care.kind)?.from;
    const facts = { admittedOn: care.admittedOn, ...(start === undefined ? {} : { start }) };
    return start !== undefined && care.admittedOn >= start ? met('credit.started', facts) : unmet('credit.before-start-day', facts);
  },
  'care-kind': ({ care }, _, product) =>
    product.care.some(({ kind }) => kind === care.kind)
      ? met('credit.care-covered', { care: care.kind })
      : unmet('credit.care-not-covered', { care: care.kind }),
  'insured-and-treated-here': ({ coverage, provider }, pack) => {
    const facts = { insured: coverage.region, provider: provider.region, region: pack.region.name };
    if (!sameCity(coverage.region, pack)) return unmet('credit.not-insured-here', facts);
    return sameCity(provider.region, pack) ? met('credit.insured-and-treated-here', facts) : unmet('credit.treated-elsewhere', facts);
  },
  'authorised-before-admission': ({ care, credit: { authorisedAt } }) => {
    if (authorisedAt === null) return unmet('credit.not-opened');
    const facts = { authorisedAt, admittedAt: care.admittedAt };
    return authorisedAt < care.admittedAt ? met('credit.opened-before-admission', facts) : unmet('credit.opened-after-admission', facts);
  },
  'agreement-signed': ({ credit: { agreementSignedAt } }) =>
    agreementSignedAt === null ? unmet('credit.agreement-missing') : met('credit.agreement-signed', { signedAt: agreementSignedAt }),
  'consent-to-bank': ({ credit: { consentToBank } }) => (consentToBank ? met('credit.consent-given') : unmet('credit.consent-missing')),
  'meets-criteria': ({ meetsAdmissionCriteria }) =>
    meetsAdmissionCriteria ? met('credit.criteria-met') : unmet('credit.criteria-not-met'),
  'deposit-waived': () => info(true, 'credit.deposit-waived'),
  'limit-in-range': ({ credit: { limit }, care }, pack, product) => {
    if (limit === null) return unmet('credit.no-limit');
    const [least, most] = [amountOn(pack, product.limitLeast, care.admittedOn), amountOn(pack, product.limitMost, care.admittedOn)];
    const facts = { limit: limit.toString(), least: least?.toString() ?? '', most: most?.toString() ?? '' };
    const inside = least !== undefined && most !== undefined && limit.compare(least) >= 0 && limit.compare(most) <= 0;
    return inside ? met('credit.limit-in-range', facts) : unmet('credit.limit-out-of-range', facts);
  },
  'hospital-listed': ({ provider, care }, pack, product) => {
    const joined = hospitalOf(pack, provider.name)?.credit.find((entry) => entry.care.includes(care.kind) && entry.from <= care.admittedOn);
    const since = joined?.from ?? (choose(pack, null, 'credit.unlisted-hospital') === 'joined' ? product.from : undefined);
    if (since === undefined) return unmet('credit.hospital-not-listed', { hospital: provider.name });
    return met('credit.hospital-listed', { hospital: provider.name, since });
  },
  'advances-own-share': (_, pack) => info(true, 'credit.advances-own-share', { covers: choose(pack, null, 'credit.covers') }),
  'within-limit': ({ credit }, pack) => {
    const available = availableOf(credit, pack);
    const facts = { available: available.toString(), outstanding: credit.outstanding.toString() };
    return available.isZero() ? unmet('credit.used-up', facts) : met('credit.available', facts);
  },
  'hospital-may-settle': ({ credit: { hospitalMaySettle } }) =>
    info(hospitalMaySettle, hospitalMaySettle ? 'credit.hospital-may-settle' : 'credit.patient-settles'),
  'no-work-injury': ({ exclusions }, pack) => excluded(exclusions.workInjury, pack, 'work-injury'),
  'no-third-party': ({ exclusions }, pack) => excluded(exclusions.thirdParty, pack, 'third-party'),
  'no-public-health': ({ exclusions }, pack) => excluded(exclusions.publicHealth, pack, 'public-health'),
  'bank-agrees': ({ credit: { bankAnswer } }) => {
    if (bankAnswer === 'no') return unmet('credit.bank-declined');
    return met(bankAnswer === 'yes' ? 'credit.bank-agreed' : 'credit.bank-not-asked');
  },
};

/**
 * Whether a patient may be admitted on bank credit instead of a deposit, with every reason, not the first.
 *
 * Pure. Rules D-01 … D-12, D-15, D-16; readings by choice: Q-D1 whose day's product holds (`credit.day`), Q-D3 (`credit.exclusion`),
 * Q-D6 (`credit.unlisted-hospital`), Q-D7 (`credit.limit`). The bank says yes or no, and no more (Q-D10).
 * `open` still needs the bank's confirmed lock; while the bank was not asked the gate is met with `credit.bank-not-asked`.
 * A pack without a credit product gives a closed door without gates. Errors: none.
 */
export function creditDoor(asked: CreditApplication, pack: Pack): DoorDecision {
  const [first] = pack.credit;
  if (first === undefined) return NO_CREDIT;
  const application = onItsDay(asked, pack);
  const product = pack.credit.findLast(({ from }) => from <= application.care.admittedOn) ?? first;
  const gates = Object.entries(JUDGES).map(([name, judge]): Gate => {
    const { ok, code, facts = {}, informs = false } = judge(application, pack, product);
    const reference = product.gates[name as CreditGateName];
    return { gate: name as CreditGateName, rule: reference.rule, ok, closes: !ok && !informs, code, facts, reference };
  });
  const open = gates.every(({ closes }) => !closes);
  return {
    open,
    gates,
    available: open ? availableOf(application.credit, pack) : Money.ZERO,
    product: product.id,
    hospitalMaySettle: open && application.credit.hospitalMaySettle,
    excludedLines: Object.values(application.exclusions).includes('some-lines'),
  };
}

function excluded(payer: OtherPayer, pack: Pack, who: 'work-injury' | 'third-party' | 'public-health'): Answer {
  const exclusion = choose(pack, null, 'credit.exclusion');
  if (payer === 'none') return met(`credit.no-${who}`);
  return payer === 'some-lines' && exclusion === 'lines'
    ? met(`credit.${who}-lines-excluded`, { exclusion })
    : unmet(`credit.${who}-pays`, { exclusion, payer });
}

const NO_CREDIT: DoorDecision = {
  open: false,
  gates: [],
  available: Money.ZERO,
  product: null,
  hospitalMaySettle: false,
  excludedLines: false,
};

/** Law and product of the day that counts: of admission, or, once it is known, of discharge. */
function onItsDay(application: CreditApplication, pack: Pack): CreditApplication {
  const { care } = application;
  if (choose(pack, null, 'credit.day') === 'admission' || care.dischargedOn === undefined) return application;
  return { ...application, care: { ...care, admittedOn: care.dischargedOn } };
}

function availableOf({ limit, outstanding }: CreditApplication['credit'], pack: Pack): Money {
  if (limit === null) return Money.ZERO;
  return choose(pack, null, 'credit.limit') === 'each-stay' ? limit : Money.max(Money.ZERO, limit.minus(outstanding));
}

/** A place inside the pack's city: one pooling area has one four-digit code. */
const sameCity = (region: string, pack: Pack) => region.slice(0, 4) === pack.region.code.slice(0, 4);

/** An amount that does not depend on the patient; undefined before its first day. */
function amountOn(pack: Pack, name: string, on: CalendarDate): Money | undefined {
  const parameter = parameterOf(pack, name, 'money');
  const cell = parameter === undefined ? undefined : entryOn(parameter, on)?.rows?.[0]?.cell;
  return cell?.kind === 'value' ? cell.value : undefined;
}
