import { fields, type Row, rowOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { liveLines, markSettled } from '../store/lines.ts';
import { findMessage, type MessageRow } from '../store/messages.ts';
import { endSettlement, reviveSettlement, settlementByNumber } from '../store/settlements.ts';
import { endStay, stayByNumber } from '../store/stays.ts';
import { type Call, type Done, type Handler, knownPerson, nowText } from './call.ts';
import { checkRemovable } from './stay.ts';
import { freeLines } from './settlement.ts';

const REVERSAL = fields('psn_no:C30! omsgid:C30! oinfno:C5!');

/** 2601: takes an act back by the id of the message that asked for it. */
export const reverse: Handler = (call) => {
  const row = rowOf(call.input, 'data', REVERSAL);
  const infno = row['oinfno'] ?? '';
  if (!call.behaviour.reversible.includes(infno)) throw new Refusal(`交易[${infno}]不支持冲正`);
  const person = knownPerson(call, row['psn_no'] ?? '');
  const original = findMessage(call.store, row['omsgid'] ?? '', infno);
  if (original?.effect_id === undefined || original.effect_id === null) return unknownOriginal(call, row);
  checkWindow(call, original);
  undo(call, infno, original, person.psnNo);
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

function undo(call: Call, infno: string, original: MessageRow, psnNo: string): void {
  const id = original.effect_id ?? '';
  const undoing = { '2401': undoAdmission, '2304': undoSettlement, '2305': undoCancellation }[infno];
  if (undoing === undefined) throw new Refusal(`未查询到原交易[${original.msgid}]信息,不能冲正`);
  undoing(call, id, psnNo);
}

function undoAdmission(call: Call, mdtrtId: string, psnNo: string): void {
  const stay = stayByNumber(call.store, mdtrtId);
  if (stay === undefined || stay.psn_no !== psnNo) throw new Refusal('未查询到原交易信息,不能冲正');
  if (stay.ended_ms !== null) throw new Refusal('原交易已撤销或已冲正,不能冲正');
  checkRemovable(call, mdtrtId);
  endStay(call.store, mdtrtId, '2601', call.real);
}

function undoSettlement(call: Call, setlId: string, psnNo: string): void {
  const settlement = settlementByNumber(call.store, setlId);
  if (settlement === undefined || settlement.psn_no !== psnNo) throw new Refusal('未查询到原交易信息,不能冲正');
  if (settlement.ended_ms !== null) throw new Refusal('该结算的退费标志不为未退费,不能冲正');
  const ending = { by: '2601', ms: call.real, cancelSetlId: null, msgid: call.envelope.msgid, time: nowText(call) } as const;
  endSettlement(call.store, setlId, ending);
  freeLines(call, settlement);
}

function undoCancellation(call: Call, setlId: string, psnNo: string): void {
  const settlement = settlementByNumber(call.store, setlId);
  if (settlement === undefined || settlement.psn_no !== psnNo) throw new Refusal('未查询到原交易信息,不能冲正');
  if (settlement.ended_by !== '2305') throw new Refusal('原撤销交易已冲正,不能冲正');
  const lines = liveLines(call.store, settlement.mdtrt_id).filter((line) => line.setl_id === null);
  reviveSettlement(call.store, setlId);
  markSettled(call.store, lines, setlId);
}
