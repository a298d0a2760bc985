import {
  type Burst,
  hear,
  type Heard,
  type Keystroke,
  QUIET,
  quietAt,
  type ScanSettings,
  settle,
  USUAL_SCANNER,
  type Verdict,
} from '../../shared/identity/scan-burst.ts';

type Listener = (heard: Heard) => void;

/** A field as it was before a burst began: what an input method took of a scan is put back to this. */
interface Before {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

/** Longest time an input method takes to hand over what it had: after it the field is put back a second time. */
const INPUT_METHOD_MS = 60;

/**
 * The keyboard scanner of this window. Every key passes here first; keys of a burst are held back and either reported as one scan or
 * given back to the field in their order. With nobody listening a scan is dropped: it never lands in a field.
 */
class Scanner {
  #settings: ScanSettings = USUAL_SCANNER;
  #burst: Burst = QUIET;
  #before: Before | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners: readonly Listener[] = [];
  /** Keys that we gave back ourselves are not heard again. */
  readonly #own = new WeakSet<Event>();

  configure(settings: ScanSettings): void {
    this.#settings = settings;
  }

  /** The newest listener gets the scans. Gives the way to stop. */
  listen(listener: Listener): () => void {
    this.#listeners = [...this.#listeners, listener];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  onKey(event: KeyboardEvent): void {
    if (this.#own.has(event)) return;
    const quiet = this.#burst.held.length === 0;
    const verdict = hear(this.#burst, strokeOf(event), this.#settings);
    if (quiet && verdict.hold) this.#before = fieldNow();
    this.#follow(verdict);
    if (!verdict.hold) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #follow(verdict: Verdict): void {
    this.#burst = verdict.burst;
    for (const stroke of verdict.release) this.#giveBack(stroke);
    if (verdict.heard?.composed === true) putBack(this.#before);
    if (verdict.heard !== null) this.#listeners.at(-1)?.(verdict.heard);
    clearTimeout(this.#timer);
    const end = quietAt(this.#burst, this.#settings);
    if (end !== null) this.#timer = setTimeout(() => this.#onQuiet(), Math.max(0, end - performance.now()) + 2);
  }

  #onQuiet(): void {
    const verdict = settle(this.#burst, performance.now(), this.#settings);
    if (verdict !== null) this.#follow(verdict);
    else if (this.#burst.held.length > 0) this.#timer = setTimeout(() => this.#onQuiet(), 5);
  }

  /** As if it was typed just now: shortcuts hear it first, then the field takes it. */
  #giveBack({ key, code, shift }: Keystroke): void {
    const target = document.activeElement ?? document.body;
    const event = new KeyboardEvent('keydown', { key, code, shiftKey: shift, bubbles: true, cancelable: true });
    this.#own.add(event);
    const free = target.dispatchEvent(event);
    if (!free || key.length !== 1) return;
    // The only way to type into a field that its framework notices and that undo knows.
    if (isText(target)) document.execCommand('insertText', false, key);
    else if (key === ' ' && target instanceof HTMLElement) target.click();
  }
}

export const scanner = new Scanner();

/** Installed before every other listener: nobody else hears a key of a scan. */
export function listenToScanner(): void {
  addEventListener('keydown', (event) => scanner.onKey(event), { capture: true });
}

const strokeOf = (event: KeyboardEvent): Keystroke => ({
  key: event.key,
  code: event.code,
  shift: event.shiftKey,
  command: event.ctrlKey || event.altKey || event.metaKey,
  repeat: event.repeat,
  composing: event.isComposing || event.keyCode === 229,
  at: event.timeStamp,
});

function isText(target: Element): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['radio', 'checkbox', 'button', 'submit'].includes(target.type);
}

function fieldNow(): Before | null {
  const field = document.activeElement;
  if (field === null || !isText(field)) return null;
  return { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Ends the composition and writes the old text back, at once and when the input method has said its last word. */
function putBack(before: Before | null): void {
  if (before === null) return;
  before.field.blur();
  write(before);
  setTimeout(() => write(before), INPUT_METHOD_MS);
}

function write({ field, value, start, end }: Before): void {
  if (field.value !== value) {
    // The framework keeps an eye on the property of the element itself; the prototype's setter goes past it and the event tells it.
    const proto = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  if (document.activeElement !== document.body && document.activeElement !== field) return; // the clerk went on
  field.focus();
  if (start !== null) field.setSelectionRange(start, end);
}
