import { describe, expect, it } from 'vitest';
import { textOf } from '../../../../electron/core/centre/answer.ts';
import { readPreSettlement, readResult } from '../../../../electron/core/centre/answer-codec.ts';
import { readDiagnoses } from '../../../../electron/core/centre/diagnosis-codec.ts';
import type { Asker } from '../../../../electron/core/centre/asker.ts';
import type { CentreSettings } from '../../../../electron/core/centre/centre-settings.ts';
import { findOut } from '../../../../electron/core/centre/find-out.ts';
import { compileWords } from '../../../../electron/core/centre/refusal-words.ts';
import type { CentreContent, InsuredPerson } from '../../../../electron/core/ports/centre-gateway.ts';
import { settingsSchema } from '../../../../electron/core/settings-schema.ts';
import type { AttemptOutcome } from '../../../../shared/model/attempt-outcome.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';
import { demoSettings } from '../../../support/desk-folder.ts';
import { firstTrail } from './desk-at-centre.ts';

// What an answer says of another visit, person, settlement or line says nothing about ours; what has no name at all may be ours.

const AT = '2023-06-05T02:00:00.000Z' as Instant;
const { centre } = settingsSchema.parse(demoSettings({ centre: 'http://127.0.0.1:1', bank: 'http://127.0.0.1:1' }, 0));
const settings = centre as unknown as CentreSettings;
const person: InsuredPerson['person'] = {
  name: '示例甲',
  certType: 'id-card',
  certNumber: '210202',
  sex: 'male',
  birthOn: null,
  cardNumber: null,
  cardSerial: null,
};
const insured: InsuredPerson = { person, personNumber: 'P1', schemeCode: '310', personClassCode: '11', insuredPlaceCode: '210200' };
const about = { insured, visitNumber: 'M1', settlementNumber: 'J1' };
const stay = { ...about, careKind: 'inpatient', stayNumber: 'ZY1', admittedAt: AT } as const;
const visit = { ...about, outpatientNumber: 'MZ1', at: AT, visitType: 'chronic' } as const;

/** What comes out when the centre answers so; no answer to anything else. */
function asked(content: unknown, answers: Readonly<Record<string, unknown>>): Promise<AttemptOutcome> {
  const asker: Asker = {
    words: compileWords(settings.words),
    ask: async (number) => {
      const output = answers[number];
      if (output === undefined) throw new Error(`nobody asks ${number} here`);
      return output as Readonly<Record<string, unknown>>;
    },
  };
  return findOut(asker, settings, content as CentreContent, firstTrail('H1'), AT);
}

const info = { setl_id: 'J1', mdtrt_id: 'M1', psn_no: 'P1', refd_setl_flag: '1' };

describe('a settlement that 5203 shows', () => {
  it.each(['settlement-reversal', 'visit-settlement-reversal'])('%s: counts only when it is the one that was asked for', async (kind) => {
    const content = { ...visit, kind };
    expect((await asked(content, { '5203': { setlinfo: info } })).kind).toBe('acknowledged');
    for (const change of [{ setl_id: 'J2' }, { mdtrt_id: 'M2' }, { psn_no: 'P2' }])
      expect(await asked(content, { '5203': { setlinfo: { ...info, ...change } } }), JSON.stringify(change)).toMatchObject({
        kind: 'unknown',
      });
  });

  it('is not refused as given back, nor taken over, when it is another one', async () => {
    const content = { ...about, kind: 'settlement-adoption' };
    expect((await asked(content, { '5203': { setlinfo: info } })).kind).toBe('rejected');
    for (const refd_setl_flag of ['0', '1'])
      expect((await asked(content, { '5203': { setlinfo: { ...info, setl_id: 'J2', refd_setl_flag } } })).kind).toBe('unknown');
    const taken = () => readResult(content as CentreContent, { setlinfo: { ...info, setl_id: 'J2', refd_setl_flag: '0' } });
    expect(taken).toThrow('setl_id');
  });
});

const unnamed = { psn_no: 'P1', inhosp_stas: '1' };
const other = { ...unnamed, mdtrt_id: 'M2' };

describe('a list of visits', () => {
  it.each([
    ['admission-reversal', stay, { '5303': { data: [] } }],
    ['visit-reversal', visit, {}],
    ['discharge-reversal', stay, {}],
    ['discharge', { ...stay, order: { careKind: 'inpatient' } }, {}],
    ['admission-change', { ...stay, order: { careKind: 'inpatient' } }, {}],
  ] as const)('%s: a visit without its number may be this one, and another person has none of ours', async (kind, content, beside) => {
    const outcome = async (row: object) => (await asked({ ...content, kind }, { ...beside, '5201': { mdtrtinfo: [row] } })).kind;
    expect(await outcome(unnamed)).toBe('unknown');
    expect(await outcome({ ...other, psn_no: 'P2' })).toBe('unknown');
    if (kind.startsWith('admission-r') || kind === 'visit-reversal') expect(await outcome(other)).toBe('acknowledged');
  });

  it.each([
    ['1', 'acknowledged'],
    ['0', 'absent'],
    ['', 'unknown'],
    ['9', 'unknown'],
    [null, 'unknown'],
  ])('a discharge was taken back: by inhosp_stas %s %s', async (inhosp_stas, kind) => {
    const mdtrtinfo = [{ ...other, mdtrt_id: 'M1', inhosp_stas }];
    expect((await asked({ ...stay, kind: 'discharge-reversal' }, { '5201': { mdtrtinfo } })).kind).toBe(kind);
  });
});

describe('a settlement list that 4103 shows', () => {
  it('without its settlement may be ours', async () => {
    const shown = { '4103': { setlinfo: [{ stas_type: '1', setl_list_id: 'QD1' }] } };
    for (const kind of ['settlement-list', 'settlement-list-reversal'])
      expect((await asked({ ...about, kind }, shown)).kind).toBe('unknown');
  });

  it('not shown any more is believed late and twice, shown as not submitted at once', async () => {
    const content = { ...about, kind: 'settlement-list-reversal' };
    expect(await asked(content, { '4103': { setlinfo: [] } })).toMatchObject({ kind: 'acknowledged', byAbsence: true });
    expect(await asked(content, { '4103': { setlinfo: { setl_id: 'J1', stas_type: '0' } } })).not.toHaveProperty('byAbsence');
  });
});

it.each([
  [{ maindiag_flag: {} }],
  [{ maindiag_flag: '7' }],
  [{ inout_diag_type: '0' }],
  [{ inout_diag_type: true }],
  [{ inout_diag_type: -9007199254740992 }],
])('a diagnosis of 5202 with %j is not read as one of another kind', (change) => {
  const row = { diag_srt_no: '1', diag_code: 'K29', inout_diag_type: '1', maindiag_flag: '1' };
  const discharge = { ...row, inout_diag_type: 2 };
  expect(readDiagnoses({ diseinfo: [row, discharge] })).toEqual([{ place: '1', code: 'K29', main: true }]);
  expect(() => readDiagnoses({ diseinfo: [{ ...row, ...change }] })).toThrow(Object.keys(change)[0]);
});

it('lines of another visit are not those that were asked for', async () => {
  const line = { feedetl_sn: '1', det_item_fee_sumamt: '1.00' };
  const content = { ...about, kind: 'charges-comparison' };
  const shown = (mdtrt_id: string) => asked(content, { '5204': { data: [{ ...line, mdtrt_id }] } });
  expect((await shown('M1')).kind).toBe('acknowledged');
  expect((await shown('M2')).kind).toBe('unknown');
});

it('a registration that names another visit of the hospital, or another person, is not ours', () => {
  const read = (data: object) => () => readResult({ ...visit, kind: 'visit' } as never, { data: { mdtrt_id: 'M1', ...data } });
  expect(read({ ipt_otp_no: 'MZ1', psn_no: 'P1' })().numberThere).toBe('M1');
  expect(read({ ipt_otp_no: 'MZ2' })).toThrow('ipt_otp_no');
  expect(read({ psn_no: 'P2' })).toThrow('psn_no');
});

it('figures of a pre-settlement of another visit are none', () => {
  const zero = { medfee_sumamt: '0.00', fund_pay_sumamt: '0.00', psn_part_amt: '0.00' };
  const read = (mdtrt_id: string) => () =>
    readPreSettlement({ ...about, kind: 'settlement' } as never, { setlinfo: { ...zero, mdtrt_id } });
  expect(read('M1')().total.isZero()).toBe(true);
  expect(read('M2')).toThrow('mdtrt_id');
});

it('a long number without its quotes was rounded on the way, and names nothing', () => {
  const { number } = JSON.parse('{"number":210200000000000000000077}') as { number: number };
  expect(textOf(number)).toBe('');
  expect([textOf(77), textOf(12.5), textOf('210200000000000000000077')]).toEqual(['77', '12.5', '210200000000000000000077']);
});
