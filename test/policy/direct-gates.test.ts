import { describe, expect, it } from 'vitest';
import { directGates, benefitFrom } from '../../shared/rules/direct-gates.ts';
import { categoryOf } from '../../shared/rules/filing-gate.ts';
import type { ChargeLine } from '../../shared/model/settlement-case.ts';
import type { DirectApplication } from '../../shared/rules/gate-types.ts';
import { aLine, day, yuan } from '../builders/a-claim.ts';
import { aClinicVisit, aFiling, anApplication, answerOf, gatePacks, notMet } from '../builders/an-application.ts';
import { packWithAll, put } from '../builders/packs.ts';

const away = gatePacks('330200', '210200');
const clinic = (insured = '320100') => gatePacks(insured, '310000');
const zibo = gatePacks('370300');
const decide = (application: DirectApplication, packs = away) => directGates(application, packs);

describe('cross-province stays', () => {
  it('every condition met: open, each answer with its article', () => {
    const decision = decide(anApplication());
    expect(decision).toMatchObject({ open: true, ask: false, refusedLines: [] });
    expect(notMet(decision)).toEqual([]);
    for (const { reference, documents, remedy } of decision.gates) {
      expect(reference.source).toMatch(/^https?:/);
      expect([documents, remedy]).toEqual([[], null]);
    }
  });

  it('X-04 the four categories are covered', () => {
    for (const category of ['settled-retired', 'long-term-resident', 'posted', 'referred'] as const)
      expect(answerOf(decide(anApplication({ filing: aFiling({ category }) })), 'filing-categories').verdict).toBe('met');
  });

  it('Q-X3 retired and settled without a moved household register counts as long-term resident', () => {
    expect(categoryOf({ category: 'settled-retired', householdMoved: false })).toBe('long-term-resident');
    expect(categoryOf({ category: 'settled-retired', householdMoved: true })).toBe('settled-retired');
    const filing = aFiling({ category: 'settled-retired', householdMoved: false });
    expect(answerOf(decide(anApplication({ filing })), 'filing-categories')).toMatchObject({
      code: 'filing.category-falls-back',
      facts: { counted: 'long-term-resident' },
    });
  });

  it('X-05 an emergency counts as filed where the rule in force says so', () => {
    const emergency = { filing: null, care: { emergency: true, on: day('2018-06-06') } };
    expect(answerOf(decide(anApplication(emergency)), 'filed').code).toBe('filing.missing');
    const counting = packWithAll('100000', [['gates.json', put(true, 'gates', 1, 'emergencyCounts')]]);
    expect(answerOf(decide(anApplication(emergency), { ...away, national: counting }), 'filed')).toMatchObject({
      code: 'filing.emergency-counts',
      rule: 'X-05',
    });
  });

  it('X-06 employees and residents are covered alike', () => {
    for (const scheme of ['employee', 'resident'] as const)
      expect(answerOf(decide(anApplication({ coverage: { scheme } })), 'schemes')).toMatchObject({ code: 'scheme.covered', rule: 'X-06' });
  });

  it('X-07 filing comes first: filed after admission is late under the law of 2017 (Q-X6)', () => {
    const on = day('2018-06-06');
    const before = anApplication({ care: { on }, filing: aFiling({ filedOn: on, from: on }) });
    expect(answerOf(decide(before), 'filed')).toMatchObject({ verdict: 'met', rule: 'X-07' });
    const late = anApplication({ care: { on }, filing: aFiling({ filedOn: day('2018-06-07'), from: day('2018-06-07') }) });
    expect(answerOf(decide(late), 'filed')).toMatchObject({ code: 'filing.late', rule: 'X-07', remedy: 'pay-and-claim' });
  });

  it('X-08 the hospital must be connected; unknown is asked', () => {
    expect(answerOf(decide(anApplication({ provider: { networked: false } })), 'networked')).toMatchObject({
      code: 'hospital.not-networked',
      rule: 'X-08',
      remedy: 'go-to-networked-hospital',
    });
    expect(decide(anApplication({ provider: { networked: null } }))).toMatchObject({ open: true, ask: true });
  });

  it('X-09 only the social security card in 2017', () => {
    const in2018 = (kind: 'card' | 'e-code' | null) =>
      answerOf(decide(anApplication({ care: { on: day('2018-06-06') }, credential: { kind } })), 'credentials').code;
    expect([in2018('card'), in2018('e-code'), in2018(null)]).toEqual([
      'credential.accepted',
      'credential.not-accepted',
      'credential.missing',
    ]);
  });

  it('X-10 stays only: an outpatient visit in another province is not direct by the law of 2017', () => {
    const visit = anApplication({ care: { kind: 'outpatient', on: day('2018-06-06') } });
    expect(answerOf(decide(visit), 'care-kinds')).toMatchObject({ code: 'care.not-direct', rule: 'X-10' });
    expect(answerOf(decide(anApplication({ care: { on: day('2018-06-06') } })), 'care-kinds').verdict).toBe('met');
  });

  it('X-11 not filed', () => {
    expect(answerOf(decide(anApplication({ filing: null })), 'filed')).toMatchObject({
      code: 'filing.missing',
      rule: 'X-11',
      remedy: 'file-now',
    });
  });

  it('X-12 filed before the scheme began and not renewed', () => {
    const filing = aFiling({ filedOn: day('2015-03-01'), from: day('2015-03-01'), renewed: false });
    expect(answerOf(decide(anApplication({ filing })), 'filed')).toMatchObject({
      code: 'filing.not-renewed',
      rule: 'X-12',
      remedy: 'renew-filing',
    });
    expect(answerOf(decide(anApplication({ filing: { ...filing, renewed: true } })), 'filed').verdict).toBe('met');
    const from = (text: string) => aFiling({ filedOn: day(text), from: day(text), renewed: false });
    const code = (text: string) => answerOf(decide(anApplication({ filing: from(text) })), 'filed').code;
    expect([code('2016-12-31'), code('2017-01-01')]).toEqual(['filing.not-renewed', 'filing.valid']);
  });

  it('a filing that ended before admission is not in force; one that ends during the stay is (T2-X03)', () => {
    const until = (last: string) => answerOf(decide(anApplication({ filing: aFiling({ until: day(last) }) })), 'filed').code;
    expect([until('2023-06-05'), until('2023-06-06')]).toEqual(['filing.ended', 'filing.valid']);
  });

  it('all reasons are given, not the first', () => {
    const bad = anApplication({ filing: null, provider: { networked: false }, credential: { kind: null } });
    expect(notMet(decide(bad))).toEqual(['filing.missing', 'hospital.not-networked', 'credential.missing']);
  });

  it('D-15 another payer: all costs refuse, some costs ask', () => {
    expect(answerOf(decide(anApplication({ otherPayer: 'all-lines' })), 'no-other-payer').code).toBe('payer.other-pays-all');
    expect(answerOf(decide(anApplication({ otherPayer: 'some-lines' })), 'no-other-payer').verdict).toBe('ask');
  });

  it('T2-A05 an in-patient cannot settle pooled outpatient care where the city says so; elsewhere it has to be asked', () => {
    const visit = (region: string, scheme: 'employee' | 'resident', on: string) =>
      answerOf(
        directGates(
          anApplication({ coverage: { region, scheme }, care: { kind: 'outpatient', on: day(on), inPatientNow: true } }),
          gatePacks(region, '210200'),
        ),
        'not-an-in-patient',
      );
    expect(visit('210100', 'employee', '2024-06-06')).toMatchObject({ code: 'care.in-patient-now', remedy: 'settle-after-stay' });
    for (const [region, scheme, on] of [
      ['210100', 'employee', '2023-12-31'],
      ['210100', 'resident', '2024-06-06'],
      ['330200', 'resident', '2023-06-06'],
    ] as const)
      expect(visit(region, scheme, on)).toMatchObject({ verdict: 'ask', code: 'care.in-patient-ask', remedy: 'ask-insurance-office' });
    expect(answerOf(decide(anApplication({ care: { kind: 'outpatient' } })), 'not-an-in-patient').verdict).toBe('met');
  });
});

describe('later law', () => {
  it('L-01 no outpatient prepayment from 2025-03-31, but in an emergency or of free will', () => {
    const asked = (on: string, over: object = {}) =>
      directGates(
        anApplication({ care: { kind: 'outpatient', on: day(on), ...over }, prepayment: { asked: yuan('100.00'), voluntary: false } }),
        away,
      ).gates.find(({ gate }) => gate === 'no-prepayment')?.code;
    expect(asked('2025-03-30')).toBeUndefined();
    expect(asked('2025-03-31')).toBe('prepayment.not-allowed');
    expect(asked('2025-03-31', { emergency: true })).toBe('prepayment.exception');
    const free = anApplication({
      care: { kind: 'outpatient', on: day('2025-06-01') },
      prepayment: { asked: yuan('1.00'), voluntary: true },
    });
    expect(answerOf(decide(free), 'no-prepayment').code).toBe('prepayment.exception');
  });

  it('L-02 a deposit is at most the published average from 2025-06-30, and settlement is due in 3 working days', () => {
    const of = (on: string, asked: string, average: string | null) =>
      decide(
        anApplication({ care: { on: day(on) }, deposit: { asked: yuan(asked), average: average === null ? null : yuan(average) } }),
      ).gates.find(({ gate }) => gate === 'deposit-at-most-average');
    expect(of('2025-06-29', '9000.00', '3000.00')).toBeUndefined();
    expect(of('2025-06-30', '3000.00', '3000.00')?.code).toBe('deposit.within-average');
    expect(of('2025-06-30', '3000.01', '3000.00')).toMatchObject({
      code: 'deposit.above-average',
      remedy: 'lower-deposit',
      facts: { settleWithinWorkingDays: '3', aimHours: '24' },
    });
    expect(of('2025-06-30', '1.00', null)?.verdict).toBe('ask');
  });

  it('L-04 a filing before the discharge settlement is in time from 2023, and an emergency counts as filed', () => {
    const filing = aFiling({ filedOn: day('2023-06-09'), from: day('2023-06-09') });
    expect(answerOf(decide(anApplication({ filing, settledOn: day('2023-06-13') })), 'filed')).toMatchObject({
      verdict: 'met',
      rule: 'L-04',
    });
    expect(answerOf(decide(anApplication({ filing, settledOn: day('2023-06-09') })), 'filed').verdict).toBe('met');
    expect(answerOf(decide(anApplication({ filing, settledOn: day('2023-06-08') })), 'filed').code).toBe('filing.late');
    expect(answerOf(decide(anApplication({ filing: null, care: { emergency: true } })), 'filed').code).toBe('filing.emergency-counts');
    const emergency = anApplication({ filing, settledOn: day('2023-06-08'), care: { emergency: true } });
    expect(answerOf(decide(emergency), 'filed').code).toBe('filing.emergency-counts'); // filed too late, and needs none
  });

  it('L-04 other temporary travellers may file from 2023 on; before, the four categories alone (X-04)', () => {
    const of = (on: string) => {
      const filing = aFiling({ category: 'temporary', filedOn: day('2022-12-01'), from: day('2022-12-01') });
      return answerOf(decide(anApplication({ filing, care: { on: day(on) } })), 'filing-categories').code;
    };
    expect([of('2022-12-31'), of('2023-01-01')]).toEqual(['filing.category-not-covered', 'filing.category-covered']);
  });

  it('L-05 the electronic code is a credential beside the card', () => {
    const on = (text: string) =>
      answerOf(decide(anApplication({ care: { on: day(text) }, credential: { kind: 'e-code' } })), 'credentials');
    expect([on('2019-11-23').verdict, on('2019-11-24').verdict]).toEqual(['refused', 'met']);
    expect(on('2019-11-24').rule).toBe('L-05');
  });

  it('L-06 credential and person must agree', () => {
    const other = anApplication({ credential: { kind: 'card', matchesPerson: false } });
    expect(answerOf(decide(other), 'credential-matches')).toMatchObject({
      code: 'credential.of-another',
      remedy: 'show-person',
      rule: 'L-06',
    });
  });
});

describe('delta outpatient visits', () => {
  const visit = (over: Parameters<typeof aClinicVisit>[0] = {}, insured = '320100') =>
    directGates(aClinicVisit({ ...over, coverage: { region: insured, ...over.coverage } }), clinic(insured));

  it('everything met: open', () => {
    expect(notMet(visit())).toEqual([]);
    expect(visit().open).toBe(true);
  });

  it('Y-01 direct from 2019-07-22 on', () => {
    const on = (text: string) => answerOf(visit({ care: { kind: 'outpatient', on: day(text) } }), 'started').verdict;
    expect([on('2019-07-21'), on('2019-07-22')]).toEqual(['refused', 'met']);
  });

  it.each<[string, string, readonly string[]]>([
    [
      'Y-03',
      '江苏省',
      ['320600', '320300', '320900', '321200', '320700', '320100', '320400', '321100', '320200', '320500', '320800', '321000', '321300'],
    ],
    ['Y-04', '浙江省', ['339900', '330200', '330400', '330300', '330900', '330100', '330500', '331000', '331100', '330600']],
    ['Y-05', '安徽省', ['341100', '340500', '341500', '340200']],
  ])('%s lists the cities of %s', (rule, province, codes) => {
    for (const code of codes)
      expect(answerOf(visit({}, code), 'listed-areas')).toMatchObject({ verdict: 'met', facts: { province, listedBy: rule } });
  });

  it('Y-06 other delta cities are asked, not refused; cities elsewhere are refused', () => {
    expect(answerOf(visit({}, '330700'), 'listed-areas')).toMatchObject({ verdict: 'ask', rule: 'Y-06', remedy: 'ask-insurance-office' });
    expect(answerOf(visit({}, '340100'), 'listed-areas').verdict).toBe('ask');
    expect(answerOf(visit({}, '220100'), 'listed-areas').verdict).toBe('refused');
  });

  it('Y-07 ordinary outpatient care only', () => {
    const chronic = visit({ care: { kind: 'chronic-outpatient', on: day('2020-09-01') } });
    expect(answerOf(chronic, 'care-kinds')).toMatchObject({ code: 'care.not-direct', rule: 'Y-07' });
  });

  it('Y-08 the four categories, no others', () => {
    const emergency = aFiling({ category: 'emergency', filedOn: day('2020-01-01'), from: day('2020-01-01') });
    expect(answerOf(visit({ filing: emergency }), 'filing-categories')).toMatchObject({ verdict: 'refused', rule: 'Y-08' });
    expect(answerOf(visit(), 'filing-categories').verdict).toBe('met');
  });

  it('Y-09 filed, connected, with the card', () => {
    expect(notMet(visit({ filing: null, provider: { networked: false }, credential: { kind: null } }))).toEqual([
      'filing.missing',
      'hospital.not-networked',
      'credential.missing',
    ]);
    expect(answerOf(visit(), 'filed').rule).toBe('Y-09');
  });

  it('Y-11 account only and used up: cash, and nothing accrues (Q-Y2)', () => {
    const of = (balance: string) =>
      answerOf(visit({ coverage: { outpatient: 'account-only', accountBalance: yuan(balance) } }), 'outpatient-benefit');
    expect(of('0.00')).toMatchObject({ code: 'outpatient.account-used-up', rule: 'Y-11', remedy: 'pay-cash' });
    expect(of('0.01').verdict).toBe('met');
  });

  it('Y-12 a targeted drug that counts as a special disease: its lines are refused, the visit is not', () => {
    const drugs = { targetedDrugLines: ['7'], coverage: { targetedDrugsAreSpecial: true } };
    const decision = visit(drugs);
    expect(decision).toMatchObject({ open: true, refusedLines: ['7'] });
    expect(answerOf(decision, 'targeted-drugs')).toMatchObject({ code: 'drug.counted-as-special', rule: 'Y-12' });
    expect(visit({ ...drugs, coverage: { targetedDrugsAreSpecial: null } })).toMatchObject({ ask: true, refusedLines: [] });
    expect(visit({ ...drugs, coverage: { targetedDrugsAreSpecial: false } })).toMatchObject({ ask: false, refusedLines: [] });
  });

  it('Y-13 a special registration at home: pay and claim; with a targeted drug both are told (Q-Y3)', () => {
    const decision = visit({ specialRegistration: true, targetedDrugLines: ['7'], coverage: { targetedDrugsAreSpecial: true } });
    expect(notMet(decision)).toEqual(['drug.counted-as-special', 'registration.special-disease']);
    expect(decision.refusedLines).toEqual(['7']);
    expect(answerOf(decision, 'no-special-registration').remedy).toBe('pay-and-claim');
  });

  it('Y-14 residents whose scheme pays stays only', () => {
    expect(answerOf(visit({ coverage: { scheme: 'resident', outpatient: 'none' } }), 'outpatient-benefit')).toMatchObject({
      code: 'outpatient.not-covered',
      rule: 'Y-14',
      remedy: 'apply-special-registration',
    });
  });

  it('Y-15 the server of the insured place is down: try again', () => {
    expect(answerOf(visit({ coverage: { answers: false } }), 'insured-place-answers')).toMatchObject({
      code: 'line.down',
      rule: 'Y-15',
      remedy: 'retry-later',
    });
  });

  it.each<[string, string, Parameters<typeof aClinicVisit>[0]]>([
    ['X-08', 'hospital.not-networked', { provider: { networked: false } }],
    ['X-11', 'filing.missing', { filing: null }],
    ['X-12', 'filing.not-renewed', { filing: aFiling({ filedOn: day('2015-03-01'), from: day('2015-03-01'), renewed: false }) }],
    ['Y-11', 'outpatient.account-used-up', { coverage: { outpatient: 'account-only', accountBalance: yuan('0.00') } }],
    ['Y-13', 'registration.special-disease', { specialRegistration: true }],
    ['Y-14', 'outpatient.not-covered', { coverage: { scheme: 'resident', outpatient: 'none' } }],
    ['Y-15', 'line.down', { coverage: { answers: false } }],
  ])('Y-16 papers of a manual claim come with %s %s', (_, code, over) => {
    // X-12 is national law of stays; the clinic's own text does not speak of renewing.
    const decision = code === 'filing.not-renewed' ? decide(anApplication(over)) : visit(over);
    const refusal = decision.gates.find((gate) => gate.code === code);
    expect(refusal?.documents).toEqual(['病历', '明细清单', '发票', '定点机构证明']);
  });

  it('Y-16 no papers where nothing can be claimed: another person’s card, a deposit, a prepayment', () => {
    const other = decide(anApplication({ credential: { kind: 'card', matchesPerson: false } }));
    expect(answerOf(other, 'credential-matches').documents).toEqual([]);
    const deposit = { asked: yuan('9000.00'), average: yuan('1.00') };
    expect(answerOf(decide(anApplication({ care: { on: day('2025-07-01') }, deposit })), 'deposit-at-most-average').documents).toEqual([]);
  });

  it('Q-Y1 a patient insured in the same city is no cross-province case: the delta gates are not asked', () => {
    expect(directGates(aClinicVisit({ coverage: { region: '310000' } }), clinic('310000')).gates.map(({ gate }) => gate)).not.toContain(
      'listed-areas',
    );
  });
});

describe('day care and residents', () => {
  const episode = (over: Parameters<typeof anApplication>[0] = {}) =>
    directGates(
      anApplication({
        ...over,
        filing: null,
        coverage: { region: '370300', scheme: 'resident', ...over.coverage },
        provider: { region: '370300', name: '淄博市中医医院', ...over.provider },
        care: { kind: 'day-care', on: day('2023-11-20'), disease: '腰痛', ...over.care },
      }),
      zibo,
    );

  it('Z-03 bed and nursing fees are 30 % of the tariff: checked, never changed', () => {
    const item = (tariff: string | null) => ({
      code: 'BED',
      values: [
        { from: '2023-01-01', class: 'A', firstShare: '0.0000', priceCap: null, fee: 'bed', ...(tariff === null ? {} : { tariff }) },
      ],
    });
    const withTariff = (tariff: string | null) =>
      packWithAll('370300', [
        ['pack.json', (json) => void json.catalogues.push('fees')],
        [
          'catalogue/fees.json',
          () => ({ $schema: 'x', description: 'd', checkedOn: '2023-01-01', reference: ANY_REFERENCE, items: [item(tariff)] }),
        ],
      ]);
    const bill = (amount: string, tariff: string | null = '40.000000', unitPrice?: string) => {
      const named = unitPrice === undefined ? {} : { unitPrice };
      const lines = [aLine('1', amount, { code: 'BED', quantity: '2.0000', ...named }), aLine('2', '99.00')];
      const application = anApplication({
        filing: null,
        lines,
        coverage: { region: '370300' },
        provider: { region: '370300', name: '淄博市中医医院' },
        care: { kind: 'day-care', on: day('2023-11-20'), disease: '腰痛' },
      });
      return answerOf(directGates(application, { ...zibo, care: withTariff(tariff) }), 'day-care-tariff');
    };
    expect(bill('24.00').code).toBe('tariff.as-published');
    expect(bill('80.00')).toMatchObject({
      verdict: 'ask',
      code: 'tariff.differs',
      remedy: 'correct-price',
      lines: ['1'],
      facts: { expected: '24.00', charged: '80.00' },
    });
    expect(bill('24.01').code).toBe('tariff.differs');
    expect(bill('24.00', '40.000000', '12.000000').code).toBe('tariff.as-published');
    expect(bill('24.00', '40.000000', '40.000000')).toMatchObject({
      code: 'tariff.differs',
      facts: { expected: '24.00', charged: '80.00' },
    });
    expect(bill('24.00', null)).toMatchObject({ verdict: 'ask', code: 'tariff.unknown', lines: ['1'] });
  });

  it('Z-03 A-Z10 without a catalogue the bill says which lines are bed and nursing fees, and their tariff; else it is asked', () => {
    const gate = (...lines: readonly ChargeLine[]) =>
      episode({ lines }).gates.find((one) => one.gate === 'day-care-tariff') ?? { code: 'not asked' };
    const bed = (amount: string, over: Partial<ChargeLine> = {}) => aLine('1', amount, { fee: 'bed', tariff: '40.000000', ...over });
    expect(gate(bed('12.00')).code).toBe('tariff.as-published'); // 30 % of 40.00 is the price
    expect(gate(bed('40.00'))).toMatchObject({ code: 'tariff.differs', lines: ['1'], facts: { expected: '12.00', charged: '40.00' } });
    expect(gate(bed('12.00'), aLine('2', '25.00', { fee: 'nursing', tariff: '25.000000' }))).toMatchObject({
      code: 'tariff.differs',
      lines: ['2'],
    });
    expect(gate(aLine('1', '12.00', { fee: 'bed' }))).toMatchObject({ verdict: 'ask', code: 'tariff.unknown', lines: ['1'] });
    expect(gate(aLine('1', '40.00'), aLine('2', '99.00'))).toMatchObject({
      verdict: 'ask',
      code: 'tariff.fees-unnamed',
      lines: ['1', '2'],
    });
    expect(gate(aLine('1', '99.00', { fee: 'other' })).code).toBe('not asked');
    expect(gate().code).toBe('not asked');
  });

  it('Z-04 23 kinds of disease: a named one is met, another is asked', () => {
    expect(answerOf(episode(), 'day-care-diseases')).toMatchObject({ verdict: 'met', rule: 'Z-04', facts: { count: '23' } });
    expect(answerOf(episode({ care: { disease: '感冒' } }), 'day-care-diseases').verdict).toBe('ask');
  });

  it('Z-05 institutions with their days', () => {
    const at = (name: string, on: string) => answerOf(episode({ provider: { name }, care: { on: day(on) } }), 'day-care-hospitals').code;
    expect(at('淄博市中医医院', '2023-06-01')).toBe('day-care.hospital-listed');
    expect(at('博山区中医院', '2023-11-09')).toBe('day-care.hospital-not-yet');
    expect(at('博山区中医院', '2023-11-10')).toBe('day-care.hospital-listed');
    expect(at('某某中医院', '2023-11-10')).toBe('day-care.hospital-unknown');
  });

  it('Z-17 paid in the collection period: from 1 January; later: three months of waiting', () => {
    const from = (paid: string) => benefitFrom(day(paid), { collection: { from: '10-01', until: '12-31' }, months: '3' });
    expect([from('2023-10-01'), from('2023-12-31')]).toEqual(['2024-01-01', '2024-01-01']);
    expect([from('2024-01-01'), from('2023-09-30'), from('2023-11-30'), from('2024-08-31')]).toEqual([
      '2024-04-01',
      '2023-12-30',
      '2024-01-01',
      '2024-11-30',
    ]);
    const paid = (paidOn: string, on: string) =>
      answerOf(episode({ coverage: { paidOn: day(paidOn) }, care: { on: day(on) } }), 'waiting-period').code;
    expect([paid('2024-02-10', '2024-05-09'), paid('2024-02-10', '2024-05-10')]).toEqual(['waiting.until', 'waiting.over']);
  });

  it('filing rules of the insured place come before the national ones (T2-Z17, T2-Z23)', () => {
    const stay = (province: string, filing: DirectApplication['filing']) =>
      answerOf(
        directGates(
          anApplication({ coverage: { region: '370300' }, provider: { region: province }, filing }),
          gatePacks('370300', province),
        ),
        'filed',
      ).code;
    expect(stay('370100', null)).toBe('filing.not-needed');
    expect(stay('210200', aFiling({ filedOn: day('2023-06-09'), from: day('2023-06-09') }))).toBe('filing.late-as-temporary');
    expect(stay('210200', aFiling())).toBe('filing.valid');
  });
});

const ANY_REFERENCE = { rule: null, title: 't', article: 'a', publishedOn: null, source: 'https://example.invalid/', grade: 'B' };
