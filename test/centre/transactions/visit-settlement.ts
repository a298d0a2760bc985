import { chinaDay } from '../../standin/clock.ts';
import { accountBalance, yearOf } from '../accumulators.ts';
import { fields, type Row, rowOf } from '../fields.ts';
import { fenText, readFen } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { setldetail, setlinfo } from '../setlinfo.ts';
import { inTurn } from '../store/database.ts';
import { type FeeLine, type LineSums, markSettled, sumLines, unsettledLines } from '../store/lines.ts';
import type { Insurance, Person } from '../store/persons.ts';
import { addSettlement } from '../store/settlements.ts';
import { isVisit, liveDischarge, type Stay, staysOf } from '../store/stays.ts';
import { splitVisit, VISIT_CLEARING, visitPolicyFor } from '../visit-split.ts';
import { type Call, type Handler, insuranceInForce, isElsewhere, knownPerson, liveVisit, nowText } from './call.ts';
import { isFiled } from './person.ts';
import { cancelOf, checkFirst, type Draft, draftOf } from './settlement.ts';
import { batchOf } from './visit-fees.ts';

const COMMON = `
  psn_no:C30! mdtrt_cert_type:C3! mdtrt_cert_no:C50! card_sn:C32 psn_cert_type:C3! certno:C20! med_type:C6! medfee_sumamt:M! psn_setlway:C6!
  mdtrt_id:C30! chrg_bchno:C30! acct_used_flag:C1! insutype:C6! pub_hosp_rfom_flag:C6
`;
const PRE_SETTLEMENT = fields(`${COMMON} psn_type:C3! psn_name:C20!`);
export const SETTLEMENT = fields(`${COMMON} invono:C20 fulamt_ownpay_amt:M! overlmt_selfpay:M! preselfpay_amt:M! inscp_scp_amt:M!`);
export const CANCELLATION = fields('setl_id:C30! mdtrt_id:C30! psn_no:C30!');

interface Prepared {
  readonly draft: Draft;
  readonly person: Person;
  readonly visit: Stay;
  readonly lines: readonly FeeLine[];
}

/** 2206: computes, changes nothing. */
export const preSettleVisit: Handler = async (call) => {
  const { draft, person, visit } = await prepare(call, rowOf(call.input, 'data', PRE_SETTLEMENT), '');
  const source = { settlement: draft, person, medType: visit.med_type, sign: 1 } as const;
  const { setl_id: _none, ...info } = setlinfo(source);
  return { output: { setlinfo: info, setldetail: setldetail(source) } };
};

/** 2207 */
export const settleVisit: Handler = async (call) => {
  const row = rowOf(call.input, 'data', SETTLEMENT);
  const setlId = `${call.envelope.mdtrtareaAdmvs}J${String(await call.store.next('settlement')).padStart(17, '0')}`;
  const { draft, person, visit, lines } = await prepare(call, row, setlId);
  checkSums(row, sumLines(lines));
  await addSettlement(call.store, { ...draft, created_ms: call.real });
  await markSettled(call.store, lines, setlId);
  const source = { settlement: draft, person, medType: visit.med_type, sign: 1 } as const;
  return { output: { setlinfo: setlinfo(source), setldetail: setldetail(source) }, effect: { kind: 'settlement', id: setlId } };
};

/** 2208: the whole settlement, never a part. Its cash has another name here, as on the real platform. */
export const cancelVisitSettlement: Handler = async (call) => {
  const row = rowOf(call.input, 'data', CANCELLATION);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const visit = await liveVisit(call, row['mdtrt_id'] ?? '', person.psnNo);
  const done = await cancelOf(call, row, person, visit, '2208');
  const output = done.output as { readonly setlinfo: Readonly<Record<string, unknown>> };
  const { psn_cash_pay, ...info } = output.setlinfo;
  return { ...done, output: { ...output, setlinfo: { ...info, pdn_cash_pay: psn_cash_pay } } };
};

async function prepare(call: Call, row: Row, setlId: string): Promise<Prepared> {
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const visit = await liveVisit(call, row['mdtrt_id'] ?? '', person.psnNo);
  if (row['insutype'] !== visit.insutype) throw new Refusal('险种类型与挂号信息不一致');
  if (row['med_type'] !== visit.med_type) throw new Refusal('医疗类别与就诊信息不一致');
  if (row['certno'] !== person.certno) throw new Refusal('人员信息与参保人信息不一致');
  const insurance = insuranceInForce(call, person, visit.insutype);
  await checkFirst(call, visit);
  await checkBenefit(call, person, insurance, visit);
  const open = await unsettledLines(call.store, visit.mdtrt_id);
  const lines = open.filter((line) => batchOf(line) === row['chrg_bchno']);
  if (lines.length === 0) throw new Refusal(`收费批次[${row['chrg_bchno']}]没有可结算的费用明细`);
  const sums = sumLines(lines);
  const told = readFen(row['medfee_sumamt'] ?? '') ?? 0;
  if (told !== sums.total) throw new Refusal(`医疗费总额[${fenText(told)}]与已上传费用明细合计[${fenText(sums.total)}]不一致`);
  const time = nowText(call);
  const year = await yearOf(call.store, person, time.slice(0, 4), call.real, visit.mdtrt_id);
  const policy = insurance.outpatient === 'pooled' ? visitPolicyFor(insurance) : { deductibleFen: 0, rate: '0.0000', capFen: 0 };
  const split = splitVisit(sums, policy, { deductible: year.outpatientDeductible, fund: year.outpatientFund });
  const draft = await draftOf(call, { row, setlId, person, stay: visit, insurance, split, time, clearing: VISIT_CLEARING });
  return { draft, person, visit, lines };
}

/** Why ordinary outpatient care is not paid at this window, in the platform's words. */
async function checkBenefit(call: Call, person: Person, insurance: Insurance, visit: Stay): Promise<void> {
  const elsewhere = isElsewhere(call, insurance);
  const day = chinaDay(call.now);
  if (elsewhere && !isFiled(insurance, day)) throw new Refusal('该参保人未办理异地就医备案,不能进行门诊直接结算');
  const special = person.chronic.find(({ from, until }) => from <= day && (until === null || until >= day));
  if (elsewhere && special !== undefined && visit.med_type === '11')
    throw new Refusal(`参保人在参保地登记了门诊特殊病[${special.name}],不能按普通门诊直接结算`);
  if (insurance.outpatient === 'none') throw new Refusal('参保地规定普通门诊费用不予支付');
  if (insurance.outpatient === 'account-only' && (await accountBalance(call.store, person, insurance)) <= 0)
    throw new Refusal('参保地普通门诊只支付个人账户资金,账户余额为零');
  if (visit.med_type !== '13' && (await inHospital(call, person.psnNo)) && call.behaviour.visitWhileInHospital === 'refused')
    throw new Refusal('参保人正在住院,住院期间不能享受普通门诊统筹待遇');
}

async function inHospital(call: Call, psnNo: string): Promise<boolean> {
  const stays = (await staysOf(call.store, psnNo)).filter((stay) => stay.ended_ms === null && !isVisit(stay));
  return (await inTurn(stays, ({ mdtrt_id }) => liveDischarge(call.store, mdtrt_id))).includes(undefined);
}

function checkSums(row: Row, sums: LineSums): void {
  const told = [row['fulamt_ownpay_amt'], row['overlmt_selfpay'], row['preselfpay_amt'], row['inscp_scp_amt']].map((text) =>
    readFen(text ?? ''),
  );
  const ours = [sums.selfPaid, sums.overLimit, sums.firstShare, sums.inScope];
  if (told.some((fen, index) => fen !== ours[index])) throw new Refusal('费用分割合计与已上传明细的分割结果不一致');
}
