import { fields, type Row, rowOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { liveLines, markSettled } from '../store/lines.ts';
import { findMessage, type MessageRow } from '../store/messages.ts';
import { endSettlement, reviveSettlement, settlementByNumber } from '../store/settlements.ts';
import { endStay, stayByNumber } from '../store/stays.ts';
import { type Call, type Done, type Handler, knownPerson, nowText } from './call.ts';
import { checkRemovable } from './stay.ts';
import { freeLines } from './settlement.ts';

export const REVERSAL = fields('psn_no:C30! omsgid:C30! oinfno:C5!');

/** 2601: takes an act back by the id of the message that asked for it. */
export const reverse: Handler = async (call) => {
  const row = rowOf(call.input, 'data', REVERSAL);
  const infno = row['oinfno'] ?? '';
  if (!call.behaviour.reversible.includes(infno)) throw new Refusal(`交易[${infno}]不支持冲正`);
  const person = await knownPerson(call, row['psn_no'] ?? '');
  const original = await findMessage(call.store, row['omsgid'] ?? '', infno);
  if (original?.effect_id === undefined || original.effect_id === null) return unknownOriginal(call, row);
  checkWindow(call, original);
  await undo(call, infno, original, person.psnNo);
  return { output: null, effect: { kind: 'reversal', id: original.effect_id } };
};

function unknownOriginal(call: Call, row: Row): Done {
  if (call.behaviour.unknownOriginal === 'refused') throw new Refusal(`未查询到原交易[${row['omsgid']}]信息,不能冲正`);
  return { output: null, effect: { kind: 'reversal-of-nothing', id: row['omsgid'] ?? '' } };
}

function checkWindow(call: Call, original: MessageRow): void {
  const limit = call.behaviour.reversalWindowMinutes;
  const minutes = (call.now - Date.parse(original.received_at)) / 60_000;
  if (limit !== null && minutes > limit) throw new Refusal('原交易已超过冲正时限');
}

async function undo(call: Call, infno: string, original: MessageRow, psnNo: string): Promise<void> {
  const id = original.effect_id ?? '';
  const undoing = {
    '2401': undoAdmission,
    '2304': undoSettlement,
    '2305': undoCancellation,
    '2207': undoSettlement,
    '2208': undoCancellation,
  }[infno];
  if (undoing === undefined) throw new Refusal(`未查询到原交易[${original.msgid}]信息,不能冲正`);
  await undoing(call, id, psnNo);
}

async function undoAdmission(call: Call, mdtrtId: string, psnNo: string): Promise<void> {
  const stay = await stayByNumber(call.store, mdtrtId);
  if (stay === undefined || stay.psn_no !== psnNo) throw new Refusal('未查询到原交易信息,不能冲正');
  if (stay.ended_ms !== null) throw new Refusal('原交易已撤销或已冲正,不能冲正');
  await checkRemovable(call, mdtrtId);
  await endStay(call.store, mdtrtId, '2601', call.real);
}

async function undoSettlement(call: Call, setlId: string, psnNo: string): Promise<void> {
  const settlement = await settlementByNumber(call.store, setlId);
  if (settlement === undefined || settlement.psn_no !== psnNo) throw new Refusal('未查询到原交易信息,不能冲正');
  if (settlement.ended_ms !== null) throw new Refusal('该结算的退费标志不为未退费,不能冲正');
  const ending = { by: '2601', ms: call.real, cancelSetlId: null, msgid: call.envelope.msgid, time: nowText(call) } as const;
  await endSettlement(call.store, setlId, ending);
  await freeLines(call, settlement);
}

async function undoCancellation(call: Call, setlId: string, psnNo: string): Promise<void> {
  const settlement = await settlementByNumber(call.store, setlId);
  if (settlement === undefined || settlement.psn_no !== psnNo) throw new Refusal('未查询到原交易信息,不能冲正');
  if (settlement.ended_by !== '2305' && settlement.ended_by !== '2208') throw new Refusal('原撤销交易已冲正,不能冲正');
  const lines = (await liveLines(call.store, settlement.mdtrt_id)).filter((line) => line.setl_id === null);
  await reviveSettlement(call.store, setlId);
  await markSettled(call.store, lines, setlId);
}
