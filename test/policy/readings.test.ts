import { describe, expect, it } from 'vitest';
import type { AidClass, SettlementCase } from '../../shared/model/settlement-case.ts';
import type { RulePacks } from '../../shared/policy/pack.ts';
import { creditDoor } from '../../shared/rules/door.ts';
import type { Instant } from '../../shared/time/calendar-date.ts';
import { directGates } from '../../shared/rules/direct-gates.ts';
import { estimateRange } from '../../shared/rules/estimate-range.ts';
import { settle } from '../../shared/rules/settle.ts';
import { aClaim, day, fresh, NOTHING_USED, sums, yuan } from '../builders/a-claim.ts';
import { aFiling, anApplication, answerOf, gatePacks } from '../builders/an-application.ts';
import { anApplicationForCredit } from '../builders/credit-application.ts';
import { allPacks, packFiles, packsOf, packWith, put } from '../builders/packs.ts';

const zibo = packsOf('370300');
const entering = (
  before: 'serious-illness' | 'assistance',
  amount: string,
  aid: AidClass = 'none',
  accumulators = NOTHING_USED,
): SettlementCase =>
  aClaim({
    coverage: { region: '370300', scheme: 'resident', person: 'adult', aid },
    provider: { region: '370300', name: '', level: 'tertiary' },
    care: { kind: 'inpatient', on: day('2023-11-22') },
    charges: { kind: 'burden', before, amount: yuan(amount) },
    accumulators,
  });
const withWay = (name: string, is: string): RulePacks => ({
  insured: packWith('370300', 'pack.json', put(is, 'choices', name, 'is')),
  care: null,
});
const aid = (claim: SettlementCase, packs = zibo) => settle(claim, packs).split.assistance.toString();

const at = (text: string) => text as Instant;

describe('readings of unclear texts', () => {
  const dalian = packsOf('210200').insured;
  const dalianWith = (name: string, is: string) => packWith('210200', 'pack.json', put(is, 'choices', name, 'is'));

  it('Q-D1 credit.day: the day that must lie in the service is that of admission, or of discharge', () => {
    const care = { kind: 'inpatient', admittedOn: day('2022-04-28'), admittedAt: at('2022-04-28T01:00:00.000Z') } as const;
    const { credit } = anApplicationForCredit();
    const opened = { ...credit, authorisedAt: at('2022-04-01T01:00:00.000Z'), agreementSignedAt: at('2022-04-01T01:00:00.000Z') };
    const asked = (dischargedOn: string | null, is: string) =>
      creditDoor(
        anApplicationForCredit({
          credit: opened,
          care: { ...care, ...(dischargedOn === null ? {} : { dischargedOn: day(dischargedOn) }) },
        }),
        dalianWith('credit.day', is),
      );
    const startOf = (...[on, is]: Parameters<typeof asked>) => asked(on, is).gates.find(({ gate }) => gate === 'start-day')?.ok;
    expect([startOf('2022-05-03', 'admission'), startOf('2022-05-03', 'discharge')]).toEqual([false, true]);
    expect([startOf('2022-04-30', 'discharge'), startOf(null, 'discharge')]).toEqual([false, false]);
    expect([asked('2022-05-03', 'admission').product, asked('2022-05-03', 'discharge').product]).toEqual(['huimin-2021', 'huimin-2022']);
  });

  it('Q-D6 credit.unlisted-hospital: refused, whatever was announced; or joined with all', () => {
    const elsewhere = { region: '210200', name: '大连市某医院', level: 'tertiary' } as const;
    const of = (is: string) => creditDoor(anApplicationForCredit({ provider: elsewhere }), dalianWith('credit.unlisted-hospital', is));
    const { open, gates } = of('refused');
    expect([open, gates.find(({ gate }) => gate === 'hospital-listed')?.code]).toEqual([false, 'credit.hospital-not-listed']);
    expect(of('joined')).toMatchObject({ open: true, available: yuan('10000.00') });
    expect(creditDoor(anApplicationForCredit({ provider: elsewhere }), dalian).open).toBe(false);
  });

  it('Q-D7 credit.limit: what is not repaid counts (less-outstanding), or each-stay has the whole limit', () => {
    const { credit } = anApplicationForCredit();
    const of = (is: string, outstanding: string) =>
      creditDoor(anApplicationForCredit({ credit: { ...credit, outstanding: yuan(outstanding) } }), dalianWith('credit.limit', is));
    expect([of('less-outstanding', '4000.00').available, of('each-stay', '4000.00').available].map(String)).toEqual([
      '6000.00',
      '10000.00',
    ]);
    expect([of('less-outstanding', '10000.00').open, of('each-stay', '10000.00').open]).toEqual([false, true]);
  });

  it('Q-D10 the bank says yes or no, and no reason of its own', () => {
    const { credit } = anApplicationForCredit();
    const { open, gates } = creditDoor(anApplicationForCredit({ credit: { ...credit, bankAnswer: 'no' } }), dalian);
    expect([open, gates.find(({ gate }) => gate === 'bank-agrees')]).toMatchObject([false, { code: 'credit.bank-declined', facts: {} }]);
  });

  it('Q-X4 posted workers and emergencies, one share in the statistics, are two categories: one was covered in 2017, the other from 2023', () => {
    const national = allPacks().find(({ region }) => region.code === '100000');
    expect(national?.facts.find(({ rule }) => rule === 'X-17')?.figures['mixPosted']).toBe('0.0160');
    const covered = (category: 'posted' | 'emergency', on: string) =>
      answerOf(
        directGates(anApplication({ filing: aFiling({ category }), care: { on: day(on) } }), gatePacks('330200', '210200')),
        'filing-categories',
      ).verdict;
    expect([covered('posted', '2018-06-06'), covered('emergency', '2018-06-06')]).toEqual(['met', 'refused']);
    expect([covered('posted', '2023-06-06'), covered('emergency', '2023-06-06')]).toEqual(['met', 'met']);
  });

  it('A-Z11 who is monitored has his premium paid in full, and yet the second class of assistance', () => {
    const full = packsOf('370300').insured.facts.find(({ rule }) => rule === 'Z-15')?.figures['full'];
    expect(full).toContain('防止返贫监测帮扶对象');
    expect([aid(entering('assistance', '10000.00', 'monitored')), aid(entering('assistance', '10000.00', 'low-income-edge'))]).toEqual([
      '3500.00',
      '3500.00',
    ]);
    expect(aid(entering('assistance', '10000.00', 'minimum-living'))).toBe('7500.00');
  });

  it('A-Z12 basic insurance, serious illness, assistance, second assistance, commercial, account, family account, cash', () => {
    const claim = aClaim({
      coverage: { region: '370300', scheme: 'resident', person: 'adult', aid: 'minimum-living', commercial: ['qihui-2023'] },
      provider: { region: '370300', name: '', level: 'tertiary' },
      care: { kind: 'inpatient', on: day('2025-11-22') },
      charges: sums('900000.00'),
      account: yuan('10.00'),
      familyAccount: yuan('10.00'),
    });
    const paid = estimateRange(claim, zibo).columns.map(({ estimate: { steps } }) =>
      [...new Set(steps.filter(({ payer, amount }) => payer !== 'patient' && !amount.isZero()).map(({ payer }) => payer))].join(' '),
    );
    const order = 'pooled-fund serious-illness assistance second-assistance commercial account family-account';
    const least = order.replace(' serious-illness', '');
    expect(paid).toContain(least);
    for (const payers of paid)
      expect(
        order
          .split(' ')
          .filter((payer) => payers.split(' ').includes(payer))
          .join(' '),
      ).toBe(payers.replace(/ cash$/, ''));
  });

  it('Q-Z3 a deductible that is missing is a declared gap: a range, however small; with a lower bound that binds, exact below it', () => {
    const range = estimateRange(entering('serious-illness', '0.02'), zibo);
    expect([range.exact, range.marks.map(({ kind }) => kind)]).toEqual([false, ['gap']]);
    expect([range.least, range.most].map(({ seriousIllness }) => seriousIllness.toString())).toEqual(['0.00', '0.01']);
    const bounded: RulePacks = {
      insured: packWith('370300', 'parameters/resident.serious-illness.threshold.json', (json) => {
        for (const { gap } of json.values[0].rows) gap.atLeast = '10000.00';
      }),
      care: null,
    };
    const exact = (amount: string) => estimateRange(entering('serious-illness', amount), bounded).exact;
    expect([exact('10000.00'), exact('10000.01')]).toEqual([true, false]);
  });

  it('Q-Z3 hardship classes: neither half the deductible, nor the points more, nor the missing cap is in the text', () => {
    const most = (one: AidClass, amount: string) =>
      estimateRange(entering('serious-illness', amount, one), zibo).most.seriousIllness.toString();
    expect([most('none', '1000.00'), most('minimum-living', '1000.00')]).toEqual(['600.00', '1000.00']);
    expect([most('low-income-edge', '900000.00'), most('destitute', '900000.00')]).toEqual(['400000.00', '900000.00']);
  });

  it('Q-Z4 the yearly cap is on what was paid, after the bands', () => {
    const accumulators = { ...NOTHING_USED, burden: fresh(yuan('500000.00')), supplement: fresh(yuan('399999.00')) };
    expect(estimateRange(entering('serious-illness', '1000.00', 'none', accumulators), zibo).most.seriousIllness).toEqual(yuan('1.00'));
  });

  it('Q-Z6 the threshold of class 2 is yearly, or per stay', () => {
    const accumulators = { ...NOTHING_USED, assistanceBurden: fresh(yuan('3000.00')), assistance: fresh(yuan('0.00')) };
    const claim = entering('assistance', '1000.00', 'low-income-edge', accumulators);
    expect([aid(claim), aid(claim, withWay('assistance.counted', 'per-stay'))]).toEqual(['500.00', '0.00']);
  });

  it('Q-Z7 first the ratio, then the cap; or a cap on the cost', () => {
    const claim = entering('assistance', '36000.00', 'minimum-living');
    expect([aid(claim), aid(claim, withWay('assistance.cap-limits', 'cost'))]).toEqual(['27000.00', '22500.00']);
  });

  it('Q-Z8 one class per case: who is in two is given the better one, never both', () => {
    const of = (one: AidClass) => aid(entering('assistance', '10000.00', one));
    expect([of('minimum-living'), of('low-income-edge'), of('none')]).toEqual(['7500.00', '3500.00', '0.00']);
  });

  it('Q-Z9 the class is that of the settlement day, which the case carries', () => {
    const before = entering('assistance', '10000.00', 'none');
    const after = { ...before, coverage: { ...before.coverage, aid: 'monitored' as const } };
    expect([aid(before), aid(after)]).toEqual(['0.00', '3500.00']);
  });
});

describe('every ambiguity of the rule list', () => {
  const count = (prefix: string, most: number, first = 1) =>
    Array.from({ length: most - first + 1 }, (_, index) => `${prefix}${first + index}`);
  const ALL = [
    ...count('Q-D', 10),
    ...count('Q-X', 6),
    ...count('Q-Y', 3),
    ...count('Q-Z', 9),
    ...count('A-Z', 12, 10),
    ...count('Q-A', 7),
  ];
  /** Ambiguities that the packs read one way, by where they say so. */
  const packs = allPacks();
  const chosen = packs.flatMap(({ choices, benefits }) =>
    [choices, ...benefits.map((benefit) => benefit.choices)].flatMap((made) =>
      Object.entries(made).flatMap(([name, choice]) => (choice?.question ? [[choice.question, name] as const] : [])),
    ),
  );
  const gated = packs.flatMap(({ gates, levelRules }) => [...gates, ...levelRules].flatMap(({ question }) => question ?? []));
  const recorded = packs.flatMap(({ facts }) =>
    facts.flatMap(({ questions, because }) => (questions ?? []).map((id) => [id, because] as const)),
  );
  /** Of a missing number: its gap says so. */
  const open = [...packFiles().values()].flatMap((text) =>
    [...text.matchAll(/"reason": "[^"]*\((Q-[A-Z]+\d+)\)"/g)].map((match) => match[1]),
  );

  it('is a choice, a gate, a gap, or recorded as deciding nothing with its reason', () => {
    const known = new Set([...chosen.map(([id]) => id), ...gated, ...recorded.map(([id]) => id), ...open]);
    expect(ALL.filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => id !== undefined && !ALL.includes(id))).toEqual([]);
  });

  it.each<[string, string]>([
    ['Q-D1', 'credit.day'],
    ['Q-D2', 'credit.covers'],
    ['Q-D3', 'credit.exclusion'],
    ['Q-D3', 'other-payer.excludes'],
    ['Q-D4', 'credit.waiver'],
    ['Q-D6', 'credit.unlisted-hospital'],
    ['Q-D7', 'credit.limit'],
    ['Q-X6', 'filing.late'],
    ['Q-Z2', 'serious-illness.band-origin'],
    ['Q-Z4', 'serious-illness.cap-limits'],
    ['Q-Z5', 'serious-illness.base'],
    ['Q-Z5', 'assistance.base'],
    ['Q-Z6', 'assistance.counted'],
    ['Q-Z7', 'assistance.cap-limits'],
    ['Q-A1', 'deductible.counted'],
    ['Q-A3', 'family-account.draw'],
    ['Q-A5', 'account.pays'],
    ['Q-A6', 'pooled-fund.cap-limits'],
    ['Q-A7', 'account.order'],
  ])('%s is the choice %s', (id, name) => {
    expect(chosen).toContainEqual([id, name]);
  });

  it('that decides nothing here is recorded with a reason of its own', () => {
    const ids = ['Q-D5', 'Q-D8', 'Q-D9', 'Q-D10', 'Q-X1', 'Q-X2', 'Q-X4', 'Q-Y1', 'Q-Y2', 'Q-Y3', 'Q-Z1', 'Q-Z8', 'Q-Z9', 'A-Z11', 'A-Z12'];
    expect(recorded.map(([id]) => id).sort()).toEqual(ids.sort());
    for (const [, because] of recorded) expect(because.length).toBeGreaterThan(10);
  });
});
