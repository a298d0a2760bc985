import { FACTORY_KEYS } from '../../shared/contract/key-map.ts';
import { isTyping, keyOf } from './keys.ts';

type Run = () => void;
interface Entry {
  readonly run: { readonly current: Run };
  readonly enabled: { readonly current: boolean };
  /** Belongs to the panel that lies over the page, and works there. */
  readonly inPanel?: boolean;
}

const OVER_A_PANEL: ReadonlySet<string> = new Set(['back', 'help', 'lock', 'type.large', 'language.other']);

/** What moves money, takes something back or leaves the place is never done late: the clerk presses again when he sees what he does. */
const NEVER_LATE: ReadonlySet<string> = new Set(['commit', 'recall', 'decline', 'back', 'help', 'lock']);
/** May be meant for the page that is only coming: they show or print. Any other key holds for the page on which it was pressed. */
const FOR_NEXT_PAGE: ReadonlySet<string> = new Set(['print', 'wristband', 'payment.open', 'quote', 'refresh', 'stay.open']);
/** So long a key waits for its button. */
const WAITS_MS = 2_000;

interface Waiting {
  readonly command: string;
  readonly key: string;
  readonly place: string;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Which function a command has at the moment. The newest registration wins (a drawer over a page), a disabled one swallows
 * the key all the same: F9 must never fall through to something else. A key that comes before its button takes effect when the button
 * is there, or is said to have had none.
 */
export class CommandRegistry {
  readonly #entries = new Map<string, Entry[]>();
  readonly #place: () => string;
  #commandOfKey: ReadonlyMap<string, string> = invert(FACTORY_KEYS);
  #panels = 0;
  #waiting: Waiting | null = null;
  #onIgnored: (key: string) => void = () => undefined;

  /** `place`: which page is shown. */
  constructor(place: () => string) {
    this.#place = place;
  }

  setKeys(keys: Readonly<Record<string, string>>): void {
    this.#commandOfKey = invert(keys);
  }

  /** Hears of every key that had no effect. Gives the way to stop. */
  listenIgnored(listener: (key: string) => void): () => void {
    this.#onIgnored = listener;
    return () => {
      this.#onIgnored = () => undefined;
    };
  }

  register(command: string, entry: Entry): () => void {
    this.#entries.set(command, [...(this.#entries.get(command) ?? []), entry]);
    return () => {
      this.#entries.set(
        command,
        (this.#entries.get(command) ?? []).filter((other) => other !== entry),
      );
    };
  }

  /** While a panel lies over the page only these keys and the panel's own work: F9 must not reach what the clerk does not see. Gives the way to end it. */
  openPanel(): () => void {
    this.#panels += 1;
    return () => {
      this.#panels -= 1;
    };
  }

  get panelOpen(): boolean {
    return this.#panels > 0;
  }

  /** Runs what the key stands for; true when the key belongs to a command, so that the browser must not act on it. */
  press(event: KeyboardEvent): boolean {
    const key = keyOf(event);
    const command = this.#commandOfKey.get(key);
    if (!event.repeat && !['Alt', 'Control', 'Shift'].includes(event.key)) this.forgetWaiting();
    if (command === undefined) return false;
    const entry = this.#entries.get(command)?.at(-1);
    // An open list of a field closes itself, and a letter that no button of this page has is nobody's.
    if (entry === undefined && (key === 'Esc' || key.length === 1)) return false;
    if (event.repeat) return true;
    const reachable = !this.panelOpen || OVER_A_PANEL.has(command) || entry?.inPanel === true;
    if (reachable && entry?.enabled.current === true) entry.run.current();
    else if (!reachable || NEVER_LATE.has(command)) this.#onIgnored(key);
    else this.#wait(command, key);
    return true;
  }

  /** A button became usable: a key that waits for it takes effect now. */
  usable(command: string): void {
    const waiting = this.#waiting;
    if (waiting?.command !== command || this.panelOpen) return;
    const entry = this.#entries.get(command)?.at(-1);
    if (entry?.enabled.current !== true) return;
    this.forgetWaiting();
    if (FOR_NEXT_PAGE.has(command) || waiting.place === this.#place()) entry.run.current();
    else this.#onIgnored(waiting.key);
  }

  /** The clerk did something else, or another person stands at the desk. */
  forgetWaiting(): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting.timer);
    this.#waiting = null;
  }

  #wait(command: string, key: string): void {
    const timer = setTimeout(() => {
      this.#waiting = null;
      this.#onIgnored(key);
    }, WAITS_MS);
    this.#waiting = { command, key, place: this.#place(), timer };
  }
}

const invert = (keys: Readonly<Record<string, string>>) => new Map(Object.entries(keys).map(([command, key]) => [key, command]));

export const commands = new CommandRegistry(() => location.hash);

/** One listener for the whole page, before any field sees the key. */
export function listenToKeys(): void {
  addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || (keyOf(event).length === 1 && isTyping(event.target)) || !commands.press(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
  addEventListener('pointerdown', () => commands.forgetWaiting(), { capture: true });
}
