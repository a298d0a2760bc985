import { createReadStream, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { readJson } from '../../../shared/policy/read-json.ts';
import { readText } from '../pack-folder.ts';
import { asSentence } from './answer-case.ts';
import type { StoredCase } from './replay.ts';

/** Stored cases of a folder (one .json file each, also below it) or of a .jsonl file (one on each line). What is wrong with a text is told with its case. */
export function storedCases(place: string): AsyncIterable<StoredCase> {
  return statSync(place).isDirectory() ? ofFolder(place) : ofLines(place);
}

async function* ofFolder(folder: string): AsyncIterable<StoredCase> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  for (const name of names.sort()) {
    const [id, read] = [name.split(path.sep).join('/'), readText(path.join(folder, name))];
    yield read.ok ? stored(id, read.text) : { id, faults: [{ path: '', reason: asSentence(read.reason) }] };
  }
}

async function* ofLines(file: string): AsyncIterable<StoredCase> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() !== '') yield stored(`line ${number}`, line);
  }
}

function stored(name: string, text: string): StoredCase {
  const read = readJson(text);
  if (!read.ok) return { id: name, faults: read.faults.map(({ path: at, reason }) => ({ path: at, reason: asSentence(reason) })) };
  const { value: json } = read;
  if (typeof json !== 'object' || json === null || !('case' in json)) return { id: name, json };
  return { id: 'id' in json && typeof json.id === 'string' ? json.id : name, json: json.case };
}
