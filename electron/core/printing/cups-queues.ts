import { existsSync } from 'node:fs';
import http from 'node:http';
import { AppError, type ErrorCode } from '../../../shared/errors/app-error.ts';
import type { PrintProgress, PrintQueue, PrintQueues } from '../ports/print-queues.ts';
import { decodeIpp, encodeIpp, IPP, IPP_OK, type IppAnswer, type IppGroup, type IppRequest, JOB_GROUP, PRINTER_GROUP } from './ipp.ts';

/** Where Debian's CUPS listens, and where every CUPS does. */
const USUAL_SOCKET = '/run/cups/cups.sock';
const USUAL_HOST = 'localhost:631';
const USER = 'huimin-desk';
const NOT_FOUND = 0x0406;
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'EACCES', 'EHOSTUNREACH', 'ENETUNREACH']);

// RFC 8011, 5.3.7 and 5.4.11.
const JOB_STATES: Readonly<Record<number, PrintProgress>> = {
  3: 'waiting',
  4: 'held',
  5: 'printing',
  6: 'held',
  7: 'cancelled',
  8: 'aborted',
  9: 'printed',
};
const PRINTER_STOPPED = 5;
/** Our papers are A4; without a word a queue takes its own size, often Letter. */
const A4 = 'iso_a4_210x297mm';

/**
 * CUPS by its own protocol (IPP) instead of `lp` and `lpstat`: these tell a finished job from a cancelled one by English words only, and a paper whose
 * number got lost cannot be found again by them; here every job has a state and the name that we gave it.
 */
export class CupsQueues implements PrintQueues {
  readonly #server: string;
  readonly #seconds: number;

  /** @param server  "/path/of/a.sock" or "host:port"; null: where CUPS usually listens. */
  constructor(server: string | null, seconds: number) {
    this.#server = server ?? process.env['CUPS_SERVER'] ?? (existsSync(USUAL_SOCKET) ? USUAL_SOCKET : USUAL_HOST);
    this.#seconds = seconds;
  }

  async list(): Promise<readonly PrintQueue[]> {
    const wanted = ['printer-name', 'printer-state', 'printer-state-reasons', 'printer-state-message', 'printer-is-accepting-jobs'];
    const answer = await this.#ask('/', { operation: IPP.queues, wanted });
    return groupsOf(answer, PRINTER_GROUP).map((group) => ({
      name: textOf(group, 'printer-name'),
      stopped: group['printer-state']?.[0] === PRINTER_STOPPED,
      accepting: group['printer-is-accepting-jobs']?.[0] !== false,
      reasons: (group['printer-state-reasons'] ?? []).map(String).filter((reason) => reason !== 'none'),
      message: textOf(group, 'printer-state-message'),
    }));
  }

  async print(queue: string, name: string, pdf: Uint8Array): Promise<number> {
    const request = { operation: IPP.printJob, printerUri: uriOf(queue), jobName: name, format: 'application/pdf', media: A4 };
    const answer = await this.#exchange(`/printers/${encodeURIComponent(queue)}`, request, pdf);
    if (answer.status > IPP_OK) throw refusal(answer);
    const job = groupsOf(answer, JOB_GROUP)[0]?.['job-id']?.[0];
    if (typeof job !== 'number') throw new AppError('unknown', 'printer.outcome-unknown', 'no number of the job');
    return job;
  }

  async progress(queue: string, job: number): ReturnType<PrintQueues['progress']> {
    const wanted = ['job-state', 'job-printer-state-message'];
    const request = { operation: IPP.jobAttributes, printerUri: uriOf(queue), jobId: job, wanted };
    const answer = await this.#ask(`/printers/${encodeURIComponent(queue)}`, request);
    const [found] = groupsOf(answer, JOB_GROUP);
    const progress = JOB_STATES[Number(found?.['job-state']?.[0])];
    return found === undefined || progress === undefined ? undefined : { progress, message: textOf(found, 'job-printer-state-message') };
  }

  async find(queue: string, name: string): Promise<number | undefined> {
    const request = { operation: IPP.jobs, printerUri: uriOf(queue), whichJobs: 'all', wanted: ['job-id', 'job-name'] } as const;
    const answer = await this.#ask(`/printers/${encodeURIComponent(queue)}`, request);
    const found = groupsOf(answer, JOB_GROUP).find((job) => job['job-name']?.[0] === name);
    return found === undefined ? undefined : Number(found['job-id']?.[0]);
  }

  /** A question may be repeated: a lost answer is the same as no service. A queue or job that is not there is an empty answer. */
  async #ask(path: string, request: IppRequest): Promise<IppAnswer> {
    try {
      const answer = await this.#exchange(path, request, new Uint8Array());
      if (answer.status === NOT_FOUND) return { status: 0, groups: [] };
      if (answer.status > IPP_OK) throw refusal(answer);
      return answer;
    } catch (error) {
      if (error instanceof AppError && error.code === 'printer.outcome-unknown') throw away(error);
      throw error;
    }
  }

  /** Sends once. */
  #exchange(path: string, request: IppRequest, document: Uint8Array): Promise<IppAnswer> {
    const body = Buffer.concat([encodeIpp(request, USER), document]);
    const [host = '', port = '631'] = this.#server.split(':');
    const where = this.#server.startsWith('/') ? { socketPath: this.#server } : { host, port: Number(port) };
    return new Promise((resolve, reject) => {
      const unknown = (cause: unknown) => reject(new AppError('unknown', 'printer.outcome-unknown', 'no readable answer', {}, cause));
      const headers = { 'content-type': 'application/ipp', 'content-length': body.length, host: 'localhost' };
      const sent = http.request({ ...where, path, method: 'POST', headers, timeout: this.#seconds * 1_000 }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', unknown);
        response.on('end', () => {
          const answer = response.statusCode === 200 ? decodeIpp(Buffer.concat(parts)) : undefined;
          if (answer === undefined) unknown(new Error(`HTTP ${String(response.statusCode)}`));
          else resolve(answer);
        });
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
      sent.on('error', (error: NodeJS.ErrnoException) => (NOT_SENT.has(error.code ?? '') ? reject(away(error)) : unknown(error)));
      sent.end(body);
    });
  }
}

const uriOf = (queue: string): string => `ipp://localhost/printers/${encodeURIComponent(queue)}`;
const groupsOf = ({ groups }: IppAnswer, wanted: number): readonly IppGroup[] =>
  groups.filter(({ tag }) => tag === wanted).map(({ attributes }) => attributes);
const textOf = (group: IppGroup, name: string): string => String(group[name]?.[0] ?? '');
const away = (cause: unknown): AppError => new AppError('device', 'printer.service-away', 'the printing service is not there', {}, cause);

function refusal({ status }: IppAnswer): AppError {
  const code: ErrorCode = status === NOT_FOUND ? 'printer.queue-missing' : 'printer.refused';
  return new AppError('device', code, 'the printing service refused', { status });
}
