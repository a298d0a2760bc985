/**
 * Writes shared/policy/packs/manifest.json, the content hash of every pack inside the program, and the JSON Schemas for pack authors.
 * Run after each change of a pack or of its format.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packJsonSchemas } from '../shared/policy/json-schemas.ts';
import { loadPacks } from '../shared/policy/load-pack.ts';
import { writeManifest } from '../shared/policy/pack-trust.ts';

const folder = join(import.meta.dirname, '../shared/policy/packs');
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.json') && path !== 'manifest.json',
);
const files = new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
const { packs, problems } = loadPacks(files, (text) => createHash('sha256').update(text, 'utf8').digest('hex'));

for (const { file, path, reason } of problems) process.stderr.write(`${file} ${path}: ${reason}\n`);
if (problems.length > 0) process.exit(1);
writeFileSync(join(folder, 'manifest.json'), writeManifest(packs));
const schemas = join(folder, '../schemas');
mkdirSync(schemas, { recursive: true });
for (const [name, text] of packJsonSchemas()) writeFileSync(join(schemas, name), text);
process.stdout.write(`${packs.length} packs\n`);
