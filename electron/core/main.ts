import path from 'node:path';
import { parseArgs } from 'node:util';
import type { FromCore, ToCore } from '../../shared/contract/shell-messages.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { PaperId } from '../../shared/identity/ids.ts';
import type { DevicePort } from './card/device-reader.ts';
import { type Core, startCore } from './core.ts';
import { diskError } from '../../shared/errors/disk-error.ts';
import { problemAnswers } from './ipc/answers.ts';
import { calmNotices } from './ipc/calm-notices.ts';
import { answerPort, notify, type Port } from './ipc/port.ts';
import type { Answers } from './ipc/register.ts';
import { standardErrorLog } from './log.ts';
import { sealedSecrets } from './settings.ts';
import { ShellKeyring } from './shell-keyring.ts';

// The utility process around the core: ports in, messages to the shell out. Nothing else of Electron comes in here.
const { values } = parseArgs({ options: { 'data-dir': { type: 'string' }, 'run-id': { type: 'string' } } });
const log = standardErrorLog('core');
const deskPorts = new Set<Port>();
/** sysexits.h, EX_IOERR: the shell starts another core, and shows the storage page when that does not help. */
const EXIT_DISK = 74;

/** The page asks again for all it shows. */
const onChange = calmNotices(() => {
  for (const port of deskPorts) notify(port);
});

const tell = (message: FromCore): void => process.parentPort.postMessage(message);

const keyring = new ShellKeyring(tell);

/** Long enough for the page's reply to leave. */
const RESTART_AFTER_MS = 200;

async function start(): Promise<{ readonly core: Core | undefined; readonly desk: Answers }> {
  const dataDir = values['data-dir'] ?? '.';
  try {
    const unsealed = await keyring.unseal(sealedSecrets(dataDir));
    const core = startCore({
      dataDir,
      packFolder: path.join(__dirname, 'packs'),
      runId: values['run-id'] ?? '',
      log,
      wantDevices: () => tell({ kind: 'want-devices' }),
      makePaper: (paperId) => tell({ kind: 'make-paper', paperId }),
      paperReady: (paperId, numbered) => tell({ kind: 'paper-ready', paperId, numbered }),
      onChange,
      sealing: keyring,
      unsealed,
      // The shell starts a fresh core whenever one ends.
      restart: () => void setTimeout(() => process.exit(0), RESTART_AFTER_MS),
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

type FromShell = { readonly data: unknown; readonly ports: readonly Port[] };

function onMessage({ core, desk }: Awaited<ReturnType<typeof start>>, { data, ports: [port] }: FromShell): void {
  const message = data as Exclude<ToCore, { kind: 'keyring' }>;
  if (message.kind === 'paper-made') core?.paperMade(message.paperId as PaperId, message.pdf);
  else if (message.kind === 'paper-failed') core?.paperFailed(message.paperId as PaperId, message.reason);
  else if (port === undefined) log.event('message-without-port', { kind: message.kind });
  else if (message.kind === 'devices-port') core?.reader.attach(port as DevicePort);
  else if (message.answers === 'print') answerPort(port, core?.print(message.paperId as PaperId) ?? new Map());
  else {
    deskPorts.add(port);
    port.on('close', () => deskPorts.delete(port));
    answerPort(port, desk);
  }
}

const started = start();
// Ports may come before the keyring has answered: they wait for the core, in their order.
process.parentPort.on('message', (event) => {
  const message = event.data as ToCore;
  if (message.kind === 'keyring') keyring.onAnswer(message);
  else void started.then((core) => onMessage(core, event as unknown as FromShell));
});
