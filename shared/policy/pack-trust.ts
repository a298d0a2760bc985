import type { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import type { Pack } from './pack.ts';
import { manifestSchema } from './pack-schema.ts';
import { readFile } from './read-file.ts';

/** Content hashes of the packs inside the program, by region code. */
export type PackManifest = z.output<typeof manifestSchema>;

/** Reads manifest.json. Errors: validation/policy.pack-invalid. */
export function readManifest(text: string): PackManifest {
  const read = readFile('manifest.json', text, manifestSchema);
  if (read.ok) return read.value;
  throw new AppError('validation', 'policy.pack-invalid', `manifest.json: ${read.problems[0]?.reason}`, { file: 'manifest.json' });
}

/** The manifest of these packs, as text for the file: sorted, one line per pack. */
export function writeManifest(packs: readonly Pack[]): string {
  const entries = packs.map(({ region, stamp }) => [region.code, { version: stamp.version, hash: stamp.hash }] as const);
  return `${JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
}

/** Inside the program and unchanged. A pack from elsewhere is trusted by its signature, which is not built yet. */
export function isTrusted(pack: Pack, manifest: PackManifest): boolean {
  const entry = manifest[pack.region.code];
  return entry !== undefined && entry.hash === pack.stamp.hash && entry.version === pack.stamp.version;
}
