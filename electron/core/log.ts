import { AppError } from '../../shared/errors/app-error.ts';

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** One line of JSON per event on standard error: codes, counts, ids. No names, no numbers of persons, no free text of others. */
export interface Log {
  event(event: string, facts?: Facts): void;
  failure(where: string, correlationId: string, error: unknown): void;
}

export function standardErrorLog(process_: string, write: (line: string) => void = (line) => void process.stderr.write(line)): Log {
  const event = (name: string, facts: Facts = {}) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), process: process_, event: name, ...facts })}\n`);
  return {
    event,
    failure: (where, correlationId, error) => {
      if (error instanceof AppError && error.kind !== 'bug') event('failure', { where, correlationId, code: error.code });
      else event('bug', { where, correlationId, stack: stackOf(error) });
    },
  };
}

function stackOf(error: unknown): string {
  const cause = error instanceof AppError ? (error.cause ?? error) : error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : 'not an error';
}
