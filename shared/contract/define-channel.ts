import { z } from 'zod';
import { ERROR_CODES, ERROR_KINDS } from '../errors/app-error.ts';
import type { ChannelName } from './channel-names.ts';

/** What the signed-in clerk must be allowed; `anyone` also before sign-in. */
export const PERMISSIONS = [
  'anyone',
  'desk:read',
  'admission:commit',
  'settlement:commit',
  'worklist:act',
  'paper:print',
  'settings:change',
  'insurance:review',
  'money:move',
  'money:approve',
  'money:finance',
  'share:decide',
  'recall:approve',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface Channel<Request extends z.ZodType, Response extends z.ZodType> {
  readonly name: ChannelName;
  readonly request: Request;
  readonly response: Response;
  /** Checked in the core against the signed-in clerk. */
  readonly permission: Permission;
  /** The client repeats `read` (moves nothing) and `keyed` by itself; `once` it shows to the clerk. */
  readonly effect: 'read' | 'keyed' | 'once';
}

export function defineChannel<Request extends z.ZodType, Response extends z.ZodType>(
  channel: Channel<Request, Response>,
): Channel<Request, Response> {
  return channel;
}

/** An expected failure as it crosses a border; `correlationId` stands in the core's log too. No personal data. */
export const wireErrorSchema = z.strictObject({
  kind: z.enum(ERROR_KINDS),
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  correlationId: z.string(),
});
export type WireError = z.output<typeof wireErrorSchema>;

/** Every reply. Nothing is thrown across a process border. */
export type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: WireError };

export const nothing = z.strictObject({});

/** SHA-256 in hex of what a clerk was shown: a commit names what it confirms. */
export const quoteHashSchema = z.string().regex(/^[0-9a-f]{64}$/);
