import { chmodSync, copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SettingProblem, SettingsView } from '../../../../shared/contract/settings-contract.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Clock } from '../../clock.ts';
import type { WritableDb } from '../../db/database.ts';
import { insertAudit } from '../../db/repositories/desk-repository.ts';
import { type KeySealing, SEALED } from '../../ports/key-sealing.ts';
import { fieldsOf, SECRETS, withChanges } from './setting-fields.ts';
import { settingsSchema } from '../../settings-schema.ts';

export interface SettingsDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly dataDir: string;
  readonly sealing: KeySealing;
  /** The core starts again with the new settings; called after they are saved. */
  readonly restart: () => void;
}

const OWNER_ONLY = 0o600;
const LOGGED_MOST = 200;

/** settings.json as a form: checked by the schema the desk starts with, saved whole or not at all, every change in the audit. */
export class SettingsService {
  readonly #deps: SettingsDeps;

  constructor(deps: SettingsDeps) {
    this.#deps = deps;
  }

  /** Errors: validation/settings.invalid. */
  async view(): Promise<SettingsView> {
    const sealing = (await this.#deps.sealing.available()) ? 'sealed' : 'plain';
    return { file: this.#file(), fields: [...fieldsOf(this.#read())], sealing };
  }

  /** The fields that keep the change from being saved; none: it is saved. Errors: validation/settings.invalid. */
  async save(changes: Readonly<Record<string, string>>, clerkId: string): Promise<readonly SettingProblem[]> {
    const before = this.#read();
    const after = withChanges(before, changes);
    const checked = settingsSchema.safeParse(after);
    if (!checked.success) return checked.error.issues.map(({ path: name, code }) => ({ path: name.join('.'), reason: code }));
    const sealed = await this.#sealed(after);
    this.#audit(before, after, clerkId);
    this.#write(sealed);
    this.#deps.restart();
    return [];
  }

  /** What a clerk may read later: which field, from what to what; of a secret only that it was changed. */
  #audit(before: unknown, after: unknown, clerkId: string): void {
    const { db, clock } = this.#deps;
    const old = new Map(fieldsOf(before).map(({ path: name, value }) => [name, value]));
    const moved = fieldsOf(after).filter(({ path: name, value }) => old.get(name) !== value);
    const facts = Object.fromEntries(
      moved.map(({ path: name, value }) => [name, `${old.get(name) ?? ''} → ${value}`.slice(0, LOGGED_MOST)]),
    );
    const secrets = [...SECRETS].filter((name) => at(before, name) !== at(after, name));
    for (const name of secrets) facts[name] = 'changed';
    insertAudit(db, { at: clock.now(), clerkId, event: 'settings-changed', subjectId: null, facts });
  }

  /** Every secret that still stands in plain text goes through the keyring; without one it stays as it is. */
  async #sealed(file: object): Promise<object> {
    let sealed = structuredClone(file) as Record<string, Record<string, unknown>>;
    for (const name of SECRETS) {
      const [section = '', key = ''] = name.split('.');
      const text = sealed[section]?.[key];
      if (typeof text !== 'string' || text.startsWith(SEALED)) continue;
      const hidden = await this.#deps.sealing.seal(text);
      if (hidden !== null) sealed = { ...sealed, [section]: { ...sealed[section], [key]: `${SEALED}${hidden}` } };
    }
    return sealed;
  }

  #read(): unknown {
    try {
      return JSON.parse(readFileSync(this.#file(), 'utf8'));
    } catch (error) {
      throw invalid(this.#file(), 'not readable as JSON', error);
    }
  }

  /** Beside it, flushed, renamed: a power cut leaves the old file or the new one. The one before stays as a copy. */
  #write(settings: object): void {
    const file = this.#file();
    try {
      copyFileSync(file, `${file}.before`);
      writeFileSync(`${file}.part`, `${JSON.stringify(settings, null, 2)}\n`, { flush: true, mode: OWNER_ONLY });
      renameSync(`${file}.part`, file);
      for (const each of [file, `${file}.before`]) chmodSync(each, OWNER_ONLY);
    } catch (error) {
      throw invalid(file, 'cannot be written', error);
    }
  }

  #file(): string {
    return path.join(this.#deps.dataDir, 'settings.json');
  }
}

const at = (file: unknown, name: string): unknown =>
  name.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], file);

const invalid = (file: string, reason: string, cause: unknown): AppError =>
  new AppError('validation', 'settings.invalid', reason, { file, field: '(file)', reason }, cause);
