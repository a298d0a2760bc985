import { describe, expect, it } from 'vitest';
import { LineWatch } from '../../../electron/core/services/desk/line-watch.ts';
import { dayOf, instantOf } from '../../../shared/time/calendar-date.ts';

const MONTH_MS = 30 * 86_400_000;

function watched() {
  const time = { wallMs: Date.parse('2023-06-13T00:00:00Z'), monotonicMs: 1_000 };
  const clock = { milliseconds: () => time.wallMs, now: () => instantOf(time.wallMs), today: () => dayOf(instantOf(time.wallMs)) };
  const watch = new LineWatch({ clock, monotonicMs: () => time.monotonicMs, absent: ['wallet'], onChange: () => undefined });
  return { time, watch };
}

describe('a quiet line', () => {
  it('is one that never answered, or not for so long', () => {
    const { time, watch } = watched();
    expect(watch.isQuiet('centre', 500)).toBe(true);
    watch.heard('centre', { reached: true, tookMs: 5 });
    time.monotonicMs += 499;
    expect(watch.isQuiet('centre', 500)).toBe(false);
    time.monotonicMs += 1;
    expect(watch.isQuiet('centre', 500)).toBe(true);
  });

  it.each([-MONTH_MS, MONTH_MS])('is the same when the clock of the computer is set by %i ms', (jump) => {
    const { time, watch } = watched();
    watch.heard('centre', { reached: true, tookMs: 5 });
    time.wallMs += jump;
    expect(watch.isQuiet('centre', 500)).toBe(false);
    time.monotonicMs += 500;
    expect(watch.isQuiet('centre', 500)).toBe(true);
  });

  it('stays quiet while nobody answers', () => {
    const { watch } = watched();
    watch.heard('centre', { reached: false, tookMs: 5 });
    expect([watch.state('centre'), watch.isQuiet('centre', 500)]).toEqual(['down', true]);
  });
});
