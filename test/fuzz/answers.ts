import type { Case, Kind } from './acts.ts';

/** What a right platform would put into `output`, by transaction. `stands`: the act was carried out there, and is shown. */
export function outputsFor(about: Case, stands: boolean): Readonly<Record<string, unknown>> {
  const { visitNumber: mdtrt_id, personNumber: psn_no, ownNumber: ipt_otp_no } = about;
  const lineRows = { result: about.lines.map(({ number, amount }) => lineRow(number, amount)) };
  const info = settlementInfo(about);
  const visits = visitsShown(about, stands);
  return {
    '2401': { result: { mdtrt_id, exp_content: null } },
    '2201': { data: { mdtrt_id, psn_no, ipt_otp_no } },
    '2301': lineRows,
    '2204': lineRows,
    '2304': { setlinfo: info, setldetail: [] },
    '2207': { setlinfo: info, setldetail: [] },
    '2303': { setlinfo: { ...info, setl_id: null }, setldetail: [] },
    '2206': { setlinfo: { ...info, setl_id: null }, setldetail: [] },
    '2305': { setlinfo: { ...info, setl_id: `${about.settlementNumber}T`, clr_type: '21' }, setldetail: [] },
    '2208': { setlinfo: { ...info, setl_id: `${about.settlementNumber}T`, pdn_cash_pay: info['psn_cash_pay'] }, setldetail: [] },
    '4101': { setl_list_id: 'QD00001' },
    '5201': { mdtrtinfo: visits },
    '5202': { diseinfo: about.diagnoses.map(({ code, main }, index) => diagnosisRow(about, index, code, main)) },
    '5203': { setlinfo: { ...info, ...shown(about, stands) }, setldetail: [] },
    '5204': {
      data: about.lines.slice(stands ? 0 : 1).map(({ number, amount }) => ({ mdtrt_id, feedetl_sn: number, det_item_fee_sumamt: amount })),
    },
    '5303': { data: visits.map(({ inhosp_stas: _state, endtime: _end, ...row }) => ({ ...row, out_flag: '0' })) },
    '4103': { setlinfo: listRow(about, stands) },
    '9001': { signinoutb: { sign_time: '2023-06-13 10:00:00', sign_no: 'QD1' } },
  };
}

const lineRow = (number: string, amount: string): object => ({
  feedetl_sn: number,
  chrgitm_lv: '1',
  fulamt_ownpay_amt: '0.00',
  overlmt_amt: 0,
  preselfpay_amt: '0',
  inscp_scp_amt: amount,
});

const diagnosisRow = ({ visitNumber, personNumber }: Case, index: number, code: string, main: boolean): object => ({
  mdtrt_id: visitNumber,
  psn_no: personNumber,
  inout_diag_type: '1',
  diag_srt_no: String(index + 1),
  diag_code: code,
  maindiag_flag: main ? '1' : '0',
});

const GONE = new Set<Kind>(['admission-reversal', 'visit-reversal']);
const FOUND_BY_OWN_NUMBER = new Set<Kind>(['admission', 'visit']);

/** 5201: another visit of the same person, and ours where it is there. */
function visitsShown({ kind, visitNumber, personNumber, ownNumber, said }: Case, stands: boolean): readonly Record<string, unknown>[] {
  const inHospital = kind === 'discharge' ? !stands : kind === 'discharge-reversal' ? stands : true;
  const other = {
    mdtrt_id: '210200000000000000000001',
    psn_no: personNumber,
    ipt_otp_no: 'ZY-ANOTHER',
    endtime: '2023-06-12 09:00:00',
    inhosp_stas: '0',
  };
  const mine = {
    mdtrt_id: visitNumber,
    psn_no: personNumber,
    ipt_otp_no: ownNumber,
    begntime: '2023-06-05 10:00:00',
    endtime: inHospital ? '' : '2023-06-13 08:10:00',
    inhosp_stas: inHospital ? '1' : '0',
    ...(kind === 'admission-change' ? { ...said, adm_bed: stands ? said['adm_bed'] : '99床' } : {}),
  };
  if (GONE.has(kind)) return stands ? [other] : [other, mine];
  return FOUND_BY_OWN_NUMBER.has(kind) && !stands ? [other] : [other, mine];
}

/** 5203: whose it is, and whether it was given back. */
function shown({ kind, messageId }: Case, stands: boolean): Readonly<Record<string, unknown>> {
  if (kind === 'settlement-reversal' || kind === 'visit-settlement-reversal') return { refd_setl_flag: stands ? '1' : '0' };
  if (kind === 'settlement-adoption') return { refd_setl_flag: stands ? '0' : '1', medins_setl_id: 'ANOTHER' };
  return { refd_setl_flag: '0', medins_setl_id: stands ? messageId : 'ANOTHER' };
}

/** 4103. */
function listRow({ kind, settlementNumber, personNumber }: Case, stands: boolean): unknown {
  const row = { psn_no: personNumber, setl_id: settlementNumber, setl_list_id: 'QD00001', stas_type: '1' };
  if (kind === 'settlement-list-reversal') return { ...row, stas_type: stands ? '0' : '1' };
  return stands ? row : { ...row, setl_id: 'ANOTHER' };
}

/** Everything borne by the patient: the shortest split whose sums hold. */
function settlementInfo({ total, settlementNumber, visitNumber, personNumber, messageId }: Case): Readonly<Record<string, unknown>> {
  return {
    setl_id: settlementNumber,
    mdtrt_id: visitNumber,
    psn_no: personNumber,
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
