import { chinaDay } from '../../standin/clock.ts';
import { ageOn } from '../policy.ts';
import { checkRow, fields, type Row, rowOf, rowsOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { inTurn } from '../store/database.ts';
import { liveLines } from '../store/lines.ts';
import type { Insurance } from '../store/persons.ts';
import { settlementsOfStay } from '../store/settlements.ts';
import { addDischarge, addStay, endDischarges, endStay, isVisit, liveDischarge, staysOf, updateStay } from '../store/stays.ts';
import { isFiled } from './person.ts';
import { type Call, type Handler, insuranceInForce, isElsewhere, knownPerson, liveStay } from './call.ts';

const MATERNITY = `fpsc_no:C50 matn_type:C6 birctrl_type:C6 latechb_flag:C3 geso_val:N2 fetts:N3 fetus_cnt:N3 pret_flag:C3 birctrl_matn_date:D`;
const OPERATION = 'dise_codg:C30 dise_name:C500 oprn_oprt_code:C30 oprn_oprt_name:C500';
export const ADMISSION = fields(`
  psn_no:C30! insutype:C6! coner_name:C50 tel:C50 begntime:DT! mdtrt_cert_type:C3! mdtrt_cert_no:C50 card_sn:C32 cert_type:C3!
  certno:C20! med_type:C6! ipt_no:C30! medrcdno:C30 atddr_no:C30! chfpdr_name:C50! adm_diag_dscr:C200! adm_dept_codg:C30!
  adm_dept_name:C100! adm_bed:C30! dscg_maindiag_code:C20! dscg_maindiag_name:C300! main_cond_dscr:C1000 ${OPERATION} ${MATERNITY}
  dise_type_code:C6 exp_content:C4000 insuplc_admdvs:C6! mdtrtarea_admvs:C6!
`);
export const CHANGE = fields(`
  mdtrt_id:C30! psn_no:C30! begntime:DT! endtime:DT mdtrt_cert_type:C3! med_type:C6! ipt_otp_no:C30! medrcdno:C30 atddr_no:C30!
  chfpdr_name:C50! adm_diag_dscr:C200! adm_dept_codg:C30! adm_dept_name:C100! adm_bed:C30! dscg_maindiag_code:C20!
  dscg_maindiag_name:C300! ${MATERNITY} ttp_pay_prop:N5,4 exp_content:C4000
`);
export const DISCHARGE = fields(`
  mdtrt_id:C30! psn_no:C30! insutype:C6! endtime:DT! ${OPERATION} ${MATERNITY} cop_flag:C3 dscg_dept_codg:C30!
  dscg_dept_name:C100! dscg_bed:C30 dscg_way:C3! die_date:D exp_content:C4000
`);
export const DIAGNOSIS = fields(`
  psn_no:C30! diag_type:C3! maindiag_flag:C3! diag_srt_no:N2! diag_code:C20! diag_name:C100! adm_cond:C500 diag_dept:C50!
  dise_dor_no:C30! dise_dor_name:C50! diag_time:DT!
`);
export const DIAGNOSIS_AT_DISCHARGE = fields('mdtrt_id:C30!').concat(DIAGNOSIS);
export const BOTH_NUMBERS = fields('mdtrt_id:C30! psn_no:C30! exp_content:C4000');

/** 2401 */
export const admit: Handler = async (call) => {
  const row = rowOf(call.input, 'mdtrtinfo', ADMISSION);
  const main = checkDiagnoses(call, DIAGNOSIS);
  if (main['diag_code'] !== row['dscg_maindiag_code']) throw new Refusal('住院主诊断代码与诊断信息中的主诊断不一致');
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const insurance = insuranceInForce(call, person, row['insutype'] ?? '');
  if (row['certno'] !== person.certno) throw new Refusal('证件号码与参保人信息不一致');
  if (ageOn(person.birthOn, (row['begntime'] ?? '').slice(0, 10)) < 0) throw new Refusal('入院时间早于出生日期');
  checkFiling(call, insurance, row);
  checkLateness(call, row['begntime'] ?? '');
  await checkRepeated(call, row);
  const mdtrtId = `${call.envelope.mdtrtareaAdmvs}${String(await call.store.next('stay')).padStart(18, '0')}`;
  await addStay(call.store, {
    mdtrt_id: mdtrtId,
    psn_no: person.psnNo,
    ipt_no: row['ipt_no'] ?? '',
    insutype: insurance.insutype,
    med_type: row['med_type'] ?? '',
    begntime: row['begntime'] ?? '',
    doc: { ...row, diagnoses: JSON.stringify(rowsOf(call.input, 'diseinfo')) },
    msgid: call.envelope.msgid,
    created_ms: call.real,
  });
  return { output: { result: { mdtrt_id: mdtrtId, exp_content: null } }, effect: { kind: 'admission', id: mdtrtId } };
};

function checkDiagnoses(call: Call, wanted: typeof DIAGNOSIS): Row {
  const rows = rowsOf(call.input, 'diseinfo');
  if (rows.length === 0) throw new Refusal('输入参数节点[diseinfo]不能为空');
  for (const row of rows) checkRow(row, 'diseinfo', wanted);
  if (new Set(rows.map((row) => row['diag_srt_no'])).size !== rows.length) throw new Refusal('诊断排序号重复');
  const [main, ...others] = rows.filter((row) => row['maindiag_flag'] === '1');
  if (main === undefined || others.length > 0) throw new Refusal('主诊断有且只能有一个');
  return main;
}

/** Emergency rescue counts as filed: IPT_TYPE 2 inside exp_content. */
function checkFiling(call: Call, insurance: Insurance, row: Row): void {
  if (!isElsewhere(call, insurance) || isFiled(insurance, chinaDay(call.now))) return;
  const extra = row['exp_content'] ?? '';
  const emergency = /"IPT_TYPE"\s*:\s*"?2"?/.test(extra);
  if (!emergency) throw new Refusal('该参保人未办理异地就医备案,不能办理入院登记');
}

function checkLateness(call: Call, begntime: string): void {
  const hours = (call.now - Date.parse(`${begntime.replace(' ', 'T')}+08:00`)) / 3_600_000;
  const limit = call.behaviour.lateAdmissionHours;
  if (limit !== null && hours > limit) throw new Refusal(`入院登记超过补登时限${limit}小时`);
}

async function checkRepeated(call: Call, row: Row): Promise<void> {
  const mode = call.behaviour.repeatedAdmission;
  const live = (await staysOf(call.store, row['psn_no'] ?? '')).filter((stay) => stay.ended_ms === null && !isVisit(stay));
  if (mode !== 'new-stay' && live.some(({ ipt_no }) => ipt_no === row['ipt_no']))
    throw new Refusal(`住院号[${row['ipt_no']}]已办理入院登记`);
  const discharges = await inTurn(live, ({ mdtrt_id }) => liveDischarge(call.store, mdtrt_id));
  const inHospital = discharges.includes(undefined);
  if (mode === 'refused-in-hospital' && inHospital) throw new Refusal('该参保人存在未出院的住院登记信息');
}

/** 2403 */
export const changeStay: Handler = async (call) => {
  const row = rowOf(call.input, 'adminfo', CHANGE);
  const stay = await liveStay(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  if ((await liveDischarge(call.store, stay.mdtrt_id)) !== undefined) throw new Refusal('已办理出院,不能变更住院信息');
  // Matched by their number: a known one is changed, a new one added (§4.3).
  const told = rowsOf(call.input, 'diseinfo');
  for (const diagnosis of told) checkRow(diagnosis, 'diseinfo', DIAGNOSIS);
  const kept = diagnosesIn(stay.doc).filter((one) => told.every((other) => other['diag_srt_no'] !== one['diag_srt_no']));
  await updateStay(call.store, stay.mdtrt_id, { ...stay.doc, ...row, diagnoses: JSON.stringify([...kept, ...told]) });
  return { output: null, effect: { kind: 'change', id: stay.mdtrt_id } };
};

/** Of the admission, as told until now. */
export const diagnosesIn = (doc: Row): readonly Row[] => JSON.parse(doc['diagnoses'] ?? '[]') as readonly Row[];

/** 2402 */
export const discharge: Handler = async (call) => {
  const row = rowOf(call.input, 'dscginfo', DISCHARGE);
  checkDiagnoses(call, DIAGNOSIS_AT_DISCHARGE);
  await knownPerson(call, row['psn_no'] ?? '');
  const stay = await liveStay(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  const endtime = row['endtime'] ?? '';
  if (endtime < stay.begntime) throw new Refusal('出院时间早于入院时间');
  if (row['dscg_way'] === '5' && !row['die_date']) throw new Refusal('离院方式为死亡时,死亡日期不能为空');
  const late = (await liveLines(call.store, stay.mdtrt_id)).some((line) => line.fee_ocur_time > endtime);
  if (late && call.behaviour.feeAfterDischarge === 'refused') throw new Refusal('存在费用发生时间晚于出院时间的费用明细');
  const already = (await liveDischarge(call.store, stay.mdtrt_id)) !== undefined;
  if (already && call.behaviour.repeatedDischarge === 'refused') throw new Refusal('该就诊已办理出院,不能重复办理');
  if (already) await endDischarges(call.store, stay.mdtrt_id, '2402', call.real);
  await addDischarge(call.store, { mdtrt_id: stay.mdtrt_id, endtime, doc: row, msgid: call.envelope.msgid, created_ms: call.real });
  return { output: null, effect: { kind: 'discharge', id: stay.mdtrt_id } };
};

/** 2404 */
export const cancelAdmission: Handler = async (call) => {
  const row = rowOf(call.input, 'data', BOTH_NUMBERS);
  const stay = await liveStay(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  await checkRemovable(call, stay.mdtrt_id);
  await endStay(call.store, stay.mdtrt_id, '2404', call.real);
  return { output: null, effect: { kind: 'admission-cancelled', id: stay.mdtrt_id } };
};

/** What stands on a stay keeps it from being taken away (2404, and 2601 of a 2401). */
export async function checkRemovable(call: Call, mdtrtId: string): Promise<void> {
  const settled = (await settlementsOfStay(call.store, mdtrtId)).some(({ ended_ms }) => ended_ms === null);
  if (settled) throw new Refusal('该就诊已结算,不能撤销入院登记');
  if ((await liveDischarge(call.store, mdtrtId)) !== undefined) throw new Refusal('该就诊已办理出院,请先撤销出院');
  const fees = (await liveLines(call.store, mdtrtId)).length > 0;
  if (fees && call.behaviour.cancelWithFees === 'refused') throw new Refusal('该就诊存在费用明细,请先撤销费用明细');
}

/** 2405 */
export const cancelDischarge: Handler = async (call) => {
  const row = rowOf(call.input, 'data', BOTH_NUMBERS);
  const stay = await liveStay(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  if ((await liveDischarge(call.store, stay.mdtrt_id)) === undefined) throw new Refusal('该就诊未办理出院');
  const settled = (await settlementsOfStay(call.store, stay.mdtrt_id)).some((row) => row.ended_ms === null && row.interim === 0);
  if (settled) throw new Refusal('该就诊已结算,请先撤销结算');
  await endDischarges(call.store, stay.mdtrt_id, '2405', call.real);
  return { output: null, effect: { kind: 'discharge-cancelled', id: stay.mdtrt_id } };
};
