import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Line = Readonly<Record<string, unknown>>;

interface Story {
  readonly title: string;
  readonly admissionOrders: readonly Line[];
  /** Charges as the hospital hands them over: one file per part. */
  readonly chargeParts: readonly (readonly Line[])[];
  readonly dischargeNotices: readonly Line[];
}

/** Reads stories/NAME.json, for example "S01". */
export function readStory(name: string): Story {
  if (!/^[A-Z]\d{2}$/.test(name)) throw new Error(`no story name: ${name}`);
  return JSON.parse(readFileSync(new URL(`./stories/${name}.json`, import.meta.url), 'utf8')) as Story;
}

let sequence = 0;

/**
 * Writes one batch as the hospital does: a JSON-lines file under a `.part` name, renamed to `.jsonl` when it is whole, so
 * that a reader never sees half a batch. Names ascend. Returns the path.
 */
export function writeBatch(folder: string, kind: string, lines: readonly Line[]): string {
  mkdirSync(folder, { recursive: true });
  sequence += 1;
  const stamp = new Date().toISOString().replace(/\D/g, '');
  const name = `${stamp}-${String(sequence).padStart(4, '0')}-${process.pid}-${kind}`;
  const part = join(folder, `${name}.part`);
  writeFileSync(part, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { flush: true });
  const whole = join(folder, `${name}.jsonl`);
  renameSync(part, whole);
  return whole;
}

/** The admission orders of a story; `change` overrides members of each (another patient, another day). */
export function writeAdmissionOrder(folder: string, story: string, change: Line = {}): string {
  const orders = readStory(story).admissionOrders.map((order) => ({ ...order, ...change }));
  return writeBatch(folder, 'admission-order', orders);
}

/** One part of a story's charges (1, 2, …), or all of them in one batch. */
export function writeCharges(folder: string, story: string, { part }: { readonly part?: number } = {}): string {
  const { chargeParts } = readStory(story);
  const lines = part === undefined ? chargeParts.flat() : chargeParts[part - 1];
  if (lines === undefined || lines.length === 0)
    throw new Error(`story ${story} has no charges${part === undefined ? '' : ` in part ${part}`}`);
  return writeBatch(folder, 'charge', lines);
}

/** The ward's notice that the patient may leave. */
export function writeDischargeNotice(folder: string, story: string, change: Line = {}): string {
  const notices = readStory(story).dischargeNotices.map((notice) => ({ ...notice, ...change }));
  if (notices.length === 0) throw new Error(`story ${story} has no discharge notice`);
  return writeBatch(folder, 'discharge-notice', notices);
}
