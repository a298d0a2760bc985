import { describe, expect, it } from 'vitest';
import { answerCase } from '../../electron/core/cli/answer-case.ts';
import { replay } from '../../electron/core/cli/replay.ts';
import { readCaseText } from '../../shared/policy/case-text.ts';
import type { Pack } from '../../shared/policy/pack.ts';
import { allPacks, packWithAll, put } from '../builders/packs.ts';

// Filings of people treated in another province: what their gate says, and what it makes of the money.

const stay = (over: object = {}) => ({
  patient: { age: 50 },
  coverage: { region: '370300', scheme: 'resident', person: 'adult' },
  provider: { region: '110000', name: '某三级医院', level: 'tertiary' },
  care: { kind: 'inpatient', admittedOn: '2024-03-01', dischargedOn: '2024-03-10', stayNo: 1 },
  sums: { total: '20000.00' },
  ...over,
});
const lateLongTerm = { filing: { category: 'long-term-resident', filedOn: '2024-03-05', renewed: true } };
const emergency = { care: { ...stay().care, emergency: true } };
const withWay = (is: string): readonly Pack[] => withPack(packWithAll('370300', [['pack.json', put(is, 'choices', 'filing.late', 'is')]]));
const withPack = (changed: Pack) => allPacks().map((pack) => (pack.region.code === changed.region.code ? changed : pack));

function answer(json: object, packs: readonly Pack[] = allPacks()) {
  const read = readCaseText(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const { exit, json: said } = answerCase(read.value, { packs, trusts: () => true }, { explain: true, whatIf: false });
  const { reasons, split, gates } = JSON.parse(JSON.stringify(said));
  const filed = gates.find(({ gate }: any) => gate === 'filed');
  return { exit, reasons: reasons.map(({ code }: any) => code), filed, ...split };
}

describe('Q-X6 a filing after admission', () => {
  it('counts as temporary: settled directly, the first 10 % are his (T2-Z23)', () => {
    expect(answer(stay(lateLongTerm))).toMatchObject({
      exit: 0,
      reasons: [],
      filed: { code: 'filing.late-as-temporary', rule: 'T2-Z23, L-04' },
      awayShare: '2000.00',
      pooledFund: '10380.00',
    });
    const inTime = { filing: { ...lateLongTerm.filing, filedOn: '2024-03-01' } };
    expect(answer(stay(inTime))).toMatchObject({ exit: 0, filed: { code: 'filing.valid' }, awayShare: '0.00', pooledFund: '11580.00' });
  });

  it('counts from the day it takes effect, not from the day it was made', () => {
    const filing = { category: 'long-term-resident', filedOn: '2024-02-01', from: '2024-03-02', renewed: true };
    expect(answer(stay({ filing }))).toMatchObject({ exit: 0, awayShare: '2000.00' });
  });

  it('is refused', () => {
    expect(answer(stay(lateLongTerm), withWay('refused'))).toMatchObject({
      exit: 2,
      reasons: ['filing.late'],
      filed: { remedy: 'pay-and-claim', facts: { deadline: 'before-admission' } },
      awayShare: '2000.00', // what the manual claim will count: a late filing is none
    });
  });

  it('is in time by the national law, which goes before the place’s own rule (L-04)', () => {
    expect(answer(stay(lateLongTerm), withWay('national'))).toMatchObject({
      exit: 0,
      reasons: [],
      filed: { code: 'filing.valid', rule: 'L-04' },
      awayShare: '0.00',
      pooledFund: '11580.00',
    });
  });

  it.each(['refused', 'temporary', 'national'])('after the settlement there is nothing to settle directly: %s', (is) => {
    const care = { ...stay().care, settledOn: '2024-03-04' };
    expect(answer(stay({ ...lateLongTerm, care }), withWay(is))).toMatchObject({ exit: 2, reasons: ['filing.late'] });
  });

  it('without any filing it is missing, and may still be made until the settlement', () => {
    expect(answer(stay())).toMatchObject({
      exit: 2,
      reasons: ['filing.missing'],
      filed: { remedy: 'file-now', facts: { deadline: 'before-settlement' } },
    });
  });

  it('a dry run counts it the same way', async () => {
    const { lose } = await replay([{ id: '1', json: stay(lateLongTerm) }], withWay('national'), withWay('temporary'));
    expect(lose.largest.map(({ change }) => change.toString())).toEqual(['1200.00']); // 2000 × 60 %
  });
});

describe('T2-Z23 care outside the place that was filed for', () => {
  const filedFor = (place: string, region = '110000') =>
    stay({
      provider: { region, name: '某三级医院', level: 'tertiary' },
      filing: { category: 'long-term-resident', filedOn: '2024-02-01', renewed: true, place },
    });

  it('has the benefits of temporary care where the insured place says so', () => {
    expect(answer(filedFor('310000'))).toMatchObject({
      exit: 0,
      reasons: [],
      filed: { code: 'filing.elsewhere-as-temporary', rule: 'T2-Z23, L-04', facts: { filedFor: '310000' } },
      awayShare: '2000.00',
      pooledFund: '10380.00',
    });
  });

  it('a province covers its cities, a city its districts, a municipality all of itself', () => {
    const within = (place: string, region: string) => answer(filedFor(place, region)).filed.code;
    expect([within('110000', '110105'), within('210000', '210200'), within('210200', '210211'), within('110100', '110000')]).toEqual(
      Array(4).fill('filing.valid'),
    );
    expect([within('210100', '210200'), within('210000', '220100')]).toEqual(Array(2).fill('filing.elsewhere-as-temporary'));
  });

  it('is not filed where nothing is said of it: he files for here', () => {
    const { gates } = allPacks().find(({ region }) => region.code === '370300') ?? { gates: [] };
    const silent = packWithAll(
      '370300',
      gates.flatMap(({ gate }, index) =>
        gate === 'filed' ? [['gates.json', (json: any) => void delete json.gates[index].elsewhere] as const] : [],
      ),
    );
    expect(answer(filedFor('310000'), withPack(silent))).toMatchObject({
      exit: 2,
      reasons: ['filing.elsewhere'],
      filed: { remedy: 'file-now' },
      awayShare: '2000.00',
    });
    expect(answer({ ...filedFor('310000'), ...emergency }, withPack(silent))).toMatchObject({ exit: 0, reasons: [] });
  });
});

describe('an emergency', () => {
  it('L-04 counts as filed in every place from 2023 on, with the money of an emergency', () => {
    expect(answer(stay(emergency))).toMatchObject({
      exit: 0,
      reasons: [],
      filed: { code: 'filing.emergency-counts', rule: 'L-04' },
      awayShare: '2000.00',
    });
    const before = { kind: 'inpatient', admittedOn: '2022-12-31', dischargedOn: '2023-01-04', stayNo: 1, emergency: true };
    expect(answer(stay({ care: before })).reasons).toEqual(['filing.missing']);
  });

  it('stands in for a filing that ended', () => {
    const filing = { category: 'long-term-resident', filedOn: '2023-01-05', until: '2024-02-01', renewed: true };
    expect(answer(stay({ filing }))).toMatchObject({ exit: 2, reasons: ['filing.ended'] });
    expect(answer(stay({ filing, ...emergency }))).toMatchObject({
      exit: 0,
      filed: { code: 'filing.emergency-counts' },
      awayShare: '2000.00',
    });
  });
});

describe('other temporary care', () => {
  it('T2-Z17, T2-X02 is filed for across provinces: by its kind alone, or with its days', () => {
    const filed = { exit: 0, reasons: [], awayShare: '2000.00', pooledFund: '10380.00' };
    expect(answer(stay({ filing: 'temporary' }))).toMatchObject(filed);
    expect(answer(stay({ filing: { category: 'temporary', filedOn: '2024-02-20', until: '2024-05-20', renewed: true } }))).toMatchObject(
      filed,
    );
    expect(answer(stay({ filing: { category: 'temporary', filedOn: '2024-02-20', until: '2024-02-29', renewed: true } })).reasons).toEqual([
      'filing.ended',
    ]);
  });

  it('T2-D08 a filed traveller of another city has his own table', () => {
    const employee = {
      coverage: { region: '210200', scheme: 'employee', person: 'in-service' },
      provider: { region: '370300', name: '某三级医院', level: 'tertiary' },
      care: { ...stay().care, admittedOn: '2023-06-06', dischargedOn: '2023-06-13' },
    };
    expect(answer(stay({ ...employee, filing: 'temporary' }))).toMatchObject({ exit: 0, deductible: '1500.00', pooledFund: '13875.00' });
    expect(answer(stay(employee)).reasons).toEqual(['filing.missing']);
  });
});
