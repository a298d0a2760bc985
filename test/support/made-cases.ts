import { AMOUNT_NAMES } from '../../shared/policy/case-schema.ts';

const asOf = '2023-05-20T04:00:00.000Z';
/** A running value with all that may be said of it. */
const old = (value: unknown) => ({ value, source: 'centre', asOf, freshness: 'stale', atMost: value });
const eachAmount = (value: unknown) => Object.fromEntries(AMOUNT_NAMES.map((name) => [name, value]));

const whole = {
  $schema: 'x',
  patient: { age: 59, birthOn: '1964-01-01', credential: 'card', credentialMatches: true, specialRegistration: false },
  coverage: {
    region: '210200',
    scheme: 'employee',
    person: 'in-service',
    aid: 'none',
    familyDoctor: true,
    commercial: ['product'],
    priorDisease: false,
    paidOn: '2022-11-01',
    outpatient: 'pooled',
    targetedDrugsAreSpecial: true,
    answers: true,
  },
  filing: 'local',
  provider: { region: '210200', name: '某医院', level: 'tertiary', specialty: 'general', networked: true, designated: null },
  care: {
    kind: 'inpatient',
    on: '2023-06-13',
    admittedOn: '2023-06-06',
    dischargedOn: '2023-06-13',
    stayNo: 1,
    disease: 'group',
    settledOn: '2023-06-13',
    emergency: false,
    inPatientNow: false,
    deposit: { asked: '1.00', average: '1.00' },
    prepayment: { asked: '1.00', voluntary: true },
  },
  entry: 'charges',
  lines: [
    {
      id: '1',
      code: 'x',
      quantity: '1',
      amount: '1.00',
      class: 'B',
      firstShare: '0.1',
      priceCap: '1',
      unitPrice: '1',
      fee: 'bed',
      tariff: '1',
      otherPayer: 'third-party',
      targetedDrug: false,
    },
  ],
  sums: { total: '5.00', selfPaid: '1.00', overCap: '1.00', firstShare: '1.00', otherPayer: '1.00' },
  accumulators: { stays: 0, duties: { one: { burden: '1.00', paid: '1.00' } }, ...eachAmount('1.00') },
  accounts: { own: '1.00', family: '1.00' },
  credit: { available: '1.00' },
  final: {
    total: '5.00',
    selfPaid: '1.00',
    overCap: '0.00',
    firstShare: '0.00',
    deductible: '1.00',
    pooledFund: '1.00',
    largeAmount: '0.00',
    seriousIllness: '0.00',
    assistance: '0.00',
    secondAssistance: '0.00',
    otherFunds: '0.00',
    account: '0.00',
  },
};

/** Admission on credit with all its facts. */
const application = {
  authorisedAt: '2023-06-05T04:00:00.000Z',
  agreementSignedAt: null,
  admittedAt: '2023-06-06T04:00:00.000Z',
  consentToBank: true,
  limit: null,
  outstanding: '0.00',
  bankAnswer: 'yes',
  hospitalMaySettle: true,
  meetsAdmissionCriteria: true,
  exclusions: { workInjury: 'none', thirdParty: 'none', publicHealth: 'none' },
};

/** Cases that together have every key in every form, also those that exclude each other: for the form of a case, not its sense. */
export const MADE_CASES: readonly object[] = [
  whole,
  {
    ...whole,
    filing: {
      category: 'long-term-resident',
      kind: 'long-term',
      householdMoved: false,
      place: '310000',
      filedOn: '2023-01-01',
      from: '2023-01-01',
      until: '2024-01-01',
      renewed: true,
    },
    sums: { inScope: '1.00' },
    accumulators: { stays: old(1), duties: { one: { burden: old('1.00'), paid: old('1.00') } }, ...eachAmount(old('1.00')) },
    accounts: {
      family: {
        balance: '1.00',
        relative: 'spouse',
        ownerRegion: '210200',
        ownerScheme: 'employee',
        hasAccount: true,
        bound: true,
        faceChecked: true,
      },
    },
    credit: application,
  },
  {
    ...whole,
    sums: { burden: '1.00' },
    credit: { ...application, authorisedAt: null, agreementSignedAt: application.admittedAt, limit: '5000.00' },
  },
];
