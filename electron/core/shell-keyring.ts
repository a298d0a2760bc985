import type { FromCore, ToCore } from '../../shared/contract/shell-messages.ts';
import type { KeySealing } from './ports/key-sealing.ts';

type Answer = Extract<ToCore, { kind: 'keyring' }>;

/** The keyring in the shell, asked by message. */
export class ShellKeyring implements KeySealing {
  readonly #tell: (message: FromCore) => void;
  #nextId = 1;
  readonly #open = new Map<number, (answer: Answer) => void>();

  constructor(tell: (message: FromCore) => void) {
    this.#tell = tell;
  }

  onAnswer(answer: Answer): void {
    this.#open.get(answer.id)?.(answer);
    this.#open.delete(answer.id);
  }

  async available(): Promise<boolean> {
    return (await this.#ask('seal', [])).available;
  }

  async seal(text: string): Promise<string | null> {
    return (await this.#ask('seal', [text])).texts[0] ?? null;
  }

  /** Each secret in plain; those that this keyring did not seal are left out. */
  async unseal(secrets: readonly { readonly path: string; readonly text: string }[]): Promise<ReadonlyMap<string, string>> {
    if (secrets.length === 0) return new Map(); // nothing to wait for at the start
    const { texts } = await this.#ask(
      'unseal',
      secrets.map(({ text }) => text),
    );
    return new Map(
      secrets.flatMap(({ path }, index) => {
        const text = texts[index];
        return text == null ? [] : [[path, text] as const];
      }),
    );
  }

  #ask(kind: 'seal' | 'unseal', texts: readonly string[]): Promise<Answer> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#open.set(id, resolve);
      this.#tell({ kind, id, texts });
    });
  }
}
