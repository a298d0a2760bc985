import { z } from 'zod';
import { defineChannel, nothing } from './define-channel.ts';

/** One value of settings.json, by its path: "centre.readSeconds". A secret's value is never shown; "" leaves it as it is. */
const fieldSchema = z.strictObject({
  path: z.string(),
  section: z.string(),
  kind: z.enum(['text', 'number', 'boolean', 'choice', 'lines', 'pairs']),
  options: z.array(z.string()),
  secret: z.boolean(),
  /** As text: lines one per line, pairs as "name = value". "" where the file says nothing. */
  value: z.string(),
  /** What holds where the file says nothing; null: it must be said. */
  usual: z.string().nullable(),
});
export type SettingField = z.output<typeof fieldSchema>;

export const settingsViewSchema = z.strictObject({
  file: z.string(),
  fields: z.array(fieldSchema),
  /** `sealed`: secrets lie in the file as this computer's keyring sealed them. `plain`: it has none, the file's own rights protect them. */
  sealing: z.enum(['sealed', 'plain']),
});
export type SettingsView = z.output<typeof settingsViewSchema>;

/** Why a change was not taken: the field's path and the schema's code of what is wrong with it. */
const problemSchema = z.strictObject({ path: z.string(), reason: z.string() });
export type SettingProblem = z.output<typeof problemSchema>;

export const settingsContract = {
  /** All settings of this desk as fields. Secrets without their values. */
  read: defineChannel({
    name: 'settings.read',
    request: nothing,
    response: settingsViewSchema,
    permission: 'settings:change',
    effect: 'read',
  }),

  /**
   * Checks the changed fields with the schema of the file and saves all or nothing; the core restarts with them. A refused change names
   * each field. Errors: settings.invalid when the file itself cannot be read or written.
   */
  save: defineChannel({
    name: 'settings.save',
    request: z.strictObject({ changes: z.record(z.string(), z.string().max(20_000)) }),
    response: z.strictObject({ problems: z.array(problemSchema) }),
    permission: 'settings:change',
    effect: 'once',
  }),
} as const;
