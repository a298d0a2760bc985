import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import {
  admissionOrderSchema,
  catalogueItemSchema,
  chargeItemSchema,
  dischargePlanSchema,
  settledElsewhereSchema,
  visitOrderSchema,
  wardNoticeSchema,
} from '../../../shared/model/stay-schema.ts';
import type { HisEntry } from '../ports/his-intake.ts';

type Fields = Record<string, unknown>;

/** The file's names for what our schemas name otherwise. Described in README.md beside this file. */
const RENAMED: Readonly<Record<string, string>> = {
  orderNo: 'orderNumber',
  certNo: 'certNumber',
  orderingDept: 'orderingDepartment',
  dept: 'department',
  diagnosis: 'diagnoses',
  lineNo: 'lineNumber',
  originalLineNo: 'originalLineNumber',
};

/** Values that are codes there and words here; what is not known goes on to the schema, which refuses it. */
const VALUES: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  certType: (value) => (value === '01' ? 'id-card' : typeof value === 'string' && /^\d{2,6}$/.test(value) ? 'other' : undefined),
  way: (value) => ({ transferred: 'transfer', died: 'death' })[String(value)],
};

/**
 * Reads one JSON-lines batch, whole or not at all.
 *
 * @throws AppError validation/his.file-refused with details.line (from 1) and details.reason: nothing of the file is taken.
 */
export function readBatch(text: string): readonly HisEntry[] {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }));
  const entries = lines.filter(({ line }) => line !== '').map(({ line, number }) => readLine(line, number));
  if (entries.length === 0) throw refused(0, 'the file is empty');
  return entries;
}

function readLine(line: string, number: number): HisEntry {
  const raw = parse(line, number);
  const { kind, stayNo: _stayNo, ...rest } = raw; // the order number leads; a stay number is the hospital's own remark
  switch (kind) {
    case 'admission-order':
      return { kind, order: check(admissionOrderSchema, renamed(rest), number) };
    case 'charge': {
      const { orderNumber, ...item } = renamed(rest) as Fields;
      if (typeof orderNumber !== 'string' || orderNumber === '') throw refused(number, 'orderNo is missing');
      return { kind, orderNumber, item: check(chargeItemSchema, item, number) };
    }
    case 'discharge-notice':
      return { kind, notice: check(wardNoticeSchema, renamed(rest), number) };
    case 'catalogue-item':
      return { kind, item: check(catalogueItemSchema, gradeInside(rest), number) };
    case 'discharge-plan':
      return { kind, plan: check(dischargePlanSchema, renamed(rest), number) };
    case 'visit':
      return { kind, order: check(visitOrderSchema, renamed(rest), number) };
    case 'settled-elsewhere':
      return { kind, event: check(settledElsewhereSchema, renamed(rest), number) };
    default:
      throw refused(
        number,
        'kind is none of admission-order, charge, discharge-plan, discharge-notice, catalogue-item, visit, settled-elsewhere',
      );
  }
}

/** The file has the grade flat beside the name; a cap of two decimals is written with six. */
function gradeInside({ class: itemClass, firstShareRate, priceCap, ...rest }: Fields): Fields {
  const cap = typeof priceCap === 'string' && /^\d+\.\d{2}$/.test(priceCap) ? `${priceCap}0000` : (priceCap ?? null);
  return { ...rest, grade: { class: itemClass, firstShare: firstShareRate, priceCap: cap } };
}

function parse(line: string, number: number): Fields {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  } catch {
    // said below
  }
  throw refused(number, 'not a JSON object');
}

/** Renames keys at every depth and the coded values among them; lists and other values stay. */
function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [RENAMED[key] ?? key, VALUES[key]?.(inner) ?? renamed(inner)]));
}

function check<S extends z.ZodType>(schema: S, value: unknown, number: number): z.output<S> {
  const parsed = decode(schema, value, number);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refused(number, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}

/** A check that stumbles over a spoiled value, or over a product beyond any amount of money, says no as well. */
function decode<S extends z.ZodType>(schema: S, value: unknown, number: number): z.ZodSafeParseResult<z.output<S>> {
  try {
    return z.safeDecode(schema, value as z.input<S>);
  } catch {
    throw refused(number, 'an amount is not in its written form, or outside the range');
  }
}

export const refused = (line: number, reason: string): AppError =>
  new AppError('validation', 'his.file-refused', `line ${line}: ${reason}`, { line, reason });
