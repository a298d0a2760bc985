import type { Log } from '../log.ts';

/** Runs a job again and again, never two at once; `kick` shortens the pause. The first run may wait, so that it does not delay the start. */
export interface Pace {
  kick(): void;
  stop(): Promise<void>;
}

export function keepRunning(name: string, pauseMs: number, log: Log, job: () => Promise<unknown>, firstAfterMs = 0): Pace {
  let stopped = false;
  let wake: () => void = () => undefined;
  let kicked = false;

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, kicked ? 0 : ms);
      kicked = false;
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const done = (async () => {
    if (firstAfterMs > 0) await pause(firstAfterMs);
    while (!stopped) {
      try {
        await job();
      } catch (error) {
        log.failure(name, name, error);
      }
      if (!stopped) await pause(pauseMs);
    }
  })();

  return {
    kick: () => {
      kicked = true;
      wake();
    },
    stop: () => {
      stopped = true;
      wake();
      return done;
    },
  };
}
