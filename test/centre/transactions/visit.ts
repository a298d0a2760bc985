import { checkRow, fields, rowOf, rowsOf } from '../fields.ts';
import { ageOn } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { liveLines } from '../store/lines.ts';
import { settlementsOfStay } from '../store/settlements.ts';
import { addStay, endStay, isVisit, staysOf, updateVisit } from '../store/stays.ts';
import { type Handler, insuranceInForce, knownPerson, liveVisit } from './call.ts';

export const REGISTRATION = fields(`
  psn_no:C30! insutype:C6! begntime:DT! mdtrt_cert_type:C3! mdtrt_cert_no:C50! card_sn:C32 psn_cert_type:C3! certno:C20! psn_type:C3!
  psn_name:C20! ipt_otp_no:C30! atddr_no:C30 dr_name:C50 dept_code:C30! dept_name:C100! caty:C10!
`);
export const CANCELLATION = fields('psn_no:C30! mdtrt_id:C30! ipt_otp_no:C30!');
export const DETAILS = fields(`
  mdtrt_id:C30! psn_no:C30! med_type:C6! begntime:DT! main_cond_dscr:C1000 dise_type_code:C30 dise_codg:C30! dise_name:C500!
  birctrl_type:C6 birctrl_matn_date:D
`);
export const DIAGNOSIS = fields(`
  diag_type:C3! diag_srt_no:N2! diag_code:C20! diag_name:C100! diag_dept:C50! dise_dor_no:C30! dise_dor_name:C50! diag_time:DT! vali_flag:C3!
`);
const VISIT_TYPES = ['11', '12', '13', '14'];

/** 2201 */
export const registerVisit: Handler = async (call) => {
  const row = rowOf(call.input, 'data', REGISTRATION);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const insurance = insuranceInForce(call, person, row['insutype'] ?? '');
  if (row['certno'] !== person.certno || row['psn_name'] !== person.name) throw new Refusal('人员信息与参保人信息不一致');
  if (ageOn(person.birthOn, (row['begntime'] ?? '').slice(0, 10)) < 0) throw new Refusal('就诊时间早于出生日期');
  const same = (await staysOf(call.store, person.psnNo)).some(
    (visit) => isVisit(visit) && visit.ended_ms === null && visit.ipt_no === row['ipt_otp_no'],
  );
  if (same && call.behaviour.repeatedAdmission !== 'new-stay') throw new Refusal(`门诊号[${row['ipt_otp_no']}]已挂号`);
  const mdtrtId = `${call.envelope.mdtrtareaAdmvs}M${String(await call.store.next('stay')).padStart(17, '0')}`;
  await addStay(call.store, {
    mdtrt_id: mdtrtId,
    psn_no: person.psnNo,
    ipt_no: row['ipt_otp_no'] ?? '',
    insutype: insurance.insutype,
    med_type: '11',
    begntime: row['begntime'] ?? '',
    doc: { ...row, visit: '1', insuplc_admdvs: insurance.admdvs },
    msgid: call.envelope.msgid,
    created_ms: call.real,
  });
  const data = { mdtrt_id: mdtrtId, psn_no: person.psnNo, ipt_otp_no: row['ipt_otp_no'] };
  return { output: { data }, effect: { kind: 'visit', id: mdtrtId } };
};

/** 2202 */
export const cancelVisit: Handler = async (call) => {
  const row = rowOf(call.input, 'data', CANCELLATION);
  const visit = await liveVisit(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  if (visit.ipt_no !== row['ipt_otp_no']) throw new Refusal('门诊号与挂号信息不一致');
  if ((await settlementsOfStay(call.store, visit.mdtrt_id)).some(({ ended_ms }) => ended_ms === null))
    throw new Refusal('该就诊已结算,不能撤销挂号');
  const fees = (await liveLines(call.store, visit.mdtrt_id)).length > 0;
  if (fees && call.behaviour.cancelVisitWithFees === 'refused') throw new Refusal('该就诊存在费用明细,请先撤销费用明细');
  await endStay(call.store, visit.mdtrt_id, '2202', call.real);
  return { output: null, effect: { kind: 'visit-cancelled', id: visit.mdtrt_id } };
};

/** 2203: one kind of care for a visit; what is told again stands. */
export const visitDetails: Handler = async (call) => {
  const row = rowOf(call.input, 'mdtrtinfo', DETAILS);
  const visit = await liveVisit(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  if (!VISIT_TYPES.includes(row['med_type'] ?? '')) throw new Refusal(`医疗类别[${row['med_type']}]不是门诊类别`);
  const rows = rowsOf(call.input, 'diseinfo');
  if (rows.length === 0) throw new Refusal('输入参数节点[diseinfo]不能为空');
  for (const diagnosis of rows) checkRow(diagnosis, 'diseinfo', DIAGNOSIS);
  if (new Set(rows.map((diagnosis) => diagnosis['diag_srt_no'])).size !== rows.length) throw new Refusal('诊断排序号重复');
  await updateVisit(call.store, visit.mdtrt_id, row['med_type'] ?? '', { ...visit.doc, ...row, details: '1' });
  return { output: null, effect: { kind: 'visit-details', id: visit.mdtrt_id } };
};
