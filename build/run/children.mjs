// Starts other programs so that nothing of them is left when we end, whoever ends us.
import { spawn } from 'node:child_process';
import os from 'node:os';

const isWindows = process.platform === 'win32';
const running = new Set();

/** Milliseconds for a program to end by itself after it was asked to; then it is killed. */
const patience = 5000;

/**
 * Runs a program to its end and gives its exit code; `output: 'collect'` gives what it printed as well.
 * On Unix it leads a process group of its own: whatever it left running ends with it.
 */
export function run(command, args, { env = {}, cwd = process.cwd(), output = 'show' } = {}) {
  const stdio = output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = start(command, args, { env, cwd, stdio });
  const chunks = [];
  child.stdout?.on('data', (chunk) => chunks.push(chunk));
  child.stderr?.on('data', (chunk) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ code: code ?? signalCode(signal), text: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/** Starts a program that runs beside the others until `stop`, or until we end. */
export function start(command, args, { env = {}, cwd = process.cwd(), stdio }) {
  const child = spawn(command, args, { stdio, cwd, env: { ...process.env, ...env }, detached: !isWindows });
  running.add(child);
  child.on('exit', () => {
    running.delete(child);
    signalGroup(child, 'SIGKILL');
  });
  return child;
}

/** Ends a program started by `start`, with all it started; done when it is gone. */
export async function stop(child) {
  if (!running.has(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  const lastWord = setTimeout(() => signalGroup(child, 'SIGKILL'), patience);
  await ended;
  clearTimeout(lastWord);
}

function signalGroup(child, signal) {
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: the group is empty already, which is what we want.
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The exit code a shell gives to a program ended by this signal. */
function signalCode(signal) {
  return 128 + os.constants.signals[signal];
}

/** Hands the signals of the terminal on; when the children are gone, the caller's code ends by itself. */
export function forwardSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      process.exitCode = signalCode(signal);
      for (const child of running) signalGroup(child, signal);
      setTimeout(() => {
        for (const child of running) signalGroup(child, 'SIGKILL');
        process.exit();
      }, patience).unref();
    });
  }
}
