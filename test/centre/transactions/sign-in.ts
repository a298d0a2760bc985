import { chinaDay } from '../../standin/clock.ts';
import { fields, rowOf } from '../fields.ts';
import { Refusal } from '../refusal.ts';
import { type Call, type Handler, nowText } from './call.ts';

const SIGN_IN = fields('opter_no:C20! mac:C20! ip:C20!');
const SIGN_OUT = fields('sign_no:C30! opter_no:C20!');

interface SignIn {
  readonly sign_no: string;
  readonly opter: string;
  readonly day: string;
  readonly signed_out_at: string | null;
}

/** 9001 */
export const signIn: Handler = async (call) => {
  const row = rowOf(call.input, 'signIn', SIGN_IN);
  const opter = row['opter_no'] ?? '';
  const day = chinaDay(call.now);
  const signedOut = await call.store.get('SELECT 1 FROM sign_in WHERE opter = ? AND day = ? AND signed_out_at IS NOT NULL', opter, day);
  if (signedOut !== undefined && call.behaviour.signInAfterSignOut === 'refused') throw new Refusal('签到失败:该操作员今天已签退');
  const signNo = `QD${day.replaceAll('-', '')}${String(await call.store.next('sign')).padStart(8, '0')}`;
  const signTime = nowText(call);
  await call.store.insert('sign_in', { sign_no: signNo, opter, day, sign_time: signTime });
  return { output: { signinoutb: { sign_time: signTime, sign_no: signNo } }, effect: { kind: 'sign-in', id: signNo } };
};

/** 9002 */
export const signOut: Handler = async (call) => {
  const row = rowOf(call.input, 'signOut', SIGN_OUT);
  const found = await find(call, row['sign_no'] ?? '');
  if (found === undefined || found.opter !== row['opter_no'] || found.signed_out_at !== null) throw new Refusal('未签到,不能签退');
  const time = nowText(call);
  await call.store.run('UPDATE sign_in SET signed_out_at = ? WHERE sign_no = ?', time, found.sign_no);
  return { output: { signoutoutb: { sign_time: time } }, effect: { kind: 'sign-out', id: found.sign_no } };
};

/** Where sign-in is enforced: today's, of this operator, not signed out. */
export async function checkSignedIn(call: Call): Promise<void> {
  if (!call.behaviour.signInRequired || ['9001', '9002'].includes(call.envelope.infno)) return;
  const found = await find(call, call.envelope.signNo);
  const valid = found?.opter === call.envelope.opter && found.day === chinaDay(call.now) && found.signed_out_at === null;
  if (!valid) throw new Refusal('操作员未签到,请先签到');
}

function find(call: Call, signNo: string): Promise<SignIn | undefined> {
  return call.store.get<SignIn>('SELECT * FROM sign_in WHERE sign_no = ?', signNo);
}
