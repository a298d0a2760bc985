import { z } from 'zod';
import type { Channel, Permission, Reply } from '../../../shared/contract/define-channel.ts';
import { AppError, type ErrorCode } from '../../../shared/errors/app-error.ts';
import { diskError } from '../../../shared/errors/disk-error.ts';
import type { Log } from '../log.ts';

/** Who is signed in at this window, if anybody. */
export interface Session {
  readonly clerkId: string | null;
  may(permission: Permission): boolean;
}

export interface IpcDeps {
  session(): Session;
  readonly log: Log;
}

export type Answer = (raw: unknown, correlationId: string) => Promise<Reply>;
/** A port has its own set of answers: a print window's holds `print.*` only. */
export type Answers = Map<string, Answer>;

/** Answers one channel: permitted clerk, valid request, handler, valid reply. In that order, here and nowhere else. */
export function handle<Request extends z.ZodType, Response extends z.ZodType>(
  answers: Answers,
  deps: IpcDeps,
  channel: Channel<Request, Response>,
  run: (request: z.output<Request>, session: Session) => z.output<Response> | Promise<z.output<Response>>,
): void {
  answers.set(channel.name, async (raw, correlationId) => {
    try {
      const session = deps.session();
      checkPermission(session, channel.permission);
      const request = z.safeDecode(channel.request, raw as z.input<Request>);
      if (!request.success) throw new AppError('validation', 'ipc.invalid-request', z.prettifyError(request.error));
      return { ok: true, value: z.encode(channel.response, await run(request.data, session)) };
    } catch (error) {
      return refuse(deps.log, channel.name, correlationId, error);
    }
  });
}

function checkPermission(session: Session, permission: Permission): void {
  if (session.may(permission)) return;
  const code: ErrorCode = session.clerkId === null ? 'session.not-signed-in' : 'session.not-permitted';
  throw new AppError('permission', code, permission, { permission });
}

function refuse(log: Log, where: string, correlationId: string, error: unknown): Reply {
  const known = diskError(error) ?? (error instanceof AppError ? error : new AppError('bug', 'app.bug', 'unexpected failure', {}, error));
  log.failure(where, correlationId, known);
  const { kind, code, message, details } = known;
  return { ok: false, error: { kind, code, message, details, correlationId } };
}
