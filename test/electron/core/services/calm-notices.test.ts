import { beforeEach, expect, it, vi } from 'vitest';
import { calmNotices } from '../../../../electron/core/ipc/calm-notices.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  return () => vi.useRealTimers();
});

function page() {
  const heard: number[] = [];
  const start = performance.now();
  return { heard, changed: calmNotices(() => heard.push(performance.now() - start)) };
}

const changesFor = (ms: number, changed: () => void): void => {
  for (let passed = 0; passed < ms; passed += 5) {
    changed();
    vi.advanceTimersByTime(5);
  }
};

it('a change is told soon', () => {
  const { heard, changed } = page();
  changed();
  vi.advanceTimersByTime(30);
  expect(heard).toEqual([30]);
});

it('changes that go on are told ever less often, once a second in the end', () => {
  const { heard, changed } = page();
  changesFor(10_000, changed);
  const gaps = heard.slice(1).map((at, index) => at - (heard[index] ?? 0));
  expect(heard[0]).toBe(30);
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
  expect(heard.length).toBeLessThan(17);
  expect(gaps.at(-1)).toBeGreaterThanOrEqual(1_000);
});

it('after the last one there is always a word, and after a rest the next is told soon again', () => {
  const { heard, changed } = page();
  changesFor(5_000, changed);
  const before = heard.length;
  changed();
  vi.advanceTimersByTime(1_000);
  expect(heard.length).toBe(before + 1);
  vi.advanceTimersByTime(3_000);
  changed();
  vi.advanceTimersByTime(30);
  expect(heard.length).toBe(before + 2);
});
