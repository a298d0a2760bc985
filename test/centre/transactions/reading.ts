import { readFileSync } from 'node:fs';
import { fields, type Row, rowOf } from '../fields.ts';
import { Amount } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { type FeeLine, liveLines, unsettledLinesAt } from '../store/lines.ts';
import { settlementByNumber } from '../store/settlements.ts';
import { stayByNumber } from '../store/stays.ts';
import { diagnosesIn } from './stay.ts';
import { type Call, type Handler, horizon, knownPerson, liveStay } from './call.ts';

const DICTIONARY = fields('type:C50! parentValue:C50 admdvs:C6 date:D! Vali_Flag:C3');
const CATALOGUE = fields('insu_admdvs:C6 updt_time:C30! page_num:N6! page_size:N6! vali_flag:C3');
const VISIT = fields('psn_no:C30! mdtrt_id:C30!');
const LINES = fields('psn_no:C30! setl_id:C30 mdtrt_id:C30!');
const PERSON = fields('psn_no:C30!');

/** The few dictionaries of this world, in the values of the reference's tables. */
const DICTIONARIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  insutype: { '310': '职工基本医疗保险', '390': '城乡居民基本医疗保险', '340': '离休人员医疗保障' },
  med_type: { '11': '普通门诊', '21': '普通住院', '28': '日间手术' },
  clr_type: { '11': '门诊', '21': '住院', '28': '日间手术' },
};

/** 1901 */
export const readDictionary: Handler = async (call) => {
  const row = rowOf(call.input, 'data', DICTIONARY);
  const values = DICTIONARIES[row['type'] ?? ''];
  if (values === undefined) throw new Refusal(`字典类型[${row['type']}]不存在`);
  const list = Object.entries(values).map(([value, label], index) => ({
    type: row['type'],
    value,
    label,
    parent_value: null,
    sort: index,
    vali_flag: '1',
  }));
  return { output: { list } };
};

interface Item {
  readonly priceCap: string | null;
  readonly itemCode: string;
  readonly name: string;
  readonly class: string;
}

const LEVELS: Readonly<Record<string, string>> = { A: '01', B: '02', C: '03' };
const CHANGED = '2023-06-01 00:00:00';

/** This world's catalogue, all of it changed on one day. */
const items = (): readonly Item[] => JSON.parse(readFileSync(new URL('../catalogue.json', import.meta.url), 'utf8')) as readonly Item[];

function pageOf(call: Call, all: readonly Item[], toRow: (item: Item) => object): { output: object } {
  const row = rowOf(call.input, 'data', CATALOGUE);
  const wanted = (row['updt_time'] ?? '') < CHANGED ? all : [];
  const [page, size] = [Number(row['page_num']), Number(row['page_size'])];
  if (page < 1 || size < 1 || size > 1_000) throw new Refusal('分页参数不正确');
  const data = wanted.slice((page - 1) * size, page * size).map(toRow);
  return { output: { pageNum: page, pageSize: size, recordCounts: wanted.length, pages: Math.ceil(wanted.length / size), data } };
}

/** 1312, paged. */
export const readInsuranceItems: Handler = async (call) =>
  pageOf(call, items(), (item) => ({
    hilist_code: item.itemCode,
    hilist_name: item.name,
    chrgitm_lv: LEVELS[item.class] ?? '03',
    list_type: '201',
    begndate: '2020-01-01',
    enddate: null,
    vali_flag: '1',
    updt_time: CHANGED,
  }));

/** 1318, paged: what of it has a limit. */
export const readLimitPrices: Handler = async (call) => {
  const limited = items().filter(({ priceCap }) => priceCap !== null);
  return pageOf(call, limited, (item) => ({
    hilist_code: item.itemCode,
    hilist_lmtpric_type: '101',
    hilist_pric_uplmt_amt: Number(item.priceCap),
    begndate: '2020-01-01',
    enddate: null,
    vali_flag: '1',
    updt_time: CHANGED,
  }));
};

/** 5202 */
export const queryDiagnoses: Handler = async (call) => {
  const row = rowOf(call.input, 'data', VISIT);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const stay = await stayByNumber(call.store, row['mdtrt_id'] ?? '');
  if (stay === undefined || stay.psn_no !== person.psnNo) return { output: { diseinfo: [] } };
  const diseinfo = diagnosesIn(stay.doc).map(({ psn_no: _none, ...row }) => ({
    mdtrt_id: stay.mdtrt_id,
    psn_no: person.psnNo,
    inout_diag_type: '1',
    ...row,
  }));
  return { output: { diseinfo } };
};

/** 5204 */
export const queryFeeLines: Handler = async (call) => {
  const row = rowOf(call.input, 'data', LINES);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const lines = await linesAsked(call, row, person.psnNo);
  const data = lines.map((line) => ({
    mdtrt_id: line.mdtrt_id,
    setl_id: line.setl_id,
    feedetl_sn: line.feedetl_sn,
    fee_ocur_time: line.fee_ocur_time,
    det_item_fee_sumamt: new Amount(line.amount_fen),
    inscp_scp_amt: new Amount(line.in_scope_fen),
  }));
  return { output: { data } };
};

/** Without a settlement's number: those of the visit that are not settled, where this centre shows them, as far as a late query knows them. */
async function linesAsked(call: Call, row: Row, psnNo: string): Promise<readonly FeeLine[]> {
  if (row['setl_id']) {
    const settlement = await settlementByNumber(call.store, row['setl_id']);
    if (settlement === undefined || settlement.psn_no !== psnNo) throw new Refusal('未查询到结算信息');
    return (await liveLines(call.store, settlement.mdtrt_id)).filter((line) => line.setl_id === settlement.setl_id);
  }
  const { feeLinesUnsettled } = call.behaviour;
  if (feeLinesUnsettled === 'refused') throw new Refusal('输入参数[data.setl_id]不能为空');
  const stay = await liveStay(call, row['mdtrt_id'] ?? '', psnNo);
  return feeLinesUnsettled === 'empty' ? [] : unsettledLinesAt(call.store, stay.mdtrt_id, horizon(call));
}

/** 5301 */
export const queryChronic: Handler = async (call) => {
  const { chronic } = await knownPerson(call, rowOf(call.input, 'data', PERSON)['psn_no'] ?? '');
  const feedetail = chronic.map(({ code, name, from, until }) => ({
    opsp_dise_code: code,
    opsp_dise_name: name,
    begndate: from,
    enddate: until,
  }));
  return { output: { feedetail } };
};
