import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** hex(HMAC-SHA256(secret, timestamp + "\n" + body)); the body of a GET is empty. */
export function sign(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${body}`, 'utf8').digest('hex');
}

export interface Client {
  readonly client: string;
  readonly secret: string;
}

/** Why a request may not pass, or undefined. */
export function signatureProblem(
  headers: IncomingHttpHeaders,
  body: string,
  client: Client,
  nowMs: number,
  windowSeconds: number,
): string | undefined {
  const timestamp = String(headers['x-bank-timestamp'] ?? '');
  const given = Buffer.from(String(headers['x-bank-signature'] ?? ''));
  if (headers['x-bank-client'] !== client.client) return 'client unknown';
  if (!/^\d{13}$/.test(timestamp) || Math.abs(nowMs - Number(timestamp)) > windowSeconds * 1000) return 'timestamp outside the window';
  const wanted = Buffer.from(sign(client.secret, timestamp, body));
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? undefined : 'signature does not match';
}
