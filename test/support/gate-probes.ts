import { CARE_KINDS, SCHEMES } from '../../shared/model/settlement-case.ts';
import { ACCOUNT_PURPOSES, FILING_CATEGORIES, RELATIVES } from '../../shared/policy/gate-schema.ts';
import type { Pack } from '../../shared/policy/pack.ts';
import { accountGates } from '../../shared/rules/account-gates.ts';
import { directGates } from '../../shared/rules/direct-gates.ts';
import type { DirectApplication, GateDecision, GatePacks } from '../../shared/rules/gate-types.ts';
import { day, yuan } from '../builders/a-claim.ts';
import { aFiling, anAccountUse, anApplication } from '../builders/an-application.ts';

/** A question to the gates; its answer as text. */
export type Probe = (packs: GatePacks) => string;

/** What is tried: days of care, hospitals, and the places of the patient and of care. */
export interface ProbeRange {
  readonly days: readonly string[];
  readonly providers: readonly string[];
  readonly places: readonly (readonly [insured: string, care: string])[];
  /** Places for which only the case in order is asked. */
  readonly morePlaces: readonly (readonly [insured: string, care: string])[];
  /** Days of a year ("MM-DD") on which a premium may have been paid. */
  readonly payDays: readonly string[];
  readonly diseases: readonly string[];
}

const shown = ({ gates, ...decision }: GateDecision) => JSON.stringify([decision, gates.map(({ reference: _, ...gate }) => gate)]);

const onlyYes: Pick<DirectApplication, 'settledOn'> = { settledOn: null };

/** One thing at a time that may be otherwise than in order. */
function variants(on: string, { days, diseases, payDays }: ProbeRange): readonly object[] {
  const filings = FILING_CATEGORIES.flatMap((category) => [
    aFiling({ category, filedOn: day('2019-01-01'), from: day('2019-01-01') }),
    aFiling({ category, filedOn: day('2019-01-01'), from: day('2019-01-01'), renewed: false, householdMoved: true }),
    aFiling({ category, filedOn: day(on), from: day(on) }),
    aFiling({ category, filedOn: day(on), from: day(on), renewed: false }),
    aFiling({ category, filedOn: day('2099-01-01'), from: day('2099-01-01') }),
  ]);
  const old = days.map((filedOn) => aFiling({ filedOn: day(filedOn), from: day('2019-01-01'), renewed: false }));
  const paid = (date: string) => ({ coverage: { paidOn: day(date) } });
  const year = Number(on.slice(0, 4));
  return [
    onlyYes,
    { filing: null },
    { filing: null, care: { emergency: true } },
    ...[...filings, ...old].map((filing) => ({ filing })),
    { filing: aFiling({ place: '469000' }) },
    { filing: aFiling({ filedOn: day('2099-01-01') }), settledOn: day('2098-12-31') },
    { provider: { networked: null, designated: null } },
    { provider: { networked: false, designated: false } },
    { credential: { kind: null } },
    { credential: { kind: 'e-code' } },
    { credential: { matchesPerson: false } },
    { coverage: { outpatient: 'account-only' } },
    { coverage: { outpatient: 'none' } },
    { coverage: { answers: false } },
    { targetedDrugLines: ['1'] },
    { specialRegistration: true },
    ...diseases.map((disease) => ({ care: { disease } })),
    ...payDays.flatMap((date) => [paid(`${year}-${date}`), paid(`${year - 1}-${date}`)]),
    ...[2, 3, 4].map((months) =>
      paid(new Date(Date.UTC(year, Number(on.slice(5, 7)) - 1 - months, Number(on.slice(8)))).toISOString().slice(0, 10)),
    ),
    { otherPayer: 'some-lines' },
    { otherPayer: 'all-lines' },
    { care: { inPatientNow: true } },
    { prepayment: { asked: yuan('1.00'), voluntary: false } },
    { deposit: { asked: yuan('2.00'), average: yuan('1.00') } },
  ];
}

/** Questions about direct settlement and about accounts. */
export function gateProbes(range: ProbeRange): readonly Probe[] {
  const { days, providers, places, morePlaces } = range;
  const direct = [...places, ...morePlaces].flatMap(([insured, care], p) =>
    days.flatMap((on) =>
      providers.flatMap((name) =>
        SCHEMES.flatMap((scheme) =>
          CARE_KINDS.flatMap((kind) =>
            (p < places.length ? variants(on, range) : [onlyYes]).map((over): Probe => {
              const given = over as { coverage?: object; provider?: object; care?: object };
              const application = anApplication({
                ...over,
                coverage: { region: insured, scheme, ...given.coverage },
                provider: { region: care, name, ...given.provider },
                care: { kind, on: day(on), ...given.care },
              });
              return (packs) => shown(directGates(application, packs));
            }),
          ),
        ),
      ),
    ),
  );
  return [...direct, ...accountProbes(days, places)];
}

const accountProbes = (days: ProbeRange['days'], places: ProbeRange['places']): readonly Probe[] =>
  places.flatMap(([owner, user]) =>
    days.flatMap((on) =>
      ACCOUNT_PURPOSES.flatMap((purpose) =>
        RELATIVES.flatMap((relative) =>
          SCHEMES.flatMap((scheme) =>
            [{}, { bound: false }, { faceChecked: false }, { due: yuan('500.01') }].map((over): Probe => {
              const use = anAccountUse({
                on: day(on),
                purpose,
                relative,
                owner: { region: owner, scheme: 'employee', hasAccount: true, balance: yuan('500.00') },
                user: { region: user, scheme },
                ...over,
              });
              return (packs) => shown(accountGates(use, packs));
            }),
          ),
        ),
      ),
    ),
  );

/** The packs of a decision in which one pack stands in every place it may. */
export const gatesWith = (pack: Pack, national: Pack | null): GatePacks => ({
  insured: pack.places.includes('insured') ? pack : null,
  care: pack.places.includes('care') ? pack : null,
  national: pack.places.includes('national') ? pack : national,
});
