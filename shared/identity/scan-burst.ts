/**
 * Tells a scanner that types like a keyboard from a person who types.
 *
 * Pure: the page feeds every keydown and asks again when `quietAt` comes; no clock, no DOM. Nothing of a scan reaches a field: a key
 * that may belong to one is held back (the page prevents its default) for at most `gapMs`, and given back in order when it was typing.
 */

/** A keydown, as the page sees it. */
export interface Keystroke {
  /** KeyboardEvent.key: the character, or "Enter", "Process" (an input method has it), "Shift" … */
  readonly key: string;
  /** KeyboardEvent.code: the place on the keyboard, "KeyA", "Digit1". Says what a scanner sent when an input method hides it. */
  readonly code: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta is held: a command, never a scan. */
  readonly command: boolean;
  /** KeyboardEvent.repeat: a key that is kept down, as fast as a scanner. */
  readonly repeat: boolean;
  /** KeyboardEvent.isComposing, or key code 229. */
  readonly composing: boolean;
  /** KeyboardEvent.timeStamp, ms. */
  readonly at: number;
}

/** How the scanners of this desk are set up. */
export interface ScanSettings {
  /** Key that the scanner sends first, e.g. "F13"; null: told by speed alone. With a prefix no key of a person is ever held. */
  readonly prefix: string | null;
  /** Keys that end a scan. */
  readonly suffixes: readonly string[];
  /** Longest pause between two keys of a scan, ms. Scanners: 1 to 20; people: 50 and more. */
  readonly gapMs: number;
  /** Fewer characters are never a scan. With a prefix one is enough. */
  readonly leastLength: number;
  /** More are none, and nobody types them so fast: dropped as broken. */
  readonly mostLength: number;
}

export const USUAL_SCANNER: ScanSettings = { prefix: null, suffixes: ['Enter', 'Tab'], gapMs: 45, leastLength: 6, mostLength: 512 };

/** What is held back. Empty: nothing is. */
export interface Burst {
  readonly held: readonly Keystroke[];
  /** The prefix was seen: whatever comes now belongs to a scan. */
  readonly announced: boolean;
}

export const QUIET: Burst = { held: [], announced: false };

export interface Verdict {
  readonly burst: Burst;
  /** The page prevents the default of this key, and lets nobody else hear it. */
  readonly hold: boolean;
  /**
   * Held keys that were typing after all: the page writes them into the field, before this key if this one is not held. Keys that an
   * input method had are not among them: it has them already.
   */
  readonly release: readonly Keystroke[];
  readonly heard: Heard | null;
}

/**
 * `scan`: the text is opaque and short-lived; never log it. `broken`: characters of a scan without its end; scan again.
 * `composed`: an input method had a part of it, which cannot be prevented: the page puts the field back as it was before the burst.
 */
export type Heard =
  | { readonly kind: 'scan'; readonly text: string; readonly composed: boolean }
  | { readonly kind: 'broken'; readonly composed: boolean };

const MODIFIERS = new Set(['Shift', 'CapsLock', 'Control', 'Alt', 'Meta', 'NumLock', 'AltGraph']);

/** The next keydown. */
export function hear(before: Burst, stroke: Keystroke, settings: ScanSettings): Verdict {
  const settled = settle(before, stroke.at, settings);
  if (settled === null) return onStroke(before, stroke, settings);
  // The pause was the end of the burst before; what is said of it and what is said of this key go together.
  const next = onStroke(QUIET, stroke, settings);
  return { ...next, release: [...settled.release, ...next.release], heard: settled.heard ?? next.heard };
}

/** After the pause that ends a burst; null while it may still go on, or nothing is held. */
export function settle(burst: Burst, now: number, settings: ScanSettings): Verdict | null {
  const end = quietAt(burst, settings);
  return end === null || now <= end ? null : { ...over(burst, settings), hold: false };
}

/** When to ask `settle` at the latest, in the time of the keystrokes; null: nothing is held. */
export function quietAt(burst: Burst, settings: ScanSettings): number | null {
  const last = burst.held.at(-1);
  return last === undefined ? null : last.at + settings.gapMs;
}

function onStroke(burst: Burst, stroke: Keystroke, settings: ScanSettings): Verdict {
  if (settings.prefix !== null && stroke.key === settings.prefix) {
    return { burst: { held: [stroke], announced: true }, hold: true, release: [], heard: burst.announced ? broken(burst) : null };
  }
  if (MODIFIERS.has(stroke.key)) return { burst, hold: burst.announced, release: [], heard: null };
  if (settings.suffixes.includes(suffixOf(stroke)) && burst.held.length > 0) return onSuffix(burst, settings);
  const listens = settings.prefix === null || burst.announced;
  if (!listens || stroke.command || stroke.repeat || charOf(stroke) === undefined) return { ...over(burst, settings), hold: false };
  const held = [...burst.held, stroke];
  if (held.length > settings.mostLength) return { burst: QUIET, hold: true, release: [], heard: broken({ ...burst, held }) };
  return { burst: { ...burst, held }, hold: true, release: [], heard: null };
}

/** Enter of a scan must press no button; Enter of a person must. */
function onSuffix(burst: Burst, settings: ScanSettings): Verdict {
  const strokes = charsOf(burst);
  if (strokes.length === 0 || !isScan(burst, settings)) return { ...over(burst, settings), hold: burst.announced };
  const text = strokes.map((stroke) => charOf(stroke) ?? '').join('');
  return { burst: QUIET, hold: true, release: [], heard: { kind: 'scan', text, composed: composed(burst) } };
}

/** A burst that ends without its suffix: few characters were typing, many or announced ones are a scan that was cut off. */
function over(burst: Burst, settings: ScanSettings): Omit<Verdict, 'hold'> {
  if (burst.held.length === 0) return { burst: QUIET, release: [], heard: null };
  if (isScan(burst, settings)) return { burst: QUIET, release: [], heard: broken(burst) };
  return { burst: QUIET, release: burst.held.filter((stroke) => !isComposed(stroke)), heard: null };
}

const isScan = (burst: Burst, { leastLength }: ScanSettings): boolean => burst.announced || burst.held.length >= leastLength;

const isComposed = ({ composing, key }: Keystroke): boolean => composing || key === 'Process';

const composed = ({ held }: Burst): boolean => held.some(isComposed);

const broken = (burst: Burst): Heard => ({ kind: 'broken', composed: composed(burst) });

/** The prefix itself is no character of the text. */
const charsOf = ({ held, announced }: Burst): readonly Keystroke[] => (announced ? held.slice(1) : held);

/** An input method may have Enter, too. */
const suffixOf = ({ key, code }: Keystroke): string => (key === 'Process' ? code.replace('NumpadEnter', 'Enter') : key);

const SHIFTED_DIGITS = ')!@#$%^&*(';
const SIGNS: Readonly<Record<string, string>> = {
  Space: '  ',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Backquote: '`~',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
  NumpadDecimal: '..',
};

/**
 * The character that a scanner meant. Letters come from place and shift, so that neither Caps Lock nor an input method changes them;
 * other characters as the keyboard layout says, or from their place on the usual keyboard where an input method hides or widens them.
 */
function charOf({ key, code, shift, composing }: Keystroke): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  if (!composing && /^[\x20-\x7e]$/.test(key)) return key;
  const digit = /^(Digit|Numpad)(\d)$/.exec(code);
  if (digit !== null) return shift && digit[1] === 'Digit' ? SHIFTED_DIGITS[Number(digit[2])] : digit[2];
  return SIGNS[code]?.[shift ? 1 : 0];
}
