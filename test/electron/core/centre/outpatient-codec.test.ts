import { describe, expect, it } from 'vitest';
import type { CentreSettings } from '../../../../electron/core/centre/centre-settings.ts';
import { outpatientInput } from '../../../../electron/core/centre/outpatient-codec.ts';
import { readSplit } from '../../../../electron/core/centre/split-codec.ts';
import { PATHS, TRANSACTIONS } from '../../../../electron/core/centre/transactions.ts';
import type { OutpatientContent } from '../../../../electron/core/ports/outpatient.ts';
import type { Person } from '../../../../shared/model/stay.ts';
import { Money } from '../../../../shared/money/money.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';

const person: Person = {
  name: '示例甲',
  certType: 'id-card',
  certNumber: 'C1',
  sex: 'male',
  birthOn: null,
  cardNumber: 'K1',
  cardSerial: 'S1',
};
const insured = { person, personNumber: 'P1', schemeCode: '310', personClassCode: '11', insuredPlaceCode: '210200' };
const at = '2023-06-13T02:00:00.000Z' as Instant;
const visit = { insured, visitNumber: 'M1', outpatientNumber: 'MZ1', at, visitType: 'ordinary' } as const;
const settings = { visitTypes: { ordinary: '11', chronic: '14', emergency: '13' }, codes: { settlementWay: '01' } } as CentreSettings;
const department = { code: 'D1', name: '内科' };
const doctor = { code: 'DR1', name: '示例医师' };
const money = (text: string) => Money.parse(text);

/** The fields that the reference marks as mandatory (§6), and one content of each kind. */
const CASES: readonly (readonly [OutpatientContent, string, string])[] = [
  [
    { ...visit, kind: 'visit', department, doctor },
    'data',
    'psn_no insutype begntime mdtrt_cert_type mdtrt_cert_no psn_cert_type certno psn_type psn_name ipt_otp_no dept_code dept_name caty',
  ],
  [
    {
      ...visit,
      kind: 'visit-details',
      disease: { code: 'J1', name: '病' },
      diagnoses: [{ code: 'J1', name: '病', main: true }],
      department,
      doctor,
    },
    'mdtrtinfo',
    'mdtrt_id psn_no med_type begntime dise_codg dise_name',
  ],
  [
    {
      ...{ ...visit, kind: 'visit-charges', batch: 'B1' },
      lines: [
        {
          ...{ lineNumber: '1', occurredAt: at, itemCode: 'I', hospitalItemCode: 'H', amount: money('12.34'), quantity: '1.0000' },
          ...{ unitPrice: '12.340000', name: '检查', department, doctor, returned: money('0.00') },
        },
      ],
    },
    'feedetail',
    'feedetl_sn mdtrt_id psn_no chrg_bchno rx_circ_flag fee_ocur_time med_list_codg medins_list_codg det_item_fee_sumamt cnt pric bilg_dept_codg bilg_dept_name bilg_dr_codg bilg_dr_name hosp_appr_flag',
  ],
  [
    {
      ...{ ...visit, kind: 'visit-settlement', batch: 'B1', total: money('12.34'), account: 'own' },
      sums: { selfPaid: money('0.00'), overCap: money('0.00'), firstShare: money('2.34'), inScope: money('10.00') },
    },
    'data',
    'psn_no mdtrt_cert_type mdtrt_cert_no psn_cert_type certno med_type medfee_sumamt psn_setlway mdtrt_id chrg_bchno insutype acct_used_flag fulamt_ownpay_amt overlmt_selfpay preselfpay_amt inscp_scp_amt',
  ],
  [{ ...visit, kind: 'visit-settlement-reversal', settlementNumber: 'J1' }, 'data', 'setl_id mdtrt_id psn_no'],
  [{ ...visit, kind: 'visit-charges-reversal' }, 'data', 'mdtrt_id chrg_bchno psn_no'],
  [{ ...visit, kind: 'visit-reversal' }, 'data', 'psn_no mdtrt_id ipt_otp_no'],
];

describe('an outpatient visit', () => {
  it.each(CASES.map(([content, node, mandatory]) => [content.kind, content, node, mandatory] as const))(
    '%s: every mandatory field is there',
    (kind, content, node, mandatory) => {
      const found = (outpatientInput(settings, content) as Record<string, unknown>)[node];
      const row = (Array.isArray(found) ? found[0] : found) as Record<string, unknown>;
      for (const name of mandatory.split(' ')) expect([name, row[name]]).toEqual([name, expect.stringMatching(/./)]);
      expect(PATHS[TRANSACTIONS[kind].number]).toBeDefined();
    },
  );

  it("what all accounts paid is told apart: the patient's own, and his family's inside it", () => {
    const amounts = { medfee_sumamt: '10.00', fund_pay_sumamt: '0.00', acct_pay: '7.00', acct_mulaid_pay: '4.50', inscp_scp_amt: '10.00' };
    const split = readSplit({ ...amounts, psn_cash_pay: '3.00' });
    expect([split.account, split.familyAccount, split.cash].map(String)).toEqual(['2.50', '4.50', '3.00']);
    expect(() => readSplit({ ...amounts, acct_mulaid_pay: '7.01', psn_cash_pay: '3.00' })).toThrow();
  });

  it("2208's misspelt cash is read as the cash", () => {
    const amounts = { medfee_sumamt: '10.00', fund_pay_sumamt: '7.00', hifp_pay: '7.00', acct_pay: '1.00', inscp_scp_amt: '10.00' };
    expect(String(readSplit({ ...amounts, pdn_cash_pay: '2.00' }).burden)).toBe('3.00');
    expect(() => readSplit({ ...amounts, pdn_cash_pay: '9.00' })).toThrow();
  });
});
