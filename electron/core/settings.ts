import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import { SEALED } from './ports/key-sealing.ts';
import { type Settings, settingsSchema } from './settings-schema.ts';

/**
 * Reads settings.json of the data folder.
 *
 * @param unsealed  secrets that lie sealed in the file, by their path, as the keyring of this computer opened them.
 * @throws AppError validation/settings.invalid with details.file and details.field, the first thing to mend.
 */
export function readSettings(dataDir: string, unsealed: ReadonlyMap<string, string> = new Map()): Settings {
  const file = settingsFile(dataDir);
  if (!existsSync(file)) throw invalid(file, '(file)', 'missing');
  const raw = parseJson(file);
  for (const secret of sealedIn(raw))
    if (!unsealed.has(secret.path)) throw invalid(file, secret.path, 'sealed on another computer: enter it again');
  const parsed = settingsSchema.safeParse(opened(raw, unsealed));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(file, issue?.path.join('.') || '(file)', issue?.message ?? 'invalid');
}

const settingsFile = (dataDir: string): string => path.join(dataDir, 'settings.json');

/** What the shell is to open before the core can start; nothing where the file is missing or broken: readSettings says so. */
export function sealedSecrets(dataDir: string): readonly Sealed[] {
  try {
    return sealedIn(JSON.parse(readFileSync(settingsFile(dataDir), 'utf8')));
  } catch {
    return [];
  }
}

interface Sealed {
  readonly path: string;
  readonly text: string;
}

type Section = Readonly<Record<string, unknown>>;
const isSection = (value: unknown): value is Section => typeof value === 'object' && value !== null && !Array.isArray(value);

function sealedIn(raw: unknown): readonly Sealed[] {
  return Object.entries(isSection(raw) ? raw : {}).flatMap(([section, fields]) =>
    Object.entries(isSection(fields) ? fields : {}).flatMap(([name, text]) =>
      typeof text === 'string' && text.startsWith(SEALED) ? [{ path: `${section}.${name}`, text: text.slice(SEALED.length) }] : [],
    ),
  );
}

function opened(raw: unknown, unsealed: ReadonlyMap<string, string>): unknown {
  if (unsealed.size === 0 || !isSection(raw)) return raw;
  const open = (section: string, fields: unknown) =>
    isSection(fields)
      ? Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, unsealed.get(`${section}.${name}`) ?? value]))
      : fields;
  return Object.fromEntries(Object.entries(raw).map(([section, fields]) => [section, open(section, fields)]));
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw invalid(file, '(file)', 'not JSON');
  }
}

function invalid(file: string, field: string, reason: string): AppError {
  return new AppError('validation', 'settings.invalid', `${field}: ${reason}`, { file, field, reason });
}
