import type { Charges, SettlementCase } from '../model/settlement-case.ts';
import { Money } from '../money/money.ts';
import type { CreditApplication, OtherPayer } from '../rules/door-types.ts';
import type { AccountUse, DirectApplication, Filing } from '../rules/gate-types.ts';
import type { CalendarDate } from '../time/calendar-date.ts';
import type { z } from 'zod';
import type { CaseText, familySchema } from './case-schema.ts';

// What a written case asks of the gates. A fact that it does not name is none that could refuse.

const CATEGORY_OF = { 'long-term': 'long-term-resident', referred: 'referred', emergency: 'emergency', temporary: 'temporary' } as const;

/** A filing given by its kind alone is one that nobody doubts. */
function filingOf({ filing }: CaseText, first: CalendarDate): Filing | null {
  if (filing === undefined || filing === 'local' || filing === 'unfiled') return null;
  if (typeof filing === 'string')
    return { category: CATEGORY_OF[filing], householdMoved: true, filedOn: first, from: first, until: null, renewed: true };
  const { category, householdMoved = false, filedOn, from = filedOn, until = null, place, renewed = false } = filing;
  return { category, householdMoved, filedOn, from, until, place, renewed };
}

export function directOf(
  text: CaseText,
  { coverage, provider, care, charges, account }: SettlementCase,
  first: CalendarDate,
): DirectApplication {
  const { deposit, prepayment, settledOn, dischargedOn, emergency = false, inPatientNow = false } = text.care;
  const { credential = 'card', credentialMatches = true, specialRegistration = false } = text.patient;
  const { outpatient = 'pooled', paidOn = null, answers = true, targetedDrugsAreSpecial = null } = text.coverage;
  const { networked = true, designated = true } = text.provider;
  const { region, scheme } = coverage;
  const lines = charges.kind === 'lines' ? charges.lines : [];
  return {
    coverage: { region, scheme, outpatient, accountBalance: account, paidOn, answers, targetedDrugsAreSpecial },
    provider: { region: provider.region, name: provider.name, networked, designated },
    care: { kind: care.kind, on: first, emergency, disease: care.disease ?? null, inPatientNow },
    settledOn: settledOn ?? dischargedOn ?? null,
    filing: filingOf(text, first),
    credential: { kind: credential === 'none' ? null : credential, matchesPerson: credentialMatches },
    specialRegistration,
    otherPayer: otherPayerOf(charges),
    targetedDrugLines: lines.filter((_, index) => text.lines?.[index]?.targetedDrug === true).map(({ id }) => id),
    prepayment: prepayment === undefined ? null : { asked: Money.parse(prepayment.asked), voluntary: prepayment.voluntary ?? false },
    deposit:
      deposit === undefined
        ? null
        : { asked: Money.parse(deposit.asked), average: deposit.average === undefined ? null : Money.parse(deposit.average) },
    lines,
  };
}

function otherPayerOf(charges: Charges): OtherPayer {
  if (charges.kind === 'lines') {
    const owed = charges.lines.filter(({ otherPayer }) => otherPayer !== undefined).length;
    return owed === 0 ? 'none' : owed === charges.lines.length ? 'all-lines' : 'some-lines';
  }
  if (charges.kind !== 'sums' || (charges.sums.otherPayer?.isZero() ?? true)) return 'none';
  return charges.sums.otherPayer?.equals(charges.sums.total) === true ? 'all-lines' : 'some-lines';
}

export function familyOf(
  { coverage }: CaseText,
  family: z.output<typeof familySchema> & object,
  on: CalendarDate,
): Omit<AccountUse, 'due'> {
  const { balance, relative, hasAccount = true, bound = true, faceChecked = true } = family;
  const { ownerRegion = coverage.region, ownerScheme = 'employee' } = family;
  return {
    on,
    purpose: 'care',
    relative,
    owner: { region: ownerRegion, scheme: ownerScheme, hasAccount, balance: Money.parse(balance) },
    user: { region: coverage.region, scheme: coverage.scheme },
    bound,
    faceChecked,
  };
}

export function creditOf(
  { coverage, care }: CaseText,
  credit: Exclude<NonNullable<CaseText['credit']>, { available: string }>,
  provider: CreditApplication['provider'],
  on: CalendarDate,
): CreditApplication {
  const { workInjury = 'none', thirdParty = 'none', publicHealth = 'none' } = credit.exclusions ?? {};
  return {
    coverage: { region: coverage.region },
    provider,
    care: {
      kind: care.kind,
      admittedOn: care.admittedOn ?? on,
      admittedAt: credit.admittedAt,
      ...(care.dischargedOn === undefined ? {} : { dischargedOn: care.dischargedOn }),
    },
    meetsAdmissionCriteria: credit.meetsAdmissionCriteria ?? true,
    credit: {
      authorisedAt: credit.authorisedAt,
      agreementSignedAt: credit.agreementSignedAt,
      consentToBank: credit.consentToBank,
      limit: credit.limit === null ? null : Money.parse(credit.limit),
      outstanding: Money.parse(credit.outstanding ?? '0.00'),
      bankAnswer: credit.bankAnswer,
      hospitalMaySettle: credit.hospitalMaySettle ?? false,
    },
    exclusions: { workInjury, thirdParty, publicHealth },
  };
}
