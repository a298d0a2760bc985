import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, session } from 'electron';
import { CoreProcess } from './core-process.ts';
import { DeviceProcess } from './device-process.ts';
import { keyring } from './key-sealing.ts';
import { logEvent } from './log.ts';
import { PaperMaker } from './printing.ts';
import { registerScheme, serveApp } from './protocol.ts';
import { hardenContents, hardenSession } from './security.ts';
import { openDeskWindow } from './window.ts';

/** Set by the development server only; a packaged program ignores it. */
const development = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];

const dataDir = dataFolder();
mkdirSync(dataDir, { recursive: true });
app.setPath('userData', path.join(dataDir, 'window'));
registerScheme();
hardenContents(development);

// Two programs on one data folder would be two outboxes: the second start only shows the first window.
if (app.requestSingleInstanceLock()) void app.whenReady().then(start);
else app.quit();

function start(): void {
  const papers = new PaperMaker((message, ports) => core.send(message, ports));
  const devices = new DeviceProcess((port) => core.send({ kind: 'devices-port' }, [port]));
  const core = new CoreProcess({
    dataDir,
    runId: randomUUID(),
    showStoragePage: () => void window.loadURL(`${development ?? 'app://desk'}/#/storage`),
    onMessage: (message) => {
      if (message.kind === 'want-devices') devices.handOutPort();
      else if (message.kind === 'seal' || message.kind === 'unseal') core.send(keyring(message));
      else void papers.onCore(message);
    },
  });
  core.start();
  serveApp(session.defaultSession, path.join(__dirname, '../renderer'));
  hardenSession(session.defaultSession);
  const window = openDeskWindow(development);
  core.serve(window);

  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  window.on('closed', () => {
    core.stop();
    devices.stop();
    app.quit();
  });
  logEvent('started', { electron: process.versions.electron, packaged: app.isPackaged });
}

/** `--data-dir=FOLDER`, or the user's own folder for this program. */
function dataFolder(): string {
  const given = app.commandLine.getSwitchValue('data-dir');
  return given === '' ? path.join(app.getPath('appData'), 'huimin-desk') : path.resolve(given);
}
