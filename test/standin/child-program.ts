/** What a stand-in tells the process that started it. */
export interface Running {
  readonly url: string;
  readonly controlUrl: string;
  close(): Promise<void>;
}

/**
 * The frame of a stand-in run as a child process: one JSON line on stdout when it listens, an orderly end on SIGTERM
 * and when stdin closes, so that it never outlives its parent. `--detached` ignores stdin (started from a shell with &).
 */
export async function runAsChild(start: () => Promise<Running>): Promise<void> {
  const running = await start();
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void running.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (!process.argv.includes('--detached')) {
    process.stdin.on('end', end);
    process.stdin.on('close', end);
    process.stdin.resume();
  }
  process.stdout.write(`${JSON.stringify({ listening: running.url, control: running.controlUrl })}\n`);
}

/** The arguments for parseArgs, with `--name -5` joined to `--name=-5`: a value below zero is no option. */
export function joinNegative(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const argument of args) {
    const last = joined.at(-1);
    const belongs = /^-\d+$/.test(argument) && last !== undefined && /^--[^=]+$/.test(last);
    if (belongs) joined[joined.length - 1] = `${last}=${argument}`;
    else joined.push(argument);
  }
  return joined;
}
