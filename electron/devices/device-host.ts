import { type CorePort, servePort } from './serve-port.ts';

// The devices process: disposable. It answers one port and knows nothing of the desk.
process.parentPort.on('message', ({ ports: [port] }) => {
  if (port !== undefined) servePort(port satisfies CorePort);
});
