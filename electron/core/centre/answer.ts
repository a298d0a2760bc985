import { AppError } from '../../../shared/errors/app-error.ts';
import { AMOUNT_TEXT, Money } from '../../../shared/money/money.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What came back, before anybody knows what it means: interface reference §1.2. */
export type Answer =
  /** `output` is null when there is one that cannot be read: the act was done, a question was not answered. */
  | { readonly kind: 'done'; readonly output: Fields | null }
  | { readonly kind: 'refused'; readonly words: string }
  /** No `infcode`, no JSON, an error page, a 5xx: for a writing call nobody knows what happened. */
  | { readonly kind: 'unreadable'; readonly words: string }
  /** The gateway itself turned the message away before the centre saw it: nothing was done. */
  | { readonly kind: 'turned-away'; readonly clock: boolean; readonly words: string };

const GATEWAY_CLOCK_CODE = '9000';
/** §1.2: a number of at most four digits, as number or text. Anything else is no outcome. */
const CODE = /^(?!-0+$)-?\d{1,4}$/;
const CLOCK_WORDS = /时间戳|timestamp/i;

/** Reads any body. Never throws, never guesses: what has no `infcode` is not an answer of the centre. */
export function readAnswer(status: number, body: string): Answer {
  const parsed = objectIn(body);
  const code = textOf(parsed?.['infcode']).trim();
  // A 5xx with an outcome in it was written by a gateway that did not see the outcome.
  if (parsed === undefined || !CODE.test(code) || status >= 500) return withoutCode(status, parsed, body);
  // Some gateways answer in the centre's own form; this code is theirs for a signature out of its time.
  if (code === GATEWAY_CLOCK_CODE) return { kind: 'turned-away', clock: true, words: textOf(parsed['err_msg']) };
  if (!/^0+$/.test(code)) return { kind: 'refused', words: textOf(parsed['err_msg']) || '(中心未说明原因)' };
  return { kind: 'done', output: outputOf(parsed['output']) };
}

/** `{}` where there is none. */
function outputOf(given: unknown): Fields | null {
  if (given === undefined || given === null || given === '') return {};
  const output = typeof given === 'string' ? objectIn(given) : given;
  return isFields(output) ? output : null;
}

function withoutCode(status: number, parsed: Fields | undefined, body: string): Answer {
  const words = textOf(parsed?.['message'] ?? parsed?.['err_msg']) || body.slice(0, 80) || `HTTP ${status}`;
  const turnedAway = status === 401 || status === 403 || String(parsed?.['code'] ?? '') === '401';
  if (turnedAway) return { kind: 'turned-away', clock: CLOCK_WORDS.test(words), words };
  return { kind: 'unreadable', words };
}

/** An object written as text, as some platforms put one answer into another; undefined on anything else. */
export function objectIn(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A missing answer field is a fault of that answer, not of ours. */
export function unreadable(field: string): AppError {
  return new AppError('unknown', 'centre.unreadable-answer', `the centre's answer has no readable ${field}`, { field });
}

/** A text or a number as text; "" for anything else. A long number that came without quotes was rounded when it was read: it may be another one's. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) ? '' : String(value);
  return typeof value === 'string' ? value : '';
}

export function requiredText(fields: Fields, name: string): string {
  const text = textOf(fields[name]);
  if (text === '') throw unreadable(name);
  return text;
}

/** Left out, or ours. */
export const isOurs = (fields: Fields, name: string, ours: string): boolean => {
  const value = fields[name];
  return value === undefined || value === null || value === '' || textOf(value) === ours;
};

/** Left out is fine; there and not ours, or no number at all, is not. */
export function mustBeOurs(fields: Fields, name: string, ours: string): void {
  if (!isOurs(fields, name, ours)) throw unreadable(name);
}

/** A node of the output; `{}` where the platform left it out. */
export const nodeOf = (output: Fields, name: string): Fields => (isFields(output[name]) ? (output[name] as Fields) : {});

/**
 * Rows of a list; a list of one row may come as an object, none as nothing (interface reference §9). Anything else is unreadable:
 * a row that is left out would say that something is not there.
 */
export function rowsOf(output: Fields, name: string): readonly Fields[] {
  const value = output[name];
  if (value === undefined || value === null || value === '') return [];
  const rows: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!rows.every(isFields)) throw unreadable(name);
  return rows.filter((row) => Object.keys(row).length > 0);
}

/** Longer than any amount is written: unreadable, whatever it says. */
const LONGEST_AMOUNT = 40;

/** An amount as text or number, with 0 to 2 decimals; a missing or empty one counts as zero. A third decimal other than 0 is unreadable, never rounded. */
export function amountOf(fields: Fields, name: string): Money {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return Money.ZERO;
  const text = textOf(value).trim();
  const match = text.length > LONGEST_AMOUNT ? null : /^(-?)0*(\d+)(?:\.(\d{1,2})0*)?$/.exec(text);
  const canonical = match === null ? '' : `${match[1]}${match[2]}.${(match[3] ?? '').padEnd(2, '0')}`.replace(/^-0\.00$/, '0.00');
  const amount = AMOUNT_TEXT.test(canonical) ? Money.read(canonical) : undefined;
  if (amount === undefined) throw unreadable(name);
  return amount;
}

/** As `amountOf`, null where the field is missing. */
export const amountOrNull = (fields: Fields, name: string): Money | null =>
  fields[name] === undefined || fields[name] === null || fields[name] === '' ? null : amountOf(fields, name);
