import { describe, expect, it } from 'vitest';
import { creditUseOf } from '../../shared/credit/credit-use.ts';
import { expectedLock } from '../../shared/credit/expected-lock.ts';
import type { MessageId } from '../../shared/identity/ids.ts';
import type { SettlementCase } from '../../shared/model/settlement-case.ts';
import { Money } from '../../shared/money/money.ts';
import type { Fact } from '../../shared/policy/gate-schema.ts';
import type { Pack, RulePacks } from '../../shared/policy/pack.ts';
import { lookUp } from '../../shared/policy/look-up.ts';
import { loadPack } from '../../shared/policy/load-pack.ts';
import { creditDoor } from '../../shared/rules/door.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { settle } from '../../shared/rules/settle.ts';
import { aClaim, day, fresh, NOTHING_USED, sums, yuan } from '../builders/a-claim.ts';
import { allPacks, packsOf, packWith, packWithAll, put, sha256, withFile } from '../builders/packs.ts';
import { anApplicationForCredit } from '../builders/credit-application.ts';

const packOf = (region: string): Pack => {
  const found = allPacks().find((pack) => pack.region.code === region);
  if (found === undefined) throw new Error(`no pack ${region}`);
  return found;
};
const factOf = (region: string, rule: string): Fact => {
  const found = packOf(region).facts.find((fact) => fact.rule === rule);
  if (found === undefined) throw new Error(`${region} records no ${rule}`);
  return found;
};
const figure = (fact: Fact, name: string) => Number(fact.figures[name]);
const dalian = packsOf('210200');
const door = (over = {}) => creditDoor(anApplicationForCredit(over), dalian.insured);

const zibo = (over: Partial<SettlementCase> = {}) =>
  aClaim({
    coverage: { region: '370300', scheme: 'resident', person: 'adult' },
    provider: { region: '370300', name: '淄博市中医医院', level: 'tertiary' },
    care: { kind: 'inpatient', on: day('2023-11-22') },
    ...over,
  });
const anshan = (over: Partial<SettlementCase> = {}) =>
  aClaim({
    coverage: { region: '210300', scheme: 'employee', person: 'in-service' },
    provider: { region: '210300', name: '鞍山某医院', level: 'tertiary' },
    care: { kind: 'outpatient', on: day('2025-03-01') },
    ...over,
  });

const yangzhou = (over: Partial<SettlementCase> = {}) =>
  aClaim({
    coverage: { region: '321000', scheme: 'employee', person: 'in-service' },
    filing: 'long-term',
    care: { kind: 'outpatient', on: day('2023-09-01') },
    charges: sums('1500.00'),
    ...over,
  });

describe('the credit plan', () => {
  it('D-06 the deposit is nothing while the expected own share fits the credit', () => {
    const gate = door().gates.find((one) => one.gate === 'deposit-waived');
    expect(gate).toMatchObject({ ok: true, rule: 'D-06', code: 'credit.deposit-waived' });
    expect(expectedLock(settle(aClaim(), dalian), yuan('10000.00'), 'own-share').deposit).toEqual(Money.ZERO);
  });

  it('D-10 credit advances what is left after insurance has paid, in scope only', () => {
    const claim = aClaim({ charges: sums('12000.00', '500.00', '100.00'), credit: yuan('20000.00') });
    const { split } = settle(claim, dalian);
    expect(split.credit).toEqual(split.inScopeOwnShare);
    expect(split.cash).toEqual(yuan('500.00'));
    expect(door().gates.find((one) => one.gate === 'advances-own-share')?.rule).toBe('D-10');
  });

  it('Q-D9 nothing is drawn on an estimate: the draw follows the final settlement to the fen', () => {
    const { split } = settle(aClaim(), dalian);
    const final = { standing: 'final' as const, split, sourceMessageId: 'H21020000001202306131521000301' as MessageId };
    expect(creditUseOf({ bankNumber: 'B1', locked: yuan('9999.00') }, final).draw).toEqual(split.inScopeOwnShare);
  });

  it('D-13 repayment is the bank’s: recorded, never computed', () => {
    expect(factOf('210200', 'D-13').figures['channels']).toContain('借记卡自动还款');
  });

  it('D-14 59 days without interest (Q-D5: day 59 is still free)', () => {
    const facts = { level: 'tertiary', person: 'in-service', filing: 'local', stay: 1, age: 46 } as const;
    expect(lookUp(dalian.insured, 'credit.interest-free-days', 'days', day('2023-06-13'), facts)).toMatchObject({
      kind: 'value',
      value: 59,
    });
    expect(figure(factOf('210200', 'D-14'), 'days')).toBe(59);
  });

  it('D-17 mean credit is plausible: inside the limits of the old product', () => {
    const fact = factOf('210200', 'D-17');
    const mean = figure(fact, 'totalYuan') / figure(fact, 'users');
    expect(mean).toBeGreaterThanOrEqual(1000);
    expect(mean).toBeLessThanOrEqual(8000);
    expect(mean).toBeCloseTo(4100, -2);
  });

  it('D-18 the bank and the five issuing bodies', () => {
    const { figures } = factOf('210200', 'D-18');
    expect(packOf('210200').credit.map(({ issuer }) => issuer)).toEqual([figures['bank'], figures['bank']]);
    expect(figures['issuers']?.split('、')).toHaveLength(5);
  });
});

describe('cross-province settlement', () => {
  const item = (klass: string) => ({
    code: 'X1',
    values: [{ from: '2023-01-01', class: klass, firstShare: klass === 'B' ? '0.1000' : '0.0000', priceCap: null }],
  });
  const careWith = (klass: string) => {
    const listed = withFile('210200/pack.json', (json) => void json.catalogues.push('drugs'));
    const files = withFile(
      '210200/catalogue/drugs.json',
      () => ({ $schema: 'x', description: 'd', checkedOn: '2023-01-01', reference: ANY_REFERENCE, items: [item(klass)] }),
      listed,
    );
    const loaded = loadPack('210200', files, sha256);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    return loaded.pack;
  };
  const ningbo = (klass: string) => {
    const line = { id: '1', code: 'X1', quantity: '1.0000', amount: yuan('10000.00'), grade: null };
    const claim = aClaim({
      coverage: { region: '330200', scheme: 'resident', person: 'adult' },
      filing: 'long-term',
      charges: { kind: 'lines', lines: [line] },
    });
    return settle(claim, { insured: packOf('330200'), care: careWith(klass) });
  };

  it('X-01 the catalogue of the place of care classes the lines (Q-X1: and sets the first share)', () => {
    expect(ningbo('A').split.inScope).toEqual(yuan('10000.00'));
    expect(ningbo('C').split.selfPaid).toEqual(yuan('10000.00'));
    const { split, packs } = ningbo('B');
    expect(split.firstShare).toEqual(yuan('1000.00'));
    expect(packs.care?.id).toBe('210200');
    expect(factOf('100000', 'X-01').says).toContain('就医地目录');
  });

  it('X-02 the insured place sets deductible, ratio and cap', () => {
    const { split, steps } = ningbo('A');
    expect([split.deductible, split.pooledFund]).toEqual([yuan('1200.00'), yuan('6160.00')]);
    expect(steps.filter(({ layer }) => layer === 'pooled-fund').map(({ pack }) => pack?.id)).toEqual(['330200']);
    expect(factOf('100000', 'X-02').says).toContain('参保地政策');
  });

  it('X-03 managed by the place of care: recorded', () => {
    expect(factOf('100000', 'X-03').because).toContain('不决定金额');
  });

  it('X-13 the share of failures for want of a filing', () => {
    expect(figure(factOf('100000', 'X-13'), 'share')).toBe(0.7);
  });

  it('X-14 never the ratio of the place of care', () => {
    const home = { insured: packOf('330200'), care: null };
    const claim = aClaim({ coverage: { region: '330200', scheme: 'resident', person: 'adult' }, filing: 'long-term' });
    for (const care of [packOf('210200'), packOf('310000'), packOf('370300')])
      expect(settle(claim, { ...home, care }).split.pooledFund).toEqual(settle(claim, home).split.pooledFund);
    expect(factOf('100000', 'X-14').says).toContain('漫游');
  });

  it('X-15 the words of the slips: fifteen characters', () => {
    const { figures } = factOf('100000', 'X-15');
    expect(figures['principles']?.replaceAll('、', '')).toHaveLength(15);
  });

  it('X-16 to pay is the total less the funds', () => {
    const { split } = ningbo('B');
    expect(split.burden).toEqual(split.total.minus(split.pooledFund).minus(split.seriousIllness));
    expect(factOf('100000', 'X-16').says).toContain('不必先垫资');
  });

  it('X-17 the figures of 2017 agree with each other', () => {
    const fact = factOf('100000', 'X-17');
    expect(figure(fact, 'fundYuan') / figure(fact, 'settlements')).toBeCloseTo(13_659, -1);
    const mix = ['mixSettled', 'mixLongTerm', 'mixPosted', 'mixReferred'].reduce((sum, name) => sum + figure(fact, name), 0);
    expect(mix).toBeCloseTo(1, 10);
  });

  it('X-18 examples of networks', () => {
    expect(figure(factOf('100000', 'X-18'), 'beijing')).toBe(676);
  });

  it('X-19 aims of one province', () => {
    expect(figure(factOf('100000', 'X-19'), 'onlineShare')).toBe(0.8);
  });

  it('X-20 groups of people file under one of the categories', () => {
    const rule = packOf('100000').gates.find((gate) => gate.gate === 'filing-categories');
    const groups = rule?.gate === 'filing-categories' ? (rule.groups ?? []) : [];
    expect(groups.map(({ category }) => category)).toEqual(['settled-retired', 'long-term-resident', 'referred']);
    expect(factOf('100000', 'X-20').because).toContain('四类');
  });

  it('Q-X2 a manual claim at home is classed by the home catalogue: the same engine without the place of care', () => {
    const line = { id: '1', code: 'X1', quantity: '1.0000', amount: yuan('10000.00'), grade: null };
    const claim = aClaim({ filing: 'long-term', charges: { kind: 'lines', lines: [line] } });
    const home = careWith('C');
    const direct = settle(claim, { insured: home, care: packOf('370300') });
    const manual = settle(claim, { insured: home, care: home });
    expect([direct.marks.map(({ kind }) => kind), manual.marks.map(({ kind }) => kind)]).toEqual([['unclassified'], []]);
    expect(manual.split.selfPaid).toEqual(yuan('10000.00'));
  });

  it('Q-X5 the hospital counts at its own level, or as the insured place says', () => {
    const claim = aClaim({ filing: 'temporary', provider: { region: '370300', name: '', level: 'secondary' } });
    expect(settle(claim, { insured: dalian.insured, care: null }).split.deductible).toEqual(yuan('1250.00'));
    const asTertiary = packWith('210200', 'hospitals.json', (json) => {
      json.levelRules = [{ from: '2023-01-01', reference: ANY_REFERENCE, when: { filing: ['temporary'] }, level: 'tertiary' }];
    });
    expect(settle(claim, { insured: asTertiary, care: null }).split.deductible).toEqual(yuan('1500.00'));
  });
});

describe('the delta clinic', () => {
  it('Y-02 counts as a public third-class hospital wherever the patient is insured', () => {
    const claim = yangzhou({ provider: { region: '310000', name: '上海美中嘉和肿瘤门诊部', level: 'secondary' } });
    const at = (packs: RulePacks) =>
      estimateRange(claim, packs).causes.some((cause) => cause.kind === 'gap' && cause.layer === 'deductible');
    expect(at(packsOf('321000', '310000'))).toBe(true); // of a third-class hospital nobody published it
    expect(at(packsOf('321000'))).toBe(false);
    expect(settle(claim, packsOf('321000')).split.deductible).toEqual(yuan('600.00'));
  });

  it('Y-10 amounts by the insured place', () => {
    const claim = yangzhou({ provider: { region: '310000', name: '上海某二级医院', level: 'secondary' } });
    const { steps, split } = settle(claim, packsOf('321000', '310000'));
    expect(new Set(steps.flatMap(({ pack }) => pack?.id ?? []))).toEqual(new Set(['321000']));
    expect([split.deductible, split.pooledFund]).toEqual([yuan('600.00'), yuan('585.00')]); // as at home: (1,500 − 600) × 65 %
    expect(factOf('310000', 'Y-10').figures['document']).toBe('沪医保中心(2019)31号');
  });

  it('Y-17 a date only', () => {
    expect(factOf('310000', 'Y-17').figures['onlineOn']).toBe('2020-08-24');
  });
});

describe('layers for residents', () => {
  const packs = packsOf('370300');
  const entering = (before: 'serious-illness' | 'assistance' | 'second-assistance', amount: string, over: Partial<SettlementCase> = {}) =>
    settle(zibo({ charges: { kind: 'burden', before, amount: yuan(amount) }, ...over }), packs).split;
  const known = { insured: packWith('370300', 'parameters/resident.serious-illness.threshold.json', gapToValue('15000.00')), care: null };
  const ill = (amount: string, accumulators = NOTHING_USED) =>
    settle(zibo({ charges: { kind: 'burden', before: 'serious-illness', amount: yuan(amount) }, accumulators }), known).split
      .seriousIllness;

  it('Z-01 day treatment settles like a stay of the same level', () => {
    const stay = settle(zibo(), packs).split;
    expect(settle(zibo({ care: { kind: 'day-care', on: day('2023-11-22') } }), packs).split).toEqual(stay);
    expect(stay.deductible).toEqual(yuan('700.00'));
  });

  it('Z-02 day treatment and stays share one count and one cap', () => {
    const second = { ...NOTHING_USED, stays: fresh(1), pooledFund: fresh(yuan('199999.00')) };
    const { split } = settle(zibo({ care: { kind: 'day-care', on: day('2023-11-22') }, accumulators: second }), packs);
    expect([split.deductible, split.pooledFund]).toEqual([yuan('350.00'), yuan('1.00')]);
  });

  it('Z-06 no overnight stay is asked for', () => {
    expect(factOf('370300', 'Z-06').because).toContain('不影响金额');
  });

  it('Z-07 up to 100 000: 60 %', () => {
    expect(ill('100000.00')).toEqual(yuan('51000.00')); // (100000 − 15000) × 60 %
    expect(ill('99999.99')).toEqual(yuan('50999.99'));
  });

  it('Z-08 100 000 to 200 000: 65 %', () => {
    expect(ill('100001.00')).toEqual(yuan('51000.65'));
    expect(ill('200000.00')).toEqual(yuan('116000.00'));
  });

  it('Z-09 200 000 to 300 000: 70 %', () => {
    expect(ill('200001.00')).toEqual(yuan('116000.70'));
    expect(ill('300000.00')).toEqual(yuan('186000.00'));
  });

  it('Z-10 above 300 000: 75 %', () => {
    expect(ill('300001.00')).toEqual(yuan('186000.75'));
  });

  it('Z-11 at most 400 000 a year', () => {
    const paid = (supplement: string) =>
      ill('10000.00', { ...NOTHING_USED, burden: fresh(yuan('400000.00')), supplement: fresh(yuan(supplement)) });
    expect([paid('392499.99'), paid('392500.00'), paid('392500.01'), paid('400000.00')].map(String)).toEqual([
      '7500.00',
      '7500.00',
      '7499.99',
      '0.00',
    ]);
  });

  it('Q-Z1 exactly 100 000: marginal bands pay the same whoever owns it', () => {
    expect(ill('100000.00')).toEqual(yuan('51000.00'));
  });

  it('Q-Z2 bands on the burden itself, or above the deductible: both are ways', () => {
    const above = {
      insured: packWithAll('370300', [
        ['parameters/resident.serious-illness.threshold.json', gapToValue('15000.00')],
        ['pack.json', put('above-deductible', 'choices', 'serious-illness.band-origin', 'is')],
      ]),
      care: null,
    };
    const claim = zibo({ charges: { kind: 'burden', before: 'serious-illness', amount: yuan('120000.00') } });
    expect(settle(claim, known).split.seriousIllness).toEqual(yuan('64000.00')); // 85000×60 % + 20000×65 %
    expect(settle(claim, above).split.seriousIllness).toEqual(yuan('63250.00')); // 100000×60 % + 5000×65 %
  });

  it('Q-Z5 乙类先行自付 counts into the burden, or does not', () => {
    const charges = sums('60000.00', '0.00', '10000.00');
    // without the threshold the layer is left to the centre: compare the ranges' most
    const most = (is: string) =>
      estimateRange(zibo({ charges }), {
        insured: packWith('370300', 'pack.json', put(is, 'choices', 'serious-illness.base', 'is')),
        care: null,
      }).most.seriousIllness.toFen();
    expect(most('with-first-share') - most('without-first-share')).toBe(600_000); // 10000 × 60 %
  });

  const aid = (who: 'minimum-living' | 'low-income-edge', amount: string, accumulators: SettlementCase['accumulators'] = NOTHING_USED) =>
    entering('assistance', amount, { coverage: { region: '370300', scheme: 'resident', person: 'adult', aid: who }, accumulators })
      .assistance;

  it('Z-12 class 1: no deductible, 75 %, at most 30 000 a year', () => {
    expect(aid('minimum-living', '0.04')).toEqual(yuan('0.03'));
    expect([aid('minimum-living', '40000.00'), aid('minimum-living', '40000.02')].map(String)).toEqual(['30000.00', '30000.00']);
    expect(aid('minimum-living', '39999.98').toString()).toBe('29999.99'); // 29999.985, half up
  });

  it('Z-13 class 2: over 3000, 50 %, at most 20 000 a year', () => {
    expect([aid('low-income-edge', '3000.00'), aid('low-income-edge', '3000.01'), aid('low-income-edge', '3000.02')].map(String)).toEqual([
      '0.00',
      '0.01',
      '0.01',
    ]);
    expect(
      [aid('low-income-edge', '43000.00'), aid('low-income-edge', '42999.98'), aid('low-income-edge', '43001.00')].map(String),
    ).toEqual(['20000.00', '19999.99', '20000.00']);
    const yearly = { ...NOTHING_USED, assistanceBurden: fresh(yuan('2900.00')), assistance: fresh(Money.ZERO) };
    expect(aid('low-income-edge', '200.00', yearly)).toEqual(yuan('50.00'));
  });

  it('Z-14 second assistance: left to the centre until its numbers are published, at most 20 000', () => {
    const claim = (on: string, amount: string) =>
      zibo({
        care: { kind: 'inpatient', on: day(on) },
        coverage: { region: '370300', scheme: 'resident', person: 'adult', aid: 'minimum-living' },
        charges: { kind: 'burden', before: 'second-assistance', amount: yuan(amount) },
      });
    const before = estimateRange(claim('2023-11-22', '9000.00'), packs);
    expect([before.least, before.most].map(({ secondAssistance }) => secondAssistance.toString())).toEqual(['0.00', '9000.00']);
    expect(estimateRange(claim('2023-11-22', '40000.00'), packs).most.secondAssistance).toEqual(yuan('20000.00'));
    // The amount printed in 2025 is later law: nothing small is certain in 2023.
    expect(estimateRange(claim('2023-11-22', '1.00'), packs).exact).toBe(false);
    const published = (amount: string) => settle(claim('2025-11-11', amount), packs).split.secondAssistance.toString();
    expect(['5000.00', '6000.00', '33571.43', '40000.00'].map(published)).toEqual(['0.00', '700.00', '20000.00', '20000.00']);
  });

  it('Z-24 one standard of assistance since 2023', () => {
    expect(factOf('370300', 'Z-24').figures['unifiedFrom']).toBe('2023-01-01');
    expect(packOf('370300').parameters.get('assistance.bands')?.values[0]?.from).toBe('2023-01-01');
  });

  it('Z-15 whose premium is paid: recorded', () => {
    expect(factOf('370300', 'Z-15').figures['full']?.split('、')).toHaveLength(7);
  });

  it('Z-16 premiums and subsidy of 2024', () => {
    expect(factOf('370300', 'Z-16').figures).toMatchObject({ adult: '440.00', minor: '340.00', subsidy: '640.00' });
  });

  it('Z-18 the collection period began 2023-10-01, as the waiting gate counts', () => {
    const rule = packOf('370300').gates.find(({ gate }) => gate === 'waiting-period');
    expect(factOf('370300', 'Z-18').figures['collectionFrom']?.slice(5)).toBe(rule?.gate === 'waiting-period' ? rule.collection.from : '');
  });

  it('Z-21 the commercial layer: family-shared deductible, 3.3 million in total', () => {
    const fact = factOf('370300', 'Z-21');
    expect(figure(fact, 'inpatient') + figure(fact, 'drugs') + figure(fact, 'rareDisease')).toBe(figure(fact, 'total'));
    const held = { coverage: { region: '370300', scheme: 'resident', person: 'adult', commercial: ['qihui-2023'] } } as const;
    const pays = (amount: string, familyUsed: string) =>
      settle(
        zibo({
          ...held,
          charges: { kind: 'burden', before: 'commercial', amount: yuan(amount) },
          accumulators: { ...NOTHING_USED, familyDeductible: fresh(yuan(familyUsed)) },
        }),
        packs,
      ).split.commercial.toString();
    expect([pays('20000.00', '0.00'), pays('20000.02', '0.00'), pays('50000.00', '0.00')]).toEqual(['0.00', '0.01', '18000.00']);
    expect([pays('20000.00', '5000.00'), pays('20000.00', '20000.00')]).toEqual(['3000.00', '12000.00']);
    expect(figure(fact, 'rareDiseaseRate')).toBe(0.7);
    expect(settle(zibo({ charges: { kind: 'burden', before: 'commercial', amount: yuan('50000.00') } }), packs).split.commercial).toEqual(
      Money.ZERO,
    );
  });

  it('Z-21 T2-Z22 the rare-disease duty: over 10,000 of its drugs, 70 %, at most 300,000 a year, for that disease alone', () => {
    const claim = (selfPaid: string, disease: string | null, paid = '0.00') =>
      zibo({
        coverage: { region: '370300', scheme: 'resident', person: 'adult', commercial: ['qihui-2023'] },
        care: { kind: 'inpatient', on: day('2023-11-22'), ...(disease === null ? {} : { disease }) },
        charges: sums(selfPaid, selfPaid),
        accumulators: { ...NOTHING_USED, duties: { 'rare-disease': { burden: fresh(yuan('10000.00')), paid: fresh(yuan(paid)) } } },
      });
    const pays = (...asked: Parameters<typeof claim>) => settle(claim(...asked), packs).split.commercialSelfPaid.toString();
    const first = zibo({ ...claim('10000.02', 'rare-disease'), accumulators: NOTHING_USED });
    expect(settle(first, packs).split.commercialSelfPaid.toString()).toBe('0.01');
    expect([pays('1000.00', 'rare-disease'), pays('1000.00', null), pays('1000.00', 'other')]).toEqual(['700.00', '0.00', '0.00']);
    expect([pays('1000.00', 'rare-disease', '299300.00'), pays('1000.00', 'rare-disease', '299300.01')]).toEqual(['700.00', '699.99']);
    expect(settle(claim('1000.00', 'rare-disease'), packs).split.commercial).toEqual(Money.ZERO);
  });

  it('Z-22 payment by disease points never changes the patient’s bill', () => {
    expect(factOf('370300', 'Z-22').because).toContain('不改变患者账单');
  });

  it('Z-23 the average share of residents’ stays is about 70 %', () => {
    const { split } = settle(zibo({ provider: { region: '370300', name: '', level: 'secondary' }, charges: sums('30000.00') }), packs);
    expect(split.pooledFund.toFen() / split.inScope.toFen()).toBeCloseTo(figure(factOf('370300', 'Z-23'), 'ratio'), 1);
  });

  it('Z-25 pharmacies: announced, without a number', () => {
    expect(factOf('370300', 'Z-25').figures).toEqual({});
  });
});

describe('employee outpatient pool', () => {
  const packs = packsOf('210300');
  const at = (
    level: 'primary' | 'secondary' | 'tertiary' | 'special-tertiary' | 'community',
    amount: string,
    over: Partial<SettlementCase> = {},
  ) =>
    settle(anshan({ provider: { region: '210300', name: '', level }, charges: { kind: 'in-scope', amount: yuan(amount) }, ...over }), packs)
      .split;

  it('A-02 deductible by level', () => {
    expect(
      (['community', 'primary', 'secondary', 'tertiary', 'special-tertiary'] as const).map((level) =>
        at(level, '5000.00').deductible.toString(),
      ),
    ).toEqual(['300.00', '300.00', '500.00', '700.00', '700.00']);
    expect(
      [at('primary', '299.99').pooledFund, at('primary', '300.00').pooledFund, at('primary', '300.01').pooledFund].map(String),
    ).toEqual(['0.00', '0.00', '0.01']);
  });

  it('A-03 ratio by level, in service and retired', () => {
    const pays = (level: 'primary' | 'secondary' | 'tertiary', person: 'in-service' | 'retired') =>
      at(level, '1700.00', { coverage: { region: '210300', scheme: 'employee', person } }).pooledFund.toString();
    expect([pays('primary', 'in-service'), pays('primary', 'retired')]).toEqual(['840.00', '910.00']);
    expect([pays('secondary', 'in-service'), pays('secondary', 'retired')]).toEqual(['660.00', '720.00']);
    expect([pays('tertiary', 'in-service'), pays('tertiary', 'retired')]).toEqual(['500.00', '550.00']);
  });

  it('A-04 infectious and psychiatric hospitals count as first class (Q-A2: the deductible too)', () => {
    const special = (specialty: 'infectious' | 'psychiatric' | 'general') =>
      at('tertiary', '1700.00', { provider: { region: '210300', name: '', level: 'tertiary', specialty } });
    for (const specialty of ['infectious', 'psychiatric'] as const)
      expect([special(specialty).deductible, special(specialty).pooledFund]).toEqual([yuan('300.00'), yuan('840.00')]);
    expect(special('general').deductible).toEqual(yuan('700.00'));
  });

  it('A-05 at most 3000 a year from the pool (Q-A6: a cap on payment, after the ratio)', () => {
    const paid = (used: string) =>
      at('primary', '1300.00', { accumulators: { ...NOTHING_USED, pooledFund: fresh(yuan(used)) } }).pooledFund.toString();
    expect([paid('2399.99'), paid('2400.00'), paid('2400.01'), paid('3000.00')]).toEqual(['600.00', '600.00', '599.99', '0.00']);
    const onCost = { insured: packWith('210300', 'pack.json', put('cost', 'choices', 'pooled-fund.cap-limits', 'is')), care: null };
    const claim = anshan({
      provider: { region: '210300', name: '', level: 'primary' },
      charges: { kind: 'in-scope', amount: yuan('10000.00') },
    });
    expect(settle(claim, onCost).split.pooledFund).toEqual(yuan('1800.00')); // 3000 × 60 %
    expect(settle(claim, packs).split.pooledFund).toEqual(yuan('3000.00'));
  });

  it('A-06 floors of the general frame are checked when a pack is read', () => {
    const refused = (file: string, ...edit: Parameters<typeof put>) => {
      const loaded = loadPack('210300', withFile(`210300/parameters/${file}.json`, put(...edit)), sha256);
      return loaded.ok ? [] : loaded.problems.map(({ path, reason }) => `${path}: ${reason}`);
    };
    expect(refused('employee.outpatient.deductible', '299.99', 'values', 0, 'rows', 0, 'value')).toEqual([
      'values.0.rows.0: 299.99 is below the 300.00 of the frame A-06',
    ]);
    expect(refused('employee.outpatient.annual-cap', '2999.99', 'values', 0, 'value')).toEqual([
      'values.0: 2999.99 is below the 3000.00 of the frame A-06',
    ]);
    expect(refused('employee.outpatient.bands', '0.4999', 'values', 0, 'rows', 0, 'value', 0, 'rate')).toEqual([
      'values.0.rows.0: 0.4999 is below the 0.5000 of the frame A-06',
    ]);
  });

  it('A-07 its cap is its own, and no large-amount aid follows', () => {
    const benefit = packOf('210300').benefits.find(({ name }) => name === 'employee-outpatient');
    expect(benefit?.layers.map(({ kind }) => kind)).not.toContain('large-amount');
    const caps = packOf('210300').benefits.flatMap(({ layers }) =>
      layers.flatMap((layer) => (layer.kind === 'pooled-fund' ? [layer.annualCap] : [])),
    );
    expect(new Set(caps)).toEqual(new Set(['employee.outpatient.annual-cap', 'employee.annual-cap']));
  });

  it('A-08 in-scope cost of every member: what is out of scope does not count', () => {
    const { split } = settle(anshan({ charges: sums('1700.00', '500.00', '100.00') }), packs);
    expect([split.inScope, split.pooledFund]).toEqual([yuan('1100.00'), yuan('200.00')]);
  });

  it('A-09 members without an account are pooled all the same', () => {
    expect(at('primary', '1300.00', { account: null })).toMatchObject({
      pooledFund: yuan('600.00'),
      account: Money.ZERO,
      cash: yuan('700.00'),
    });
  });

  it('A-10 what flows into the account: recorded', () => {
    expect(factOf('210300', 'A-10').figures).toEqual({ inServiceRate: '0.0200', retiredRate: '0.0200' });
  });

  it('A-13 chronic diseases: one provincial list, without numbers', () => {
    expect(factOf('210300', 'A-13').figures).toEqual({});
  });

  it('A-14 how providers are paid', () => {
    expect(factOf('210300', 'A-14').because).toContain('医院与基金');
  });
});

function gapToValue(value: string) {
  return (json: any) => {
    for (const entry of json.values) {
      delete entry.gap;
      delete entry.rows;
      entry.value = value;
    }
  };
}

const ANY_REFERENCE = { rule: null, title: 't', article: 'a', publishedOn: null, source: 'https://example.invalid/', grade: 'B' };
