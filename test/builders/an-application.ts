import { Money } from '../../shared/money/money.ts';
import type { Pack } from '../../shared/policy/pack.ts';
import type { Filing } from '../../shared/model/filing.ts';
import type { AccountUse, DirectApplication, GateAnswer, GateDecision, GatePacks } from '../../shared/rules/gate-types.ts';
import { day, yuan } from './a-claim.ts';
import { allPacks } from './packs.ts';

const packOf = (region: string): Pack | null => allPacks().find((pack) => pack.region.code === region) ?? null;

/** The packs whose gates are asked; a place without a pack has none. */
export const gatePacks = (insured: string, care = insured): GatePacks => ({
  insured: packOf(insured),
  care: packOf(care),
  national: packOf('100000'),
});

export const aFiling = (over: Partial<Filing> = {}): Filing => ({
  category: 'long-term-resident',
  householdMoved: false,
  filedOn: day('2023-05-01'),
  from: day('2023-05-01'),
  until: null,
  renewed: true,
  ...over,
});

type Part<T> = { readonly [K in keyof T]?: T[K] extends object ? Partial<T[K]> | T[K] : T[K] };

/** A stay at a networked hospital in another province, filed, with the card: everything is met. Override one thing. */
export function anApplication(over: Part<DirectApplication> = {}): DirectApplication {
  const { coverage, provider, care, credential, ...rest } = over;
  return {
    settledOn: null,
    filing: aFiling(),
    specialRegistration: false,
    otherPayer: 'none',
    targetedDrugLines: [],
    prepayment: null,
    deposit: null,
    lines: [],
    ...rest,
    coverage: {
      region: '330200',
      scheme: 'resident',
      outpatient: 'pooled',
      accountBalance: null,
      paidOn: null,
      answers: true,
      targetedDrugsAreSpecial: null,
      ...coverage,
    },
    provider: { region: '210200', name: '大连市友谊医院', networked: true, designated: true, ...provider },
    care: { kind: 'inpatient', on: day('2023-06-06'), emergency: false, disease: null, inPatientNow: false, ...care },
    credential: { kind: 'card', matchesPerson: true, ...credential },
  } as DirectApplication;
}

/** A visit of somebody from Nanjing at the delta clinic in 2020. */
export const aClinicVisit = (over: Part<DirectApplication> = {}): DirectApplication =>
  anApplication({
    ...over,
    filing: over.filing === undefined ? aFiling({ filedOn: day('2020-01-01'), from: day('2020-01-01') }) : over.filing,
    coverage: { region: '320100', scheme: 'employee', ...over.coverage },
    provider: { region: '310000', name: '上海美中嘉和肿瘤门诊部', ...over.provider },
    care: { kind: 'outpatient', on: day('2020-09-01'), ...over.care },
  } as Part<DirectApplication>);

export const anAccountUse = (over: Partial<AccountUse> = {}): AccountUse => ({
  on: day('2025-03-01'),
  purpose: 'care',
  relative: 'spouse',
  owner: { region: '210300', scheme: 'employee', hasAccount: true, balance: yuan('500.00') },
  user: { region: '210200', scheme: 'employee' },
  bound: true,
  faceChecked: true,
  due: yuan('300.00'),
  ...over,
});

/** What one gate said; fails when it was not asked. */
export function answerOf(decision: GateDecision, gate: GateAnswer['gate']): GateAnswer {
  const found = decision.gates.find((one) => one.gate === gate);
  if (found === undefined) throw new Error(`${gate} was not asked`);
  return found;
}

/** Codes of everything that is not met. */
export const notMet = ({ gates }: GateDecision): readonly string[] =>
  gates.filter(({ verdict }) => verdict !== 'met').map(({ code }) => code);

export const nothing = Money.ZERO;
