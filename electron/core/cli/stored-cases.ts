import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { StoredCase } from './replay.ts';

/** Stored cases of a folder (one .json file each, also below it) or of a .jsonl file (one on each line). A line that is no JSON is no case. */
export function storedCases(place: string): AsyncIterable<StoredCase> {
  return statSync(place).isDirectory() ? ofFolder(place) : ofLines(place);
}

async function* ofFolder(folder: string): AsyncIterable<StoredCase> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  for (const name of names.sort()) yield stored(name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8'));
}

async function* ofLines(file: string): AsyncIterable<StoredCase> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() !== '') yield stored(`line ${number}`, line);
  }
}

function stored(name: string, text: string): StoredCase {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { id: name, json: undefined };
  }
  if (typeof json !== 'object' || json === null || !('case' in json)) return { id: name, json };
  return { id: 'id' in json && typeof json.id === 'string' ? json.id : name, json: json.case };
}
