/** Asks until the answer fits, for what other processes do in their own time. Fails with the last answer. */
export async function eventually<T>(ask: () => T | Promise<T>, fits: (answer: T) => boolean, { seconds = 20 } = {}): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s; last answer: ${JSON.stringify(answer)?.slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
