// A screen for computers that have none: a virtual one, so that windows open in CI and in containers as at a desk.
import { start, stop } from './children.mjs';

export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Runs `work` with a screen; every program started meanwhile inherits it. */
export async function withDisplay(work) {
  if (hasDisplay()) return work();
  // -displayfd lets the server choose a free number itself. xvfb-run -a guesses one, and two of them may guess the same.
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    process.env.DISPLAY = `:${await displayNumber(server)}`;
    return await work();
  } finally {
    delete process.env.DISPLAY;
    await stop(server);
  }
}

function displayNumber(server) {
  return new Promise((resolve, reject) => {
    server.on('error', (error) =>
      reject(new Error(`Xvfb does not start (${error.message}): run \`npm run setup\`, it installs or names it.`)),
    );
    server.on('exit', (code) => reject(new Error(`Xvfb ended with exit code ${code} before it had a screen.`)));
    server.stdio[3].once('data', (text) => resolve(String(text).trim()));
  });
}
