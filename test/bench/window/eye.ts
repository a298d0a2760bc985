import type { Page } from '@playwright/test';

interface Ear {
  seen: Promise<number>;
}

/** Ms from a key to the frame in which `there` is on the page, by the page's own clock. */
export async function untilThere(page: Page, key: string, there: { readonly selector: string; readonly words?: string }): Promise<number> {
  // The ear is there before the key is pressed, however busy the computer is.
  await page.evaluate(({ selector, words }) => {
    (globalThis as unknown as Ear).seen = new Promise((resolve) => {
      let pressed = 0;
      addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
      const look = () => {
        const found = pressed > 0 && [...document.querySelectorAll(selector)].some(({ textContent }) => textContent.includes(words ?? ''));
        if (found) requestAnimationFrame(() => resolve(performance.now() - pressed));
        else requestAnimationFrame(look);
      };
      look();
    });
  }, there);
  await page.keyboard.press(key);
  return page.evaluate(() => (globalThis as unknown as Ear).seen);
}

/** Longest and usual time between two frames, ms, while a list is turned through from top to bottom in so many frames. */
export function scrolled(page: Page, selector: string, frames: number): Promise<{ worst: number; p50: number; empty: number }> {
  return page.evaluate(
    ([list, count]) =>
      new Promise<{ worst: number; p50: number; empty: number }>((resolve) => {
        const box = document.querySelector(list) as HTMLElement;
        const whole = box.scrollHeight - box.clientHeight;
        const gaps: number[] = [];
        let [turn, empty, last] = [0, 0, performance.now()];
        const next = (now: number) => {
          gaps.push(now - last);
          last = now;
          if (box.querySelectorAll('tr[data-line]').length === 0) empty += 1;
          turn += 1;
          box.scrollTop = (whole * turn) / count;
          if (turn <= count) requestAnimationFrame(next);
          else {
            gaps.sort((a, b) => a - b);
            resolve({ worst: Math.round(gaps.at(-1) ?? 0), p50: Math.round(gaps[Math.floor(gaps.length / 2)] ?? 0), empty });
          }
        };
        requestAnimationFrame(next);
      }),
    [selector, frames] as const,
  );
}
