/** Between two questions, at first and at most. What is asked may cost the program a calculation, and others wait beside. */
const PAUSE_MS = { first: 10, most: 100, growth: 1.5 };

/** Asks until the answer fits, for what other processes do in their own time. Fails with the last answer. */
export async function eventually<T>(ask: () => T | Promise<T>, fits: (answer: T) => boolean, { seconds = 30 } = {}): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  for (let pauseMs = PAUSE_MS.first; ; pauseMs = Math.min(PAUSE_MS.most, pauseMs * PAUSE_MS.growth)) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s; last answer: ${JSON.stringify(answer)?.slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
