import { FACTORY_KEYS } from '../../shared/contract/key-map.ts';
import { keyOf } from './keys.ts';

type Run = () => void;
interface Entry {
  readonly run: { readonly current: Run };
  readonly enabled: { readonly current: boolean };
}

const OVER_A_PANEL: ReadonlySet<string> = new Set(['back', 'help', 'lock']);

/**
 * Which function a command has at the moment. The newest registration wins (a drawer over a page), a disabled one swallows
 * the key all the same: F9 must never fall through to something else.
 */
class CommandRegistry {
  readonly #entries = new Map<string, Entry[]>();
  #commandOfKey: ReadonlyMap<string, string> = invert(FACTORY_KEYS);
  #panels = 0;

  setKeys(keys: Readonly<Record<string, string>>): void {
    this.#commandOfKey = invert(keys);
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

  /** While a panel lies over the page only these keys work: F9 must not reach what the clerk does not see. Gives the way to end it. */
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
    if (command === undefined) return false;
    const entry = this.#entries.get(command)?.at(-1);
    if (entry === undefined) return key !== 'Esc'; // an open list of a field closes itself
    const reachable = !this.panelOpen || OVER_A_PANEL.has(command);
    if (reachable && entry.enabled.current && !event.repeat) entry.run.current();
    return true;
  }
}

const invert = (keys: Readonly<Record<string, string>>) => new Map(Object.entries(keys).map(([command, key]) => [key, command]));

export const commands = new CommandRegistry();

/** One listener for the whole page, before any field sees the key. */
export function listenToKeys(): void {
  addEventListener(
    'keydown',
    (event) => {
      if (event.isComposing || !commands.press(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
