import { checkRow, fields, type Row, rowOf, rowsOf } from '../fields.ts';
import { fenText, readFen, sum } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { addList, endList, listsOf, saveListState, type SettlementList } from '../store/lists.ts';
import { type Settlement, settlementByNumber } from '../store/settlements.ts';
import { type Call, type Handler, horizon, knownPerson } from './call.ts';

/** What §7.6 marks mandatory. */
export const LIST = fields(`
  psn_no:C30! mdtrt_id:C30! setl_id:C30! ntly:C6! prfs:C6! dscg_caty:C50! bill_code:C50! bill_no:C30! biz_sn:C50! setl_begn_date:D! setl_end_date:D!
  medins_fill_dept:C100! medins_fill_psn:C50!
`);
export const DIAGNOSIS = fields('diag_type:C3! diag_code:C20! diag_name:C100! maindiag_flag:C3!');
export const FUND = fields('fund_pay_type:C6! fund_payamt:M!');
export const STATE = fields('psn_no:C30! setl_id:C30! stas_type:C3!');
const QUERY = fields('psn_no:C30! setl_id:C30!');
/** The account is no fund. */
const ACCOUNT = '310200';

/** 4101: one settlement that stands, its diagnoses and what each fund paid of it. */
export const uploadList: Handler = async (call) => {
  const row = rowOf(call.input, 'setlinfo', LIST);
  const settlement = await ownSettlement(call, row);
  if (settlement.ended_ms !== null) throw new Refusal('该结算已撤销,不能上传结算清单');
  if (settlement.mdtrt_id !== row['mdtrt_id']) throw new Refusal('就诊ID与结算信息不一致');
  checkDiagnoses(rowsOf(call.input, 'diseinfo'));
  checkFunds(rowsOf(call.input, 'payinfo'), settlement);
  const before = await liveList(call, settlement.setl_id);
  if (before !== undefined && (before.state !== '0' || call.behaviour.repeatedList === 'refused'))
    throw new Refusal('该结算清单已上传,不能重复上传');
  if (before !== undefined) await endList(call.store, before.setl_list_id, call.real);
  const setlListId = `QD${String(await call.store.next('list')).padStart(12, '0')}`;
  await addList(call.store, {
    setl_list_id: setlListId,
    setl_id: settlement.setl_id,
    psn_no: settlement.psn_no,
    state: '0',
    doc: JSON.stringify(row),
    msgid: call.envelope.msgid,
    created_ms: call.real,
  });
  return { output: { setl_list_id: setlListId }, effect: { kind: 'settlement-list', id: setlListId } };
};

/** 4102: 0 back to "not submitted", 1 submitted. What passed stays. */
export const changeListState: Handler = async (call) => {
  const rows = rowsOf((call.input as { data?: unknown }).data ?? {}, 'stastinfo');
  if (rows.length === 0) throw new Refusal('输入参数节点[stastinfo]不能为空');
  for (const row of rows) {
    checkRow(row, 'stastinfo', STATE);
    const { setl_id } = await ownSettlement(call, row);
    const list = await liveList(call, setl_id);
    if (list === undefined) throw new Refusal('未查询到结算清单');
    if (list.state === '2') throw new Refusal('结算清单已审核通过,不能修改状态');
    await saveListState(call.store, list.setl_list_id, row['stas_type'] === '1' ? '1' : '0');
  }
  return { output: null };
};

/** 4103, as far as a late query knows. */
export const queryList: Handler = async (call) => {
  const { setl_id } = await ownSettlement(call, rowOf(call.input, 'data', QUERY));
  const seen = (await listsOf(call.store, setl_id)).findLast(({ created_ms }) => created_ms <= horizon(call));
  if (seen === undefined) throw new Refusal('未查询到结算清单');
  return { output: { setlinfo: { ...JSON.parse(seen.doc), setl_list_id: seen.setl_list_id, stas_type: seen.state } } };
};

/** 2305 of a settlement whose list was submitted. */
export async function checkList(call: Call, setlId: string): Promise<void> {
  const list = await liveList(call, setlId);
  if (call.behaviour.cancelWithList === 'refused' && list !== undefined && list.state !== '0')
    throw new Refusal('结算清单已提交,不能撤销结算');
}

const liveList = async (call: Call, setlId: string): Promise<SettlementList | undefined> =>
  (await listsOf(call.store, setlId)).find(({ ended_ms }) => ended_ms === null);

async function ownSettlement(call: Call, row: Row): Promise<Settlement> {
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const settlement = await settlementByNumber(call.store, row['setl_id'] ?? '');
  if (settlement === undefined || settlement.psn_no !== person.psnNo) throw new Refusal('未查询到结算信息');
  return settlement;
}

function checkDiagnoses(rows: readonly Row[]): void {
  for (const row of rows) checkRow(row, 'diseinfo', DIAGNOSIS);
  if (rows.filter((row) => row['maindiag_flag'] === '1').length !== 1) throw new Refusal('主诊断有且只能有一个');
}

function checkFunds(rows: readonly Row[], { fund_fen }: Settlement): void {
  for (const row of rows) checkRow(row, 'payinfo', FUND);
  const told = sum(rows.filter((row) => row['fund_pay_type'] !== ACCOUNT).map((row) => readFen(row['fund_payamt'] ?? '') ?? 0));
  if (told !== fund_fen) throw new Refusal(`基金支付合计[${fenText(told)}]与结算基金支付总额[${fenText(fund_fen)}]不一致`);
}
