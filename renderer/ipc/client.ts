import { z } from 'zod';
import type { Channel, Reply } from '../../shared/contract/define-channel.ts';
import './bridge.ts';
import { DeskError } from './desk-error.ts';

/** The shell gives up after five deaths in a minute; so do we. */
const REPEATS_MAX = 5;

/**
 * Calls one channel. When the core restarts under way, repeats reads and keyed acts by itself.
 * Throws DeskError for expected failures; a malformed reply is a bug and throws ZodError.
 */
export async function call<Request extends z.ZodType, Response extends z.ZodType>(
  channel: Channel<Request, Response>,
  request: z.output<Request>,
): Promise<z.output<Response>> {
  const body = z.encode(channel.request, request);
  for (let repeats = 0; ; repeats += 1) {
    const reply = (await window.desk[channel.name](body)) as Reply;
    if (reply.ok) return z.decode(channel.response, reply.value as z.input<Response>);
    const mayRepeat = reply.error.kind === 'interrupted' && channel.effect !== 'once' && repeats < REPEATS_MAX;
    if (!mayRepeat) throw new DeskError(reply.error);
  }
}
