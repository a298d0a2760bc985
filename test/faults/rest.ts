import { setTimeout as delay } from 'node:timers/promises';

/** Waits within a world that may be over before. */
export class Rest {
  over = false;

  async for(ms: number): Promise<void> {
    const end = performance.now() + ms;
    while (!this.over && performance.now() < end) await delay(50);
  }
}
