import type { CDPSession, Page } from '@playwright/test';

/** Sent in one go, in their order: a busy computer must not put pauses between the keys that no scanner makes. */
type Strikes = Promise<unknown>[];

/** A scanner that types like a keyboard: the keys at once after each other, Shift for capitals, Enter at the end. */
export class KeyboardScanner {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async scan(text: string, end: 'Enter' | 'none' = 'Enter'): Promise<void> {
    await this.#send((cdp) => [
      ...[...text].flatMap((letter) => strike(cdp, letter)),
      ...(end === 'none' ? [] : pressed(cdp, { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' })),
    ]);
  }

  /** The same while a Chinese input method is on: it takes the letters first, and shows them in the field as a composition. */
  async scanIntoInputMethod(text: string): Promise<void> {
    await this.#send((cdp) => [
      ...[...text].flatMap((letter, index) => {
        const composed = text.slice(0, index + 1).toLowerCase();
        const key = { key: 'Process', code: codeOf(letter), windowsVirtualKeyCode: 229, modifiers: shiftOf(letter) };
        return [
          cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }),
          cdp.send('Input.imeSetComposition', { text: composed, selectionStart: composed.length, selectionEnd: composed.length }),
          cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
        ];
      }),
      cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 }),
    ]);
  }

  async #send(strikes: (cdp: CDPSession) => Strikes): Promise<void> {
    const cdp = await this.#page.context().newCDPSession(this.#page);
    await Promise.all(strikes(cdp));
    await cdp.detach();
  }
}

const SHIFT = 8;
const shiftOf = (letter: string): number => (/[A-Z]/.test(letter) ? SHIFT : 0);

function strike(cdp: CDPSession, letter: string): Strikes {
  const windowsVirtualKeyCode = letter.toUpperCase().charCodeAt(0);
  return pressed(cdp, { key: letter, code: codeOf(letter), modifiers: shiftOf(letter), windowsVirtualKeyCode, text: letter });
}

function pressed(
  cdp: CDPSession,
  { text, ...key }: { key: string; code: string; windowsVirtualKeyCode: number; modifiers?: number; text: string },
): Strikes {
  return [
    cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, text }),
    cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ];
}

function codeOf(letter: string): string {
  if (/[a-z]/i.test(letter)) return `Key${letter.toUpperCase()}`;
  return /\d/.test(letter) ? `Digit${letter}` : 'Period';
}
