/** What is wrong with a JSON text. `path`: the key it concerns ("lines.0.amount"), "" for the whole. */
export interface JsonFault {
  readonly path: string;
  readonly reason: string;
}
export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly faults: readonly [JsonFault, ...JsonFault[]] };

/** Deeper than anything people write; what walks over the values may recurse. */
const DEPTH_MOST = 64;

/**
 * JSON as a person must have meant it: a key that is given twice is refused instead of the last one winning, and so is a text that is
 * nested beyond all use. A byte order mark is no part of it. Never throws; values are those of JSON.parse.
 */
export function readJson(text: string): JsonReading {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch (error) {
    return { ok: false, faults: [{ path: '', reason: `not JSON: ${(error as Error).message}` }] };
  }
  const [first, ...more] = faultsOf(bare);
  return first === undefined ? { ok: true, value } : { ok: false, faults: [first, ...more] };
}

/** An object or array that is open; `at`: the key or index that is being read. */
type Level = { readonly keys: Set<string>; at: string; awaitsKey: boolean } | { readonly keys: null; at: number };

/** One pass over a text that JSON.parse took: strings, brackets and commas are all that needs to be told apart. */
function faultsOf(text: string): readonly JsonFault[] {
  const faults: JsonFault[] = [];
  const open: Level[] = [];
  for (let i = 0; i < text.length; i++) {
    const level = open.at(-1);
    switch (text[i]) {
      case '{':
      case '[':
        if (open.length === DEPTH_MOST) return [{ path: '', reason: `nested deeper than ${DEPTH_MOST} levels` }];
        open.push(text[i] === '[' ? { keys: null, at: 0 } : { keys: new Set(), at: '', awaitsKey: true });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (level?.keys === null) level.at++;
        else if (level !== undefined) level.awaitsKey = true;
        break;
      case '"': {
        const end = endOfString(text, i);
        if (level?.keys && level.awaitsKey) {
          level.at = JSON.parse(text.slice(i, end + 1)) as string;
          level.awaitsKey = false;
          if (level.keys.has(level.at)) faults.push({ path: open.map(({ at }) => at).join('.'), reason: 'this key is given twice' });
          level.keys.add(level.at);
        }
        i = end;
      }
    }
  }
  return faults;
}

/** Where the string that begins here ends: the next quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  let end = start;
  let slashes: number;
  do {
    end = text.indexOf('"', end + 1);
    slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
  } while (slashes % 2 === 1);
  return end;
}
