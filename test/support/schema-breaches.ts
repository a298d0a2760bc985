/** One rule of a JSON Schema broken at one place of a document that keeps it. `rule`: where the rule stands in the schema. */
export interface Breach {
  readonly rule: string;
  /** Where the document breaks it: "layers.0.kind". */
  readonly path: string;
  readonly json: unknown;
}

type Schema = Readonly<Record<string, any>>;
type Put = (changed: unknown) => unknown;
interface Place {
  readonly at: string;
  readonly path: string;
  readonly put: Put;
}

/** Nothing that a rule takes. A `format` is no rule of its own here: it repeats a pattern. */
const ODD = '\u0000 odd';

/** Every rule that the document meets on its way, broken once at each place it is met. */
export function breachesOf(schema: Schema, json: unknown): readonly Breach[] {
  return within(schema, schema, json, { at: '#', path: '', put: (changed) => changed });
}

/** Every rule of a schema that a document can break, by where it stands: what no document breaks has no bad example. */
export function rulesOf(schema: Schema): ReadonlySet<string> {
  const rules = new Set<string>();
  const seen = new Set<string>();
  const visit = (node: Schema, at: string) => {
    const { inner, place } = follow(schema, node, at);
    if (seen.has(place)) return;
    seen.add(place);
    for (const keyword of keywordsOf(inner)) rules.add(`${place}/${keyword}`);
    for (const [name, one] of Object.entries(inner.properties ?? {})) visit(one as Schema, `${place}/properties/${name}`);
    for (const union of ['anyOf', 'oneOf'])
      (inner[union] ?? []).forEach((one: Schema, i: number) => {
        visit(one, `${place}/${union}/${i}`);
      });
    if (inner.items !== undefined) visit(inner.items, `${place}/items`);
    if (isObject(inner.additionalProperties)) visit(inner.additionalProperties, `${place}/additionalProperties`);
  };
  visit(schema, '#');
  return rules;
}

/** What a node itself demands; "required/x" for each key it must have. */
function keywordsOf(node: Schema): readonly string[] {
  return [
    // a form that JSON Schema cannot say: the field has a reader of its own
    ...(Object.keys(node).length === 0 ? ['form'] : []),
    // a union has a type through its branches; of a value written out, the value is the rule
    ...(node.type !== undefined && node.const === undefined && node.enum === undefined && node.type !== 'null' ? ['type'] : []),
    ...(node.const !== undefined || node.enum !== undefined ? ['enum'] : []),
    ...(node.pattern === undefined ? [] : ['pattern']),
    ...(node.minLength === undefined ? [] : ['minLength']),
    ...(node.minItems === undefined ? [] : ['minItems']),
    ...(node.additionalProperties === false ? ['additionalProperties'] : []),
    ...(node.required ?? []).map((key: string) => `required/${key}`),
  ];
}

function follow(root: Schema, node: Schema, at: string): { readonly inner: Schema; readonly place: string } {
  const { $ref } = node;
  if ($ref === undefined) return { inner: node, place: at };
  const [, ...keys] = ($ref as string).split('/');
  return follow(
    root,
    keys.reduce((one, key) => one[key], root),
    $ref,
  );
}

function within(root: Schema, node: Schema, value: unknown, { at, path, put }: Place): readonly Breach[] {
  const { inner, place } = follow(root, node, at);
  const branches = (['anyOf', 'oneOf'] as const).flatMap((union) =>
    ((inner[union] ?? []) as Schema[]).map((one, i) => [one, `${place}/${union}/${i}`] as const),
  );
  const own = keywordsOf(inner).flatMap((keyword) =>
    broken(keyword, inner, value).map(([more, json]) => ({ rule: `${place}/${keyword}`, path: joined(path, more), json: put(json) })),
  );
  const deeper = (key: string | number, part: Schema, name: string, change: Put) =>
    within(root, part, (value as any)[key], { at: name, path: joined(path, String(key)), put: (changed) => put(change(changed)) });
  return [
    ...own,
    ...branches
      .filter(([one, name]) => fits(root, one, value, name))
      .flatMap(([one, name]) => within(root, one, value, { at: name, path, put })),
    ...(Array.isArray(value) && inner.items !== undefined
      ? value.flatMap((_, i) => deeper(i, inner.items, `${place}/items`, (changed) => value.with(i, changed)))
      : []),
    ...(isObject(value)
      ? Object.keys(value).flatMap((key) => {
          const put = (changed: unknown) => ({ ...value, [key]: changed });
          const named = inner.properties?.[key];
          if (named !== undefined) return deeper(key, named, `${place}/properties/${key}`, put);
          return isObject(inner.additionalProperties) ? deeper(key, inner.additionalProperties, `${place}/additionalProperties`, put) : [];
        })
      : []),
  ];
}

/** The value with one rule broken: at which key, and what it becomes. */
function broken(keyword: string, node: Schema, value: unknown): readonly (readonly [more: string, json: unknown])[] {
  const [name, key] = keyword.split('/') as [string, string?];
  switch (name) {
    case 'type':
      return [['', [node.type].flat().includes('boolean') ? ODD : true]];
    case 'form':
    case 'enum':
    case 'pattern':
      return [['', ODD]];
    case 'minLength':
      return [['', '']];
    case 'minItems':
      return [['', []]];
    case 'additionalProperties':
      return isObject(value) ? [['', { ...value, [ODD]: 1 }]] : [];
    default: {
      if (!isObject(value) || key === undefined || !(key in value)) return [];
      const { [key]: _, ...rest } = value;
      return [[key, rest]];
    }
  }
}

/** Whether a branch of a union is the one that was meant: by its type, its keys and the words it wants there. */
function fits(root: Schema, node: Schema, value: unknown, at: string): boolean {
  const { inner, place } = follow(root, node, at);
  if (Object.keys(inner).length === 0) return typeof value !== 'object';
  if (inner.const !== undefined) return value === inner.const;
  if (inner.enum !== undefined) return inner.enum.includes(value);
  const unions = [...(inner.anyOf ?? []), ...(inner.oneOf ?? [])] as Schema[];
  if (unions.length > 0) return unions.some((one) => fits(root, one, value, place));
  if (inner.type === 'null') return value === null;
  if (inner.type === 'array') return Array.isArray(value) && value.every((item) => fits(root, inner.items, item, place));
  if (inner.type !== 'object') return typeof value === inner.type;
  if (!isObject(value)) return false;
  const parts: Record<string, Schema> = inner.properties ?? {};
  return (
    (inner.required ?? []).every((key: string) => key in value) &&
    (inner.additionalProperties !== false || Object.keys(value).every((key) => key in parts)) &&
    Object.entries(value).every(([key, one]) => parts[key] === undefined || fits(root, parts[key], one, place))
  );
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const joined = (path: string, more: string) => [path, more].filter((part) => part !== '').join('.');

/**
 * Whether a complaint leads to the broken key: it names it, a key inside it, or its neighbour: of a thing that may be written in several
 * forms, the nearest form speaks.
 */
export const pointsAt = (named: string, broken: string): boolean =>
  named.startsWith(broken) || broken.startsWith(named) || parentOf(named) === parentOf(broken);
const parentOf = (path: string) => path.split('.').slice(0, -1).join('.');
