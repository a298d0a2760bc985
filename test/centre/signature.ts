import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Behaviour } from './behaviour.ts';

/** SHA256(timestamp + token + nonce + timestamp), lower-case hex: the gateway of kind A. The body is not part of it. */
export function sign(timestamp: string, token: string, nonce: string): string {
  return createHash('sha256').update(`${timestamp}${token}${nonce}${timestamp}`, 'utf8').digest('hex');
}

export interface Account {
  readonly paasid: string;
  readonly token: string;
}

/** The gateway's words, or undefined when the request may pass. */
export function signatureProblem(headers: IncomingHttpHeaders, account: Account, nowMs: number, behaviour: Behaviour): string | undefined {
  const read = (name: string): string => String(headers[`x-tif-${name}`] ?? '');
  const timestamp = read('timestamp');
  const nonce = read('nonce');
  const signature = read('signature');
  if (timestamp === '' || nonce === '' || signature === '') return '缺少签名信息!';
  if (read('paasid') !== account.paasid) return '应用账户不存在!';
  const skew = Math.abs(nowMs / 1000 - Number(timestamp));
  if (!/^\d{10}$/.test(timestamp) || skew > behaviour.clockWindowSeconds) return CLOCK_PROBLEM;
  const wanted = sign(timestamp, account.token, nonce);
  const given = behaviour.signatureCase === 'either' ? signature.toLowerCase() : signature;
  return given === wanted ? undefined : '签名不一致!';
}

export const CLOCK_PROBLEM = '签名时间戳超时';
