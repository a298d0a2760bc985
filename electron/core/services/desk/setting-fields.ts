import { z } from 'zod';
import type { SettingField } from '../../../../shared/contract/settings-contract.ts';
import { settingsSchema } from '../../settings-schema.ts';

// Turns settings.json into fields of a form and back. What a field is comes from the schema of the file: a new setting is on the page by itself.

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Node = { readonly [name: string]: Json };
interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly default?: Json;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** A field with the shape of its value. */
interface Leaf {
  readonly field: SettingField;
  readonly schema: Schema;
}

/** Sealed in the file where the computer can; never sent to the page. */
export const SECRETS: ReadonlySet<string> = new Set([
  'centre.token',
  'centre.messageSignature.privateKey',
  'centre.tls.passphrase',
  'bank.secret',
  'his.http.secret',
  'wallet.secret',
  'card.secret',
  'invoice.secret',
]);

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

const fileSchema = (): Schema => z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' }) as Schema;

/** Every setting as a field with its text; `raw` is the file as it stands, without what is filled in. */
export function fieldsOf(raw: unknown): readonly SettingField[] {
  return leavesOf(raw).map(({ field: each }) => each);
}

const leavesOf = (raw: unknown): readonly Leaf[] => walk(fileSchema(), raw, [], undefined);

function walk(schema: Schema, value: unknown, path: readonly string[], given: Json | undefined): readonly Leaf[] {
  const chosen = alternative(schema, value);
  const usual = given ?? schema.default ?? chosen.default;
  if (chosen.properties === undefined) return [{ field: field(chosen, value, path, usual), schema: chosen }];
  const node = isNode(value) ? value : {};
  return Object.entries(chosen.properties).flatMap(([name, inner]) =>
    walk(inner, node[name], [...path, name], isNode(usual) ? usual[name] : undefined),
  );
}

/** Of several shapes the one that the value has by its `kind`, else the first that is not null. */
function alternative(schema: Schema, value: unknown): Schema {
  const shapes = schema.anyOf ?? schema.oneOf;
  if (shapes === undefined) return schema;
  const kind = isNode(value) ? value['kind'] : undefined;
  return (
    shapes.find(({ properties }) => kind !== undefined && properties?.['kind']?.const === kind) ??
    shapes.find(({ type }) => type !== 'null') ??
    schema
  );
}

function field(schema: Schema, value: unknown, path: readonly string[], usual: Json | undefined): SettingField {
  const name = path.join('.');
  const secret = SECRETS.has(name);
  const options = name === 'reader.kind' ? ['image-folder', 'pcsc'] : (schema.enum ?? []).map(String);
  const kind = kindOf(schema, options);
  return {
    path: name,
    section: path.length > 1 ? (path[0] ?? '') : 'general',
    kind,
    options,
    secret,
    value: secret || value === undefined ? '' : textOf(value as Json),
    usual: usual === undefined ? null : textOf(usual),
  };
}

function kindOf(schema: Schema, options: readonly string[]): SettingField['kind'] {
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null');
  if (options.length > 0) return 'choice';
  if (type === 'array') return 'lines';
  if (type === 'object') return 'pairs';
  if (type === 'boolean') return 'boolean';
  return type === 'number' || type === 'integer' ? 'number' : 'text';
}

function textOf(value: Json): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map((item) => (isNode(item) ? JSON.stringify(item) : String(item))).join('\n');
  if (isNode(value))
    return Object.entries(value)
      .map(([name, inner]) => `${name} = ${String(inner)}`)
      .join('\n');
  return String(value);
}

/**
 * The file with some fields changed. A text that does not fit its kind goes in as it is, so that the schema names the field; an empty one
 * takes the field out of the file, and its usual value holds again.
 */
export function withChanges(raw: unknown, changes: Readonly<Record<string, string>>): Node {
  const leaves = new Map(leavesOf(raw).map((each) => [each.field.path, each]));
  return Object.entries(changes).reduce<Node>(
    (file, [path, text]) => {
      const known = leaves.get(path);
      if (known === undefined || (known.field.secret && text === '')) return file;
      return changed(file, path.split('.'), jsonOf(known, text));
    },
    isNode(raw) ? raw : {},
  );
}

function changed(node: Node, [name = '', ...rest]: readonly string[], value: Json | undefined): Node {
  const { [name]: before, ...others } = node;
  if (rest.length === 0) return value === undefined ? others : { ...others, [name]: value };
  const inner = changed(isNode(before) ? before : {}, rest, value);
  return Object.keys(inner).length === 0 ? others : { ...others, [name]: inner };
}

function jsonOf({ field: { kind }, schema }: Leaf, text: string): Json | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const lines = trimmed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  switch (kind) {
    case 'number':
      return numberOf(trimmed);
    case 'boolean':
      return trimmed === 'true' ? true : trimmed === 'false' ? false : trimmed;
    case 'lines':
      return lines.map((line) => itemOf(schema.items, line));
    case 'pairs':
      return Object.fromEntries(
        lines
          .map((line) => line.split('=').map((part) => part.trim()))
          .map(([name = '', value = '']) => [name, itemOf(schema.additionalProperties, value)]),
      );
    default:
      return trimmed;
  }
}

/** One line of a list, or one value of a table, in the form that its shape wants; what does not fit stays text, and the schema names it. */
function itemOf(schema: Schema | boolean | undefined, text: string): Json {
  const type = typeof schema === 'object' ? schema.type : undefined;
  if (type === 'number' || type === 'integer') return numberOf(text);
  if (type !== 'object') return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

const numberOf = (text: string): number | string => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
