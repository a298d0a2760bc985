import { itemOf } from '../catalogue.ts';
import { checkRow, fields, rowOf, type Row, rowsOf } from '../fields.ts';
import { readFen } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { addLine, endLine, type FeeLine, liveLines, unsettledLines } from '../store/lines.ts';
import type { Insurance } from '../store/persons.ts';
import type { Stay } from '../store/stays.ts';
import { type Call, type Handler, insuranceInForce, isElsewhere, knownPerson, liveVisit } from './call.ts';
import { checkProduct, resultRow, splitOf } from './fees.ts';

export const LINE = fields(`
  feedetl_sn:S30! mdtrt_id:C30! psn_no:C30! chrg_bchno:C30! dise_codg:C30 rxno:C30 rx_circ_flag:C3! fee_ocur_time:DT! med_list_codg:C50!
  medins_list_codg:C150! det_item_fee_sumamt:M! cnt:N16,4! pric:N16,6! sin_dos_dscr:C200 used_frqu_dscr:C200 prd_days:N4,2
  medc_way_dscr:C200 bilg_dept_codg:C30! bilg_dept_name:C100! bilg_dr_codg:C30! bilg_dr_name:C50! acord_dept_codg:C30 acord_dept_name:C100
  orders_dr_code:C30 orders_dr_name:C50 hosp_appr_flag:C3! tcmdrug_used_way:C6 etip_flag:C3 etip_hosp_code:C30 dscg_tkdrug_flag:C3
  matn_fee_flag:C6 memo:C1000 comb_no:C3
`);
export const DELETION = fields('mdtrt_id:C30! chrg_bchno:C30! psn_no:C30!');

/** 2204: a batch comes whole in one message; all of it or nothing. */
export const uploadVisitLines: Handler = async (call) => {
  const rows = rowsOf(call.input, 'feedetail');
  const [first] = rows;
  if (first === undefined) throw new Refusal('输入参数节点[feedetail]不能为空');
  if (rows.length > call.behaviour.maxLinesPerUpload) throw new Refusal(`单次上传费用明细超过${call.behaviour.maxLinesPerUpload}条`);
  for (const row of rows) checkRow(row, 'feedetail', LINE);
  const visit = await liveVisit(call, first['mdtrt_id'] ?? '', first['psn_no'] ?? '');
  if (visit.doc['details'] !== '1') throw new Refusal('未上传门诊就诊信息,不能上传费用明细');
  const [batch] = new Set(rows.map((row) => row['chrg_bchno']));
  if (rows.some((row) => row['chrg_bchno'] !== batch || row['mdtrt_id'] !== visit.mdtrt_id)) throw new Refusal('一次只能上传一个收费批次');
  const live = await liveLines(call.store, visit.mdtrt_id);
  if (live.some((line) => batchOf(line) === batch)) throw new Refusal(`收费批次[${batch}]已上传`);
  const person = await knownPerson(call, first['psn_no'] ?? '');
  const insurance = insuranceInForce(call, person, visit.insutype);
  const result: object[] = [];
  for (const row of rows) result.push(await uploadLine(call, row, visit, insurance));
  return { output: { result }, effect: { kind: 'visit-lines', id: visit.mdtrt_id } };
};

export const batchOf = (line: Pick<FeeLine, 'doc'>): string => (JSON.parse(line.doc) as Row)['chrg_bchno'] ?? '';

async function uploadLine(call: Call, row: Row, visit: Stay, insurance: Insurance): Promise<object> {
  if ((row['fee_ocur_time'] ?? '') < visit.begntime) throw new Refusal(`费用明细[${row['feedetl_sn']}]的发生时间早于就诊时间`);
  const live = await liveLines(call.store, visit.mdtrt_id);
  if (live.some((line) => line.feedetl_sn === row['feedetl_sn'])) throw new Refusal(`费用明细流水号[${row['feedetl_sn']}]重复`);
  if (row['cnt']?.startsWith('-')) throw new Refusal('门诊明细的数量不能为负数');
  const amount = readFen(row['det_item_fee_sumamt'] ?? '') ?? 0;
  checkProduct(call, row, amount);
  const item = itemOf(row['med_list_codg'] ?? '', call.behaviour);
  // The insured place pays targeted drugs only as a special disease: at this window the whole line is the patient's.
  const special = item.targeted && insurance.targetedDrugs === 'special' && isElsewhere(call, insurance) && visit.med_type === '11';
  const split = special ? { selfPaid: amount, overLimit: 0, firstShare: 0, inScope: 0 } : splitOf(row, item, amount);
  await addLine(call.store, {
    mdtrt_id: visit.mdtrt_id,
    feedetl_sn: row['feedetl_sn'] ?? '',
    init_feedetl_sn: '',
    fee_ocur_time: row['fee_ocur_time'] ?? '',
    amount_fen: amount,
    self_paid_fen: split.selfPaid,
    over_limit_fen: split.overLimit,
    first_share_fen: split.firstShare,
    in_scope_fen: split.inScope,
    doc: JSON.stringify(row),
    msgid: call.envelope.msgid,
    created_ms: call.real,
  });
  return resultRow(row, item, amount, split, special ? '参保地将该靶向药纳入门诊特殊病管理,普通门诊不予支付' : '');
}

/** 2205: one batch, or "0000" for everything that is not settled. */
export const deleteVisitLines: Handler = async (call) => {
  const row = rowOf(call.input, 'data', DELETION);
  const visit = await liveVisit(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  const batch = row['chrg_bchno'] ?? '';
  const lines = (await liveLines(call.store, visit.mdtrt_id)).filter((line) => batch === '0000' || batchOf(line) === batch);
  if (batch !== '0000' && lines.length === 0) throw new Refusal(`收费批次[${batch}]不存在`);
  if (batch !== '0000' && lines.some(({ setl_id }) => setl_id !== null)) throw new Refusal(`收费批次[${batch}]已结算,不能撤销`);
  for (const line of await unsettledLines(call.store, visit.mdtrt_id))
    if (lines.some(({ id }) => id === line.id)) await endLine(call.store, line.id, '2205', call.real);
  return { output: null, effect: { kind: 'visit-lines-deleted', id: visit.mdtrt_id } };
};
