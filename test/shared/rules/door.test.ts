import { describe, expect, it } from 'vitest';
import { creditDoor } from '../../../shared/rules/door.ts';
import { type CreditApplication, GATE_CODES } from '../../../shared/rules/door-types.ts';
import type { Instant } from '../../../shared/time/calendar-date.ts';
import { day, yuan } from '../../builders/a-claim.ts';
import { anApplicationForCredit } from '../../builders/credit-application.ts';
import { packsOf, packWith, put } from '../../builders/packs.ts';

const pack = packsOf('210200').insured;
const at = (text: string) => text as Instant;

const withCredit = (over: Partial<CreditApplication['credit']>) =>
  anApplicationForCredit({ credit: { ...anApplicationForCredit().credit, ...over } });
const closing = (one: CreditApplication, rules = pack) =>
  creditDoor(one, rules).gates.flatMap(({ rule, closes, code }) => (closes ? [`${rule} ${code}`] : []));

describe('creditDoor', () => {
  it('opens with every gate shown, each with its article', () => {
    const { open, gates, available, product } = creditDoor(anApplicationForCredit(), pack);
    expect(open).toBe(true);
    expect(available.toString()).toBe('10000.00');
    expect(product).toBe('huimin-2022');
    expect(new Set(gates.map(({ rule }) => rule))).toEqual(
      new Set(['D-01', 'D-02', 'D-03', 'D-04', 'D-05', 'D-06', 'D-07', 'D-09', 'D-10', 'D-11', 'D-12', 'D-15', 'D-16', null]),
    );
    expect(gates.every(({ ok, closes }) => ok && !closes)).toBe(true);
    expect(gates.every(({ reference }) => reference.article.length > 0)).toBe(true);
  });

  it('D-03: opened at 09:12, registered at 09:02', () => {
    const { gates, open } = creditDoor(withCredit({ authorisedAt: at('2023-06-13T01:12:00.000Z') }), pack);
    expect(open).toBe(false);
    expect(gates.find(({ rule }) => rule === 'D-03')).toMatchObject({
      ok: false,
      code: 'credit.opened-after-admission',
      facts: { authorisedAt: '2023-06-13T01:12:00.000Z', admittedAt: '2023-06-13T01:02:00.000Z' },
      reference: { article: '入院前授权开通惠民就医服务' },
    });
  });

  it('a shut door has nothing to give, whatever the bank still has', () => {
    const shut = creditDoor(withCredit({ agreementSignedAt: null }), pack);
    expect([shut.open, shut.available.toString(), shut.hospitalMaySettle]).toEqual([false, '0.00', false]);
    expect(creditDoor(anApplicationForCredit(), pack).available.isZero()).toBe(false);
  });

  it('says from when it is open for this care, and nothing of a day where it never was', () => {
    const start = (one: CreditApplication) => creditDoor(one, pack).gates.find(({ gate }) => gate === 'start-day')?.facts;
    expect(start(anApplicationForCredit())).toEqual({ admittedOn: '2023-06-13', start: '2022-05-01' });
    const dayCare = { ...anApplicationForCredit().care, kind: 'day-care' as const };
    expect(start(anApplicationForCredit({ care: dayCare }))).toEqual({ admittedOn: '2023-06-13' });
  });

  it('D-12 who settles, and whether the bank was asked, is said and closes nothing', () => {
    const said = (over: Partial<CreditApplication['credit']>, name: string) => {
      const { open, gates } = creditDoor(withCredit(over), pack);
      const gate = gates.find((one) => one.gate === name);
      return [open, gate?.code, gate?.ok];
    };
    expect(said({ hospitalMaySettle: true }, 'hospital-may-settle')).toEqual([true, 'credit.hospital-may-settle', true]);
    expect(said({ hospitalMaySettle: false }, 'hospital-may-settle')).toEqual([true, 'credit.patient-settles', false]);
    expect(said({ bankAnswer: 'yes' }, 'bank-agrees')).toEqual([true, 'credit.bank-agreed', true]);
    expect(said({ bankAnswer: 'not-asked' }, 'bank-agrees')).toEqual([true, 'credit.bank-not-asked', true]);
  });

  const care = anApplicationForCredit().care;
  it.each<[string, CreditApplication, string[]]>([
    [
      'D-01 D-16 a stay before the service was widened from outpatients to stays',
      anApplicationForCredit({ care: { ...care, admittedOn: day('2022-04-30') } }),
      ['D-16 credit.before-start-day', 'D-16 credit.care-not-covered', 'D-08 credit.limit-out-of-range', 'D-09 credit.hospital-not-listed'],
    ],
    ['D-02 insured elsewhere', anApplicationForCredit({ coverage: { region: '330200' } }), ['D-02 credit.not-insured-here']],
    [
      'D-02 treated elsewhere',
      anApplicationForCredit({ provider: { region: '330200', name: '大连市友谊医院', level: 'tertiary' } }),
      ['D-02 credit.treated-elsewhere'],
    ],
    ['D-03 at the same instant', withCredit({ authorisedAt: care.admittedAt }), ['D-03 credit.opened-after-admission']],
    ['D-03 never', withCredit({ authorisedAt: null }), ['D-03 credit.not-opened']],
    ['D-04', withCredit({ agreementSignedAt: null }), ['D-04 credit.agreement-missing']],
    ['consent', withCredit({ consentToBank: false }), ['null credit.consent-missing']],
    ['D-05', anApplicationForCredit({ meetsAdmissionCriteria: false }), ['D-05 credit.criteria-not-met']],
    ['D-07 below', withCredit({ limit: yuan('4999.99') }), ['D-07 credit.limit-out-of-range']],
    ['D-07 above', withCredit({ limit: yuan('20000.01') }), ['D-07 credit.limit-out-of-range']],
    ['D-07 least', withCredit({ limit: yuan('5000.00') }), []],
    ['D-07 most', withCredit({ limit: yuan('20000.00') }), []],
    ['D-07 none', withCredit({ limit: null }), ['D-07 credit.no-limit', 'D-11 credit.used-up']],
    [
      'D-09',
      anApplicationForCredit({ provider: { region: '210200', name: '某医院', level: 'tertiary' } }),
      ['D-09 credit.hospital-not-listed'],
    ],
    ['D-11 used up (Q-D7)', withCredit({ outstanding: yuan('10000.00') }), ['D-11 credit.used-up']],
    [
      'D-15 a',
      anApplicationForCredit({ exclusions: { workInjury: 'all-lines', thirdParty: 'none', publicHealth: 'none' } }),
      ['D-15 credit.work-injury-pays'],
    ],
    [
      'D-15 b, some lines (Q-D3)',
      anApplicationForCredit({ exclusions: { workInjury: 'none', thirdParty: 'some-lines', publicHealth: 'none' } }),
      [],
    ],
    [
      'D-15 c',
      anApplicationForCredit({ exclusions: { workInjury: 'none', thirdParty: 'none', publicHealth: 'all-lines' } }),
      ['D-15 credit.public-health-pays'],
    ],
    ['D-15 d: the bank says no and no more (Q-D10)', withCredit({ bankAnswer: 'no' }), ['D-15 credit.bank-declined']],
    ['the bank was not asked', withCredit({ bankAnswer: 'not-asked' }), []],
    ['D-12 the patient settles himself', withCredit({ hospitalMaySettle: false }), []],
  ])('%s', (_, one, reasons) => {
    expect(closing(one)).toEqual(reasons);
    expect(creditDoor(one, pack).open).toBe(reasons.length === 0);
  });

  it('D-01: the first day is open', () => {
    expect(closing(anApplicationForCredit({ care: { ...care, admittedOn: day('2022-05-01') } }))).toEqual([]);
  });

  it('D-08: the product of 2021 has its own limits', () => {
    const one = {
      ...withCredit({ limit: yuan('8000.00') }),
      care: { ...care, kind: 'outpatient' as const, admittedOn: day('2021-06-01') },
    };
    const gate = creditDoor(one, pack).gates.find(({ rule }) => rule === 'D-08');
    expect(gate).toMatchObject({ ok: true, facts: { least: '1000.00', most: '8000.00' } });
  });

  it('gives all reasons, not the first', () => {
    const one = anApplicationForCredit({
      coverage: { region: '330200' },
      meetsAdmissionCriteria: false,
      credit: { ...anApplicationForCredit().credit, authorisedAt: null },
    });
    expect(closing(one)).toEqual(['D-02 credit.not-insured-here', 'D-03 credit.not-opened', 'D-05 credit.criteria-not-met']);
  });

  it('Q-D3: read the other way, some lines of another payer close the door', () => {
    const whole = packWith('210200', 'pack.json', put('whole-stay', 'choices', 'credit.exclusion', 'is'));
    expect(
      closing(anApplicationForCredit({ exclusions: { workInjury: 'none', thirdParty: 'some-lines', publicHealth: 'none' } }), whole),
    ).toEqual(['D-15 credit.third-party-pays']);
  });

  it('is closed and silent where the place has no credit', () => {
    expect(creditDoor(anApplicationForCredit(), packsOf('330200').insured)).toEqual({
      open: false,
      gates: [],
      available: yuan('0.00'),
      product: null,
      hospitalMaySettle: false,
      excludedLines: false,
    });
  });

  it('says only known codes', () => {
    const codes = creditDoor(anApplicationForCredit(), pack).gates.map(({ code }) => code);
    expect(codes.every((code) => GATE_CODES.includes(code))).toBe(true);
  });
});
