import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { HttpBank } from '../../electron/core/bank/http-bank.ts';
import { HttpCentre } from '../../electron/core/centre/http-centre.ts';
import { startCore } from '../../electron/core/core.ts';
import { readCardImage } from '../../electron/devices/image-reader.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { diskError } from '../../shared/errors/disk-error.ts';
import type { PaperId } from '../../shared/identity/ids.ts';

// The desk's own core in a process that may be killed at any instant. It has no window: what the page would ask comes in
// as lines of JSON on standard input, replies go out as lines on standard output. The print window is replaced by its content.
const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string', default: '.' },
    'clock-offset-ms': { type: 'string', default: '0' },
    /** Dies at this write of the database, before or after it: every write, BEGIN and COMMIT among them, is a step boundary. */
    'die-at-write': { type: 'string', default: '0' },
    die: { type: 'string', default: 'after' },
    /** A mistake that the campaign must catch; never set for a real run. */
    mistake: { type: 'string', default: 'none' },
  },
});

const EXIT_DISK = 74;

let offsetMs = Number(values['clock-offset-ms']);
dieAtWrite(Number(values['die-at-write']), values.die === 'before');
makeMistake(values.mistake);

const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

process.on('uncaughtException', (error) => {
  if (diskError(error) === undefined) throw error;
  process.exit(EXIT_DISK); // as it started
});

const core = startCore({
  dataDir: values['data-dir'],
  packFolder: 'shared/policy/packs',
  runId: 'campaign',
  clockOffset: () => offsetMs,
  log: {
    event: () => undefined,
    failure: (where, id, error) => {
      if ((error as Partial<AppError>).code === 'disk.full') say({ diskFull: true });
      if ((error as Partial<AppError>).name !== 'AppError')
        say({ bug: `${where} ${id}: ${error instanceof Error ? error.stack : String(error)}` });
    },
  },
  wantDevices: () => undefined,
  makePaper: (paperId) => void print(paperId),
  paperReady: () => undefined,
  onChange: () => undefined,
  diskFailed: () => process.exit(EXIT_DISK),
});
core.reader.attach(imagePort());
say({ ready: true });

/** What the print window would be given is what is printed. */
async function print(paperId: PaperId): Promise<void> {
  const reply = await core.print(paperId).get('print.load')?.({ paperId }, 'print');
  core.paperMade(paperId, Buffer.from(JSON.stringify(reply)));
}

type Command = { readonly id: number; readonly channel: string; readonly request: unknown } | { readonly clockOffsetMs: number };

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line) as Command;
    if ('clockOffsetMs' in command) offsetMs = command.clockOffsetMs;
    else void answer(command);
  })
  .on('close', () => process.exit(0));

async function answer({ id, channel, request }: Extract<Command, { id: number }>): Promise<void> {
  say({ id, reply: await core.desk.get(channel as never)?.(request, String(id)) });
}

function dieAtWrite(wanted: number, before: boolean): void {
  if (wanted === 0) return;
  const database = new Sqlite(':memory:');
  const prototype = Object.getPrototypeOf(database.prepare('SELECT 1')) as { run: (...args: unknown[]) => unknown };
  database.close();
  const { run } = prototype;
  let writes = 0;
  prototype.run = function (...args) {
    writes += 1;
    if (writes === wanted && before) process.kill(process.pid, 'SIGKILL');
    const result = run.apply(this, args);
    if (writes === wanted) process.kill(process.pid, 'SIGKILL');
    return result;
  };
}

/** What a careless desk would do, wrapped around the real gateways. */
function makeMistake(mistake: string): void {
  if (mistake === 'resend') {
    for (const { prototype } of [HttpCentre, HttpBank] as { prototype: { send: (...args: never[]) => Promise<{ kind: string }> } }[]) {
      const { send } = prototype;
      prototype.send = async function (...args) {
        const first = await send.apply(this, args);
        return first.kind === 'unknown' ? send.apply(this, args) : first;
      };
    }
  } else if (mistake === 'absent-at-once') {
    for (const { prototype } of [HttpCentre, HttpBank] as { prototype: { resolve: (...args: never[]) => Promise<{ kind: string }> } }[]) {
      const { resolve } = prototype;
      prototype.resolve = async function (...args) {
        const found = await resolve.apply(this, args);
        return found.kind === 'absent' ? { ...found, kind: 'undone' } : found;
      };
    }
  } else if (mistake !== 'none') throw new Error(`no such mistake: ${mistake}`);
}

/** The devices process's own reader code behind a port that lives in this process. */
function imagePort(): Parameters<typeof core.reader.attach>[0] {
  let listener: (event: { data: unknown }) => void = () => undefined;
  const postMessage = (message: unknown): void => {
    const { id, folder } = message as { id: number; folder: string };
    try {
      listener({ data: { id, ok: true, holder: readCardImage(folder) } });
    } catch (error) {
      listener({ data: { id, ok: false, code: 'card.unreadable', reason: String(error) } });
    }
  };
  const on = (event: string, callback: (event: never) => void): void => {
    if (event === 'message') listener = callback as typeof listener;
  };
  return { postMessage, on, start: () => undefined } as Parameters<typeof core.reader.attach>[0];
}
