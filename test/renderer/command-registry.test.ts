import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommandRegistry } from '../../renderer/commands/command-registry.ts';

const keydown = (key: string, more: Partial<KeyboardEvent> = {}) =>
  ({ key, code: '', ctrlKey: false, altKey: false, shiftKey: false, repeat: false, ...more }) as KeyboardEvent;
const alt = (key: string) => keydown(key, { altKey: true });

let place: string;
let ignored: string[];
let keys: CommandRegistry;
beforeEach(() => {
  vi.useFakeTimers();
  place = '#/admission';
  ignored = [];
  keys = new CommandRegistry(() => place);
  keys.listenIgnored((key) => ignored.push(key));
});
afterEach(() => void vi.useRealTimers());

/** A button of the page: `enabled` as it is drawn. */
function button(command: string, enabled = true, inPanel = false) {
  const run = vi.fn();
  const usable = { current: enabled };
  const leave = keys.register(command, { run: { current: run }, enabled: usable, inPanel });
  const enable = () => {
    usable.current = true;
    keys.usable(command);
  };
  if (enabled) keys.usable(command);
  return { run, enable, leave };
}

describe('a key that comes before its button', () => {
  it('takes effect when the button is there, once', () => {
    keys.press(alt('c'));
    const consent = button('bank.consent');
    expect(consent.run).toHaveBeenCalledTimes(1);
    button('bank.consent');
    vi.advanceTimersByTime(5_000);
    expect([consent.run.mock.calls.length, ignored]).toEqual([1, []]);
  });

  it('takes effect when its button can be pressed', () => {
    const refresh = button('refresh', false);
    keys.press(keydown('F5'));
    expect(refresh.run).not.toHaveBeenCalled();
    refresh.enable();
    expect(refresh.run).toHaveBeenCalledTimes(1);
  });

  it('is said to have had no effect after two seconds, and does nothing afterwards', () => {
    keys.press(alt('c'));
    vi.advanceTimersByTime(2_000);
    expect(ignored).toEqual(['Alt+C']);
    expect(button('bank.consent').run).not.toHaveBeenCalled();
  });

  it('never moves money late: that is said at once', () => {
    const admit = button('commit', false);
    keys.press(keydown('F9'));
    expect(ignored).toEqual(['F9']);
    admit.enable();
    expect(admit.run).not.toHaveBeenCalled();
  });

  it('is forgotten when another key is pressed, or another person is read', () => {
    keys.press(alt('c'));
    keys.press(keydown('7'));
    expect(button('bank.consent').run).not.toHaveBeenCalled();
    keys.press(alt('w'));
    keys.forgetWaiting();
    expect(button('wristband').run).not.toHaveBeenCalled();
  });

  it('of an act holds for the page on which it was pressed; one that shows or prints also for the next', () => {
    keys.press(alt('c'));
    place = '#/admission/order/1/2';
    expect(button('bank.consent').run).not.toHaveBeenCalled();
    expect(ignored).toEqual(['Alt+C']);
    keys.press(keydown('F10'));
    place = '#/admission/stay/3';
    expect(button('print').run).toHaveBeenCalledTimes(1);
  });
});

it('the key on a panel’s own button reaches it, and never the page’s', () => {
  const admit = button('commit');
  const close = keys.openPanel();
  const save = button('commit', true, true);
  keys.press(keydown('F9'));
  save.leave();
  close();
  expect([admit.run.mock.calls.length, save.run.mock.calls.length, ignored]).toEqual([0, 1, []]);
});

it('a key under an open panel reaches nothing behind it, and says so', () => {
  const admit = button('commit');
  const close = keys.openPanel();
  expect(keys.press(keydown('F9'))).toBe(true);
  expect([admit.run.mock.calls.length, ignored]).toEqual([0, ['F9']]);
  close();
  keys.press(keydown('F9'));
  expect(admit.run).toHaveBeenCalledTimes(1);
});
