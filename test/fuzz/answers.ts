import type { CentreContent } from '../../electron/core/ports/centre-gateway.ts';
import type { DeskAtCentre } from '../electron/core/centre/desk-at-centre.ts';

export const VISIT = '210200000000000000000077';
export const SETTLEMENT = '210200J00000000000000077';

export type Kind = 'admission' | 'charges' | 'discharge' | 'settlement';

/** One act about which something is sent or asked. */
export const contentOf = (desk: DeskAtCentre, kind: Kind): CentreContent => (kind === 'admission' ? desk.admission : desk[kind](VISIT));

const NUMBERS: Readonly<Record<Kind, string>> = { admission: '2401', charges: '2301', discharge: '2402', settlement: '2304' };
export const numberOf = (kind: Kind): string => NUMBERS[kind];

/** What a right platform would put into `output`, by transaction. `messageId`: the act's own, as 5203 names it. */
export function outputsFor(desk: DeskAtCentre, messageId: string): Readonly<Record<string, unknown>> {
  const { stayNumber } = desk.admission;
  const charges = desk.charges(VISIT);
  const visit = {
    mdtrt_id: VISIT,
    ipt_otp_no: stayNumber,
    begntime: '2023-06-05 10:00:00',
    endtime: '2023-06-13 08:10:00',
    inhosp_stas: '0',
  };
  const info = settlementInfo(desk, messageId);
  return {
    '2401': { result: { mdtrt_id: VISIT, exp_content: null } },
    '2301': { result: charges.lines.map((line) => lineRow(line.lineNumber, line.amount.toString())) },
    '2402': null,
    '2304': { setlinfo: info, setldetail: [] },
    '5201': { mdtrtinfo: [{ ...visit, mdtrt_id: '210200000000000000000001', ipt_otp_no: 'ZY-ANOTHER' }, visit] },
    '5303': { data: [{ mdtrt_id: VISIT, ipt_otp_no: stayNumber, begndate: '2023-06-05' }] },
    '5203': { setlinfo: { ...info, refd_setl_flag: '0' }, setldetail: [] },
    '2302': null,
    '2601': null,
    '9001': { signinoutb: { sign_time: '2023-06-13 10:00:00', sign_no: 'QD1' } },
  };
}

function lineRow(lineNumber: string, amount: string): object {
  return { feedetl_sn: lineNumber, chrgitm_lv: '1', fulamt_ownpay_amt: '0.00', overlmt_amt: 0, preselfpay_amt: '0', inscp_scp_amt: amount };
}

/** Everything borne by the patient: the shortest split whose sums hold. */
function settlementInfo(desk: DeskAtCentre, messageId: string): Readonly<Record<string, unknown>> {
  const total = desk.settlement(VISIT).total.toString();
  return {
    setl_id: SETTLEMENT,
    mdtrt_id: VISIT,
    psn_no: desk.admission.insured.personNumber,
    medins_setl_id: messageId,
    setl_time: '2023-06-13 10:05:00',
    medfee_sumamt: total,
    fulamt_ownpay_amt: total,
    overlmt_selfpay: '0.00',
    preselfpay_amt: 0,
    act_pay_dedc: '0.00',
    hifp_pay: '0.00',
    fund_pay_sumamt: '0.00',
    psn_part_amt: total,
    acct_pay: '0.00',
    psn_cash_pay: Number(total),
  };
}
