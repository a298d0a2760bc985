import path from 'node:path';
import { parseArgs } from 'node:util';
import type { FromCore, ToCore } from '../../shared/contract/shell-messages.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { PaperId } from '../../shared/identity/ids.ts';
import { type Core, startCore } from './core.ts';
import { diskError } from '../../shared/errors/disk-error.ts';
import { problemAnswers } from './ipc/answers.ts';
import { answerPort, notify, type Port } from './ipc/port.ts';
import type { Answers } from './ipc/register.ts';
import { standardErrorLog } from './log.ts';

// The utility process around the core: ports in, messages to the shell out. Nothing else of Electron comes in here.
const { values } = parseArgs({ options: { 'data-dir': { type: 'string' }, 'run-id': { type: 'string' } } });
const log = standardErrorLog('core');
const deskPorts = new Set<Port>();
/** sysexits.h, EX_IOERR: the shell starts another core, and shows the storage page when that does not help. */
const EXIT_DISK = 74;
let announced = false;

/** Many changes of one moment are one notice: the page asks again anyway. */
function onChange(): void {
  if (announced) return;
  announced = true;
  setTimeout(() => {
    announced = false;
    for (const port of deskPorts) notify(port);
  }, 30);
}

const tell = (message: FromCore): void => process.parentPort.postMessage(message);

function start(): { readonly core: Core | undefined; readonly desk: Answers } {
  try {
    const core = startCore({
      dataDir: values['data-dir'] ?? '.',
      packFolder: path.join(__dirname, 'packs'),
      runId: values['run-id'] ?? '',
      log,
      wantDevices: () => tell({ kind: 'want-devices' }),
      makePaper: (paperId) => tell({ kind: 'make-paper', paperId }),
      paperReady: (paperId) => tell({ kind: 'paper-ready', paperId }),
      onChange,
      diskFailed: () => process.exit(EXIT_DISK),
    });
    tell({ kind: 'want-devices' });
    return { core, desk: core.desk };
  } catch (error) {
    const known = diskError(error) ?? error;
    const problem = known instanceof AppError ? known : new AppError('bug', 'app.bug', 'the core cannot start', {}, error);
    log.failure('start', 'start', problem);
    const nobody = { clerkId: null, may: (permission: string) => permission === 'anyone' };
    return { core: undefined, desk: problemAnswers({ log, session: () => nobody }, problem) };
  }
}

const { core, desk } = start();

process.parentPort.on('message', ({ data, ports: [port] }) => {
  const message = data as ToCore;
  if (message.kind === 'paper-made') core?.paperMade(message.paperId as PaperId, message.pdf);
  else if (message.kind === 'paper-failed') core?.paperFailed(message.paperId as PaperId, message.reason);
  else if (port === undefined) log.event('message-without-port', { kind: message.kind });
  else if (message.kind === 'devices-port') core?.reader.attach(port);
  else if (message.answers === 'print') answerPort(port, core?.print(message.paperId as PaperId) ?? new Map());
  else {
    deskPorts.add(port);
    port.on('close', () => deskPorts.delete(port));
    answerPort(port, desk);
  }
});
