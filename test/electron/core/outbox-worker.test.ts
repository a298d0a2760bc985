import { beforeEach, describe, expect, it, vi } from 'vitest';
import { drainOutbox } from '../../../electron/core/jobs/outbox-worker.ts';
import { actIn, gatewayDown, type Outbox, outboxWith, twoStays } from './outbox/scripted-line.ts';

let outbox: Outbox;
beforeEach(() => {
  outbox = outboxWith(twoStays);
  return () => outbox.close();
});

describe('an attempt that may have left', () => {
  it('is never sent again before two equal answers after the delay', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: { kind: 'absent', words: '' } });
    await outbox.pass(0); // sent, no readable answer
    await outbox.pass(10); // absent, too early
    await outbox.pass(20); // absent again, still too early
    expect(outbox.state(1)).toBe('unknown');
    await outbox.pass(69);
    expect(outbox.state(1)).toBe('unknown');
    await outbox.pass(70); // absent, after the delay since the first such answer
    expect(outbox.state(1)).toBe('waiting');
    expect(outbox.line.sent).toHaveLength(1);
    await outbox.pass(71);
    expect(new Set(outbox.line.sent).size).toBe(2); // a new attempt has a new message id
  });

  it('is given the whole delay after the waiting for its answer ended, not after it was sent', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: 'held', resolve: { kind: 'absent', words: '' } });
    const first = outbox.pass(0);
    await outbox.line.started(1);
    outbox.setSecond(90); // the other side may have worked at it all the time
    outbox.line.release({ kind: 'unknown', words: 'time-out' });
    await first;
    await outbox.pass(95);
    await outbox.pass(154);
    expect(outbox.state(1)).toBe('unknown');
    await outbox.pass(155);
    expect(outbox.state(1)).toBe('waiting');
  });

  it('is not believed absent by one answer alone, however late', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: { kind: 'absent', words: '' } });
    await outbox.pass(0);
    await outbox.pass(3_600);
    expect(outbox.state(1)).toBe('unknown');
  });

  it('that is seen done only by what is not shown any more is believed as late and as often as absence', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: { ...outbox.acknowledged, byAbsence: true } });
    for (const second of [0, 10, 69]) await outbox.pass(second);
    expect(outbox.state(1)).toBe('unknown');
    await outbox.pass(70);
    expect([outbox.state(1), outbox.line.sent.length]).toEqual(['acknowledged', 1]);
  });

  it('is made again with a new message id when it was undone', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: { kind: 'undone', words: '2601' } });
    await outbox.pass(0);
    await outbox.pass(10);
    expect(outbox.state(1)).toBe('waiting');
    outbox.line.script({ send: outbox.acknowledged });
    await outbox.pass(20);
    expect(outbox.state(1)).toBe('acknowledged');
    expect(new Set(outbox.line.sent).size).toBe(2);
    expect(outbox.answers(1)).toEqual(['unknown', 'undone', 'acknowledged']);
  });

  it('of a settlement is not believed undone at once: a platform may take back what it never saw, and see it later', async () => {
    outbox.db.prepare(`UPDATE act SET kind = 'settlement', key = 'of a settlement' WHERE id = 1`).run();
    outbox.keepOnly(1);
    outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: { kind: 'undone', words: '2601' } });
    await outbox.pass(0);
    await outbox.pass(10);
    await outbox.pass(69);
    expect(outbox.state(1)).toBe('unknown');
    outbox.line.script({ resolve: { kind: 'absent', words: '未查询到' } }); // taken back before, so there is nothing now
    await outbox.pass(70);
    expect(outbox.state(1)).toBe('waiting');
    expect(outbox.line.sent).toHaveLength(1);
  });

  it('is not sent with what is not so any more: it is written anew', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: outbox.acknowledged, outdated: { times: 1 } });
    await outbox.pass(0);
    expect([outbox.state(1), outbox.line.sent]).toEqual(['waiting', []]);
    await outbox.pass(1);
    expect([outbox.state(1), outbox.line.sent]).toEqual(['acknowledged', ['message-1-2']]);
  });

  it('of charge lines goes on at once when the taking-back was answered', async () => {
    outbox.db.prepare(`UPDATE act SET kind = 'charges' WHERE id = 1`).run();
    outbox.keepOnly(1);
    outbox.line.script({ send: { kind: 'unknown', words: '' }, takingBack: '2302', resolve: { kind: 'undone', words: '' } });
    await outbox.pass(0);
    await outbox.pass(10);
    outbox.line.script({ send: outbox.acknowledged });
    await outbox.pass(11);
    expect(outbox.state(1)).toBe('acknowledged');
  });

  it('of charge lines rests after a taking-back of the stay that nobody knows the end of: it may be on its way to the new ones', async () => {
    outbox.db.prepare(`UPDATE act SET kind = 'charges-removal' WHERE id = 1`).run();
    outbox.db.prepare(`UPDATE act SET kind = 'charges' WHERE id = 2`).run();
    outbox.db.prepare(`UPDATE act SET state = 'withdrawn' WHERE id > 2`).run();
    outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: outbox.acknowledged });
    await outbox.pass(0);
    await outbox.pass(10); // the second one was answered: gone, and the rest begins
    outbox.line.script({ send: outbox.acknowledged });
    await outbox.pass(69);
    expect(outbox.line.sent).toHaveLength(1);
    await outbox.pass(70);
    expect(outbox.state(2)).toBe('acknowledged');
  });

  it('of charge lines rests after they were taken back: a taking-back without an answer may still be on its way to the new ones', async () => {
    outbox.db.prepare(`UPDATE act SET kind = 'charges' WHERE id = 1`).run();
    outbox.keepOnly(1);
    outbox.line.script({ send: { kind: 'unknown', words: '' }, takingBack: '2302', resolve: gatewayDown });
    await outbox.pass(0);
    await outbox.pass(5); // asked, and not answered
    outbox.line.script({ takingBack: '2302', resolve: { kind: 'undone', words: '' } });
    await outbox.pass(10); // taken back
    outbox.line.script({ send: outbox.acknowledged });
    await outbox.pass(11); // the rest begins
    await outbox.pass(70);
    expect(outbox.line.sent).toHaveLength(1);
    await outbox.pass(71);
    expect(outbox.state(1)).toBe('acknowledged');
    expect(outbox.line.sent).toHaveLength(2);
  });

  it('is asked about and not sent again by the next program after a crash between saving and sending', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: 'never' });
    void outbox.pass(0);
    await outbox.line.started(1); // the attempt is saved; the program dies here
    expect(outbox.state(1)).toBe('unknown');

    const next = outbox.reopen();
    next.line.script({ send: next.acknowledged, resolve: next.acknowledged });
    await next.pass(10);
    expect([next.line.sent, next.line.resolved]).toEqual([[], outbox.line.sent]);
    expect(next.state(1)).toBe('acknowledged');
    next.close();
  });

  it('keeps its state when the asking fails or is refused: a refused question says nothing about the act', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: { kind: 'unknown', words: '' }, resolve: outbox.refusedQuestion });
    await outbox.pass(0);
    await outbox.pass(10);
    expect(outbox.state(1)).toBe('unknown');
    outbox.line.script({ resolve: gatewayDown });
    await outbox.pass(20);
    expect(outbox.state(1)).toBe('unknown');
    expect([outbox.line.sent.length, outbox.line.resolved.length, outbox.adopted]).toEqual([1, 2, ['1 unknown']]);
  });
});

describe('order', () => {
  it('an unknown act locks the later acts of its stay and line, not those of another stay or line', async () => {
    outbox.line.script({ send: (act) => (act === 1 ? { kind: 'unknown', words: '' } : outbox.acknowledged), resolve: gatewayDown });
    await outbox.pass(0);
    await outbox.pass(10);
    expect(outbox.states()).toEqual({ 1: 'unknown', 2: 'waiting', 3: 'acknowledged', 4: 'acknowledged' });
  });

  it('a rejected act stops its lane, and an acknowledged one opens it', async () => {
    outbox.line.script({ send: (act) => (act === 1 ? { kind: 'rejected', words: '不予办理' } : outbox.acknowledged) });
    await outbox.pass(0);
    await outbox.pass(10);
    expect(outbox.states()).toEqual({ 1: 'rejected', 2: 'waiting', 3: 'acknowledged', 4: 'acknowledged' });
    actIn(outbox.db, 1, 'withdrawn');
    await outbox.pass(20);
    expect(outbox.state(2)).toBe('acknowledged');
  });

  it('a record that breaks in every way stops nobody else', async () => {
    outbox.line.script({ send: outbox.acknowledged, build: (act) => (act === 1 ? new TypeError('broken') : undefined) });
    await outbox.pass(0);
    expect(outbox.states()).toEqual({ 1: 'waiting', 2: 'waiting', 3: 'acknowledged', 4: 'acknowledged' });
    expect(outbox.failures).toEqual(['act 1']);
  });
});

describe('a line that is down', () => {
  it('leaves the act waiting and puts it off, longer each time', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ build: () => gatewayDown });
    const dues = [];
    for (const second of [0, 100, 200]) {
      await outbox.pass(second);
      dues.push(outbox.dueAfter(1, second));
    }
    expect(outbox.state(1)).toBe('waiting');
    expect(dues.map((due) => [10, 30, 60].findIndex((seconds) => due >= seconds * 0.9 && due <= seconds * 1.1))).toEqual([0, 1, 2]);
    expect(outbox.line.sent).toEqual([]);
  });

  it('counts as absent when our own line says that nothing left, and the next attempt has a new id', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: () => gatewayDown });
    await outbox.pass(0);
    expect([outbox.state(1), outbox.answers(1)]).toEqual(['waiting', ['absent']]);
    outbox.line.script({ send: outbox.acknowledged });
    await outbox.pass(100);
    expect([outbox.state(1), new Set(outbox.line.sent).size]).toEqual(['acknowledged', 2]);
  });

  it('a question refused before anything was sent sets the act before a person', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ build: () => outbox.refusedQuestion });
    await outbox.pass(0);
    expect([outbox.state(1), outbox.adopted, outbox.line.sent]).toEqual(['rejected', ['1 rejected'], []]);
  });
});

describe('pace', () => {
  it('an answer that does not come holds up one lane, not what becomes due meanwhile', async () => {
    outbox.line.script({ send: (act) => (act === 4 ? 'held' : outbox.acknowledged) });
    const pass = outbox.pass(0);
    await outbox.line.started(3); // 1, 3 and the held 4; then 2, that only now may go
    await vi.waitFor(() => expect(outbox.state(2)).toBe('acknowledged'), 2_000);
    expect(outbox.state(4)).toBe('unknown');
    outbox.line.release(outbox.acknowledged);
    await pass;
    expect(outbox.state(4)).toBe('acknowledged');
  });

  it('while the other side is slow nothing is saved as sent before its turn', async () => {
    outbox.line.script({ send: 'held' });
    const pass = drainOutbox({ ...outbox.deps, lanes: 1 });
    await outbox.line.started(1);
    await new Promise((resolve) => setTimeout(resolve, 50)); // time enough for the others to be made ready
    expect(Object.values(outbox.states()).toSorted()).toEqual(['unknown', 'waiting', 'waiting', 'waiting']);
    outbox.line.script({ send: outbox.acknowledged });
    outbox.line.release(outbox.acknowledged);
    await pass;
    expect(outbox.states()).toEqual({ 1: 'acknowledged', 2: 'acknowledged', 3: 'acknowledged', 4: 'acknowledged' });
  });

  it('what was put off by a clock that was wrong is due when the clock is right again', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ build: () => gatewayDown });
    await outbox.pass(30 * 86_400);
    outbox.line.script({ send: outbox.acknowledged });
    await outbox.passOnlyDue(0);
    expect(outbox.state(1)).toBe('acknowledged');
  });

  it('what was put off is not due before its time', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ build: () => gatewayDown });
    for (const second of [0, 100, 200, 300]) await outbox.pass(second);
    outbox.line.script({ send: outbox.acknowledged });
    await outbox.passOnlyDue(330);
    expect(outbox.state(1)).toBe('waiting');
    await outbox.passOnlyDue(370);
    expect(outbox.state(1)).toBe('acknowledged');
  });
});

describe('one transaction', () => {
  it('an answer that cannot be carried into the books is not recorded: the act stays unknown', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: outbox.acknowledged });
    outbox.breakAdopt(true);
    await outbox.pass(0);
    expect([outbox.state(1), outbox.answers(1)]).toEqual(['unknown', []]);
    outbox.breakAdopt(false);
    outbox.line.script({ resolve: outbox.acknowledged });
    await outbox.pass(10);
    expect([outbox.state(1), outbox.answers(1), outbox.line.sent.length]).toEqual(['acknowledged', ['acknowledged'], 1]);
  });
});

describe('many at once', () => {
  it('no act is sent twice by two passes, however they interleave', async () => {
    outbox.line.script({ send: outbox.acknowledged, delay: 5 });
    await Promise.all([outbox.pass(0), outbox.pass(0), drainOutbox({ ...outbox.deps, lanes: 16 })]);
    await outbox.pass(1);
    expect(outbox.states()).toEqual({ 1: 'acknowledged', 2: 'acknowledged', 3: 'acknowledged', 4: 'acknowledged' });
    expect(outbox.line.sentActs.toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('an act that was withdrawn while its message was written is not sent', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: outbox.acknowledged, delay: 20 });
    const pass = outbox.pass(0);
    actIn(outbox.db, 1, 'withdrawn');
    await pass;
    expect([outbox.state(1), outbox.line.sent]).toEqual(['withdrawn', []]);
  });

  it('the late answer of an attempt that was undone meanwhile is kept and changes nothing', async () => {
    outbox.keepOnly(1);
    outbox.line.script({ send: 'held', resolve: { kind: 'undone', words: '2601' } });
    const first = outbox.pass(0);
    await outbox.line.started(1);
    await outbox.pass(10); // another pass finds it unknown and takes it back
    outbox.line.release(outbox.acknowledged);
    await first;
    expect([outbox.state(1), outbox.answers(1), outbox.adopted]).toEqual(['waiting', ['undone', 'acknowledged'], ['1 undone']]);
  });
});
