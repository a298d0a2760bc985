import { accountBalance, familyBalance, yearOf } from '../accumulators.ts';
import { fields, type Row, rowOf } from '../fields.ts';
import { fenText, readFen } from '../money.ts';
import { ageOn, policyFor } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { setldetail, setlinfo } from '../setlinfo.ts';
import { type Split, splitStay } from '../split.ts';
import { liveLines, markSettled, sumLines, unsettledLines } from '../store/lines.ts';
import type { Insurance, Person } from '../store/persons.ts';
import { addSettlement, endSettlement, type Settlement, settlementByNumber, settlementsOfStay } from '../store/settlements.ts';
import { liveDischarge, type Stay } from '../store/stays.ts';
import { checkList } from './list.ts';
import { type Call, type Done, type Handler, insuranceInForce, knownPerson, liveStay, nowText } from './call.ts';

const SPLIT_SUMS = 'fulamt_ownpay_amt:M overlmt_selfpay:M preselfpay_amt:M inscp_scp_amt:M dscgTime:D exp_content:C4000';
const COMMON = `
  psn_no:C30! mdtrt_cert_type:C3! mdtrt_cert_no:C50 card_sn:C32 psn_cert_type:C3! certno:C20! psn_type:C3! psn_name:C20!
  medfee_sumamt:M! psn_setlway:C6! mdtrt_id:C30! insutype:C6! mid_setl_flag:C3! insuplc_admdvs:C6! mdtrtarea_admvs:C6!
`;
const PRE_SETTLEMENT = fields(`${COMMON} acct_used_flag:C1 ${SPLIT_SUMS}`);
export const SETTLEMENT = fields(`${COMMON} acct_used_flag:C1! invono:C20 ${SPLIT_SUMS}`);
export const CANCELLATION = fields('mdtrt_id:C30! setl_id:C30! psn_no:C30! exp_content:C4000');

export type Draft = Omit<Settlement, 'created_ms' | 'ended_ms' | 'ended_by' | 'cancel_setl_id' | 'cancel_msgid' | 'cancel_time'>;

/** 2303: computes, changes nothing. */
export const preSettle: Handler = async (call) => {
  const row = rowOf(call.input, 'data', PRE_SETTLEMENT);
  const { draft, person, stay } = await prepare(call, row, '');
  const source = { settlement: draft, person, medType: stay.med_type, sign: 1 } as const;
  const { setl_id: _none, ...info } = setlinfo(source);
  return { output: { setlinfo: info, setldetail: setldetail(source) } };
};

/** 2304 */
export const settle: Handler = async (call) => {
  const row = rowOf(call.input, 'data', SETTLEMENT);
  const interim = row['mid_setl_flag'] === '1';
  const { person, stay } = await parties(call, row);
  await checkFirst(call, stay);
  if (!interim && call.behaviour.dischargeFirst && (await liveDischarge(call.store, stay.mdtrt_id)) === undefined) {
    throw new Refusal('未办理出院登记,不能进行出院结算');
  }
  const setlId = `${call.envelope.mdtrtareaAdmvs}J${String(await call.store.next('settlement')).padStart(17, '0')}`;
  const { draft } = await prepare(call, row, setlId);
  await addSettlement(call.store, { ...draft, created_ms: call.real });
  const again = call.behaviour.secondSettlement === 'accepted';
  const lines = await (again ? linesToSettle(call, stay) : unsettledLines(call.store, stay.mdtrt_id));
  await markSettled(call.store, lines, setlId);
  const source = { settlement: draft, person, medType: stay.med_type, sign: 1 } as const;
  return {
    output: { setlinfo: setlinfo(source), setldetail: setldetail(source) },
    effect: { kind: interim ? 'interim-settlement' : 'settlement', id: setlId },
  };
};

export async function checkFirst(call: Call, stay: Stay): Promise<void> {
  if (call.behaviour.secondSettlement === 'accepted') return;
  const settled = (await settlementsOfStay(call.store, stay.mdtrt_id)).some((row) => row.ended_ms === null && row.interim === 0);
  if (settled) throw new Refusal('该就诊已结算,不能重复结算');
}

/** Where a second settlement is allowed, a stay without unsettled lines is simply settled again: a true double. */
async function linesToSettle(call: Call, stay: Stay): ReturnType<typeof liveLines> {
  const open = await unsettledLines(call.store, stay.mdtrt_id);
  return open.length > 0 ? open : liveLines(call.store, stay.mdtrt_id);
}

async function parties(call: Call, row: Row): Promise<{ person: Person; stay: Stay; insurance: Insurance }> {
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const stay = await liveStay(call, row['mdtrt_id'] ?? '', person.psnNo);
  if (row['insutype'] !== stay.insutype) throw new Refusal('险种类型与入院登记不一致');
  if (row['certno'] !== person.certno || row['psn_name'] !== person.name) throw new Refusal('人员信息与参保人信息不一致');
  return { person, stay, insurance: insuranceInForce(call, person, stay.insutype) };
}

async function prepare(call: Call, row: Row, setlId: string): Promise<{ draft: Draft; person: Person; stay: Stay }> {
  const { person, stay, insurance } = await parties(call, row);
  const lines = await linesToSettle(call, stay);
  const sums = sumLines(lines);
  if (lines.length === 0) throw new Refusal('没有可结算的费用明细');
  const told = readFen(row['medfee_sumamt'] ?? '') ?? 0;
  if (call.behaviour.totalCheck && told !== sums.total) {
    throw new Refusal(`医疗费总额[${fenText(told)}]与已上传费用明细合计[${fenText(sums.total)}]不一致`);
  }
  const time = nowText(call);
  const known = await yearOf(call.store, person, time.slice(0, 4), call.real, stay.mdtrt_id);
  const age = ageOn(person.birthOn, stay.begntime.slice(0, 10));
  const policy = policyFor({
    admdvs: insurance.admdvs,
    insutype: insurance.insutype,
    psnType: insurance.psnType,
    age,
    earlierStays: known.stays,
  });
  const paid = (await settlementsOfStay(call.store, stay.mdtrt_id)).filter(({ ended_ms }) => ended_ms === null);
  const before = {
    deductible: paid.reduce((total, other) => total + other.deductible_fen, 0),
    burden: known.burden + paid.reduce((total, other) => total + other.burden_fen, 0),
  };
  const split = splitStay(sums, policy, before, call.behaviour.largeAmountAid);
  return { draft: await draftOf(call, { row, setlId, person, stay, insurance, split, time }), person, stay };
}

export interface DraftParts {
  readonly row: Row;
  readonly setlId: string;
  readonly person: Person;
  readonly stay: Stay;
  readonly insurance: Insurance;
  readonly split: Split;
  readonly time: string;
  readonly clearing?: string;
}

export async function draftOf(
  call: Call,
  { row, setlId, person, stay, insurance, split, time, clearing = '21' }: DraftParts,
): Promise<Draft> {
  const account = await accountUse(call, row['acct_used_flag'] ?? '0', person, insurance, split);
  return {
    setl_id: setlId,
    mdtrt_id: stay.mdtrt_id,
    psn_no: person.psnNo,
    insutype: stay.insutype,
    clr_type: clearing,
    clr_optins: `${insurance.admdvs.slice(0, 4)}00`,
    setl_time: time,
    interim: row['mid_setl_flag'] === '1' ? 1 : 0,
    total_fen: split.total,
    fund_fen: split.fundSum,
    account_fen: account.own + account.family,
    burden_fen: Math.max(split.inScope, 0) - split.pooledFund,
    deductible_fen: split.deductible,
    msgid: call.envelope.msgid,
    doc: {
      split,
      familyFen: account.family,
      balanceFen: (await accountBalance(call.store, person, insurance)) - account.own,
      mdtrtCertType: row['mdtrt_cert_type'] ?? '',
      psnType: insurance.psnType,
      civilServant: insurance.civilServant,
      invono: row['invono'] ?? '',
    },
  };
}

/** The account pays the in-scope own share and the first shares, never wholly self-paid items. */
async function accountUse(
  call: Call,
  flag: string,
  person: Person,
  insurance: Insurance,
  split: Split,
): Promise<{ own: number; family: number }> {
  const payable = Math.max(split.part - split.selfPaid - split.overLimit, 0);
  if (flag === '1') return { own: Math.min(payable, await accountBalance(call.store, person, insurance)), family: 0 };
  if (flag === '2') return { own: 0, family: Math.min(payable, await familyBalance(call.store, person, insurance.insutype)) };
  return { own: 0, family: 0 };
}

/** 2305 */
export const cancelSettlement: Handler = async (call) => {
  const row = rowOf(call.input, 'data', CANCELLATION);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  return cancelOf(call, row, person, await liveStay(call, row['mdtrt_id'] ?? '', person.psnNo), '2305');
};

/** 2305 and 2208. */
export async function cancelOf(call: Call, row: Row, person: Person, stay: Stay, by: '2305' | '2208'): Promise<Done> {
  const settlement = await settlementByNumber(call.store, row['setl_id'] ?? '');
  if (settlement === undefined || settlement.mdtrt_id !== stay.mdtrt_id) throw new Refusal('未查询到结算信息');
  if (settlement.ended_ms !== null) throw new Refusal('该结算已撤销,不能重复撤销');
  await checkList(call, settlement.setl_id);
  const cancelId = `${call.envelope.mdtrtareaAdmvs}J${String(await call.store.next('settlement')).padStart(17, '0')}`;
  const time = nowText(call);
  await endSettlement(call.store, settlement.setl_id, {
    by,
    ms: call.real,
    cancelSetlId: cancelId,
    msgid: call.envelope.msgid,
    time,
  });
  await freeLines(call, settlement);
  const sign = call.behaviour.cancelAmounts === 'negative' ? -1 : 1;
  const cancelling = { ...settlement, setl_id: cancelId, setl_time: time, msgid: call.envelope.msgid };
  const source = { settlement: cancelling, person, medType: stay.med_type, sign } as const;
  return {
    output: { setlinfo: setlinfo(source), setldetail: setldetail(source) },
    effect: { kind: 'settlement-cancelled', id: settlement.setl_id },
  };
}

/** A cancelled settlement leaves its lines open for the next one. */
export async function freeLines(call: Call, settlement: Settlement): Promise<void> {
  const lines = (await liveLines(call.store, settlement.mdtrt_id)).filter((line) => line.setl_id === settlement.setl_id);
  await markSettled(call.store, lines, null);
}
