import { readFen } from './money.ts';
import { Refusal } from './refusal.ts';

/** One node of an input, every value as text; a missing one is "". */
export type Row = Readonly<Record<string, string>>;

interface Field {
  readonly name: string;
  readonly mandatory: boolean;
  readonly type: string;
}

/** Reads a list such as `psn_no:C30! tel:C50 endtime:DT!` ("!" = mandatory), in the notation of the interface reference. */
export function fields(list: string): readonly Field[] {
  return list
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = '', type = ''] = entry.replace('!', '').split(':');
      return { name, type, mandatory: entry.endsWith('!') };
    });
}

/** The rows of a node; a single object counts as one row. */
export function rowsOf(input: unknown, node: string): readonly Row[] {
  const value = (input as Readonly<Record<string, unknown>>)[node];
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.map((entry) => toRow(entry, node));
}

/** The only row of a node, checked against its fields. */
export function rowOf(input: unknown, node: string, wanted: readonly Field[]): Row {
  const [row] = rowsOf(input, node);
  if (row === undefined) throw new Refusal(`输入参数节点[${node}]不能为空`);
  checkRow(row, node, wanted);
  return row;
}

/** Refuses the row when a mandatory field is empty or a value does not fit its type. */
export function checkRow(row: Row, node: string, wanted: readonly Field[]): void {
  for (const field of wanted) {
    const value = row[field.name] ?? '';
    if (value === '' && field.mandatory) throw new Refusal(`输入参数[${node}.${field.name}]不能为空`);
    if (value !== '' && !fits(value, field.type)) throw new Refusal(`输入参数[${node}.${field.name}]格式或长度不正确(${field.type})`);
  }
}

function toRow(entry: unknown, node: string): Row {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) throw new Refusal(`输入参数节点[${node}]不是对象`);
  const pairs = Object.entries(entry).map(([name, value]) => [name, textOf(value)] as const);
  return Object.fromEntries(pairs);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function fits(value: string, type: string): boolean {
  if (type === 'D') return /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (type === 'DT') return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(value);
  if (type === 'M') return readFen(value) !== undefined;
  const size = Number(type.slice(1).split(',')[0]);
  if (type.startsWith('C')) return value.length <= size;
  if (type.startsWith('S')) return /^[1-9]\d*$/.test(value) && value.length <= size;
  return fitsNumber(value, size, Number(type.split(',')[1] ?? 0));
}

function fitsNumber(value: string, size: number, decimals: number): boolean {
  const match = /^-?(\d+)(?:\.(\d+))?$/.exec(value);
  if (match === null) return false;
  const [, whole = '', fraction = ''] = match;
  return fraction.length <= decimals && whole.length + fraction.length <= size + (whole === '0' ? 1 : 0);
}
