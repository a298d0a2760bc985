import type { Log } from '../log.ts';

/** Runs a job again and again, never two at once; `kick` shortens the pause. */
export interface Pace {
  kick(): void;
  stop(): Promise<void>;
}

export function keepRunning(name: string, pauseMs: number, log: Log, job: () => Promise<unknown>): Pace {
  let stopped = false;
  let wake: () => void = () => undefined;
  let kicked = false;

  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, kicked ? 0 : pauseMs);
      kicked = false;
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const done = (async () => {
    while (!stopped) {
      try {
        await job();
      } catch (error) {
        log.failure(name, name, error);
      }
      if (!stopped) await pause();
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
