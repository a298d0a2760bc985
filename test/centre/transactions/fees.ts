import { type CatalogueItem, itemOf, levelOf, type LineSplit, splitLine } from '../catalogue.ts';
import { checkRow, fields, type Row, rowsOf } from '../fields.ts';
import { Amount, lineFen, readFen } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { addLine, endLine, liveLinesNamed, unsettledLines } from '../store/lines.ts';
import { liveDischarge } from '../store/stays.ts';
import { type Call, type Handler, knownPerson, liveStay } from './call.ts';

export const LINE = fields(`
  feedetl_sn:S15! init_feedetl_sn:C30 mdtrt_id:C30! drord_no:C30 psn_no:C30! med_type:C6! fee_ocur_time:DT! med_list_codg:C50!
  medins_list_codg:C150! det_item_fee_sumamt:M! cnt:N16,4! pric:N16,6! bilg_dept_codg:C30! bilg_dept_name:C100! bilg_dr_codg:C30!
  bilg_dr_name:C50! acord_dept_codg:C30 acord_dept_name:C100 orders_dr_code:C30 orders_dr_name:C50 hosp_appr_flag:C3
  tcmdrug_used_way:C6 etip_flag:C3 etip_hosp_code:C30 dscg_tkdrug_flag:C3 matn_fee_flag:C6 memo:C500 comb_no:C3 exp_content:C4000
`);
export const DELETION = fields('feedetl_sn:C30! mdtrt_id:C30! psn_no:C30! exp_content:C4000');

/** 2301: all lines or none. */
export const uploadLines: Handler = async (call) => {
  const rows = rowsOf(call.input, 'feedetail');
  if (rows.length === 0) throw new Refusal('输入参数节点[feedetail]不能为空');
  if (rows.length > call.behaviour.maxLinesPerUpload) throw new Refusal(`单次上传费用明细超过${call.behaviour.maxLinesPerUpload}条`);
  const result: object[] = [];
  for (const row of rows) {
    checkRow(row, 'feedetail', LINE);
    result.push(await uploadLine(call, row));
  }
  return { output: { result }, effect: { kind: 'lines', id: rows[0]?.['mdtrt_id'] ?? '' } };
};

async function uploadLine(call: Call, row: Row): Promise<object> {
  await knownPerson(call, row['psn_no'] ?? '');
  const stay = await liveStay(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  await checkTimes(call, row, stay.mdtrt_id, stay.begntime);
  const serial = row['feedetl_sn'] ?? '';
  const repeated = (await liveLinesNamed(call.store, stay.mdtrt_id, serial)).length > 0;
  if (repeated && call.behaviour.repeatedLine === 'refused') throw new Refusal(`费用明细流水号[${serial}]重复`);
  const item = itemOf(row['med_list_codg'] ?? '', call.behaviour);
  const amount = readFen(row['det_item_fee_sumamt'] ?? '') ?? 0;
  checkAmount(call, row, amount);
  const original = row['init_feedetl_sn'];
  if (original && (await liveLinesNamed(call.store, stay.mdtrt_id, original)).length === 0) {
    throw new Refusal(`原费用流水号[${original}]不存在`);
  }
  const split = splitOf(row, item, amount);
  if (!repeated || call.behaviour.repeatedLine === 'doubled') {
    await addLine(call.store, {
      mdtrt_id: stay.mdtrt_id,
      feedetl_sn: serial,
      init_feedetl_sn: row['init_feedetl_sn'] ?? '',
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
  }
  return resultRow(row, item, amount, split, '');
}

export function splitOf(row: Row, item: CatalogueItem, amount: number): LineSplit {
  const refusedByHospital = row['hosp_appr_flag'] === '2';
  return splitLine(item, { amount, price: row['pric'] ?? '0', quantity: row['cnt'] ?? '0', refusedByHospital });
}

/** What 2301 and 2204 answer of a line. */
export function resultRow(row: Row, item: CatalogueItem, amount: number, split: LineSplit, memo: string): object {
  return {
    feedetl_sn: row['feedetl_sn'],
    det_item_fee_sumamt: new Amount(amount),
    cnt: row['cnt'],
    pric: row['pric'],
    pric_uplmt_amt: item.priceCap ?? '0',
    selfpay_prop: item.firstShareRate,
    fulamt_ownpay_amt: new Amount(split.selfPaid),
    overlmt_amt: new Amount(split.overLimit),
    preselfpay_amt: new Amount(split.firstShare),
    inscp_scp_amt: new Amount(split.inScope),
    chrgitm_lv: levelOf(item),
    med_chrgitm_type: item.chargeType,
    bas_medn_flag: '0',
    hi_nego_drug_flag: '0',
    chld_medc_flag: '0',
    list_sp_item_flag: '0',
    lmt_used_flag: '0',
    drt_reim_flag: '0',
    memo,
  };
}

async function checkTimes(call: Call, row: Row, mdtrtId: string, begntime: string): Promise<void> {
  const at = row['fee_ocur_time'] ?? '';
  if (at < begntime) throw new Refusal(`费用明细[${row['feedetl_sn']}]的发生时间早于入院时间`);
  const end = (await liveDischarge(call.store, mdtrtId))?.endtime;
  if (end !== undefined && at > end && call.behaviour.feeAfterDischarge === 'refused') {
    throw new Refusal(`费用明细[${row['feedetl_sn']}]的发生时间晚于出院时间`);
  }
}

function checkAmount(call: Call, row: Row, amount: number): void {
  if (row['cnt']?.startsWith('-') && !row['init_feedetl_sn']) throw new Refusal('退费明细的原费用流水号不能为空');
  checkProduct(call, row, amount);
}

export function checkProduct(call: Call, row: Row, amount: number): void {
  const quantity = row['cnt'] ?? '0';
  if (call.behaviour.lineAmountCheck && lineFen(row['pric'] ?? '0', quantity) !== amount) {
    throw new Refusal(`费用明细[${row['feedetl_sn']}]的总额与数量乘单价不一致`);
  }
}

/** 2302: named lines, or "0000" for everything that is not settled. */
export const deleteLines: Handler = async (call) => {
  const rows = rowsOf(call.input, 'data');
  if (rows.length === 0) throw new Refusal('输入参数节点[data]不能为空');
  for (const row of rows) {
    checkRow(row, 'data', DELETION);
    await deleteRow(call, row);
  }
  return { output: null, effect: { kind: 'lines-deleted', id: rows[0]?.['mdtrt_id'] ?? '' } };
};

async function deleteRow(call: Call, row: Row): Promise<void> {
  const stay = await liveStay(call, row['mdtrt_id'] ?? '', row['psn_no'] ?? '');
  const serial = row['feedetl_sn'] ?? '';
  if (serial === '0000') {
    for (const line of await unsettledLines(call.store, stay.mdtrt_id)) await endLine(call.store, line.id, '2302', call.real);
    return;
  }
  const lines = await liveLinesNamed(call.store, stay.mdtrt_id, serial);
  if (lines.length === 0) throw new Refusal(`费用明细流水号[${serial}]不存在`);
  if (lines.some((line) => line.setl_id !== null)) throw new Refusal(`费用明细[${serial}]已结算,不能撤销`);
  for (const line of lines) await endLine(call.store, line.id, '2302', call.real);
}
