import { describe, expect, it } from 'vitest';
import { boardTasks } from '../../../../electron/core/services/desk/board.ts';
import type { LineState } from '../../../../electron/core/services/desk/line-watch.ts';
import { deadlineStanding } from '../../../../electron/core/services/acts/work-item.ts';
import { BOARD_TASKS, type LineName, LINES } from '../../../../shared/contract/desk-contract.ts';
import { ACT_KINDS } from '../../../../shared/model/acts.ts';
import type { Instant } from '../../../../shared/time/calendar-date.ts';

const at = (minute: string) => `2023-06-13T02:${minute}:00.000Z` as Instant;
const lines = (states: Partial<Record<LineName, LineState>>) =>
  LINES.map((line) => ({ line, state: states[line] ?? ('up' as const), since: at('00'), lastAnswerAt: null }));
const standings = (states: Partial<Record<LineName, LineState>>) =>
  Object.fromEntries(boardTasks(lines(states), []).map(({ task, standing }) => [task, standing]));

describe('what may be done now', () => {
  it('names every task once', () => {
    const named = boardTasks(lines({}), []).map(({ task }) => task);
    expect(named.toSorted()).toEqual([...BOARD_TASKS].toSorted());
  });

  it('with all lines up: everything, save the leave that needs the centre to be away', () => {
    const { 'leave-on-credit': leave, 'leave-on-deposit': deposit, ...rest } = standings({});
    expect([leave, deposit]).toEqual(['closed', 'closed']);
    expect(new Set(Object.values(rest))).toEqual(new Set(['now']));
  });

  it.each([
    [
      'centre',
      { 'admit-insured': 'queued', 'settle-online': 'closed', 'leave-on-credit': 'now', 'check-eligibility': 'stale', print: 'now' },
    ],
    ['his', { 'take-orders': 'closed', 'take-charges': 'closed', 'settle-online': 'now' }],
    ['bank', { 'lock-credit': 'queued', 'draw-credit': 'queued', 'settle-online': 'now' }],
    ['invoice', { invoice: 'queued' }],
    ['printer', { print: 'queued' }],
  ] as const)('%s away', (line, expected) => {
    expect(standings({ [line]: 'down' })).toMatchObject(expected);
    const row = boardTasks(lines({ [line]: 'down' }), []).find((one) => one.line === line);
    expect(row).toMatchObject({ state: 'down', since: at('00'), mender: expect.any(String) });
  });

  it('says of each task how many of its acts wait, and of how many nobody knows the outcome; none is left out', () => {
    const open = ACT_KINDS.flatMap((kind) => [
      { kind, state: 'waiting' as const, count: 1 },
      { kind, state: 'unknown' as const, count: 10 },
    ]);
    const rows = boardTasks(lines({}), open);
    expect(rows.find(({ task }) => task === 'draw-credit')).toMatchObject({ waiting: 3, unknown: 30 });
    expect(rows.find(({ task }) => task === 'print')).toMatchObject({ waiting: 0, unknown: 0 });
    expect(rows.reduce((sum, { waiting, unknown }) => sum + waiting + unknown, 0)).toBe(11 * ACT_KINDS.length);
  });

  it('a line that this window does not have, and one that was never heard', () => {
    expect(standings({ wallet: 'absent', printer: 'unproven' })).toMatchObject({ 'wallet-payment': 'not-here', print: 'now' });
  });
});

describe('a legal deadline', () => {
  it.each([
    ['19', 'calm'],
    ['20', 'amber'],
    ['39', 'amber'],
    ['40', 'over'],
  ] as const)('at minute %s is %s', (minute, standing) => {
    expect(deadlineStanding({ createdAt: at('00'), deadlineAt: at('40') }, at(minute))).toBe(standing);
  });

  it('none', () => {
    expect(deadlineStanding({ createdAt: at('00'), deadlineAt: null }, at('10'))).toBeNull();
  });
});
