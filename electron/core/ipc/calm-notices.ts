/** The first word of a change comes at once, as far as a person can tell. */
const SOON_MS = 30;
/** While changes go on and on, the page hears of them so seldom. */
const SELDOM_MS = 1_000;

/**
 * Says that something changed soon after it did, and ever less often while changes go on: a page that shows a queue being worked off needs no word
 * of every message. After the last change there is always one more word.
 */
export function calmNotices(tell: () => void): () => void {
  let planned = false;
  let gapMs = SOON_MS;
  let toldAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (planned) return;
    planned = true;
    const quietMs = performance.now() - toldAt;
    gapMs = quietMs > 2 * gapMs ? SOON_MS : Math.min(2 * gapMs, SELDOM_MS);
    setTimeout(
      () => {
        planned = false;
        toldAt = performance.now();
        tell();
      },
      Math.max(SOON_MS, gapMs - quietMs),
    );
  };
}
