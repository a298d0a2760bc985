import type { AdmissionView } from '../../../../shared/contract/admission-contract.ts';
import type { CredentialKind } from '../../../../shared/model/credential.ts';
import { schemeOf } from '../../../../shared/model/insured-words.ts';
import type { FilingKind } from '../../../../shared/model/settlement-case.ts';
import type { AdmissionOrder } from '../../../../shared/model/stay.ts';
import type { Money } from '../../../../shared/money/money.ts';
import { benefitFrom, directGates } from '../../../../shared/rules/direct-gates.ts';
import { type InForceGate, placeOf, rulesInForce } from '../../../../shared/rules/gate-answers.ts';
import type { DirectApplication, GateAnswer, GateDecision } from '../../../../shared/rules/gate-types.ts';
import type { CalendarDate } from '../../../../shared/time/calendar-date.ts';
import { lastFilingReading } from '../../db/repositories/filing-repository.ts';
import { lastPremium } from '../../db/repositories/premium-repository.ts';
import type { Coverage, Patient } from '../../db/repositories/patient-repository.ts';
import { toReference } from './admission-view.ts';
import type { EstimateService, Guess } from '../settlement/estimate-service.ts';
import { type CareBegin, countingFiling, type FilingDeps, gatePacksOf } from './filing-service.ts';

/** One admission, as the gates of direct settlement ask about it. */
export interface DirectCase {
  readonly order: AdmissionOrder;
  readonly coverage: Coverage;
  readonly credential: CredentialKind;
  readonly on: CalendarDate;
  readonly otherPayer: DirectApplication['otherPayer'];
  /** 5303 showed him in hospital elsewhere. */
  readonly inHospital: boolean;
  /** What was charged so far, to be checked against tariffs; none before the admission. */
  readonly lines?: DirectApplication['lines'];
}

export interface DirectDeps extends FilingDeps {
  readonly estimates: EstimateService;
}

/** Every gate of direct settlement for this admission; null for a scheme that no gate knows. */
export function directDecision(
  deps: DirectDeps,
  { order, coverage, credential, on, otherPayer, inHospital, lines = [] }: DirectCase,
): GateDecision | null {
  const scheme = schemeOf(coverage.schemeCode);
  if (scheme === null) return null;
  const { region, name, networked, designated } = deps.hospital;
  const application: DirectApplication = {
    coverage: {
      region: coverage.insuredPlaceCode,
      scheme,
      outpatient: 'pooled',
      accountBalance: coverage.balance,
      paidOn: lastPremium(deps.db, coverage.id)?.paidOn ?? null,
      // Whether its server answers is what 2001 found out; a refusal for a server that is down would come from there.
      answers: true,
      targetedDrugsAreSpecial: null,
    },
    provider: { region, name, networked, designated },
    care: {
      kind: order.careKind,
      on,
      emergency: order.route === 'emergency',
      disease: order.diagnoses.find(({ main }) => main)?.name ?? null,
      inPatientNow: inHospital,
    },
    settledOn: null,
    filing: countingFiling(deps, coverage, on),
    credential: { kind: credential === 'e-code' ? 'e-code' : 'card', matchesPerson: true },
    specialRegistration: false,
    otherPayer,
    targetedDrugLines: [],
    prepayment: null,
    deposit: null,
    lines,
  };
  return directGates(application, gatePacksOf(deps, coverage.insuredPlaceCode));
}

export const toGateView = ({
  gate,
  rule,
  verdict,
  code,
  facts,
  remedy,
  documents,
  reference,
}: GateAnswer): AdmissionView['direct'][number] => ({
  gate,
  rule,
  verdict,
  code,
  facts: { ...facts },
  remedy,
  documents: [...documents],
  reference: toReference(reference),
});

/** Where the insured place has a waiting period: when the premium was paid, and from when it counts. */
export function premiumView(deps: DirectDeps, { coverage, on }: DirectCase): AdmissionView['premium'] {
  const scheme = schemeOf(coverage.schemeCode);
  const { name, region } = deps.hospital;
  if (scheme === null) return null;
  const occasion = {
    on,
    place: placeOf(coverage.insuredPlaceCode, region),
    care: 'inpatient',
    scheme,
    provider: name,
    purpose: null,
  } as const;
  const [rule] = rulesInForce(gatePacksOf(deps, coverage.insuredPlaceCode), 'waiting-period', occasion);
  if (rule === undefined) return null;
  const paidOn = lastPremium(deps.db, coverage.id)?.paidOn ?? null;
  return { paidOn, benefitFrom: paidOn === null ? null : benefitFrom(paidOn, rule as InForceGate<'waiting-period'>) };
}

/** Conditions that no paper brought later can mend: without them the stay is not this insurance's. */
const FINAL_GATES: readonly string[] = ['day-care-diseases', 'day-care-hospitals', 'waiting-period'];

/** The first of them that says no. One person has one open episode of day care, and none beside a stay. */
export function closedBy({ order, inHospital }: DirectCase, decision: GateDecision | null): string | null {
  if (order.careKind === 'day-care' && inHospital) return 'one-episode';
  return decision?.gates.find(({ gate, verdict }) => verdict === 'refused' && FINAL_GATES.includes(gate))?.gate ?? null;
}

/** Ways he could file, in the order of what helps most people. */
const COULD_FILE: readonly FilingKind[] = ['long-term', 'referred', 'temporary'];

/** 异地备案 at the admission: what is filed, how old that is, and what another filing would save in yuan. null for a local. */
export function filingView(
  deps: DirectDeps,
  patient: Patient,
  { order, coverage, on }: DirectCase,
  decision: GateDecision | null,
  guess: Guess,
): AdmissionView['filing'] {
  const place = placeOf(coverage.insuredPlaceCode, deps.hospital.region);
  if (place === 'local') return null;
  const begin = { on, emergency: order.route === 'emergency', care: order.careKind };
  const kind = deps.estimates.filingKind(coverage, begin);
  const reading = lastFilingReading(deps.db, coverage.id);
  const filing = countingFiling(deps, coverage, on);
  const direct = decision?.gates.every(({ gate, verdict }) => gate !== 'filed' || verdict === 'met') ?? false;
  // Who is not settled directly pays everything first and claims at home.
  const payNow = direct && guess.kind === 'estimate' ? guess.range.most.burden : direct ? null : order.plan.total;
  return {
    place,
    kind,
    filed: filing === null ? null : { category: filing.category, filedOn: filing.filedOn, from: filing.from, until: filing.until },
    age: reading === undefined ? null : { source: reading.source, asOf: reading.asOf },
    direct,
    payNow,
    whatIf: whatIfs(deps, patient, { order, coverage, begin, kind: direct ? kind : null }, payNow),
  };
}

interface Supposed {
  readonly order: AdmissionOrder;
  readonly coverage: Coverage;
  readonly begin: CareBegin;
  /** As it stands now; null: not settled directly at all. */
  readonly kind: FilingKind | null;
}

function whatIfs(
  { estimates }: DirectDeps,
  patient: Patient,
  { order, coverage, begin, kind }: Supposed,
  payNow: Money | null,
): NonNullable<AdmissionView['filing']>['whatIf'] {
  return COULD_FILE.filter((other) => other !== kind).flatMap((other) => {
    const guess = estimates.ofPlan(patient, coverage, order.plan, begin, other);
    if (guess.kind === 'none') return [];
    const burden = guess.range.most.burden;
    return [{ kind: other, burden, less: payNow === null ? null : payNow.minus(burden) }];
  });
}
