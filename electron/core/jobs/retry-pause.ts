const USUAL_PAUSE_SECONDS = 60;
const LONGEST_JITTER = 1.1;

/** How long an act rests after so many tries: longer each time, with a jitter of a tenth so that many windows do not come back in one instant. */
export function retryPauseMs(retrySeconds: readonly number[], tries: number): number {
  const seconds = retrySeconds[Math.min(tries, retrySeconds.length - 1)] ?? USUAL_PAUSE_SECONDS;
  return Math.round(seconds * 1_000 * (LONGEST_JITTER - Math.random() * 0.2));
}

/** No act is ever put off for longer. */
export const longestPauseMs = (retrySeconds: readonly number[]): number =>
  Math.max(...retrySeconds, USUAL_PAUSE_SECONDS) * 1_000 * LONGEST_JITTER;
