import { afterEach, beforeEach, expect, it } from 'vitest';
import { troubleItems } from '../../../../electron/core/services/acts/trouble-items.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { type Outbox, outboxWith, twoStays } from './scripted-line.ts';

// What this program cannot bring to an end by itself stands on the list of those who can.

let outbox: Outbox;
beforeEach(() => {
  outbox = outboxWith(twoStays);
  outbox.keepOnly(1);
});
afterEach(() => outbox.close());

const told = () => troubleItems(outbox).map(({ group, matter, facts, words }) => [group, matter, facts['times'], words]);

it('an act that cannot be written is told from the third time on, with its reason, until it could be sent', async () => {
  outbox.line.script({ build: () => new AppError('bug', 'app.bug', 'no such visit'), send: outbox.acknowledged });
  for (const second of [0, 10]) await outbox.pass(second);
  expect(told()).toEqual([]);
  await outbox.pass(20);
  expect(told()).toEqual([['repair', 'trouble-failed', '3', 'app.bug: no such visit']]);
  outbox.line.script({ send: { kind: 'unknown', words: '' } });
  await outbox.pass(30);
  expect(outbox.state(1)).toBe('unknown');
  expect(told()).toEqual([]);
});

it('an answer that the books cannot take is told, and goes when they could', async () => {
  outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: outbox.acknowledged });
  await outbox.pass(0);
  outbox.breakAdopt(true);
  for (const second of [10, 20, 30]) await outbox.pass(second);
  expect(told()).toEqual([['repair', 'trouble-failed', '3', 'Error: cannot be carried into the books']]);
  outbox.breakAdopt(false);
  await outbox.pass(40);
  expect([outbox.state(1), told()]).toEqual(['acknowledged', []]);
});

it('what goes out again and again, and never stands there, is told; a line that is down or slow is not', async () => {
  outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: new AppError('unknown', 'centre.outcome-unknown', 'time-out') });
  for (const second of [0, 10, 20, 30, 40]) await outbox.pass(second);
  expect(told()).toEqual([]);
  outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: { kind: 'absent', words: '未查询到' } });
  for (let turn = 1; turn <= 3; turn += 1) {
    expect(told()).toEqual([]);
    for (const second of [100, 200, 210]) await outbox.pass(turn * 1_000 + second);
  }
  expect(told()).toEqual([['repair', 'trouble-sent-in-vain', '3', '未查询到']]);
});
