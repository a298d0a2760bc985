import { chinaTime } from '../../standin/clock.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Envelope } from '../envelope.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/database.ts';
import { type Insurance, type Person, personByNumber } from '../store/persons.ts';
import { isVisit, type Stay, stayByNumber } from '../store/stays.ts';

/** One request on its way through a handler. */
export interface Call {
  readonly envelope: Envelope;
  readonly input: unknown;
  readonly store: Store;
  readonly behaviour: Behaviour;
  /** The centre's business clock (offset included). */
  readonly now: number;
  /** Undisturbed time, for records and visibility. */
  readonly real: number;
}

export interface Done {
  /** Transactions without an output node answer null. */
  readonly output: object | null;
  readonly effect?: { readonly kind: string; readonly id: string };
  /** 9102 only: the HTTP body is the file itself, without an envelope. */
  readonly file?: Buffer;
}

/** Carries one transaction out, or throws a Refusal. Runs inside a database transaction, perhaps more than once: keeps nothing elsewhere. */
export type Handler = (call: Call) => Promise<Done>;

/** The centre's local time of this call, `yyyy-MM-dd HH:mm:ss`. */
export function nowText(call: Call): string {
  return chinaTime(call.now);
}

/** Queries see the world as it was this long ago. */
export function horizon(call: Call): number {
  return call.real - call.behaviour.lateVisibilityMs;
}

/** The person of a business call; refuses an unknown number and a missing insured place. */
export async function knownPerson(call: Call, psnNo: string): Promise<Person> {
  const person = await personByNumber(call.store, psnNo);
  if (person === undefined) throw new Refusal(`人员编号[${psnNo}]不存在`);
  if (call.behaviour.insuredPlaceRequired && call.envelope.insuplcAdmdvs === '') throw new Refusal('参保地医保区划不能为空');
  return person;
}

/** The insurance row in force of this kind and place, or a refusal. */
export function insuranceInForce(call: Call, person: Person, insutype: string): Insurance {
  const rows = person.insurances.filter((row) => row.insutype === insutype && placeFits(call, row));
  const row = rows.find(({ status }) => status === '1') ?? rows[0];
  if (row === undefined) throw new Refusal(`未查询到人员[${person.psnNo}]在该参保地的险种[${insutype}]参保信息`);
  if (row.status !== '1') throw new Refusal(`人员参保状态异常[${row.status}],不能享受医保待遇`);
  return row;
}

export function placeFits(call: Call, row: Insurance): boolean {
  const place = call.envelope.insuplcAdmdvs;
  return place === '' || place === row.admdvs;
}

/** Another city than the place of care: needs a filing. */
export function isElsewhere(call: Call, row: Insurance): boolean {
  return row.admdvs.slice(0, 4) !== call.envelope.mdtrtareaAdmvs.slice(0, 4);
}

/** A visit that was neither cancelled nor reversed and belongs to this person. */
export async function liveVisit(call: Call, mdtrtId: string, psnNo: string): Promise<Stay> {
  const visit = await liveOne(call, mdtrtId, psnNo);
  if (!isVisit(visit)) throw new Refusal(`就诊信息[${mdtrtId}]不是门诊就诊`);
  return visit;
}

/** A stay that was neither cancelled nor reversed and belongs to this person. */
export async function liveStay(call: Call, mdtrtId: string, psnNo: string): Promise<Stay> {
  const stay = await liveOne(call, mdtrtId, psnNo);
  if (isVisit(stay)) throw new Refusal(`就诊信息[${mdtrtId}]不是住院就诊`);
  return stay;
}

async function liveOne(call: Call, mdtrtId: string, psnNo: string): Promise<Stay> {
  const stay = await stayByNumber(call.store, mdtrtId);
  if (stay === undefined || stay.psn_no !== psnNo || stay.ended_ms !== null) throw new Refusal(`未查询到就诊信息[${mdtrtId}]`);
  return stay;
}
